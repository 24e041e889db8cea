using System.Collections.Immutable;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Game.Screens.Board;

/// <summary>Draws the order slips to scale; with their steps in figures or in words as far as there is room.</summary>
internal static class SlipColumn
{
    /// <summary>The rows, and which of them the cursor is on.</summary>
    /// <param name="board">The board.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows that there are; more are drawn if the slips do not fit.</param>
    public static (ImmutableArray<Line> Rows, int CursorRow) Draw(BoardModel board, int width, int height)
    {
        ILookup<string, TaskRef> open = Batches.Unassigned(board.Level, board.Plan).ToLookup(b => b.Task);
        decimal longest = SlipRows.Longest(board.Level);
        int titles = Math.Min(width * 3 / 5, 1 + board.Level.Tasks.Max(t => TextWidth.Of(Title(t))));
        ImmutableArray<Line>[] details = Details(board, width, height - board.Level.Tasks.Length);
        List<Line> rows = [];
        int cursorRow = 0;
        for (int i = 0; i < board.Level.Tasks.Length; i++)
        {
            if (board.Cursor.Slip == i) cursorRow = rows.Count;
            SlipTarget target = new(i);
            rows.Add(Slip(board, i, open[board.Level.Tasks[i].Id].Sum(Batches.Size), titles, longest, width).Fit(width).For(target));
            rows.AddRange(details[i].Select(l => l.For(target)));
        }
        return ([.. rows], cursorRow);
    }

    /// <summary>What stands below each slip: figures in one row for as many as the free rows take, then words in place of figures. The task under the cursor comes first.</summary>
    private static ImmutableArray<Line>[] Details(BoardModel board, int width, int free)
    {
        ImmutableArray<TaskSpec> tasks = board.Level.Tasks;
        ImmutableArray<Line>[] details = [.. tasks.Select(_ => ImmutableArray<Line>.Empty)];
        int current = board.Selected is { } batch ? board.SlipOf(batch) : board.Cursor.Slip;
        foreach (Func<Level, TaskSpec, int, ImmutableArray<Line>> form in (Func<Level, TaskSpec, int, ImmutableArray<Line>>[])[InFigures, InWords])
        {
            foreach (int task in Enumerable.Range(0, tasks.Length).OrderBy(t => t != current))
            {
                if (free <= 0) return details;
                ImmutableArray<Line> rows = form(board.Level, tasks[task], width);
                int more = rows.Length - details[task].Length;
                if (more > free) continue;
                (details[task], free) = (rows, free - more);
            }
        }
        return details;
    }

    private static Line Slip(BoardModel board, int index, int left, int titles, decimal longest, int width)
    {
        TaskSpec task = board.Level.Tasks[index];
        bool isSelected = board.Cursor.IsInSlips && board.Cursor.Slip == index;
        string number = board.IsByHand && index < 9 ? $"{index + 1} " : "";
        string mark = (isSelected ? "▶" : " ") + number + (left == 0 ? "● " : task.Count == 1 || left == task.Count ? "○ " : $"○{left} ");
        Line head = Line.Of(mark, left == 0 ? Ink.Dim : Ink.Warn) + Line.Of(Title(task), TaskInk.Of(index), isSelected).Fit(titles) + Line.Of(" ");
        return head + SlipRows.Bar(task, index, Math.Max(4, width - head.Width), longest);
    }

    private static ImmutableArray<Line> InFigures(Level level, TaskSpec task, int width)
    {
        string conditions = SlipRows.Conditions(level, task);
        return [(Line.Of("    ") + SlipRows.Figures(task) + Line.Of(conditions.Length > 0 ? " · " + conditions : "", Ink.Warn)).Fit(width)];
    }

    private static ImmutableArray<Line> InWords(Level level, TaskSpec task, int width)
    {
        string conditions = SlipRows.Conditions(level, task);
        IEnumerable<Line> words = Layout.Wrap(SlipRows.Steps(task).ToString(), width - 5, Ink.Dim);
        if (conditions.Length > 0) words = words.Concat(Layout.Wrap(conditions, width - 5, Ink.Warn));
        return [.. words.Select(l => (Line.Of("    ") + l).Fit(width))];
    }

    private static string Title(TaskSpec task) => task.Count == 1 ? task.Title : $"{task.Title} ×{task.Count}";
}
