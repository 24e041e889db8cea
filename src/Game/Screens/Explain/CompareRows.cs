using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Analysis;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Screens.Explain;

/// <summary>Two plans one above the other on the same scale, and where they part.</summary>
internal static class CompareRows
{
    public static IEnumerable<Line> Of(ExplainModel model, int other, int first, int width, int height)
    {
        if (model.IsBestHidden) yield return Line.Of("The author's best plan is shown here once you have a medal.", Ink.Dim).Fit(width);
        if (model.Rivals.IsEmpty)
        {
            foreach (Line line in Layout.Wrap("There is no other plan to compare yours with yet.", width)) yield return line;
            yield break;
        }
        Rival rival = model.Rivals[other];
        Forecast mine = model.Served.Forecast, theirs = rival.Forecast;
        Timeline a = mine.Run.Timeline, b = theirs.Run.Timeline;
        TimelineNames names = TimelineNames.Of(mine.Compiled);
        KitchenDuration span = new(Math.Max(1, Math.Max(a.End.Ticks, b.End.Ticks)));
        int room = height - 8 - (model.IsBestHidden ? 1 : 0), each = Math.Max(1, Math.Min(room / 2, Math.Max(TimelineRows.Wanted(a), TimelineRows.Wanted(b))));
        TimelineFrame frame = new(width, each, span, first);
        FirstDifference? difference = Sentences.DifferenceOf(mine, theirs);
        yield return Layout.Rule($"yours: {Sentences.Ending(mine)}", width);
        foreach (Line line in TimelineRows.Draw(a, names, frame)) yield return line;
        yield return difference is { } d ? Mark(d.At, span, width) : Line.Empty;
        yield return Layout.Rule($"{rival.Name}: {Sentences.Ending(theirs)}", width);
        foreach (Line line in TimelineRows.Draw(b, TimelineNames.Of(theirs.Compiled), frame)) yield return line;
        yield return TimelineRows.Axis(width, span);
        yield return TimelineRows.Legend(width, a, b);
        foreach (Line line in Layout.Wrap(Sentences.Of(difference, names), width, Ink.Strong)) yield return line;
    }

    private static Line Mark(KitchenTime at, KitchenDuration span, int width)
    {
        int columns = Math.Max(1, width - TimelineRows.Gutter), column = TimelineRows.Gutter + (int)Int128.Min(columns - 1, (Int128)at.Ticks * columns / span.Ticks);
        const string Text = "first difference";
        string row = column + Text.Length + 2 <= width ? new string(' ', column) + "▼ " + Text : (Text + " ▼").PadLeft(column + 1);
        return Line.Of(row, Ink.Key);
    }
}
