namespace ShortOrder.Execution.Pantry;

/// <summary>A request whose answer is owed.</summary>
/// <param name="Client">Who asked.</param>
/// <param name="Request">What for.</param>
/// <param name="Since">Stopwatch timestamp of its arrival.</param>
internal readonly record struct Pending(PantryClient Client, PantryFrame Request, long Since);

/// <summary>A device or semaphore of the pantry: a number of places, first come first served; or for whoever comes when one is free, if it refuses all others.</summary>
internal sealed class PantryQueue(int places)
{
    private readonly Queue<Pending> _waiting = [];
    private int _free = places;

    /// <summary>After how many µs it refuses who finds no place; null: it lets them queue.</summary>
    public int? RefusesAfter { get; set; }

    /// <summary>Takes a place, or a place in the queue if there is one.</summary>
    public bool TryTake(in Pending who)
    {
        if (_free > 0)
        {
            _free--;
            return true;
        }

        if (RefusesAfter is null) _waiting.Enqueue(who);
        return false;
    }

    /// <summary>Frees a place; whoever has it next, if anybody waits.</summary>
    public Pending? Free()
    {
        if (_waiting.TryDequeue(out Pending next)) return next;
        _free++;
        return null;
    }
}
