using System.Collections.Immutable;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Widgets;

/// <summary>How much room a timeline has and how it looks.</summary>
/// <param name="Width">Columns, the names of the lanes included.</param>
/// <param name="MaxRows">Most rows for lanes and their tasks, the axis not counted.</param>
/// <param name="Span">Kitchen time that the width stands for.</param>
/// <param name="FirstRow">How far it is scrolled.</param>
/// <param name="IsGhost">Pale, behind the real one.</param>
public readonly record struct TimelineFrame(int Width, int MaxRows, KitchenDuration Span, int FirstRow = 0, bool IsGhost = false);

/// <summary>A row of a drawn timeline.</summary>
/// <param name="Lane">The lane; −1 for the row that counts what does not fit.</param>
/// <param name="Task">The task; −1 for the lane as a whole.</param>
/// <param name="Line">The text.</param>
public readonly record struct TimelineRowText(int Lane, int Task, Line Line);

/// <summary>A letter on the scale of a timeline.</summary>
/// <param name="Column">Its column, counted from where the time begins; within the scale.</param>
/// <param name="Letter">The letter.</param>
/// <param name="Ink">Its style, reversed.</param>
public readonly record struct AxisMark(int Column, char Letter, Ink Ink);

/// <summary>Draws a timeline as text: a row per lane, and where several tasks are under way on one lane and there is room, a row per task below it.</summary>
/// <remarks>Letter, shade and colour say the same, so that none of them is needed. A cell shows what filled most of its time, and the last of an attempt that failed says so.</remarks>
public static class TimelineRows
{
    /// <summary>Columns of the lanes' names.</summary>
    public const int Gutter = 14;

    /// <summary>Rows that a timeline takes when there is room for all of them.</summary>
    public static int Wanted(Timeline timeline) => Rows([timeline], int.MaxValue).Count;

    /// <summary>The lanes, at most <see cref="TimelineFrame.MaxRows"/>; what does not fit is counted in the last row.</summary>
    public static ImmutableArray<Line> Draw(Timeline timeline, TimelineNames names, TimelineFrame frame) => [.. DrawRows(timeline, null, names, frame).Select(r => r.Line)];

    /// <summary>What has happened so far, with a line at the present moment and a ghost behind it: what another run of the plan does there and later.</summary>
    public static ImmutableArray<Line> DrawOver(Timeline ghost, Timeline live, TimelineNames names, TimelineFrame frame)
    {
        ImmutableArray<TimelineRowText> past = DrawRows(live, ghost, names, frame), future = DrawRows(ghost, live, names, frame with { IsGhost = true });
        int column = ColumnOf(live.End, frame);
        return [.. past.Zip(future, (p, f) => Cut(p.Line, f.Line, column))];
    }

    /// <summary>The column of the row at which a moment begins; the end of the frame's span is just behind the last.</summary>
    public static int ColumnOf(KitchenTime at, TimelineFrame frame)
    {
        int columns = Math.Max(1, frame.Width - Gutter);
        return Gutter + (int)Int128.Min(columns, (Int128)at.Ticks * columns / Math.Max(1, frame.Span.Ticks));
    }

    /// <summary>The first moment of a column: the inverse of <see cref="ColumnOf"/>. Columns outside count as the nearest.</summary>
    public static KitchenTime TimeOf(int column, TimelineFrame frame)
    {
        int columns = Math.Max(1, frame.Width - Gutter), at = Math.Clamp(column - Gutter, 0, columns);
        return new((long)(((Int128)at * frame.Span.Ticks + columns - 1) / columns));
    }

    /// <summary>One row up to a column, a line, and another row from there on.</summary>
    public static Line Cut(Line past, Line future, int column) =>
        column >= past.Width ? past : past.Slice(0, column) + Line.Of("│", Ink.Strong) + future.Slice(column + 1, future.Width - column - 1);

    /// <summary>The lanes as <see cref="Draw"/> draws them, each with what it stands for.</summary>
    /// <param name="timeline">What is drawn.</param>
    /// <param name="beside">Another run of the same plan: there is a row for everything that has one in either. Null: none.</param>
    /// <param name="names">Words for the bars.</param>
    /// <param name="frame">Room and scale.</param>
    public static ImmutableArray<TimelineRowText> DrawRows(Timeline timeline, Timeline? beside, TimelineNames names, TimelineFrame frame)
    {
        List<(int Row, int Task)> all = Rows(beside is null ? [timeline] : [timeline, beside], frame.MaxRows);
        int first = Math.Clamp(frame.FirstRow, 0, Math.Max(0, all.Count - frame.MaxRows));
        int shown = Math.Min(frame.MaxRows, all.Count - first);
        bool isOnlyKitchen = timeline.Rows.Select(r => r.Process).Distinct().Count() <= 1;
        ILookup<int, Span> spans = timeline.Spans.ToLookup(s => s.Row);
        ImmutableArray<TimelineRowText>.Builder lines = ImmutableArray.CreateBuilder<TimelineRowText>();
        foreach ((int row, int task) in all.Skip(first).Take(shown))
        {
            bool isMixed = task < 0 && IsMixed(timeline, row, spans[row]);
            string label = task < 0 ? Words.Of(timeline.Rows[row], isOnlyKitchen) : "  " + names.Task(task);
            IEnumerable<Span> own = task < 0 ? spans[row] : spans[row].Where(s => s.Task == task);
            Ink ink = frame.IsGhost ? Ink.Ghost : task < 0 ? Ink.Normal : names.InkOf(task);
            Line bar = Line.Of(label, ink).Fit(Gutter - 1) + Line.Of(" ") + TimelineBar.Draw(own, names, frame, isMixed, byStep: task >= 0);
            foreach (FailedAttempt failed in timeline.Failures.Where(f => f.Row == row && (task < 0 || f.Task == task)))
                bar = bar.Overlay(Math.Max(Gutter, ColumnOf(failed.At, frame) - 1), Line.Of(Words.Of(SpanState.Failed).Glyph.ToString(), frame.IsGhost ? Ink.Ghost : Ink.Bad));
            lines.Add(new(row, task, bar));
        }
        if (first + shown < all.Count && shown > 0) lines[^1] = new(-1, -1, Line.Of($"… {all.Count - first - shown + 1} more rows", Ink.Dim));
        return lines.ToImmutable();
    }

