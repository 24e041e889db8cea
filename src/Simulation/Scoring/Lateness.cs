using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Simulation.Scoring;

/// <summary>Missed due dates, and results that stood too long.</summary>
internal static class Lateness
{
    /// <summary>The first task that missed its due date, in words; null if none.</summary>
    public static string? FindDue(CompiledPlan plan, Timeline timeline, Func<KitchenDuration, KitchenDuration> grace)
    {
        for (int task = 0; task < plan.Tasks.Length; task++)
        {
            if (plan.Level.Tasks[plan.Tasks[task].Spec].Due is not { } due || timeline.Finished[task] is not { } finished) continue;
            if (finished.SinceStart > due + grace(due)) return $"Late: {plan.Tasks[task].Name} was due at {due} and came at {finished.Minutes:0.##}.";
        }
        return null;
    }

    /// <summary>The first step whose result stood longer than it keeps, in words; null if none.</summary>
    public static string? FindAged(CompiledPlan plan, Timeline timeline, Func<KitchenDuration, KitchenDuration> grace)
    {
        if (plan.Level.Tasks.All(t => t.Steps.All(s => s.Ageing is null))) return null;
        foreach (IGrouping<int, Span> spans in timeline.Spans.Where(s => s.Task >= 0).GroupBy(s => s.Task))
        {
            Span? last = null;
            foreach (Span span in spans)
            {
                if (span.State is not (SpanState.Working or SpanState.Waiting or SpanState.Blocking)) continue;
                if (last is { } before && before.Step != span.Step)
                {
                    StepSpec step = plan.Level.Tasks[plan.Tasks[span.Task].Spec].Steps[before.Step];
                    KitchenDuration stood = span.Start - before.End;
                    if (step.Ageing is { } most && stood > most + grace(most))
                        return $"Spoiled: step {before.Step} of {plan.Tasks[span.Task].Name} stood {stood.Minutes:0.##} minutes and keeps {most}.";
                }
                last = span;
            }
        }
        return null;
    }
}
