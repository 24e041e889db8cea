using System.Collections.Immutable;
using ShortOrder.Contest.Hosting;
using ShortOrder.Contest.Joining;
using ShortOrder.Contest.Protocol;
using ShortOrder.Game.Screens.Competition;
using ShortOrder.Game.Widgets;

namespace ShortOrder.Game.Screens.Hosting;

/// <summary>Draws the pages of the teacher's screen.</summary>
internal static class HostRows
{
    public static IEnumerable<Line> Draw(HostModel model, int width, int height) => model.Page switch
    {
        HostPage.Joining => Joining(model, width, height),
        HostPage.Players => Players(model, width, height),
        HostPage.Standings => [Layout.Rule(StandingsTitle(model.View), width), .. Standings(model.View, width, height - 1, model.First)],
        _ => JudgeRows.Draw(model.View, width, height),
    };

    private static string StandingsTitle(HostView view) => view switch
    {
        { Phase: JoinedPhase.Frozen } => "standings as only you see them",
        { Revealed: { } revealed, Board.Rows.Length: var rows } when revealed < rows => $"standings; the class sees the last {revealed} of {rows}",
        _ => "standings",
    };

    /// <summary>The code in large letters, how to join, the QR code at the right, and who has come.</summary>
    private static IEnumerable<Line> Joining(HostModel model, int width, int height)
    {
        HostView view = model.View;
        ImmutableArray<Line> qr = QrRows.Draw(view.JoinUrl);
        int right = qr.IsEmpty || qr.Length > height ? 0 : qr[0].Width, left = width - (right > 0 ? right + 3 : 2) - 2;
        int dot = BlockLetters.WidthOf(view.Code, 2) <= left ? 2 : 1;
        List<Line> rows = [Line.Empty, .. BlockLetters.Draw(view.Code, dot, Ink.Title), Line.Empty];
        foreach (string address in view.Addresses.Take(Math.Max(1, height / 8))) rows.Add(Line.Of("shortorder join ", Ink.Dim) + Line.Of($"{address} {view.Code}", Ink.Strong));
        if (view.ProjectorUrl.Length > 0) rows.Add(Line.Of("projector  ", Ink.Dim) + Line.Of(view.ProjectorUrl));
        if (view.Factor is { } factor) rows.Add(Line.Of("digits     ", Ink.Dim) + Line.Of(factor, Ink.Strong) + Line.Of("  joining asks for them", Ink.Dim));
        if (view.IsLocked) rows.Add(Line.Of("locked: nobody new comes in", Ink.Warn));
        rows.Add(Line.Empty);
        int room = height - rows.Count - 1;
        if (view.Roster.IsEmpty)
        {
            int here = view.Players.Count(p => !p.IsKicked);
            rows.Add(Layout.Rule(here == 1 ? "1 is here" : $"{here} are here", left));
            rows.AddRange(Names(view, left, room));
        }
        else
        {
            (ImmutableArray<Line> roster, string range) = Roster(view, left, room, model.First);
            rows.Add(Layout.Rule($"{view.Roster.Count(r => r.IsHere)} of {view.Roster.Length} are here{range}", left));
            rows.AddRange(roster);
        }
        for (int i = 0; i < Math.Max(rows.Count, qr.Length); i++)
        {
            Line row = Line.Of("  ") + (i < rows.Count ? rows[i] : Line.Empty).Fit(left);
            yield return right > 0 && i < qr.Length ? row + Line.Of(" ") + qr[i] : row;
        }
    }

    private static IEnumerable<Line> Names(HostView view, int width, int height)
    {
        const int Column = 21;
        int columns = Math.Max(1, width / Column), room = Math.Max(0, height) * columns;
        Line[] names = [.. view.Players.Where(p => !p.IsKicked).Reverse().Take(room).Select(p => Line.Of(p.Name, p.IsOnline ? Ink.Normal : Ink.Dim).Fit(Column - 1) + Line.Of(" "))];
        return names.Chunk(columns).Select(row => row.Aggregate((a, b) => a + b)); // who came last stands first
    }

    /// <summary>The roster with the codes of those who have not come, from one of its lines on, and which part of it that is.</summary>
    private static (ImmutableArray<Line> Rows, string Range) Roster(HostView view, int width, int height, int first)
    {
        const int Column = 30;
        int columns = Math.Max(1, width / Column), room = Math.Max(1, height) * columns, last = Math.Max(0, view.Roster.Length - room);
        first = Math.Min(first, last);
        Line[] seats = [.. view.Roster.Skip(first).Take(room).Select(r => (Line.Of((r.IsHere ? "✓" : r.Code).PadRight(8), r.IsHere ? Ink.Good : Ink.Strong) + Line.Of(r.Name, r.IsHere ? Ink.Dim : Ink.Normal)).Fit(Column - 1) + Line.Of(" "))];
        return ([.. seats.Chunk(columns).Select(row => row.Aggregate((a, b) => a + b))], last == 0 ? "" : $"; {first + 1}–{first + seats.Length}, ↑↓");
    }

    private static IEnumerable<Line> Players(HostModel model, int width, int height)
    {
        yield return Layout.Rule($"{model.View.Players.Length} players", width);
        List<Line> rows = [.. model.View.Players.Select((p, i) => Player(p, i == model.Cursor, i, width))];
        if (rows.Count == 0) rows.Add(Line.Of("  Nobody has joined yet.", Ink.Dim));
        int room = height - 1;
        foreach (Line line in Layout.Window(rows, Layout.Around(model.Cursor, rows.Count, room), room)) yield return line;
    }

    private static Line Player(PlayerView player, bool isSelected, int index, int width)
    {
        string state = string.Join(", ", new[]
        {
            player.IsKicked ? "removed" : player.IsOnline ? "online" : "away",
            player.IsHidden ? "hidden" : null,
            player.ExtraMs > 0 ? $"+{player.ExtraMs / 60_000} min" : null,
        }.OfType<string>());
        Line row = (Line.Of($"  {(isSelected ? "▶" : " ")} {player.Name}").Fit(30) + Line.Of($"{player.Submissions,4} submitted   ", Ink.Dim) + Line.Of(state, player.IsKicked ? Ink.Bad : player.IsOnline ? Ink.Good : Ink.Dim)).Fit(width - 1).For(new RowTarget(index));
        return isSelected ? row.In(Ink.Strong, isReversed: true) : row;
    }

    private static IEnumerable<Line> Standings(HostView view, int width, int height, int first)
    {
        JoinedView shown = new()
        {
            Phase = view.Phase,
            Levels = [.. view.Levels.Select(l => new JoinedLevel(l.Id, l.Title, l.Hash))],
            Board = view.Board is { } board ? [.. board.Rows.Select(r => new BoardLine(r.Rank, r.Name, r.Points) { IsCovered = r.IsCovered, Minutes = [.. r.Cells.Select(c => c.Minutes)] })] : [],
            Formula = view.Board?.Formula ?? "",
        };
        return StandingsRows.Draw(shown, width, height, first);
    }
}
