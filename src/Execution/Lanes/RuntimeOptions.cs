using ShortOrder.Execution.Work;

namespace ShortOrder.Execution.Lanes;

/// <summary>What a process must know besides the plan.</summary>
internal sealed record RuntimeOptions
{
    /// <summary>Work in one tick of kitchen time (10,000 to the minute), calibrated for this machine and tempo: of the first run, until <see cref="KitchenRuntime.Reset"/> says otherwise.</summary>
    public required WorkRate Rate { get; init; }

    /// <summary>Real milliseconds of one kitchen minute.</summary>
    public required int TempoMs { get; init; }

    /// <summary>Path of the pantry's socket; empty if the plan has no wait in this process.</summary>
    public required string PantryPath { get; init; }

    /// <summary>File that gets this process's events, made anew for each run; null: events are only counted.</summary>
    public string? EventLogPath { get; init; }

    /// <summary>Whether loops use the poller that works on every system even where there is a better one.</summary>
    public bool IsPortable { get; init; }
}
