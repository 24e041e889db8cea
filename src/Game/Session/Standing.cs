using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Solving;

namespace ShortOrder.Game.Session;

/// <summary>Where a run stands: among the player's own, before the next medal, over the floor that nobody gets under.</summary>
/// <param name="Served">The run.</param>
/// <param name="Earlier">The player's attempts at the level before it, the oldest first.</param>
public sealed record Standing(ServedOrder Served, ImmutableArray<Attempt> Earlier)
{
    /// <summary>The fastest served attempt before this one; null if there is none.</summary>
    public Attempt? BestBefore => Earlier.Where(a => a.Verdict == Verdict.Served).MinBy(a => a.Minutes);

    /// <summary>What the medals of the level are for.</summary>
    public Metric MedalMetric { get; } = Scorer.MedalMetric(Served.Level);

    /// <summary>The medal after the one that was earned, with the most that it allows; null with gold, and where there is nothing to judge.</summary>
    public (Medal Medal, decimal Most)? NextMedal => Served.Score is null || Served.Level.Medals.FirstOrDefault(m => m.Metric == MedalMetric) is not { } medals ? null : Served.Medal switch
    {
        Medal.None => (Medal.Bronze, medals.Bronze),
        Medal.Bronze => (Medal.Silver, medals.Silver),
        Medal.Silver => (Medal.Gold, medals.Gold),
        _ => null,
    };

    /// <summary>The floor that no plan of the level gets under; null if nothing is proved.</summary>
    public LowerBound? Floor => field ??= LowerBounds.Of(Served.Level).FirstOrDefault();

    /// <summary>Whether the time cannot be beaten: measured or by the model it has come down to the floor, at the resolution that is scored.</summary>
    public bool HasCrown => MedalMetric == Metric.Time && Served is { Verdict: Verdict.Served, Medal: Medal.Gold } && Floor is { } floor
        && Math.Min(Tenth(Served.Result.Minutes), Tenth(Served.Forecast.Score[Metric.Time])) <= Tenth(floor.Makespan.Minutes);

    /// <summary>Minutes by which this run beats the best before it, at the resolution that is scored; negative if it does not; null if one of the two is missing.</summary>
    public decimal? Gain => Served.Verdict == Verdict.Served && Served.Result.IsProved && BestBefore is { } best ? Tenth(best.Minutes) - Tenth(Served.Result.Minutes) : null;

    private static decimal Tenth(decimal minutes) => decimal.Round(minutes, 1);
}
