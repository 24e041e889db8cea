using System.Collections.Immutable;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Widgets;

/// <summary>One row of a timeline as cells.</summary>
internal static class TimelineBar
{
    private readonly record struct Cell(SpanState State, int Task, int Step);

    private static readonly Cell Idle = new(SpanState.None, -1, -1);

    /// <summary>Cells of one lane or task.</summary>
    /// <param name="spans">Its spans.</param>
    /// <param name="names">Words for the bars.</param>
    /// <param name="frame">Width and scale.</param>
    /// <param name="isMixed">Several tasks at once: any work counts as work, however many others wait meanwhile.</param>
    /// <param name="byStep">Bars bear the words of their steps instead of the names of their tasks.</param>
    public static Line Draw(IEnumerable<Span> spans, TimelineNames names, TimelineFrame frame, bool isMixed, bool byStep)
    {
        int columns = Math.Max(1, frame.Width - TimelineRows.Gutter);
        Cell[] cells = Cells(spans, columns, Math.Max(1, frame.Span.Ticks), isMixed);
        ImmutableArray<Run>.Builder runs = ImmutableArray.CreateBuilder<Run>();
        for (int from = 0, to; from < columns; from = to)
        {
            Cell cell = cells[from];
            for (to = from + 1; to < columns && IsSameBar(cells[to], cell, byStep); to++) { }
            string name = byStep ? names.Step(cell.Task, cell.Step) : names.Task(cell.Task);
            AddBar(runs, cell.State, to - from, name, frame.IsGhost ? Ink.Ghost : InkOf(cell, names));
        }
        return new(runs.ToImmutable());
    }

    private static bool IsSameBar(Cell a, Cell b, bool byStep) => a.State == b.State && a.Task == b.Task && (!byStep || a.Step == b.Step);

    private static Ink InkOf(Cell cell, TimelineNames names) => cell.State switch
    {
        SpanState.Working or SpanState.Waiting or SpanState.Turn or SpanState.After or SpanState.Arrival or SpanState.Crate => names.InkOf(cell.Task),
        SpanState.None or SpanState.Booting or SpanState.Starting => Ink.Dim,
        SpanState.Blocking => Ink.Bad,
        _ => Ink.Warn,
    };

    private static void AddBar(ImmutableArray<Run>.Builder runs, SpanState state, int length, string name, Ink ink)
    {
        char glyph = Words.Of(state).Glyph;
        int width = TextWidth.Of(name);
        bool hasName = state is SpanState.Working or SpanState.Waiting or SpanState.Blocking && width > 0 && width + 2 <= length;
        if (!hasName)
        {
            runs.Add(new(new string(glyph, length), ink));
            return;
        }
        runs.Add(new(new string(glyph, 1), ink));
        runs.Add(new(TextWidth.Clean(name), ink, IsReversed: state == SpanState.Working));
        runs.Add(new(new string(glyph, length - 1 - width), ink));
    }

    private static Cell[] Cells(IEnumerable<Span> spans, int columns, long total, bool isMixed)
    {
        int states = (int)SpanState.Failed + 1;
        Int128[,] filled = new Int128[columns, states];
        (Int128 Part, Cell Cell)[,] largest = new (Int128, Cell)[columns, states];
        foreach (Span span in spans)
        {
            // Cell c stands for ticks c·total/columns to (c+1)·total/columns; everything is multiplied by columns to stay whole.
            Int128 start = (Int128)span.Start.Ticks * columns, end = (Int128)span.End.Ticks * columns;
            for (int c = (int)Int128.Min(start / total, columns); c < columns && (Int128)c * total < end; c++)
            {
                Int128 part = Int128.Min(end, (Int128)(c + 1) * total) - Int128.Max(start, (Int128)c * total);
                filled[c, (int)span.State] += part;
                if (part > largest[c, (int)span.State].Part) largest[c, (int)span.State] = (part, new(span.State, span.Task, span.Step));
            }
        }
        Cell[] cells = new Cell[columns];
        for (int c = 0; c < columns; c++)
        {
            int state = Dominant(filled, c, states, total, isMixed);
            cells[c] = state == 0 ? Idle : largest[c, state].Cell;
        }
        return cells;
    }

    /// <summary>The state a cell shows: the hands at work if they fill half of it, otherwise what fills most of it, if that is half of it too.</summary>
    private static int Dominant(Int128[,] filled, int column, int states, long total, bool isMixed)
    {
        Int128 hands = 0, all = 0;
        int busiest = 0, most = 0;
        for (int s = 1; s < states; s++)
        {
            all += filled[column, s];
            if (IsHandsOn((SpanState)s))
            {
                hands += filled[column, s];
                if (busiest == 0 || filled[column, s] > filled[column, busiest]) busiest = s;
            }
            else if (filled[column, s] > 0 && (most == 0 || filled[column, s] > filled[column, most]))
            {
                most = s;
            }
        }
        if (2 * all < total) return 0;
        if (2 * hands >= total) return busiest;
        if (most != 0 && (isMixed || filled[column, most] >= hands)) return most;
        return hands > 0 ? busiest : most;
    }

    private static bool IsHandsOn(SpanState state) =>
        state is SpanState.Working or SpanState.Packing or SpanState.Booting or SpanState.Starting or SpanState.Blocking;
}
