namespace ShortOrder.Execution.Lanes;

/// <summary>A step that a helper is to do.</summary>
/// <param name="Index">Index into the plan's offloads.</param>
/// <param name="Value">Value of its task so far.</param>
/// <param name="Parcel">Bytes packed for the way; empty within a process.</param>
/// <param name="Asker">Who waits for it; null: somebody in another process.</param>
internal sealed record OffloadJob(int Index, ulong Value, byte[] Parcel, Waiter? Asker);

/// <summary>Where offloaded steps queue for the helpers of a channel. Guarded by the process's gate.</summary>
internal sealed class OffloadQueue
{
    private readonly Queue<OffloadJob> _jobs = [];
    private readonly Queue<Waiter> _idle = [];
    private bool _isClosed;

    /// <summary>Adds a job; the helper to be woken, if one was idle.</summary>
    public Waiter? Add(OffloadJob job)
    {
        _jobs.Enqueue(job);
        return _idle.TryDequeue(out Waiter? helper) ? helper : null;
    }

    /// <summary>Takes the next job, or notes that the helper is idle. <paramref name="isClosed"/>: there will be none.</summary>
    public bool TryTake(Waiter helper, out OffloadJob? job, out bool isClosed)
    {
        isClosed = _isClosed;
        if (_jobs.TryDequeue(out job)) return true;
        if (!_isClosed) _idle.Enqueue(helper);
        return false;
    }

    /// <summary>No more jobs will come; the helpers to be woken.</summary>
    public IEnumerable<Waiter> Close()
    {
        _isClosed = true;
        Waiter[] idle = [.. _idle];
        _idle.Clear();
        return idle;
    }
}
