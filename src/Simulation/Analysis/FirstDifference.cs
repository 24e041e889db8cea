using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Simulation.Analysis;

/// <summary>Where two runs of one level part.</summary>
/// <param name="At">From here on a task is in another state in the one than in the other.</param>
/// <param name="Task">The task instance; of several the first in the level.</param>
/// <param name="Mine">Its state in the first run; <see cref="SpanState.None"/> before its begin, after its end, and while it waits for others.</param>
/// <param name="Theirs">Its state in the second run.</param>
public readonly record struct FirstDifference(KitchenTime At, int Task, SpanState Mine, SpanState Theirs)
{
    /// <summary>The first difference that lasts at least so long; null if there is none. On which lane a task runs makes none.</summary>
    /// <exception cref="ArgumentException">The timelines are of levels with different numbers of tasks.</exception>
    public static FirstDifference? Between(Timeline mine, Timeline theirs, KitchenDuration least)
    {
        if (mine.Finished.Length != theirs.Finished.Length) throw new ArgumentException("Timelines of two levels cannot be compared.", nameof(theirs));
        ILookup<int, Span> a = mine.Spans.ToLookup(s => s.Task), b = theirs.Spans.ToLookup(s => s.Task);
        FirstDifference? first = null;
        for (int task = 0; task < mine.Finished.Length; task++)
            if (OfTask(task, [.. a[task]], [.. b[task]], least.Ticks) is { } found && (first is not { } known || found.At < known.At)) first = found;
        return first;
    }

    private static FirstDifference? OfTask(int task, Span[] mine, Span[] theirs, long least)
    {
        long[] edges = [.. mine.Concat(theirs).SelectMany(s => (long[])[s.Start.Ticks, s.End.Ticks]).Distinct().Order()];
        FirstDifference? begun = null;
        for (int i = 0; i + 1 < edges.Length; i++)
        {
            (SpanState a, SpanState b) = (StateAt(mine, edges[i]), StateAt(theirs, edges[i]));
            if (a == b) begun = null;
            else begun ??= new(new(edges[i]), task, a, b);
            if (begun is { } difference && edges[i + 1] - difference.At.Ticks >= least) return difference;
        }
        return null;
    }

    private static SpanState StateAt(Span[] spans, long at)
    {
        foreach (Span span in spans) if (span.Start.Ticks <= at && at < span.End.Ticks && !CriticalPath.IsWaitForOthers(span.State)) return span.State;
        return SpanState.None;
    }
}
