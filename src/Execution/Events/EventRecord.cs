using System.Runtime.InteropServices;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Execution.Events;

/// <summary>What a record of the log says.</summary>
internal enum EventKind : byte
{
    /// <summary>A task, or the lane itself, came into a state.</summary>
    State,

    /// <summary>The task's last step is done.</summary>
    Finish,
}

/// <summary>One record of the event log. Records of one task are in the order of their timestamps only after sorting: a wait may be noted when it is over.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal record struct EventRecord
{
    /// <summary>Bytes of a record.</summary>
    public const int Size = 32;

    /// <summary>Stopwatch timestamp; comparable between the processes of one machine.</summary>
    public long Timestamp;

    /// <summary>Thread.</summary>
    public int Row;

    /// <summary>Task or −1.</summary>
    public int Task;

    /// <summary>Step or −1.</summary>
    public int Step;

    /// <summary>As in <see cref="TraceEntry"/>.</summary>
    public int Resource;

    /// <summary>As in <see cref="TraceEntry"/>.</summary>
    public int HeldBy;

    /// <summary>The new state.</summary>
    public SpanState State;

    /// <summary>What the record says.</summary>
    public EventKind Kind;

    private readonly short _reserved;
}
