using System.Collections.Immutable;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Widgets;

/// <summary>What every lane does at one moment, in words.</summary>
public static class MomentWords
{
    /// <summary>One sentence per lane: <c>head cook: pour (Coffee)</c>, <c>window: greet (Guest 3); 4 wait, 7 not their turn</c>.</summary>
    /// <param name="plan">What is run.</param>
    /// <param name="timeline">What happens.</param>
    /// <param name="at">The moment; what begins there has begun, what ends there has ended.</param>
    public static ImmutableArray<Line> Of(CompiledPlan plan, Timeline timeline, KitchenTime at)
    {
        TimelineNames names = TimelineNames.Of(plan);
        bool isOnlyKitchen = timeline.Rows.Select(r => r.Process).Distinct().Count() <= 1;
        ILookup<int, Span> now = timeline.Spans.TakeWhile(s => s.Start <= at).Where(s => s.End > at).ToLookup(s => s.Row);
        return [.. timeline.Rows.Select((row, i) => Line.Of(Words.Of(row, isOnlyKitchen) + ": ", Ink.Dim) + Lane(plan, names, [.. now[i]]))];
    }

    private static Line Lane(CompiledPlan plan, TimelineNames names, Span[] spans)
    {
        if (spans.Length == 0) return Line.Of("idle", Ink.Dim);
        Span first = spans.OrderBy(s => Rank(s.State)).First();
        Line line = Line.Of(Of(plan, names, first), names.InkOf(first.Task));
        IEnumerable<string> others = spans.Where(s => s != first).GroupBy(s => s.State).OrderBy(g => Rank(g.Key)).Select(g => $"{g.Count()} {Words.Of(g.Key).Meaning}");
        string rest = string.Join(", ", others);
        return rest.Length == 0 ? line : line + Line.Of("; " + rest, Ink.Dim);
    }

    /// <summary>Hands at work before waits, waits for a device before waits for others.</summary>
    private static int Rank(SpanState state) => state switch
    {
        SpanState.Working or SpanState.Packing or SpanState.Booting or SpanState.Starting or SpanState.Blocking => 0,
        SpanState.Waiting => 1,
        SpanState.Turn or SpanState.Arrival => 3,
        _ => 2,
    };

    private static string Of(CompiledPlan plan, TimelineNames names, Span span)
    {
        string task = names.Task(span.Task), step = names.Step(span.Task, span.Step), holder = names.Task(span.HeldBy);
        string held = holder.Length == 0 || holder == task ? "" : $", which {holder} has";
        string what = span.State switch
        {
            SpanState.Working => step.Length > 0 ? step : "works",
            SpanState.Waiting => step.Length > 0 ? $"{step} (waits)" : "waits",
            SpanState.Blocking => $"{step} (everybody waits)",
            SpanState.Tool when span.Resource >= 0 => $"wants the {plan.Level.Tools[span.Resource].Id}{held}",
            SpanState.Lock when span.Resource >= 0 => $"wants the lock on {plan.Locks[span.Resource]}{held}",
            SpanState.Hat or SpanState.Core => Words.Of(span.State).Meaning + held,
            SpanState.After when holder.Length > 0 => $"waits for {holder}",
            _ => Words.Of(span.State).Meaning,
        };
        return task.Length == 0 ? what : $"{task}: {what}";
    }
}
