using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Model;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Simulation.Scoring;

/// <summary>What a run earned.</summary>
/// <param name="Verdict">How it ended. Never <see cref="Verdict.TooNoisy"/> or <see cref="Verdict.Cannot"/>: those are the executor's.</param>
/// <param name="Explanation">One sentence for the player: what went wrong, or that all is served.</param>
/// <param name="Metrics">Every metric, whether the level scores it or not, in the order of <see cref="Metric"/>.</param>
/// <param name="Medal">On the time; none unless served.</param>
public sealed record Score(Verdict Verdict, string Explanation, ImmutableArray<MetricValue> Metrics, Medal Medal)
{
    /// <summary>The value of one metric.</summary>
    public decimal this[Metric metric] => Metrics[(int)metric].Value;
}

/// <summary>Judges a timeline, predicted or measured: the rules are the same.</summary>
public static class Scorer
{
    /// <summary>Verdict, metrics and medal of a predicted run.</summary>
    public static Score Judge(CompiledPlan plan, SimulationResult run) => throw new NotImplementedException();

    /// <summary>Verdict, metrics and medal of a run of any kind. <paramref name="minutes"/> is the time that counts (for a measured run the mean of its fastest two).</summary>
    public static Score Judge(CompiledPlan plan, Timeline timeline, decimal minutes, bool isDeadlocked, ImmutableArray<string> waitCycle, ImmutableArray<LostUpdate> lostUpdates) => throw new NotImplementedException();

    /// <summary>The medal for a value of a metric; none if the level has no thresholds for it.</summary>
    public static Medal MedalFor(Level level, Metric metric, decimal value) => throw new NotImplementedException();
}
