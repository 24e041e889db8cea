using System.Collections.Immutable;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Widgets;

/// <summary>Plans by two metrics at once, and which of them nobody beats in both.</summary>
/// <param name="Across">The metric from left to right.</param>
/// <param name="Up">The metric from bottom to top.</param>
/// <param name="Plans">A point per plan; not empty.</param>
/// <param name="Own">The player's earlier runs.</param>
/// <param name="Mine">This run; null if it has no place here.</param>
public sealed record Scatter(Metric Across, Metric Up, ImmutableArray<(decimal X, decimal Y)> Plans, ImmutableArray<(decimal X, decimal Y)> Own, (decimal X, decimal Y)? Mine)
{
    /// <summary>The fewest rows with which one sees anything.</summary>
    public const int LeastHeight = 7;

    private const int Gutter = 7;

    private readonly record struct Cell(Run Shade, Run? Mark);

    private readonly record struct Grid(ChartScale X, ChartScale Y)
    {
        public (int Column, int Row) At((decimal X, decimal Y) point) => (X.BinOf(point.X), Y.Bins - 1 - Y.BinOf(point.Y));
    }

    /// <summary>The points, below them the scale and what the marks mean.</summary>
    public ImmutableArray<Line> Draw(int width, int height)
    {
        (decimal X, decimal Y)[] asked = [.. Own.AsSpan(), .. Mine is { } mine ? [mine] : ((decimal, decimal)[])[]];
        Grid grid = new(
            ChartScale.Of(Plans.Select(p => p.X), asked.Select(p => p.X), Math.Max(2, width - Gutter - 2), Across.Finest()),
            ChartScale.Of(Plans.Select(p => p.Y), asked.Select(p => p.Y), Math.Max(2, height - 2), Up.Finest()));
        (int wide, int high) = (Math.Clamp((width - Gutter - 1) / grid.X.Bins, 1, 4), Math.Clamp((height - 2) / grid.Y.Bins, 1, 3));
        Cell[,] cells = Cells(grid);
        ImmutableArray<Line>.Builder rows = ImmutableArray.CreateBuilder<Line>();
        for (int row = 0; row < grid.Y.Bins * high; row++)
        {
            int bin = grid.Y.Bins - 1 - row / high;
            bool isMarked = row % high == high - 1, isLabelled = isMarked && (high > 1 || grid.Y.Bins <= 6 || bin % 2 == 0);
            ImmutableArray<Run>.Builder runs = ImmutableArray.CreateBuilder<Run>();
            runs.Add(new((isLabelled ? Words.Number(grid.Y.StartOf(bin)) + (grid.Y.HasMore && row < high ? "…" : "") : "").PadLeft(Gutter - 1) + "│", Ink.Dim));
            for (int column = 0; column < grid.X.Bins; column++)
            {
                Cell cell = cells[row / high, column];
                Run shade = new(new string(cell.Shade.Text[0], isMarked && cell.Mark is not null ? wide - 1 : wide), cell.Shade.Ink);
                if (isMarked && cell.Mark is { } mark) runs.Add(mark);
                if (shade.Text.Length > 0) runs.Add(shade);
            }
            rows.Add(new(runs.ToImmutable()));
        }
        rows.Add(Axis(grid.X, wide, width));
        rows.Add(Meaning());
        return [.. rows.Select(r => r.Fit(width))];
    }

    private Cell[,] Cells(Grid grid)
    {
        int[,] counts = new int[grid.Y.Bins, grid.X.Bins];
        foreach ((decimal, decimal) plan in Plans) counts[grid.At(plan).Row, grid.At(plan).Column]++;
        Cell[,] cells = new Cell[grid.Y.Bins, grid.X.Bins];
        for (int row = 0; row < grid.Y.Bins; row++)
            for (int column = 0; column < grid.X.Bins; column++)
                cells[row, column] = new(counts[row, column] switch { 0 => new(" "), < 3 => new("░", Ink.Dim), < 9 => new("▒", Ink.Task0), _ => new("▓", Ink.Task0) }, null);
        foreach ((decimal, decimal) best in Frontier.Of(Plans)) Put(best, new("◆", Ink.Good));
        foreach ((decimal, decimal) own in Own) Put(own, new("○", Ink.Key));
        if (Mine is { } mine) Put(mine, new("▲", Ink.Strong));
        return cells;

        void Put((decimal X, decimal Y) point, Run mark)
        {
            (int column, int row) = grid.At(point);
            cells[row, column] = cells[row, column] with { Mark = mark };
        }
    }

    private Line Axis(ChartScale scale, int wide, int width)
    {
        string text = new(' ', Gutter);
        string unit = " " + Words.Of(Across);
        for (int bin = 0; bin < scale.Bins; bin++)
        {
            string mark = "╵" + Words.Number(scale.StartOf(bin)) + (scale.HasMore && bin == scale.Bins - 1 ? "…" : "");
            int at = Gutter + bin * wide;
            if ((bin == 0 || at > text.Length + 4) && at + mark.Length + unit.Length <= width) text = text.PadRight(at) + mark;
        }
        return Line.Of(text + unit, Ink.Dim);
    }

    private Line Meaning()
    {
        Line line = Line.Of(new string(' ', Gutter)) + Line.Of("◆", Ink.Good) + Line.Of(" nobody is better in both", Ink.Dim);
        if (Mine is not null) line += Line.Of("  ▲", Ink.Strong) + Line.Of(" this run", Ink.Dim);
        return Own.IsEmpty ? line : line + Line.Of("  ○", Ink.Key) + Line.Of(" your others", Ink.Dim);
    }
}
