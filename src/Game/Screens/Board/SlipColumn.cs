using System.Collections.Immutable;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Game.Screens.Board;

/// <summary>Draws the order slips to scale; with their steps in words where there is room.</summary>
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
        ImmutableArray<ImmutableArray<Line>> words = [.. board.Level.Tasks.Select(t => Described(board.Level, t, width))];
        bool hasRoom = words.Sum(w => w.Length + 1) <= height;
        List<Line> rows = [];
        int cursorRow = 0;
        for (int i = 0; i < board.Level.Tasks.Length; i++)
        {
            if (board.Cursor.Slip == i) cursorRow = rows.Count;
            SlipTarget target = new(i);
            rows.Add(Slip(board, i, open[board.Level.Tasks[i].Id].Sum(Batches.Size), titles, longest, width).Fit(width).For(target));
            if (hasRoom) rows.AddRange(words[i].Select(l => l.For(target)));
        }
        return ([.. rows], cursorRow);
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

    private static ImmutableArray<Line> Described(Level level, TaskSpec task, int width)
    {
        string conditions = SlipRows.Conditions(level, task);
        IEnumerable<Line> words = Layout.Wrap(SlipRows.Steps(task).ToString(), width - 5, Ink.Dim);
        if (conditions.Length > 0) words = words.Concat(Layout.Wrap(conditions, width - 5, Ink.Warn));
        return [.. words.Select(l => (Line.Of("    ") + l).Fit(width))];
    }

    private static string Title(TaskSpec task) => task.Count == 1 ? task.Title : $"{task.Title} ×{task.Count}";
}
