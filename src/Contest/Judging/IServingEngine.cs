using System.Collections.Immutable;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Contest.Judging;

/// <summary>What runs plans for the judge: the executor in a process of its own.</summary>
public interface IServingEngine : IAsyncDisposable
{
    /// <summary>Serves a legal plan and scores what was measured. Never throws for what the plan or the serving process does: that is part of the measurement.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; everything that was started has been stopped.</exception>
    Task<Measurement> ServeAsync(ServingOrder order, CancellationToken cancel);
}

/// <summary>A plan to serve.</summary>
/// <param name="Level">The level's text: the judge's own copy, never one that a player sent.</param>
/// <param name="Plan">The plan's text.</param>
/// <param name="PredictedMinutes">The model's time: how long the process may take follows from it.</param>
public sealed record ServingOrder(string Level, string Plan, decimal PredictedMinutes)
{
    /// <summary>Real milliseconds of a kitchen minute.</summary>
    public int TempoMs { get; init; } = 20;

    /// <summary>Counted runs; null: 3 to 9, until the two fastest agree.</summary>
    public int? Repeats { get; init; }

    /// <summary>Only runs that nothing speaks against make a time; otherwise it is too noisy.</summary>
    public bool IsStrict { get; init; }
}

/// <summary>What came out of serving a plan.</summary>
public sealed record Measurement
{
    /// <summary>As the scorer judges the measured run; too noisy or cannot where there is none.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>One sentence.</summary>
    public required string Explanation { get; init; }

    /// <summary>Mean of the two fastest counted runs in kitchen minutes; 0 if none counted.</summary>
    public decimal Minutes { get; init; }

    /// <summary>Counted runs in kitchen minutes, in order.</summary>
    public ImmutableArray<decimal> Runs { get; init; } = [];

    /// <summary>Every run in order, real milliseconds, those that were thrown away included.</summary>
    public ImmutableArray<JudgedRun> AllRuns { get; init; } = [];

    /// <summary>Every metric in the order of <see cref="Metric"/>; empty if nothing was measured.</summary>
    public ImmutableArray<MetricValue> Metrics { get; init; } = [];

    /// <summary>The medal earned; none if the machine proves nothing.</summary>
    public Medal Medal { get; init; }

    /// <summary>Whether every dish's checksum was right.</summary>
    public bool IsChecksumRight { get; init; }

    /// <summary>False: the plan keeps more cores busy than this machine has.</summary>
    public bool IsProved { get; init; } = true;

    /// <summary>Nanoseconds of a chunk of work; 0 if it was not calibrated.</summary>
    public double NsPerChunk { get; init; }

    /// <summary>Peak memory of the plan's processes above idle, in bytes.</summary>
    public long PeakBytes { get; init; }

    /// <summary>What happened when in the fastest run, as the JSON of <see cref="Trace"/>; empty if there was none.</summary>
    public string Trace { get; init; } = "";
}
