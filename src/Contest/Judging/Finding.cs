using System.Collections.Immutable;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Contest.Judging;

/// <summary>What the judge found about a plan of a level: the same for everybody who hands that plan in.</summary>
public sealed record Finding
{
    /// <summary>What follows.</summary>
    public required JudgementOutcome Outcome { get; init; }

    /// <summary>How serving ended.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>One sentence for the player.</summary>
    public required string Explanation { get; init; }

    /// <summary>The time that counts, in kitchen minutes; null if nothing was measured.</summary>
    public decimal? Minutes { get; init; }

    /// <summary>The model's time.</summary>
    public decimal ModelMinutes { get; init; }

    /// <summary>No plan of the level is faster.</summary>
    public decimal BoundMinutes { get; init; }

    /// <summary>Counted runs in kitchen minutes, in order.</summary>
    public ImmutableArray<decimal> Runs { get; init; } = [];

    /// <summary>Every run in order, real milliseconds, those that do not count included.</summary>
    public ImmutableArray<JudgedRun> AllRuns { get; init; } = [];

    /// <summary>Whether another attempt may end otherwise: the serving process died, or would not start.</summary>
    public bool IsWorthRetrying { get; init; }

    /// <summary>Every metric in the order of <see cref="Metric"/>, measured where something was measured.</summary>
    public ImmutableArray<MetricValue> Metrics { get; init; } = [];

    /// <summary>The medal; none unless <see cref="JudgementOutcome.Ok"/>.</summary>
    public Medal Medal { get; init; }

    /// <summary>The run as JSON: <see cref="Trace"/>; empty if nothing was measured.</summary>
    public string Trace { get; init; } = "";

    /// <summary>The verdict of a plan under its key.</summary>
    public Judgement AsJudgement(string levelHash, string planHash, int epoch, string? machine, long nowMs)
    {
        decimal[] fastest = [.. Runs.Order().Take(2)];
        return new()
        {
            LevelHash = levelHash,
            PlanHash = planHash,
            Epoch = epoch,
            Outcome = Outcome,
            Verdict = Verdict,
            Explanation = Explanation,
            Minutes = Minutes,
            BestMinutes = fastest.Length > 0 ? fastest[0] : null,
            SecondMinutes = fastest.Length > 1 ? fastest[1] : null,
            ModelMinutes = ModelMinutes,
            BoundMinutes = BoundMinutes,
            Metrics = Metrics,
            Medal = Medal,
            Machine = AllRuns.IsEmpty && Runs.IsEmpty ? null : machine,
            Trace = Trace.Length == 0 ? null : System.Text.Encoding.UTF8.GetBytes(Trace),
            Runs = AllRuns,
            CreatedAtMs = nowMs,
        };
    }
}
