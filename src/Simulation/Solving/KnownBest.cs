using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Simulation.Solving;

/// <summary>What is known of the best that a level's plans can reach in the metric of its medals, and never more than was proved.</summary>
/// <param name="Metric">The metric of the medals.</param>
/// <param name="Value">What the author's best plan reaches; null if the level has none that is served.</param>
/// <param name="Floor">No plan gets under it; null if nothing is proved.</param>
/// <param name="Bounds">No plan is faster than these, the binding one first: the lower bounds, and what the solver proved where the level says so.</param>
public sealed record KnownBest(Metric Metric, decimal? Value, decimal? Floor, ImmutableArray<LowerBound> Bounds)
{
    /// <summary>Name of the floor that is not a lower bound but the end of a search.</summary>
    public const string BySearch = "every plan";

    /// <summary>Whether no plan is better than the best one known.</summary>
    public bool IsProved => Value is { } value && value <= Floor;

    /// <summary>By how much, at the most, the best one known is above what is possible: 0.02 is 2 %. Null where nothing is proved.</summary>
    public decimal? Gap => IsProved ? 0 : Value is { } value && Floor is > 0 and { } floor ? value / floor - 1 : null;

    /// <summary>What is known of a level.</summary>
    /// <remarks>That a level's best plan is optimal is a claim that <c>check</c> and the tests let the solver prove; here it is believed.</remarks>
    public static KnownBest Of(Level level)
    {
        Metric metric = Scorer.MedalMetric(level);
        ImmutableArray<LowerBound> bounds = LowerBounds.Of(level);
        AuthorPlan? best = level.Plans.FirstOrDefault(p => p is { Name: "best", Verdict: Verdict.Served });
        decimal? value = best is null ? null : new PlanJudge(level).Judge(best.Plan).Score[metric];
        if (metric != Metric.Time) return new(metric, value, best is { Optimal: true } ? value : null, bounds);
        if (best is { Optimal: true } && value > bounds[0].Makespan.Minutes)
            bounds = bounds.Insert(0, new(BySearch, KitchenDuration.FromMinutes(value.Value), "a search that left no plan out found none that is faster"));
        return new(metric, value, bounds[0].Makespan.Minutes, bounds);
    }
}
