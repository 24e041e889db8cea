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

    /// <summary>What is known of the best that the level's plans can reach.</summary>
    public KnownBest Known => field ??= KnownBest.Of(Served.Forecast.Compiled.Original);

    /// <summary>Whether it is proved that nobody can do better: measured or by the model the run has come down to the floor, at the resolution that is scored.</summary>
    public bool HasCrown => Served is { Verdict: Verdict.Served, Medal: Medal.Gold, Score: { } score } && Known.Floor is { } floor
        && Math.Min(Tenth(score[MedalMetric]), Tenth(Served.Forecast.Score[MedalMetric])) <= Tenth(floor);

    /// <summary>Minutes by which this run beats the best before it, at the resolution that is scored; negative if it does not; null if one of the two is missing.</summary>
    public decimal? Gain => Served.Verdict == Verdict.Served && Served.Result.IsProved && BestBefore is { } best ? Tenth(best.Minutes) - Tenth(Served.Result.Minutes) : null;

    private static decimal Tenth(decimal minutes) => decimal.Round(minutes, 1);
}
