using System.Collections.Immutable;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Screens.Board;

/// <summary>Draws the lanes of a plan, kitchen by kitchen, and the cards laid on tasks below them.</summary>
internal static class LaneRows
{
    private const int LabelWidth = 20;

    /// <summary>The rows, and which of them the cursor is on.</summary>
    public static (List<Line> Rows, int CursorRow) Draw(BoardModel board, int width)
    {
        List<Line> rows = [];
        int cursorRow = 0, number = 0;
        Plan plan = board.Plan;
        for (int k = 0; k < plan.Kitchens.Length; k++)
        {
            Kitchen kitchen = plan.Kitchens[k];
            if (plan.Kitchens.Length > 1) rows.Add(Line.Of(kitchen.Copies > 1 ? $"{kitchen.Name} ×{kitchen.Copies}" : kitchen.Name, Ink.Title));
            for (int l = 0; l < kitchen.Lanes.Length; l++, number++)
            {
                bool isCurrent = !board.Cursor.IsInSlips && board.Cursor.Lane == number;
                if (isCurrent) cursorRow = rows.Count;
                Lane lane = kitchen.Lanes[l];
                if (lane.Kind == LaneKind.Manual)
                {
                    rows.Add(Label(plan, new(k, l), number, isCurrent).Fit(width).For(new LaneTarget(number)));
                    if (isCurrent) cursorRow = rows.Count + board.Cursor.Entry;
                    rows.AddRange(Steps(board, lane, number, isCurrent, width));
                }
                else
                {
                    LaneTarget target = new(number);
                    (List<Line> tasks, int entryRow) = Tasks(board, new(k, l), number, isCurrent, width);
                    cursorRow += isCurrent ? entryRow : 0;
                    rows.AddRange(tasks.Select(t => t.Fit(width).For(target)));
                }
            }
        }
        if (number == 0) rows.Add(Line.Of("Nobody works here: + opens a lane.", Ink.Dim).For(new KeyTarget("+")));
        else if (PlanRules.HasChoice(board.Level) && board.Carry is null) rows.Add((Line.Of(" + ", Ink.Key) + Line.Of("open a lane or a kitchen", Ink.Dim)).For(new KeyTarget("+")));
        rows.AddRange(Cards(board, width));
        return (rows, cursorRow);
    }

    private static Line Label(Plan plan, LaneAddress at, int number, bool isCurrent) =>
        Line.Of($"{(isCurrent ? "▶" : " ")}{number + 1}: ", Ink.Key) + Line.Of(LaneNames.Of(plan, at), isCurrent ? Ink.Strong : Ink.Normal);

    private static (List<Line> Rows, int EntryRow) Tasks(BoardModel board, LaneAddress at, int number, bool isCurrent, int width)
    {
        List<Line> rows = [];
        int entryRow = 0;
        Lane lane = PlanEdit.LaneAt(board.Plan, at);
        Line row = Label(board.Plan, at, number, isCurrent).Fit(LabelWidth) + Line.Of(" ");
        bool isFresh = true;
        for (int i = 0; i < lane.Tasks.Length; i++)
        {
            TaskRef batch = lane.Tasks[i];
            bool isSelected = isCurrent && board.Cursor.Entry == i, isCarried = isSelected && board.Carry is not null;
            string text = Words.Of(board.Level, batch) + Marks(board.Plan, batch.Task);
            Ink ink = TaskInk.Of(SpecOf(board.Level, batch.Task));
            Line entry = isCarried ? Line.Of($"‹{text}›", ink, isReversed: true) : isSelected ? Line.Of($"[{text}]", ink, isReversed: true) : Line.Of($" {text} ", ink);
            if (!isFresh && row.Width + entry.Width > width)
            {
                rows.Add(row);
                row = Line.Of(new string(' ', LabelWidth + 1));
            }
            row += entry.For(new EntryTarget(number, i));
            isFresh = false;
            if (isSelected) entryRow = rows.Count;
        }
        rows.Add(lane.Tasks.IsEmpty ? row + Line.Of(isCurrent ? "[ – ]" : "  –", Ink.Dim) : row);
        return (rows, entryRow);
    }

    private static IEnumerable<Line> Steps(BoardModel board, Lane lane, int number, bool isCurrent, int width)
    {
        if (lane.Steps.IsEmpty) yield return Line.Of("   the list is empty: digits add steps", Ink.Dim).Fit(width).For(new LaneTarget(number));
        int titles = Math.Min(13, board.Level.Tasks.Max(t => TextWidth.Of(t.Title)) + 3), words = Math.Max(12, width - titles - 16);
        for (int i = 0; i < lane.Steps.Length; i++)
        {
            StepRef step = lane.Steps[i];
            TaskSpec task = board.Level.FindTask(step.Task)!;
            bool isSelected = isCurrent && board.Cursor.Entry == i;
            string mark = !isSelected ? "  " : board.Carry is null ? "▶ " : "↕ ";
            string times = Times(board, step);
            Line row = Line.Of($"{mark}{i + 1,2}. ") + Line.Of(Words.Of(task.Steps[step.Step])).Fit(words) + Line.Of(" " + task.Title + (step.Copy > 0 ? $" {step.Copy}" : "")).Fit(titles);
            Ink ink = TaskInk.Of(SpecOf(board.Level, step.Task));
            row = row.In(ink, isSelected);
            yield return (row + Line.Of(" " + times, Ink.Dim)).Fit(width).For(new EntryTarget(number, i));
        }
    }

    /// <summary>When the step begins and ends in the model, e.g. <c>1.0–4.0</c>; empty without a forecast.</summary>
    private static string Times(BoardModel board, StepRef step)
    {
        if (board.Prediction.Forecast is not { } forecast) return "";
        int spec = SpecOf(board.Level, step.Task), task = -1;
        for (int i = 0; i < forecast.Compiled.Tasks.Length && task < 0; i++)
            if (forecast.Compiled.Tasks[i].Spec == spec && forecast.Compiled.Tasks[i].Copy == step.Copy) task = i;
        Span[] spans = [.. forecast.Run.Timeline.Spans.Where(s => s.Task == task && s.Step == step.Step && s.State == SpanState.Working)];
        return spans.Length == 0 ? "" : $"{Words.Number(spans[0].Start.Minutes)}–{Words.Number(spans[^1].End.Minutes)}";
    }

    private static IEnumerable<Line> Cards(BoardModel board, int width)
    {
        ImmutableArray<string> cards = CardWords.Of(board.Level, board.Plan);
        if (cards.Length > 0) yield return Line.Of("cards", Ink.Title);
        foreach (string card in cards) yield return Line.Of(" " + card).Slice(0, width);
    }

    /// <summary>Letters of the cards on a task, with a blank before them.</summary>
    private static string Marks(Plan plan, string task)
    {
        string marks = (plan.Locks.Any(c => c.Task.Task == task) ? "L" : "") + (plan.Yields.Any(c => c.Task.Task == task) ? "y" : "")
            + (plan.Offloads.Any(c => c.Task.Task == task) ? "o" : "") + (plan.Tries.Any(c => c.Task.Task == task) ? "f" : "") + (plan.Orders.Any(c => c.Task == task) ? "t" : "");
        return marks.Length == 0 ? "" : " " + marks;
    }

    private static int SpecOf(Level level, string task)
    {
        for (int i = 0; i < level.Tasks.Length; i++) if (level.Tasks[i].Id == task) return i;
        return -1;
    }
}
