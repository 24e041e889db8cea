using System.Text;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Game.Screens.Board;

/// <summary>Draws the branches of a history, as version control does: a row per state, the newest first, a column per branch that is open there.</summary>
internal static class Rails
{
    /// <summary>Most branches side by side.</summary>
    private const int MostColumns = 16;

    /// <summary>The rails of some rows, <c>│ ●─╯</c>, all equally wide.</summary>
    /// <param name="history">The history.</param>
    /// <param name="first">The first row; row 0 is the newest state.</param>
    /// <param name="count">How many rows.</param>
    public static string[] Draw(EditHistory<Plan> history, int first, int count)
    {
        List<int> awaited = []; // per column, the state that its rail leads down to; -1: free
        Dictionary<int, List<int>> columns = [];
        List<string> drawn = [];
        int last = Math.Min(history.Count, first + count);
        for (int row = 0; row < last; row++)
        {
            EditState<Plan> state = history[history.Count - 1 - row];
            List<int> own = columns.Remove(state.Number, out List<int>? children) ? children : [Free(awaited)];
            if (row >= first) drawn.Add(Row(awaited, own, state.Number == history.Current.Number ? '◉' : '●'));
            foreach (int column in own) awaited[column] = -1;
            int keep = own.Min();
            if (state.Parent >= 0)
            {
                awaited[keep] = state.Parent;
                if (!columns.TryGetValue(state.Parent, out List<int>? siblings)) columns[state.Parent] = siblings = [];
                siblings.Add(keep);
            }
            while (awaited.Count > 0 && awaited[^1] < 0) awaited.RemoveAt(awaited.Count - 1);
        }
        int width = drawn.Count == 0 ? 0 : drawn.Max(d => d.Length);
        return [.. drawn.Select(d => d.PadRight(width))];
    }

    private static int Free(List<int> awaited)
    {
        int free = awaited.IndexOf(-1);
        if (free >= 0) return free;
        awaited.Add(-1);
        return awaited.Count - 1;
    }

    private static string Row(List<int> awaited, List<int> own, char mark)
    {
        int from = own.Min(), to = own.Max(), width = Math.Min(awaited.Count, MostColumns);
        StringBuilder row = new();
        for (int column = 0; column < width; column++)
        {
            bool isOwn = own.Contains(column), isOpen = awaited[column] >= 0, isCrossed = column > from && column < to;
            row.Append(column == from ? mark : isOwn ? column == to ? '╯' : '┴' : isOpen ? isCrossed ? '┼' : '│' : isCrossed ? '─' : ' ');
            if (column + 1 < width) row.Append(column >= from && column < to ? '─' : ' ');
        }
        return awaited.Count > MostColumns ? row.Append('…').ToString() : row.ToString();
    }
}
