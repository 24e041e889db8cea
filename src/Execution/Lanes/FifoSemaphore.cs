namespace ShortOrder.Execution.Lanes;

/// <summary>A tool's places or a lock within one process: first come first served, handed over directly, so that nobody can barge in.</summary>
/// <remarks>Not thread-safe: its owner's gate guards it.</remarks>
internal sealed class FifoSemaphore(int places)
{
    private readonly Queue<Waiter> _waiting = [];
    private int _free = places;

    /// <summary>Task that got a place last, or −1.</summary>
    public int LastHolder { get; private set; } = -1;

    /// <summary>Takes a place or joins the queue.</summary>
    public bool TryTake(Waiter who)
    {
        if (_free == 0)
        {
            _waiting.Enqueue(who);
            return false;
        }

        _free--;
        LastHolder = who.Task;
        return true;
    }

    /// <summary>Frees a place; whoever has it now and must be woken, if anybody waited.</summary>
    public Waiter? Free()
    {
        if (!_waiting.TryDequeue(out Waiter? next))
        {
            _free++;
            return null;
        }

        LastHolder = next.Task;
        return next;
    }
}
