using System.Collections.Immutable;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Contest.Judging;

/// <summary>What became of judging a plan.</summary>
public enum JudgementOutcome
{
    /// <summary>Served and measured: it ranks.</summary>
    Ok,

    /// <summary>Not served, by the model or for real: it does not rank.</summary>
    Failed,

    /// <summary>Never quiet enough to measure, three times over. It does not rank; the teacher is told.</summary>
    Noisy,

    /// <summary>Faster than is possible: not ranked, the teacher is told.</summary>
    Suspect,

    /// <summary>The judge failed at it three times. The teacher is told.</summary>
    Error,
}

/// <summary>A run of a plan, counted or not.</summary>
/// <param name="Ordinal">From 1, in order.</param>
/// <param name="ElapsedMs">Real milliseconds.</param>
/// <param name="DiscardedBecause">What disturbed it; null if it counts.</param>
public sealed record JudgedRun(int Ordinal, decimal ElapsedMs, string? DiscardedBecause);

/// <summary>A verdict. There is one for each level text, plan and epoch, whoever hands the plan in and however often.</summary>
public sealed record Judgement
{
    /// <summary>SHA-256 of the level's text.</summary>
    public required string LevelHash { get; init; }

    /// <summary>SHA-256 of the canonical plan.</summary>
    public required string PlanHash { get; init; }

    /// <summary>0, and one more each time that the teacher has it judged again.</summary>
    public required int Epoch { get; init; }

    /// <summary>What became of it.</summary>
    public required JudgementOutcome Outcome { get; init; }

    /// <summary>How serving ended.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>One sentence for the player.</summary>
    public required string Explanation { get; init; }

    /// <summary>What counts, in kitchen minutes; null if nothing was measured.</summary>
    public decimal? Minutes { get; init; }

    /// <summary>The fastest counted run in kitchen minutes.</summary>
    public decimal? BestMinutes { get; init; }

    /// <summary>The second fastest.</summary>
    public decimal? SecondMinutes { get; init; }

    /// <summary>What the model predicts, in kitchen minutes.</summary>
    public required decimal ModelMinutes { get; init; }

    /// <summary>The best proved lower bound of the level, in kitchen minutes.</summary>
    public decimal BoundMinutes { get; init; }

    /// <summary>Every metric, by <see cref="Metric"/>; the time as measured.</summary>
    public required ImmutableArray<MetricValue> Metrics { get; init; }

    /// <summary>What it earns.</summary>
    public required Medal Medal { get; init; }

    /// <summary>Name of the judge's machine; null if nothing was run.</summary>
    public string? Machine { get; init; }

    /// <summary>The measured timeline for the player's screen, as the judge packs it; null if none.</summary>
    public byte[]? Trace { get; init; }

    /// <summary>Every run.</summary>
    public ImmutableArray<JudgedRun> Runs { get; init; } = [];

    /// <summary>How many runs count; known even where the runs themselves were not read.</summary>
    public int CountedRuns { get => field > 0 ? field : Runs.Count(r => r.DiscardedBecause is null); init; }

    /// <summary>UTC, in milliseconds since 1970.</summary>
    public long CreatedAtMs { get; init; }

    /// <summary>(second − best) / best in per cent; null where there were no two runs.</summary>
    public decimal? SpreadPercent => BestMinutes is > 0 and decimal best && SecondMinutes is decimal second ? decimal.Round((second - best) / best * 100, 3) : null;
}

/// <summary>The outcomes' names in JSON and in the database.</summary>
public static class OutcomeNames
{
    /// <summary>As JSON and the database write it.</summary>
    public static string Name(this JudgementOutcome outcome) => outcome.ToString().ToLowerInvariant();

    /// <summary>The outcome of that name, or null.</summary>
    public static JudgementOutcome? Find(string name) => Enum.GetValues<JudgementOutcome>().Where(o => o.Name() == name).Select(o => (JudgementOutcome?)o).FirstOrDefault();
}
