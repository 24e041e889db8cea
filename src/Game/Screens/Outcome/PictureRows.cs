using System.Collections.Immutable;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Screens.Outcome;

/// <summary>The pictures of the verdict: the timelines, histograms, and metrics against each other. With room for several of them several are shown.</summary>
internal static class PictureRows
{
    private const int ChartWidth = 58, ChartHeight = 12, TimelinesHeight = 8;

    /// <summary>Fills the height.</summary>
    /// <param name="standing">The run.</param>
    /// <param name="tally">What plans reach; null: not yet counted.</param>
    /// <param name="picture">Which picture; they go round.</param>
    /// <param name="first">How far the timelines are scrolled.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    public static IEnumerable<Line> Of(Standing standing, PlanTally? tally, int picture, int first, int width, int height)
    {
        if (height < 4) yield break;
        Chart[] charts = [.. ChartsOf(standing, tally)];
        int columns = Math.Clamp(width / ChartWidth, 1, charts.Length), groups = (charts.Length + columns - 1) / columns;
        bool hasBoth = height >= ChartHeight + TimelinesHeight;
        int views = hasBoth ? groups : groups + 1;
        int view = Modulo(picture + (!hasBoth && standing.Served.Verdict != Verdict.Served ? groups : 0), views);
        if (view == groups)
        {
            foreach (Line line in Timelines(standing.Served, first, width, height)) yield return line;
            yield break;
        }
        int wanted = TimelineRows.Wanted(standing.Served.Forecast.Run.Timeline);
        int charted = hasBoth ? Math.Clamp(height - 2 * wanted - 4, ChartHeight, Math.Max(ChartHeight, Math.Min(20, height - TimelinesHeight))) : height;
        foreach (Line line in Beside([.. charts.Skip(view * columns).Take(columns)], columns, width, charted)) yield return line;
        if (hasBoth) foreach (Line line in Timelines(standing.Served, first, width, height - charted)) yield return line;
    }

    private sealed record Chart(string Heading, Func<int, int, ImmutableArray<Line>> Draw);

    private static IEnumerable<Chart> ChartsOf(Standing standing, PlanTally? tally)
    {
        if (tally is null || tally.Survey.Plans.IsEmpty)
        {
            string text = tally is null ? "counting plans…" : "No plan of this level is served in the model.";
            yield return new("what plans reach", (width, height) => [.. Layout.Wrap(text, Math.Max(1, width), Ink.Dim)]);
            yield break;
        }
        string counted = $"{(tally.Survey.IsComplete ? "all" : "a sample of")} {Words.Count(tally.Survey.Plans.Length, "plan")}";
        ServedOrder served = standing.Served;
        Score? mine = served.Verdict == Verdict.Served ? served.Score : null;
        Metric[] others = [.. served.Level.Metrics.Where(m => m != Metric.Time)];
        yield return HistogramOf(Metric.Time);
        foreach (Metric other in others)
        {
            yield return new($"{Words.Of(Metric.Time)} against {Words.Of(other)}", new Scatter(Metric.Time, other,
                [.. tally.Survey.Plans.Select(p => (p.Score[Metric.Time], p.Score[other]))], [.. tally.Own.Select(o => (o[Metric.Time], o[other]))],
                mine is null ? null : (mine[Metric.Time], mine[other])).Draw);
            yield return HistogramOf(other);
        }

        Chart HistogramOf(Metric metric) => new($"{Words.Of(metric)} of {counted}", new Histogram(metric, [.. tally.Survey.Plans.Select(p => p.Score[metric])],
            [.. tally.Own.Select(o => o[metric])], mine?[metric], served.Level.Medals.FirstOrDefault(m => m.Metric == metric)).Draw);
    }

    private static IEnumerable<Line> Beside(Chart[] charts, int columns, int width, int height)
    {
        int each = (width - 2 - 3 * (columns - 1)) / columns;
        ImmutableArray<Line>[] drawn = [.. charts.Select(c => c.Draw(each, height - 1))];
        for (int row = 0; row < height; row++)
        {
            Line line = Line.Of(" ");
            for (int i = 0; i < charts.Length; i++)
                line += (row == 0 ? Layout.Rule(charts[i].Heading, each) : row - 1 < drawn[i].Length ? drawn[i][row - 1] : Line.Empty).Fit(each) + Line.Of(i + 1 < charts.Length ? "   " : "");
            yield return line;
        }
    }

    private static IEnumerable<Line> Timelines(ServedOrder served, int first, int width, int height) =>
        Timelines(served.Forecast.Run.Timeline, served.Result.Timeline, TimelineNames.Of(served.Forecast.Compiled), first, width, height);

    /// <summary>The measured timeline over the model's, on one scale.</summary>
    public static IEnumerable<Line> Timelines(Timeline model, Timeline? real, TimelineNames names, int first, int width, int height)
    {
        KitchenDuration span = new(Math.Max(1, Math.Max(model.End.Ticks, real?.End.Ticks ?? 0)));
        int wanted = Math.Max(TimelineRows.Wanted(model), real is null ? 0 : TimelineRows.Wanted(real));
        int pictures = real is null || height < 2 * Math.Min(wanted, 3) + 4 ? 1 : 2, each = Math.Clamp((height - 2 - pictures) / pictures, 1, Math.Max(1, wanted));
        TimelineFrame frame = new(width - 2, each, span, first);
        if (real is not null)
        {
            yield return Line.Of(" ") + Layout.Rule("for real", frame.Width);
            foreach (Line line in TimelineRows.Draw(real, names, frame)) yield return Line.Of(" ") + line;
        }
        if (real is null || pictures == 2)
        {
            yield return Line.Of(" ") + Layout.Rule("what the model said", frame.Width);
            foreach (Line line in TimelineRows.Draw(model, names, frame)) yield return Line.Of(" ") + line;
        }
        yield return Line.Of(" ") + TimelineRows.Axis(frame.Width, span);
        yield return Line.Of(" ") + (real is null ? TimelineRows.Legend(frame.Width, model) : TimelineRows.Legend(frame.Width, model, real));
    }

    private static int Modulo(int a, int b) => (a % b + b) % b;
}
