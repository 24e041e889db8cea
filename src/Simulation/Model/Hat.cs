namespace ShortOrder.Simulation.Model;

/// <summary>A hat (GIL) and the core under it: one per process, or one per thread in a free-threaded build.</summary>
internal sealed class Hat(int index)
{
    /// <summary>Place among the hats: breaks ties.</summary>
    public int Index { get; } = index;

    /// <summary>Who wears it; null if nobody.</summary>
    public SimThread? Holder;

    /// <summary>Who wants it, first come first served.</summary>
    public readonly Queue<SimThread> Waiters = new();

    /// <summary>When it last went to another thread.</summary>
    public long LastSwitch;

    /// <summary>Whether the holder has a core.</summary>
    public bool IsOnCore;

    /// <summary>When it last got a core.</summary>
    public long CoreSince;

    /// <summary>Whether the holder is in the middle of a Compute.</summary>
    public bool IsComputing;

    /// <summary>When the present stretch of that Compute began.</summary>
    public long ComputeSince;

    /// <summary>When the Compute ends if nobody interferes.</summary>
    public long CompletionAt => IsComputing && IsOnCore ? ComputeSince + Holder!.Remaining : long.MaxValue;

    /// <summary>When the first waiter forces a switch: one interval after the later of its request and the last switch (CPython's rule).</summary>
    public long SwitchAt(long interval) =>
        IsComputing && IsOnCore && Waiters.TryPeek(out SimThread? first) ? Math.Max(first.HatRequestedAt, LastSwitch) + interval : long.MaxValue;
}
