using System.Collections.Immutable;
using ShortOrder.Execution.Lanes;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Execution.Measuring;

/// <summary>One run.</summary>
internal sealed record RunOutcome
{
    /// <summary>Real milliseconds from the start to home's end.</summary>
    public required double ElapsedMs { get; init; }

    /// <summary>Everything that was noted.</summary>
    public required Timeline Timeline { get; init; }

    /// <summary>Report of each process; empty if the run stood still.</summary>
    public ImmutableArray<RunReport> Reports { get; init; } = [];

    /// <summary>For the disturbance rule.</summary>
    public RunSignals Signals { get; init; }

    /// <summary>Who was waiting for what when nothing moved any more; default if the run came to its end.</summary>
    public ImmutableArray<OpenWait> Waits { get; init; }

    /// <summary>Whether the watchdog struck.</summary>
    public bool IsDeadlocked => !Waits.IsDefault;
}
