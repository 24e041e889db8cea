using System.Collections.Immutable;
using ShortOrder.Contest.Joining;
using ShortOrder.Game.Widgets;

namespace ShortOrder.Game.Screens.Competition;

/// <summary>Draws the standings as a table: rank, name, points, and the minutes of each level where there is room.</summary>
internal static class StandingsRows
{
    private const int Cell = 8, LeastName = 12, MostName = 24;

    /// <summary>The first line of so many rows that shows the player's own.</summary>
    public static int AroundOwn(JoinedView view, int height)
    {
        int lines = Math.Max(1, height - 2), own = view.Own is { } line ? view.Board.IndexOf(line) : 0;
        return own < lines ? 0 : Layout.Around(own, view.Board.Length, lines);
    }

    /// <summary>At most so many rows: a heading, lines from the first on, and how the total comes about.</summary>
    public static IEnumerable<Line> Draw(JoinedView view, int width, int height, int first)
    {
        if (height < 2) yield break;
        if (view.Board.IsEmpty)
        {
            yield return Line.Of("  Nobody has a verdict yet.", Ink.Dim);
            yield break;
        }
        int levels = Math.Clamp((width - 6 - LeastName - 8) / Cell, 0, view.Levels.Length), name = Math.Clamp(width - 6 - 8 - (levels * Cell), LeastName, MostName);
        Line head = Line.Of("    # " + "".PadRight(name) + "  points");
        for (int i = 0; i < levels; i++) head += Line.Of($"level {i + 1}".PadLeft(Cell));
        yield return head.In(Ink.Dim).Fit(width);
        ImmutableArray<Line> formula = height > 8 && view.Formula.Length > 0 ? [.. Layout.Wrap(view.Formula, width - 4, Ink.Dim).Take(2)] : [];
        int room = height - 1 - formula.Length;
        first = Math.Clamp(first, 0, Math.Max(0, view.Board.Length - room));
        for (int i = first; i < Math.Min(view.Board.Length, first + room); i++)
        {
            if (i == first + room - 1 && i + 1 < view.Board.Length)
            {
                yield return Line.Of($"      and {view.Board.Length - i} more", Ink.Dim);
                break;
            }
            yield return Row(view, view.Board[i], name, levels).Fit(width);
        }
        foreach (Line line in formula) yield return Line.Of("  ") + line;
    }

    private static Line Row(JoinedView view, BoardLine line, int name, int levels)
    {
        if (line.IsCovered) return Line.Of("    ? " + line.Name, Ink.Dim).Fit(6 + name) + Line.Of("  ▒▒▒▒▒▒", Ink.Dim);
        bool isSettled = view.Phase is JoinedPhase.Published or JoinedPhase.Sealed;
        Ink ink = !isSettled ? Ink.Normal : line.Rank switch { 1 => Ink.Gold, 2 => Ink.Silver, 3 => Ink.Bronze, _ => Ink.Normal };
        string rank = line.Rank == 0 ? "·" : Words.Number(line.Rank);
        Line row = Line.Of($"{(line.IsOwn ? "▶" : " ")}{rank,4} ", line.IsOwn ? Ink.Strong : Ink.Dim) + Line.Of(line.Name, line.IsOwn ? Ink.Strong : ink).Fit(name) + Line.Of(Words.Number(line.Points).PadLeft(8), line.IsOwn ? Ink.Strong : ink);
        ImmutableArray<decimal?> minutes = line.Minutes;
        for (int i = 0; i < levels; i++) row += Line.Of((i < minutes.Length && minutes[i] is { } m ? Words.Minutes(m) : "·").PadLeft(Cell), Ink.Dim);
        return row;
    }
}
