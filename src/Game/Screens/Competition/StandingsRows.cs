using System.Collections.Immutable;
using ShortOrder.Contest.Joining;
using ShortOrder.Game.Widgets;

namespace ShortOrder.Game.Screens.Competition;

/// <summary>Draws the standings as a table: rank, name, points, and under their titles the minutes of as many levels as there is room for.</summary>
internal static class StandingsRows
{
    private const int Before = 6, Points = 8, LeastCell = 8, MostCell = 24, LeastName = 12, MostName = 21;

    /// <summary>Lines of players that the rule of the points leaves room for.</summary>
    private const int LeastLines = 7;

    /// <summary>At most so many rows: a heading, lines from the first on, and how the total comes about.</summary>
    /// <param name="view">The competition.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="from">Place of the first line; null: so that the player's own is in sight, or the one that was uncovered last.</param>
    public static IEnumerable<Line> Draw(JoinedView view, int width, int height, int? from = null)
    {
        if (height < 2) yield break;
        if (view.Board.IsEmpty)
        {
            yield return Line.Of("  Nobody has a verdict yet.", Ink.Dim);
            yield break;
        }
        int room = width - Before - Points, levels = Math.Clamp((room - LeastName) / LeastCell, 0, view.Levels.Length), name = Math.Clamp(room - (levels * LeastCell), LeastName, MostName);
        int cell = levels == 0 ? 0 : Math.Clamp((room - name) / levels, LeastCell, MostCell);
        Line head = Line.Of("    # " + "".PadRight(name) + "  points");
        for (int i = 0; i < levels; i++) head += Heading(view.Levels[i].Title, cell);
        if (levels < view.Levels.Length) head += Line.Of($" +{view.Levels.Length - levels}");
        yield return head.In(Ink.Dim).Fit(width);
        ImmutableArray<Line> formula = view.Formula.Length == 0 ? [] : [.. Layout.Wrap(view.Formula, width - 4, Ink.Dim)];
        if (height - 1 - formula.Length < LeastLines) formula = []; // all of it or nothing: Tab leads to where there is room
        int lines = height - 1 - formula.Length;
        int first = Math.Clamp(from ?? Around(view, lines), 0, Math.Max(0, view.Board.Length - lines));
        for (int i = first; i < Math.Min(view.Board.Length, first + lines); i++)
        {
            if (i == first + lines - 1 && i + 1 < view.Board.Length)
            {
                yield return Line.Of($"      and {view.Board.Length - i} more", Ink.Dim);
                break;
            }
            yield return Row(view, view.Board[i], name, levels, cell).Fit(width);
        }
        foreach (Line line in formula) yield return Line.Of("  ") + line;
    }

    private static int Around(JoinedView view, int lines)
    {
        int uncovered = view.Board.ToList().FindIndex(b => !b.IsCovered), middle = uncovered > 0 ? uncovered : view.Own is { } own ? view.Board.IndexOf(own) : 0;
        return middle < lines - 1 ? 0 : Layout.Around(middle, view.Board.Length, lines); // the last line tells how many more there are
    }

    private static Line Row(JoinedView view, BoardLine line, int name, int levels, int cell)
    {
        if (line.IsCovered) return Line.Of("    ? " + line.Name, Ink.Dim).Fit(Before + name) + Line.Of("  ▒▒▒▒▒▒", Ink.Dim);
        bool isSettled = view.Phase is JoinedPhase.Published or JoinedPhase.Sealed;
        Ink ink = !isSettled ? Ink.Normal : line.Rank switch { 1 => Ink.Gold, 2 => Ink.Silver, 3 => Ink.Bronze, _ => Ink.Normal };
        string rank = line.Rank == 0 ? "·" : Words.Number(line.Rank);
        Line row = Line.Of($"{(line.IsOwn ? "▶" : " ")}{rank,4} ", line.IsOwn ? Ink.Strong : Ink.Dim) + Line.Of(line.Name, line.IsOwn ? Ink.Strong : ink).Fit(name) + Line.Of(Words.Number(line.Points).PadLeft(Points), line.IsOwn ? Ink.Strong : ink);
        ImmutableArray<decimal?> minutes = line.Minutes;
        for (int i = 0; i < levels; i++) row += Line.Of((i < minutes.Length && minutes[i] is { } m ? Words.Minutes(m) : "·").PadLeft(cell), Ink.Dim);
        return row;
    }

    /// <summary>A title at the right end of so many columns, cut where it is longer.</summary>
    private static Line Heading(string title, int cell)
    {
        Line line = Line.Of(title), cut = line.Fit(Math.Min(line.Width, cell - 1));
        return Line.Of(new string(' ', cell - cut.Width)) + cut;
    }
}
