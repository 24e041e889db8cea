using System.Collections.Immutable;
using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Model;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Simulation.Scoring;

/// <summary>What a run earned.</summary>
/// <param name="Verdict">How it ended. Never <see cref="Verdict.TooNoisy"/> or <see cref="Verdict.Cannot"/>: those are the executor's.</param>
/// <param name="Explanation">One sentence for the player: what went wrong, or that all is served.</param>
/// <param name="Metrics">Every metric, whether the level scores it or not, in the order of <see cref="Metric"/>.</param>
/// <param name="Medal">On <see cref="Scorer.MedalMetric"/>, nearly always the time; none unless served.</param>
public sealed record Score(Verdict Verdict, string Explanation, ImmutableArray<MetricValue> Metrics, Medal Medal)
{
    /// <summary>The value of one metric.</summary>
    public decimal this[Metric metric] => Metrics[(int)metric].Value;

    /// <summary>The same once the inspector has spoken: a plan that some order of events breaks is not served, however well this run went.</summary>
    /// <param name="found">What the inspector found in the plan. <see cref="InspectionVerdict.Unknown"/> changes nothing: nobody is refused on a suspicion.</param>
    public Score Under(Inspection.Inspection found) => (Verdict, found.Verdict) switch
    {
        (Verdict.Served, InspectionVerdict.Race) => Broken(Verdict.LostUpdate, found),
        (Verdict.Served, InspectionVerdict.Deadlock) => Broken(Verdict.Deadlock, found),
        _ => this,
    };

    private Score Broken(Verdict verdict, Inspection.Inspection found) =>
        this with { Verdict = verdict, Medal = Medal.None, Explanation = $"It went well this time, but an unkind schedule breaks it. {found.Explanation}" };
}

/// <summary>Judges a run, predicted or measured, by the same rules.</summary>
public static class Scorer
{
    /// <summary>Verdict, metrics and medal of a predicted run.</summary>
    public static Score Judge(CompiledPlan plan, SimulationResult run) =>
        Judge(plan, run.Timeline, run.Timeline.End.Minutes, run.IsDeadlocked, run.WaitCycle, run.LostUpdates, run.Errors, _ => KitchenDuration.Zero);

    /// <summary>Verdict, metrics and medal of a measured run.</summary>
    /// <param name="plan">What was served.</param>
    /// <param name="timeline">What happened.</param>
    /// <param name="minutes">The time that counts: for repeated runs the mean of the fastest two. Scored at a resolution of 0.1.</param>
    /// <param name="isDeadlocked">Whether it got stuck.</param>
    /// <param name="waitCycle">Who waited for whom then.</param>
    /// <param name="lostUpdates">Shared things that fell short.</param>
    /// <remarks>Due dates and ageing are given 0.1 minutes and 2 % of grace, so that noise alone makes nobody late.</remarks>
    public static Score JudgeMeasured(
        CompiledPlan plan, Timeline timeline, decimal minutes, bool isDeadlocked, ImmutableArray<string> waitCycle, ImmutableArray<LostUpdate> lostUpdates) =>
        Judge(plan, timeline, decimal.Round(minutes, 1), isDeadlocked, waitCycle, lostUpdates, TaskError.Of(plan, timeline), length => new(KitchenDuration.TicksPerMinute / 10 + length.Ticks / 50));

    /// <summary>The medal for a value of a metric; none if the level has no thresholds for it.</summary>
    public static Medal MedalFor(Level level, Metric metric, decimal value) => level.Medals.FirstOrDefault(m => m.Metric == metric) switch
    {
        { } m when value <= m.Gold => Medal.Gold,
        { } m when value <= m.Silver => Medal.Silver,
        { } m when value <= m.Bronze => Medal.Bronze,
        _ => Medal.None,
    };

    /// <summary>The metric that <see cref="Score.Medal"/> is for: the first scored one with thresholds; the time unless the level's time cannot vary.</summary>
    public static Metric MedalMetric(Level level) =>
        level.Metrics.Where(m => level.Medals.Any(t => t.Metric == m)).Append(Metric.Time).First();

    private static Score Judge(CompiledPlan plan, Timeline timeline, decimal minutes, bool isDeadlocked, ImmutableArray<string> waitCycle,
        ImmutableArray<LostUpdate> lostUpdates, ImmutableArray<TaskError> errors, Func<KitchenDuration, KitchenDuration> grace)
    {
        ImmutableArray<MetricValue> metrics = Metrics(plan, timeline, minutes);
        MetricLimit? broken = plan.Level.Limits.Where(l => metrics[(int)l.Metric].Value > l.Most).Select(l => (MetricLimit?)l).FirstOrDefault();
        string? late = plan.Level.Metrics.Contains(Metric.Late) ? null : Lateness.FindDue(plan, timeline, grace);
        late ??= Lateness.FindAged(plan, timeline, grace);
        (Verdict verdict, string explanation) =
            errors.Any(e => !e.IsSilent) ? (Verdict.UncaughtError, $"{string.Join("; ", errors.Select(e => e.Sentence(plan)))}.")
            : isDeadlocked ? (Verdict.Deadlock, $"{(errors.IsEmpty ? "Deadlock" : "It never ends")}: {string.Join("; ", waitCycle)}.")
            : lostUpdates.Length > 0 ? (Verdict.LostUpdate, $"Lost update: {string.Join(", ", lostUpdates.Select(l => $"{l.Shared} fell short by {l.Count}"))}.")
            : late is not null ? (Verdict.Late, late)
            : broken is { } limit ? (Verdict.OverBudget, $"Over budget: {limit.Metric.Name()} is {metrics[(int)limit.Metric].Value:0.####}, at most {limit.Most:0.####} allowed.")
            : (Verdict.Served, "Every dish is out, whole and in time.");
        Metric medalled = MedalMetric(plan.Level);
        return new(verdict, explanation, metrics, verdict == Verdict.Served ? MedalFor(plan.Level, medalled, metrics[(int)medalled].Value) : Medal.None);
    }

    private static ImmutableArray<MetricValue> Metrics(CompiledPlan plan, Timeline timeline, decimal minutes)
    {
        decimal[] waits = new decimal[plan.Tasks.Length];
        decimal late = 0;
        for (int task = 0; task < waits.Length; task++)
        {
            TaskSpec spec = plan.Level.Tasks[plan.Tasks[task].Spec];
            KitchenDuration finished = (timeline.Finished[task] ?? timeline.End).SinceStart;
            waits[task] = (finished - spec.Arrives).Minutes;
            if (spec.Due is { } due && finished > due) late += (finished - due).Minutes;
        }
        return
        [
            new(Metric.Time, minutes),
            new(Metric.Memory, Prices.Of(plan)),
            new(Metric.Lanes, plan.Threads.Count(t => t.Queue >= 0 || t.Kind == LaneKind.Manual)),
            new(Metric.Kitchens, plan.Processes.Length),
            new(Metric.Wait, decimal.Round(waits.Sum() / waits.Length, 4)),
            new(Metric.WorstWait, waits.Max()),
            new(Metric.Cards, CardCount.Of(plan)),
            new(Metric.Late, late),
        ];
    }
}
