using ShortOrder.Execution.Work;

namespace ShortOrder.Execution.Lanes;

/// <summary>A task as one process knows it. The value belongs to whoever runs the task now; the rest is guarded by the process's gate.</summary>
internal sealed class TaskCell(int task)
{
    /// <summary>What its data flow has come to.</summary>
    public ulong Value = Kernel.Start(task);

    /// <summary>Whether it is finished and, if elsewhere, its result is here.</summary>
    public bool IsFinished;

    /// <summary>Whether the pantry's last answer to it was a failure of which it has not heard yet.</summary>
    public bool HasFailed;

    /// <summary>Whether it finished in this process.</summary>
    public bool IsOurs;

    /// <summary>Whether its crate is here.</summary>
    public bool HasCrate;

    /// <summary>Who waits for the crate.</summary>
    public Waiter? CrateWaiter;

    /// <summary>Who waits for the task, in the order in which they asked.</summary>
    public List<Waiter>? Awaiters;

    /// <summary>Bytes of the crate that is on its way or was last packed.</summary>
    public byte[] Parcel = [];

    /// <summary>What the task has read and not written yet, a value per shared thing, −1: nothing; null if it never read.</summary>
    public long[]? Reads;

    /// <summary>Writes that travel with the result, a number per shared thing; null if none.</summary>
    public int[]? Writes;
}
