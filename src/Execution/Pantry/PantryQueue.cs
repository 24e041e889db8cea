namespace ShortOrder.Execution.Pantry;

/// <summary>A request whose answer is owed.</summary>
/// <param name="Client">Who asked.</param>
/// <param name="Request">What for.</param>
/// <param name="Since">Stopwatch timestamp of its arrival.</param>
internal readonly record struct Pending(PantryClient Client, PantryFrame Request, long Since);

/// <summary>A device or semaphore of the pantry: a number of places, first come first served.</summary>
internal sealed class PantryQueue(int places)
{
    private readonly Queue<Pending> _waiting = [];
    private int _free = places;

    /// <summary>Takes a place, or a place in the queue.</summary>
    public bool TryTake(in Pending who)
    {
        if (_free > 0)
        {
            _free--;
            return true;
        }

        _waiting.Enqueue(who);
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
