using System.Collections.Immutable;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Analysis;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Screens.Replay;

/// <summary>A moment of a film in words: what every lane does, who waits for whom, who has what.</summary>
internal static class MomentRows
{
    private const int MostNamed = 4;

    /// <summary>At most so many rows, a lane's first row before any second one; where not all fit, lanes with nothing to do make room for the others.</summary>
    public static IEnumerable<Line> Of(Film film, KitchenTime at, int width, int height)
    {
        Moment moment = Moment.Of(film.Plan, film.Timeline, at);
        bool isOnlyKitchen = film.Plan.Processes.Length <= 1;
        List<(ImmutableArray<Line> Lines, bool IsBusy)> lanes = [];
        foreach (int row in Enumerable.Range(0, film.Timeline.Rows.Length))
        {
            Span[] here = [.. moment.Spans.Where(s => s.Row == row)];
            Line label = Line.Of(Words.Of(film.Timeline.Rows[row], isOnlyKitchen)).Fit(TimelineRows.Gutter);
            lanes.Add(here.Length == 0 ? ([label + Line.Of("· " + Nothing(film.Timeline, row, at), Ink.Dim)], false) : ([.. Tell(film, moment, here, label)], true));
        }
        int busy = lanes.Count(l => l.IsBusy), shown = lanes.Count <= height ? lanes.Count : Math.Max(0, height - 1);
        if (shown < lanes.Count) lanes = [.. lanes.OrderByDescending(l => l.IsBusy)];
        int spare = height - shown - (shown < lanes.Count ? 1 : 0);
        foreach ((ImmutableArray<Line> lines, _) in lanes.Take(shown))
        {
            int rows = Math.Min(lines.Length, 1 + spare);
            spare -= rows - 1;
            foreach (Line line in lines.Take(rows)) yield return line.Fit(width);
        }
        if (shown < lanes.Count && height > 0) yield return Line.Of(shown < busy ? $"… {busy - shown} more at it, {lanes.Count - busy} idle" : $"… {lanes.Count - shown} more, idle", Ink.Dim).Fit(width);
    }

    private static IEnumerable<Line> Tell(Film film, Moment moment, Span[] here, Line label)
    {
        Span first = here.MinBy(s => s.State switch { SpanState.Working or SpanState.Packing or SpanState.Booting or SpanState.Starting or SpanState.Blocking => 0, SpanState.Hat or SpanState.Core => 1, _ => 2 });
        yield return label + One(film, moment, first);
        Line margin = Line.Of(new string(' ', TimelineRows.Gutter));
        foreach (IGrouping<SpanState, Span> group in here.Where(s => s != first).GroupBy(s => s.State))
            yield return margin + (group.Count() == 1 ? One(film, moment, group.First()) : Many(film, group.Key, [.. group]));
    }

    private static Line One(Film film, Moment moment, Span span)
    {
        Line line = Line.Of(Words.Of(span.State).Glyph + " ", Ink.Dim);
        string what = Doing.What(span, film.Plan, film.Names);
        if (span.Task >= 0) line += Line.Of(film.Names.Task(span.Task), film.Names.InkOf(span.Task)) + Line.Of(span.State is SpanState.Working or SpanState.Waiting or SpanState.Blocking ? ": " : " ");
        line += Line.Of(what, CriticalPath.IsWaitForOthers(span.State) ? Ink.Warn : Ink.Normal) + Line.Of(film.HasPath ? $", until {Minutes(span.End)}" : "", Ink.Dim);
        if (Has(film, moment, span) is { Length: > 0 } has) line += Line.Of($" · has {has}", Ink.Dim);
        ImmutableArray<Span> holders = moment.HoldersFor(span);
        return holders.IsEmpty ? line : line + Line.Of($" ← {string.Join(", ", holders.Take(2).Select(h => Doing.Of(h, film.Plan, film.Names)))}", Ink.Key);
    }

    private static Line Many(Film film, SpanState state, Span[] spans)
    {
        string named = string.Join(", ", spans.Take(MostNamed).Select(s => film.Names.Task(s.Task)));
        string more = spans.Length > MostNamed ? $" and {spans.Length - MostNamed} more" : "";
        return Line.Of($"{Words.Of(state).Glyph} ", Ink.Dim) + Line.Of($"{spans.Length} × {Words.Of(state).Meaning}: ", CriticalPath.IsWaitForOthers(state) ? Ink.Warn : Ink.Normal) + Line.Of(named + more, Ink.Dim);
    }

    /// <summary>What it has that others could want: the hat where several share it, tools, locks.</summary>
    private static string Has(Film film, Moment moment, Span span)
    {
        List<string> has = [];
        int process = film.Plan.Threads[span.Row].Process;
        if (moment.HasHat(span) && film.Plan.Threads.Count(t => t.Process == process) > 1) has.Add("the hat");
        for (int tool = 0; tool < film.Plan.Level.Tools.Length; tool++)
            if (moment.HasTool(span, tool)) has.Add("the " + film.Plan.Level.Tools[tool].Id);
        for (int index = 0; index < film.Plan.Locks.Length; index++)
            if (moment.HasLock(span, index)) has.Add($"the lock on the {film.Plan.Locks[index]}");
        return string.Join(", ", has);
    }

    private static string Nothing(Timeline timeline, int row, KitchenTime at)
    {
        (bool before, bool after) = (false, false);
        foreach (Span span in timeline.SpansOf(row))
        {
            before |= span.End <= at;
            after |= span.Start > at;
        }
        return (before, after) switch { (_, true) when !before => "has not begun", (_, true) => "idle", (true, false) => "is through", _ => "has nothing to do" };
    }

    private static string Minutes(KitchenTime at) => Words.Minutes(decimal.Round(at.Minutes, 1));
}
