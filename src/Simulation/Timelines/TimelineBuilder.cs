using System.Collections.Immutable;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Simulation.Timelines;

/// <summary>Turns trace entries, in the order of their times, into spans. One builder per run.</summary>
public sealed class TimelineBuilder(ImmutableArray<TimelineRow> rows, int taskCount)
{
    private readonly List<Span> _spans = [];
    private readonly List<FailedAttempt> _failures = [];
    private readonly TraceEntry[] _openByTask = new TraceEntry[taskCount];
    private readonly TraceEntry[] _openByRow = new TraceEntry[rows.Length];
    private readonly KitchenTime?[] _finished = new KitchenTime?[taskCount];

    /// <summary>Ends the former state of the entry's task (or lane) and begins the new one.</summary>
    public void Add(in TraceEntry entry)
    {
        ref TraceEntry open = ref entry.Task >= 0 ? ref _openByTask[entry.Task] : ref _openByRow[entry.Row];
        Close(open, entry.At);
        open = entry;
        if (entry.State != SpanState.Failed) return;
        open = entry with { State = SpanState.None };
        _failures.Add(new(entry.Row, entry.Task, entry.Step, entry.At));
    }

    /// <summary>Notes that the task's last step is done.</summary>
    public void Finish(int task, KitchenTime at) => _finished[task] = at;

    /// <summary>The timeline so far; states that are still open end at <paramref name="end"/>.</summary>
    public Timeline Build(KitchenTime end)
    {
        foreach (TraceEntry open in _openByTask) Close(open, end);
        foreach (TraceEntry open in _openByRow) Close(open, end);
        _spans.Sort((a, b) => (a.Start, a.Row, a.Task, a.End).CompareTo((b.Start, b.Row, b.Task, b.End)));
        return new(rows, [.. _spans], [.. _finished], end) { Failures = [.. _failures] };
    }

    private void Close(in TraceEntry open, KitchenTime at)
    {
        if (open.State != SpanState.None && at > open.At)
            _spans.Add(new(open.Row, open.Task, open.Step, open.State, open.At, at, open.Resource, open.HeldBy));
    }
}
