using System.Collections.Immutable;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Widgets;

/// <summary>How many plans reach which value of a metric, and where the player stands among them.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Values">A value per plan; not empty.</param>
/// <param name="Own">Values of the player's earlier runs.</param>
/// <param name="Mine">The value of this run; null if it has none.</param>
/// <param name="Medals">What values earn; null if nothing.</param>
public sealed record Histogram(Metric Metric, ImmutableArray<decimal> Values, ImmutableArray<decimal> Own, decimal? Mine, MedalThresholds? Medals)
{
    /// <summary>The fewest rows with which one sees anything.</summary>
    public const int LeastHeight = 7;

    private const string Eighths = " ▁▂▃▄▅▆▇█";

    /// <summary>Bars, below them the medals that their bins earn, the scale, the player's marks, and what the marks mean.</summary>
    public ImmutableArray<Line> Draw(int width, int height)
    {
        ChartScale scale = ScaleFor(width - 1);
        int columns = Math.Clamp((width - 1) / scale.Bins, 1, 6), bars = Math.Max(1, height - 4);
        ImmutableArray<int> counts = scale.Count(Values);
        int most = Math.Max(1, counts.Max());
        ImmutableArray<Line>.Builder rows = ImmutableArray.CreateBuilder<Line>();
        for (int row = bars - 1; row >= 0; row--) rows.Add(Bars(scale, counts, most, row, bars, columns));
        rows.Add(Strip(scale, columns));
        rows.Add(Axis(scale, columns, width));
        rows.Add(Marks(scale, columns));
        rows.Add(Meaning(most));
        return [.. rows.Select(r => r.Fit(width))];
    }

    /// <summary>The bins that are drawn in so many columns.</summary>
    public ChartScale ScaleFor(int columns) =>
        ChartScale.Of(Values, [.. Own.AsSpan(), .. Mine is { } mine ? [mine] : (decimal[])[]], Math.Clamp(columns / 2, 2, 40), Metric.Finest());

    private Line Bars(ChartScale scale, ImmutableArray<int> counts, int most, int row, int bars, int columns)
    {
        Line line = Line.Empty;
        int mine = Mine is { } value ? scale.BinOf(value) : -1;
        for (int bin = 0; bin < counts.Length; bin++)
        {
            int eighths = counts[bin] == 0 ? 0 : Math.Max(1, (int)((long)counts[bin] * bars * 8 / most));
            string cell = new(Eighths[Math.Clamp(eighths - row * 8, 0, 8)], Math.Max(1, columns - 1));
            line += Line.Of(columns > 1 ? cell + " " : cell, bin == mine ? Ink.Strong : Ink.Task0);
        }
        return line;
    }

    private Line Strip(ChartScale scale, int columns)
    {
        Line line = Line.Empty;
        for (int bin = 0; bin < scale.Bins; bin++)
        {
            (char letter, Ink ink) = Medals is not { } m ? ('─', Ink.Dim)
                : scale.StartOf(bin) <= m.Gold ? ('g', Ink.Gold) : scale.StartOf(bin) <= m.Silver ? ('s', Ink.Silver) : scale.StartOf(bin) <= m.Bronze ? ('b', Ink.Bronze) : ('─', Ink.Dim);
            line += Line.Of(new string(letter, columns), ink);
        }
        return line;
    }

    private static Line Axis(ChartScale scale, int columns, int width)
    {
        string text = "";
        for (int bin = 0; bin < scale.Bins; bin++)
        {
            string mark = "╵" + Words.Number(scale.StartOf(bin)) + (scale.HasMore && bin == scale.Bins - 1 ? "…" : "");
            int at = bin * columns;
            if ((text.Length == 0 || at > text.Length + 1) && at + mark.Length <= width) text = text.PadRight(at) + mark;
        }
        int last = (scale.Bins - 1) * columns;
        return Line.Of(scale.HasMore && text.Length <= last && last < width ? text.PadRight(last) + "…" : text, Ink.Dim);
    }

    private Line Marks(ChartScale scale, int columns)
    {
        Line line = Line.Of(new string(' ', scale.Bins * columns));
        foreach (decimal own in Own) line = line.Overlay(scale.BinOf(own) * columns, Line.Of("○", Ink.Key));
        return Mine is { } mine ? line.Overlay(scale.BinOf(mine) * columns, Line.Of("▲", Ink.Strong)) : line;
    }

    private Line Meaning(int most)
    {
        Line line = Line.Empty;
        if (Mine is { } mine) line += Line.Of("▲", Ink.Strong) + Line.Of($" this run {(Metric.IsWhole() ? Words.Number(mine) : Words.Minutes(decimal.Round(mine, 2)))}  ", Ink.Dim);
        if (!Own.IsEmpty) line += Line.Of("○", Ink.Key) + Line.Of(" your others  ", Ink.Dim);
        if (Medals is { } m) line += Line.Of("g", Ink.Gold) + Line.Of($" ≤ {Words.Number(m.Gold)}", Ink.Dim) + Line.Of(" s", Ink.Silver) + Line.Of($" ≤ {Words.Number(m.Silver)}", Ink.Dim) + Line.Of(" b", Ink.Bronze) + Line.Of($" ≤ {Words.Number(m.Bronze)}  ", Ink.Dim);
        return line + Line.Of($"peak {most}", Ink.Dim);
    }
}
