using System.Collections.Immutable;

namespace ShortOrder.Execution.Lanes;

/// <summary>What one process did in one run.</summary>
internal sealed record RunReport
{
    /// <summary>Stopwatch timestamp at which its share was done.</summary>
    public required long EndTimestamp { get; init; }

    /// <summary>Whether <c>Abort</c> ended it.</summary>
    public required bool IsAborted { get; init; }

    /// <summary>Value of every task that finished here.</summary>
    public required ImmutableArray<TaskValue> Values { get; init; }

    /// <summary>Final value of every shared thing of this process, in the level's order. Home's are the ones that count.</summary>
    public required ImmutableArray<long> Shared { get; init; }

    /// <summary>What went wrong inside, one line each: a crate whose bytes are not what was packed, a lost connection. Empty when all is well.</summary>
    public required ImmutableArray<string> Faults { get; init; }

    /// <summary>Times the hat changed hands.</summary>
    public required long HatSwitches { get; init; }

    /// <summary>Nanoseconds in which its threads computed, by the wall.</summary>
    public required long ComputeWallNs { get; init; }

    /// <summary>Nanoseconds of CPU time that its threads got while they computed, −1 where the system does not tell; well below the former: somebody else had the core.</summary>
    public required long ComputeCpuNs { get; init; }

    /// <summary>Chunks of work that they did in that time.</summary>
    public required long ComputeChunks { get; init; }

    /// <summary>Nanoseconds in which its threads were runnable without a core; −1 where the system does not tell.</summary>
    public required long RunQueueNs { get; init; }

    /// <summary>Whether the event log was too small, so that the timeline has holes.</summary>
    public required bool IsLogFull { get; init; }
}

/// <summary>Value of a finished task: what its data flow came to.</summary>
internal readonly record struct TaskValue(int Task, ulong Value);

/// <summary>Somebody waiting when asked.</summary>
/// <param name="Task">Task instance; −1: the thread itself.</param>
/// <param name="Row">Thread.</param>
/// <param name="State">What for.</param>
/// <param name="Resource">Tool, lock or task waited for; −1 if none.</param>
/// <param name="HeldBy">Task that held it when the wait began; −1 if none or unknown.</param>
internal readonly record struct OpenWait(int Task, int Row, Simulation.Timelines.SpanState State, int Resource, int HeldBy);
