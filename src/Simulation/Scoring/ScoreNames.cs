using System.Collections.Immutable;

namespace ShortOrder.Simulation.Scoring;

/// <summary>How files and machine-readable output spell metrics and verdicts.</summary>
public static class ScoreNames
{
    /// <summary>The metrics in the order of <see cref="Metric"/>.</summary>
    public static ImmutableArray<string> Metrics { get; } = ["time", "memory", "lanes", "kitchens", "wait", "worst-wait", "cards", "late"];

    /// <summary>The verdicts in the order of <see cref="Verdict"/>.</summary>
    public static ImmutableArray<string> Verdicts { get; } = ["served", "lost-update", "deadlock", "late", "over-budget", "too-noisy", "cannot"];

    /// <summary>The metric's name, e.g. <c>worst-wait</c>.</summary>
    public static string Of(Metric metric) => Metrics[(int)metric];

    /// <summary>The verdict's name, e.g. <c>lost-update</c>.</summary>
    public static string Of(Verdict verdict) => Verdicts[(int)verdict];

    /// <summary>The metric of that name, null if there is none.</summary>
    public static Metric? Metric(string name) => Metrics.IndexOf(name) is int i and >= 0 ? (Metric)i : null;

    /// <summary>The verdict of that name, null if there is none.</summary>
    public static Verdict? Verdict(string name) => Verdicts.IndexOf(name) is int i and >= 0 ? (Verdict)i : null;
}
