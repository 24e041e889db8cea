using System.Collections.Immutable;
using ShortOrder.Game.Screens.Briefing;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Solving;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Screens.Board;

/// <summary>Draws what the model says: the minutes in one row, and the timeline with the medals on its scale; or why there is none yet.</summary>
internal static class ForecastRows
{
    /// <summary>The rule above, with the medals' thresholds in it, so that no edit and no long headline hides them.</summary>
    public static Line Heading(Level level, int width)
    {
        const string Title = "what the model says";
        if (level.Medals.All(m => m.Metric != Scorer.MedalMetric(level))) return Layout.Rule(Title, width);
        Line medals = BriefingModel.Medals(level);
        return (Layout.Rule(Title, width - medals.Width - 2) + Line.Of(" ") + medals + Line.Of(" ")).Fit(width);
    }

    /// <summary>Minutes, what the last edit changed, medal, further metrics; the floor where there is room.</summary>
    public static Line Headline(BoardModel board, int width)
    {
        if (board.Prediction.Forecast is not { } forecast) return Line.Of("not yet ready to serve:", Ink.Bad);
        Score score = forecast.Score;
        Line line = Line.Of($"{Words.Minutes(score[Metric.Time])} min", Ink.Strong) + Line.Of("  ");
        if (board.Change is { } change && decimal.Round(change, 2) != 0) line += Line.Of($"{(change < 0 ? "−" : "+")}{Words.Minutes(Math.Abs(change))}", change < 0 ? Ink.Good : Ink.Warn) + Line.Of("  ");
        line += score.Verdict == Verdict.Served ? Words.Of(score.Medal) : Line.Of(score.Explanation, Ink.Bad);
        if (board.Inspected is { } inspected && ReferenceEquals(inspected.Plan, forecast.Compiled)) line += Line.Of("  ") + Inspected(inspected.Found.Verdict);
        foreach (Metric metric in board.Level.Metrics.Where(m => m != Metric.Time).Union(board.Level.Limits.Select(l => l.Metric)))
            line += Line.Of($"   {Words.Of(metric)} {Words.Number(decimal.Round(score[metric], 2))}");
        if (board.Known.Bounds is not [LowerBound binding, ..]) return line.Fit(width);
        return Layout.Ends(line, Line.Of($"at least {Words.Minutes(decimal.Round(binding.Makespan.Minutes, 2))}", Ink.Dim), width);
    }

    private static Line Inspected(InspectionVerdict verdict) => verdict switch
    {
        InspectionVerdict.Safe => Line.Of("inspected: safe", Ink.Good),
        InspectionVerdict.Unknown => Line.Of("inspected: unknown", Ink.Warn),
        _ => Line.Of("inspected: can break", Ink.Bad),
    };

    /// <summary>The rows below the headline, at most so many.</summary>
    public static ImmutableArray<Line> Draw(BoardModel board, int width, int height)
    {
        if (board.Prediction.Forecast is not { } forecast)
        {
            IEnumerable<Line> problems = board.Prediction.Problems.SelectMany(p => Layout.Wrap("· " + p.Message, width - 3)).Select(l => Line.Of("  ") + l);
            return [.. problems.Take(height)];
        }
        Timeline timeline = forecast.Run.Timeline;
        int columns = Math.Max(1, width - 1 - TimelineRows.Gutter);
        KitchenDuration scale = Scale(board.Level, timeline.End.SinceStart);
        int used = (int)Math.Clamp((timeline.End.Ticks * columns + scale.Ticks - 1) / Math.Max(1, scale.Ticks), 1, columns);
        TimelineFrame frame = new(TimelineRows.Gutter + used, Math.Max(1, height - 2), new(Math.Max(1, used * scale.Ticks / columns)), board.FirstLane);
        List<Line> rows = [.. TimelineRows.Draw(timeline, TimelineNames.Of(forecast.Compiled), frame).Select(r => r.Fit(TimelineRows.Gutter + columns))];
        rows.Add(TimelineRows.Axis(TimelineRows.Gutter + columns, scale, marks: [.. Marks(board.Level, columns, scale)]));
        if (board.Moment is { } moment) rows = [.. Marked(rows, BoardTime.Within(timeline, moment), columns, scale)];
        TimeTarget target = new(1 + TimelineRows.Gutter, columns, scale);
        rows = [.. rows.Select(r => r.For(target)), TimelineRows.Legend(TimelineRows.Gutter + columns, timeline)];
        return [.. rows.Select(r => Line.Of(" ") + r).Take(height)];
    }

    /// <summary>The time that the width stands for: as far as the last medal that is not much later than the end, so that a faster plan is a shorter picture.</summary>
    private static KitchenDuration Scale(Level level, KitchenDuration end)
    {
        if (Thresholds(level) is not { } medals) return end;
        long far = end.Ticks + (end.Ticks / 3);
        return new(((decimal[])[medals.Gold, medals.Silver, medals.Bronze]).Select(m => KitchenDuration.FromMinutes(m).Ticks).Where(t => t <= far).Append(end.Ticks).Max());
    }

    private static MedalThresholds? Thresholds(Level level) => level.Medals.FirstOrDefault(m => m.Metric == Metric.Time && Scorer.MedalMetric(level) == Metric.Time);

    /// <summary><c>G</c>, <c>S</c> and <c>B</c> where each medal ends, as far as the scale reaches.</summary>
    private static IEnumerable<AxisMark> Marks(Level level, int columns, KitchenDuration scale)
    {
        if (Thresholds(level) is not { } medals) yield break;
        foreach ((decimal most, char letter, Ink ink) in ((decimal, char, Ink)[])[(medals.Bronze, 'B', Ink.Bronze), (medals.Silver, 'S', Ink.Silver), (medals.Gold, 'G', Ink.Gold)])
        {
            long at = KitchenDuration.FromMinutes(most).Ticks;
            if (at <= scale.Ticks) yield return new(Column(at, columns, scale), letter, ink);
        }
    }

    private static IEnumerable<Line> Marked(List<Line> rows, KitchenTime at, int columns, KitchenDuration scale)
    {
        int column = TimelineRows.Gutter + Column(at.Ticks, columns, scale);
        for (int i = 0; i + 1 < rows.Count; i++) yield return rows[i].Overlay(column, rows[i].Slice(column, 1) is { Width: 1 } cell ? cell.In(Ink.Key, isReversed: true) : Line.Of(" "));
        string label = $"▲{Words.Minutes(decimal.Round(at.Minutes, 2))}";
        yield return rows[^1].Overlay(Math.Min(column, TimelineRows.Gutter + columns - label.Length), Line.Of(label, Ink.Key));
    }

    private static int Column(long ticks, int columns, KitchenDuration scale) => (int)Math.Clamp(ticks * columns / Math.Max(1, scale.Ticks), 0, columns - 1);
}