    /// <summary>The scale below the lanes. Its numbers give way to the marks: a number that would lie under one stands before its tick, or is left out; a mark on a tick stands for it.</summary>
    /// <param name="width">Columns, the names of the lanes included.</param>
    /// <param name="span">Kitchen time that the width stands for.</param>
    /// <param name="unit">What is counted: minutes, or moves of a schedule that last a minute each.</param>
    /// <param name="marks">Letters on the scale; of two in one column the later is seen.</param>
    public static Line Axis(int width, KitchenDuration span, string unit = "min", params ReadOnlySpan<AxisMark> marks)
    {
        int columns = Math.Max(1, width - Gutter);
        decimal minutes = Math.Max(span.Minutes, 0.01m);
        decimal step = Steps().First(s => s * columns / minutes >= 7);
        char[] text = new string(' ', columns).ToCharArray();
        bool[] isTaken = new bool[columns];
        foreach (AxisMark mark in marks) isTaken[mark.Column] = true;
        for (decimal at = 0; at <= minutes; at += step)
        {
            int column = (int)(at * columns / minutes);
            string number = Words.Number(at);
            if (column + number.Length >= columns) continue;
            int from = IsFree(column + 1, number.Length) ? column + 1 : column - number.Length;
            if (!IsFree(from, number.Length)) continue;
            text[column] = '╵';
            Put(number, from);
            isTaken[column] = true;
        }
        if (IsFree(columns - unit.Length - 1, unit.Length + 1)) Put(unit, columns - unit.Length);
        Line axis = Line.Of(new string(' ', Gutter) + new string(text), Ink.Dim);
        foreach (AxisMark mark in marks) axis = axis.Overlay(Gutter + mark.Column, Line.Of(mark.Letter.ToString(), mark.Ink, isReversed: true));
        return axis;

        bool IsFree(int from, int length) => from >= 0 && from + length <= columns && !isTaken.AsSpan(from, length).Contains(true);

        void Put(string word, int from)
        {
            word.CopyTo(0, text, from, word.Length);
            isTaken.AsSpan(from, word.Length).Fill(true);
        }
    }

    /// <summary>What the letters of these timelines mean; idle is left out.</summary>
    public static Line Legend(int width, params ReadOnlySpan<Timeline> timelines)
    {
        SortedSet<SpanState> used = [];
        foreach (Timeline timeline in timelines)
        {
            foreach (Span span in timeline.Spans) used.Add(span.State);
            if (!timeline.Failures.IsEmpty) used.Add(SpanState.Failed);
        }
        IEnumerable<Line> parts = used.Select(s => Line.Of($"{Words.Of(s).Glyph} {Words.Of(s).Meaning}", Ink.Dim));
        return (Layout.Flow(parts, width).FirstOrDefault() ?? Line.Empty).Fit(width);
    }

    /// <summary>Tasks that ever were on a lane, if more than one was under way there at a time.</summary>
    private static bool IsMixed(Timeline timeline, int row, IEnumerable<Span> spans)
    {
        if (timeline.Rows[row].IsLoop) return true;
        KitchenTime end = KitchenTime.Zero;
        foreach (Span span in spans)
        {
            if (span.Start < end) return true;
            if (span.End > end) end = span.End;
        }
        return false;
    }

    private static List<(int Row, int Task)> Rows(ReadOnlySpan<Timeline> runs, int maxRows)
    {
        List<(int, int)> rows = [];
        ILookup<int, Span>[] spans = new ILookup<int, Span>[runs.Length];
        for (int i = 0; i < runs.Length; i++) spans[i] = runs[i].Spans.ToLookup(s => s.Row);
        int room = maxRows - runs[0].Rows.Length;
        for (int row = 0; row < runs[0].Rows.Length; row++)
        {
            rows.Add((row, -1));
            bool isMixed = false;
            for (int i = 0; i < runs.Length && !isMixed; i++) isMixed = IsMixed(runs[i], row, spans[i][row]);
            if (!isMixed) continue;
            int[] tasks = [.. spans.SelectMany(s => s[row]).Select(s => s.Task).Where(t => t >= 0).Distinct().Order()];
            if (tasks.Length > room) continue;
            room -= tasks.Length;
            rows.AddRange(tasks.Select(t => (row, t)));
        }
        return rows;
    }

    private static IEnumerable<decimal> Steps()
    {
        for (decimal unit = 0.01m; ; unit *= 10) foreach (decimal factor in (decimal[])[1, 2, 5]) yield return unit * factor;
    }
}
