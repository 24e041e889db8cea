namespace ShortOrder.Execution.Kitchens;

/// <summary>What a process sends to the others. Thread-safe; no call waits for a receiver.</summary>
/// <remarks>
/// The other direction are the <c>On…</c> methods of <c>KitchenRuntime</c>, called by whoever reads the process's mail.
/// A payload is opaque to the mail: it must arrive as it was sent, whole and once.
/// </remarks>
internal interface IMail
{
    /// <summary>Process <paramref name="process"/> may start now: its <c>OnOpen</c>.</summary>
    void OpenProcess(int process);

    /// <summary>A crate packed at home: <c>OnCrate</c> in the task's process; for a process pool in the process that is given the task, before <c>OnNext</c>.</summary>
    void SendCrate(int task, ReadOnlySpan<byte> payload);

    /// <summary>The task is finished: <c>OnResult</c> in every process of every consumer kitchen, and in the sister processes if it ran in a pool. Home is one of them whenever this is called elsewhere.</summary>
    void SendResult(int task, ulong value, ReadOnlySpan<byte> payload);

    /// <summary>A process of a pool is free: one <c>OnNext</c> as soon as home has dispatched a further task, or when none is left.</summary>
    void RequestNext(int queue);

    /// <summary>A step for a helper in another process: <c>OnOffload</c> in the process of its channel.</summary>
    void SendOffload(int offload, ulong value, ReadOnlySpan<byte> payload);

    /// <summary>A helper is done with a step of another process, well or not: <c>OnOffloadDone</c> in the process of its task.</summary>
    void SendOffloadDone(int offload, ulong value, bool hasFailed, ReadOnlySpan<byte> payload);
}
