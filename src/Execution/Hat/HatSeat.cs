namespace ShortOrder.Execution.Hat;

/// <summary>A thread's place in the queue for a hat. One per thread and hat; its fields belong to the hat.</summary>
internal sealed class HatSeat
{
    internal const int Away = 0;
    internal const int Queued = 1;
    internal const int Wearing = 2;

    internal readonly Parker Parker = new();
    internal HatSeat? Next;
    internal volatile int Place;
    internal bool IsWakePending;

    /// <summary>Stopwatch timestamp of its last request for the hat.</summary>
    public long RequestedAt { get; internal set; }

    /// <summary>Stopwatch timestamp at which it last got the hat.</summary>
    public long GrantedAt { get; internal set; }

    /// <summary>Task its thread is at, −1 between tasks: what others see when they wait for the hat.</summary>
    public int Task { get; set; } = -1;

    /// <summary>Task that had the hat when it was last asked for, or −1.</summary>
    public int WornBy { get; internal set; } = -1;

    /// <summary>Whether its thread has the hat.</summary>
    public bool IsWearing => Place == Wearing;

    /// <summary>Wakes its thread if it sleeps, so that it looks around.</summary>
    public void Unpark() => Parker.Unpark();
}
