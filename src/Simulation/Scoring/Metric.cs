using System.Collections.Immutable;

namespace ShortOrder.Simulation.Scoring;

/// <summary>What a plan can be measured by; less is better in every one.</summary>
public enum Metric
{
    /// <summary>Makespan in kitchen minutes, until every dish is home.</summary>
    Time,

    /// <summary>Price of what is open at the same time: thread 8, kitchen 30, loop 5, coroutine or greenlet 0.1.</summary>
    Memory,

    /// <summary>Lanes that tasks run on, a pool's workers and copies each counted.</summary>
    Lanes,

    /// <summary>Kitchens that are open, home counted.</summary>
    Kitchens,

    /// <summary>Mean flow time of the tasks in minutes: from arrival to finish.</summary>
    Wait,

    /// <summary>Longest flow time of any task in minutes.</summary>
    WorstWait,

    /// <summary>Locks, yields, offloads, tries and reorderings that the player placed, and the wiring where it may be callbacks: <see cref="CardCount"/>.</summary>
    Cards,

    /// <summary>Tardiness in minutes: what tasks were late past their due dates, added up.</summary>
    Late,
}

/// <summary>The names of metrics and verdicts in JSON.</summary>
public static class ScoringNames
{
    /// <summary>Every metric in order.</summary>
    public static readonly ImmutableArray<string> Metrics = ["time", "memory", "lanes", "kitchens", "wait", "worst-wait", "cards", "late"];

    /// <summary>Every verdict in order.</summary>
    public static readonly ImmutableArray<string> Verdicts = ["served", "lost-update", "deadlock", "uncaught-error", "late", "over-budget", "too-noisy", "cannot"];

    /// <summary>As level files and <c>run --json</c> write it.</summary>
    public static string Name(this Metric metric) => Metrics[(int)metric];

    /// <summary>As level files and <c>run --json</c> write it.</summary>
    public static string Name(this Verdict verdict) => Verdicts[(int)verdict];
}

/// <summary>A value reached. <c>Time</c>, <c>Wait</c>, <c>WorstWait</c> and <c>Late</c> are minutes.</summary>
public readonly record struct MetricValue(Metric Metric, decimal Value);

/// <summary>A ceiling; the value itself is still within the budget.</summary>
public readonly record struct MetricLimit(Metric Metric, decimal Most);

/// <summary>The highest values that still earn each medal of a metric; gold ≤ silver ≤ bronze.</summary>
public sealed record MedalThresholds(Metric Metric, decimal Gold, decimal Silver, decimal Bronze);

/// <summary>What a time earns. The crown is for a plan at the proved lower bound.</summary>
public enum Medal
{
    /// <summary>Slower than bronze, or not served.</summary>
    None,

    /// <summary>At or below the bronze threshold.</summary>
    Bronze,

    /// <summary>At or below the silver threshold.</summary>
    Silver,

    /// <summary>At or below the gold threshold.</summary>
    Gold,
}

/// <summary>How serving a plan ended, in the model or for real.</summary>
public enum Verdict
{
    /// <summary>Every dish is out, whole and in time.</summary>
    Served,

    /// <summary>An update of a shared thing was lost.</summary>
    LostUpdate,

    /// <summary>Nothing can move any more: they wait for each other, or for a callback that nobody will call.</summary>
    Deadlock,

    /// <summary>A step failed, nothing caught the error, and it ended the task: all else may be out, but this dish never comes.</summary>
    UncaughtError,

    /// <summary>A due date was missed, or the result of a step stood longer than its ageing.</summary>
    Late,

    /// <summary>A metric is above the level's limit.</summary>
    OverBudget,

    /// <summary>The machine is too busy to judge; nothing is lost.</summary>
    TooNoisy,

    /// <summary>This machine cannot run the plan, or a part of the executor died.</summary>
    Cannot,
}
