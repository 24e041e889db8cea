using System.Collections.Immutable;
using ShortOrder.Game.Screens.Briefing;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Screens.Board;

/// <summary>Draws the planning board: slips at the left, lanes at the right, the model's timeline below.</summary>
internal static class BoardRows
{
    public static ImmutableArray<Line> Draw(BoardModel board, int width, int height)
    {
        ScreenFrame frame = new(Line.Of(board.Level.Title, Ink.Title), "planning", board.Status, BoardCommands.All.ToBar(board, width, 3));
        int left = Math.Clamp(width * 2 / 5, 28, 46), right = width - left - 4;
        (List<Line> lanes, int cursorRow) = LaneRows.Draw(board, right);
        ImmutableArray<Line> slips = Slips(board, left - 1);
        int room = frame.BodyHeight(height) - 3;
        int wanted = board.Prediction.Forecast is { } f ? TimelineRows.Wanted(f.Run.Timeline) + 2 : board.Prediction.Problems.Length + 1;
        int boardWanted = Math.Max(slips.Length, lanes.Count);
        int below = Math.Min(wanted, Math.Max(room - boardWanted, room / 2)), above = room - below;
        List<Line> body =
        [
            Headings(left, width),
            .. Layout.Beside(
                Layout.Window([.. slips.Select(s => Line.Of(" ") + s)], Layout.Around(board.Cursor.Slip, slips.Length, above), above),
                Layout.Window(lanes, Layout.Around(cursorRow, lanes.Count, above), above), left, width),
            Layout.Rule("what the model says", width),
            Line.Of(" ") + Headline(board, width - 2),
            .. Below(board, width - 1, below),
        ];
        ImmutableArray<Line> rows = frame.Rows(body, width, height);
        return board.Overlay is { } overlay ? Layout.Box(rows, overlay.Title, overlay.Content(width), width) : rows;
    }

    private static Line Headings(int left, int width) => Layout.Rule("the order", left) + Line.Of("─┬─", Ink.Dim) + Layout.Rule("the kitchen", Math.Max(0, width - left - 3));

    private static ImmutableArray<Line> Slips(BoardModel board, int width)
    {
        ILookup<string, TaskRef> open = Batches.Unassigned(board.Level, board.Plan).ToLookup(b => b.Task);
        decimal longest = SlipRows.Longest(board.Level);
        int titles = Math.Min(width * 3 / 5, 1 + board.Level.Tasks.Max(t => TextWidth.Of(Title(t))));
        return [.. board.Level.Tasks.Select((task, i) =>
        {
            int left = open[task.Id].Sum(Batches.Size);
            bool isSelected = board.Cursor.IsInSlips && board.Cursor.Slip == i;
            string number = board.IsByHand && i < 9 ? $"{i + 1} " : "";
            string mark = (isSelected ? "▶" : " ") + number + (left == 0 ? "● " : task.Count == 1 || left == task.Count ? "○ " : $"○{left} ");
            Line head = Line.Of(mark, left == 0 ? Ink.Dim : Ink.Warn) + Line.Of(Title(task), TaskInk.Of(i), isSelected).Fit(titles) + Line.Of(" ");
            return head + SlipRows.Bar(task, i, Math.Max(4, width - head.Width), longest);
        })];
    }

    private static string Title(TaskSpec task) => task.Count == 1 ? task.Title : $"{task.Title} ×{task.Count}";

    private static Line Headline(BoardModel board, int width)
    {
        if (board.Prediction.Forecast is not { } forecast) return Line.Of("not yet ready to serve:", Ink.Bad);
        Score score = forecast.Score;
        Line line = Line.Of($"{Words.Minutes(score[Metric.Time])} min", Ink.Strong) + Line.Of("  ");
        line += score.Verdict == Verdict.Served ? Words.Of(score.Medal) : Line.Of(score.Explanation, Ink.Bad);
        foreach (Metric metric in board.Level.Metrics.Where(m => m != Metric.Time).Union(board.Level.Limits.Select(l => l.Metric)))
            line += Line.Of($"   {Words.Of(metric)} {Words.Number(decimal.Round(score[metric], 2))}");
        Line medals = BriefingModel.Medals(board.Level);
        return line.Width + 3 + medals.Width <= width ? Layout.Ends(line, medals, width) : line.Fit(width);
    }

    private static ImmutableArray<Line> Below(BoardModel board, int width, int height)
    {
        if (board.Prediction.Forecast is not { } forecast)
        {
            IEnumerable<Line> problems = board.Prediction.Problems.SelectMany(p => Layout.Wrap("· " + p.Message, width - 3)).Select(l => Line.Of("  ") + l);
            return Layout.Window([.. problems], 0, height);
        }
        Timeline timeline = forecast.Run.Timeline;
        TimelineNames names = TimelineNames.Of(forecast.Compiled);
        TimelineFrame frame = new(width - 1, Math.Max(1, height - 2), timeline.End.SinceStart);
        List<Line> rows = [.. TimelineRows.Draw(timeline, names, frame), TimelineRows.Axis(frame.Width, frame.Span), TimelineRows.Legend(frame.Width, timeline)];
        return Layout.Window([.. rows.Select(r => Line.Of(" ") + r)], 0, height);
    }
}
