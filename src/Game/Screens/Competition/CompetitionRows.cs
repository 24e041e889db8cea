using System.Collections.Immutable;
using System.Globalization;
using ShortOrder.Contest.Joining;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Screens.Competition;

/// <summary>Draws a competition: levels and players before the start, levels and standings after it; one beside the other where there is room.</summary>
internal static class CompetitionRows
{
    private const int Wide = 110, LevelsWidth = 62;

    public static IEnumerable<Line> Draw(CompetitionModel model, int width, int height)
    {
        JoinedView view = model.View;
        if (view.Phase == JoinedPhase.Lobby) return Lobby(model, width, height);
        if (model.ShowsBoard) return [Layout.Rule(Heading(view), width), .. StandingsRows.Draw(view, width, height - 1, model.First)];
        if (width >= Wide)
        {
            int right = width - LevelsWidth - 3;
            ImmutableArray<Line> levels = [Layout.Rule("levels", LevelsWidth), .. Levels(model, LevelsWidth, height - 1)];
            return Layout.Beside(levels, [Layout.Rule(Heading(view), right), .. StandingsRows.Draw(view, right, height - 1)], LevelsWidth, width);
        }
        ImmutableArray<Line> list = [.. Levels(model, width, Math.Max(6, height - 8))];
        int rest = height - list.Length - 2;
        return [Layout.Rule("levels", width), .. list, Layout.Rule(Heading(view), width), .. StandingsRows.Draw(view, width, rest)];
    }

    private static string Heading(JoinedView view) => view.Phase switch
    {
        JoinedPhase.Frozen => "standings, frozen: your own verdicts still come",
        JoinedPhase.Finished => "standings; the last plans are being judged",
        JoinedPhase.Duel => "standings; the best plans run against each other once more",
        JoinedPhase.Sealed => "the reveal, from below",
        JoinedPhase.Published => "final standings",
        _ => "standings",
    };

    private static IEnumerable<Line> Lobby(CompetitionModel model, int width, int height)
    {
        JoinedView view = model.View;
        string words = view.Link == LinkState.Connecting ? "Asking the server for your seat." : $"You are in. {CompetitionWords.LevelsToCome(view)} when the teacher starts, for everybody in the same moment.";
        List<Line> rows = [Line.Empty, .. Layout.Wrap(words, width - 4).Select(l => Line.Of("  ") + l), Line.Empty];
        rows.Add(Layout.Rule(view.PlayerCount == 1 ? "1 is here" : $"{view.PlayerCount} are here", width));
        foreach (Line line in Names(view, width - 4, height - rows.Count)) rows.Add(Line.Of("    ") + line);
        return rows;
    }

    private static IEnumerable<Line> Names(JoinedView view, int width, int height)
    {
        const int Column = 22;
        int columns = Math.Max(1, width / Column), shown = Math.Min(view.Players.Length, Math.Max(0, height) * columns);
        Line[] names = [.. view.Players.Take(shown).Select(n => Line.Of(n, n == view.Player ? Ink.Strong : Ink.Normal).Fit(Column - 2) + Line.Of("  "))];
        if (view.Players.Length > shown && names.Length > 0) names[^1] = Line.Of($"and {view.Players.Length - shown + 1} more", Ink.Dim).Fit(Column);
        return names.Chunk(columns).Select(row => row.Aggregate((a, b) => a + b));
    }

    private static ImmutableArray<Line> Levels(CompetitionModel model, int width, int height)
    {
        List<Line> rows = [];
        int cursorRow = 0;
        for (int i = 0; i < model.View.Levels.Length; i++)
        {
            if (i == model.Cursor) cursorRow = rows.Count;
            rows.AddRange(Level(model, model.View.Levels[i], i, width));
        }
        if (rows.Count == 0) rows.AddRange([Line.Empty, Line.Of("  The levels have not come yet.", Ink.Dim)]);
        int room = Math.Min(height, rows.Count);
        return Layout.Window(rows, Layout.Around(cursorRow, rows.Count, room), room);
    }

    /// <summary>The level with its best verdict and place, and below it what became of the latest plan.</summary>
    private static IEnumerable<Line> Level(CompetitionModel model, JoinedLevel level, int index, int width)
    {
        bool isSelected = index == model.Cursor;
        OwnSubmission? best = model.View.Best(level.Hash), latest = model.View.Latest(level.Hash);
        Line reached = best is null ? Line.Of(level.Level is null && level.Problem.Length == 0 ? "on its way" : "·", Ink.Dim) : (best.Medal == Medal.None ? Line.Empty : Words.Of(best.Medal)).Fit(9) + Line.Of($"{Words.Minutes(decimal.Round(best.Minutes!.Value, 2))} min".PadRight(10));
        if (level.Place is { } place) reached += Line.Of($" {Ordinal(place)} of {level.Ranked}", Ink.Strong);
        Line row = (Line.Of($"  {(isSelected ? "▶" : " ")} {index + 1}  {level.Title}").Fit(Math.Clamp(width / 2, 28, 40)) + reached).Fit(width - 1).For(new RowTarget(index));
        yield return isSelected ? row.In(Ink.Strong, isReversed: true) : row;
        if (level.Problem.Length > 0) yield return Line.Of($"       {level.Problem}", Ink.Bad).Fit(width - 1);
        else if (level.IsTwin && latest is null) yield return Line.Of("       the numbers are your own: nobody else's plan fits", Ink.Dim).Fit(width - 1);
        else if (latest is not null && !ReferenceEquals(latest, best)) yield return (Line.Of("       latest plan: ", Ink.Dim) + CompetitionWords.Of(latest)).Fit(width - 1);
    }

    internal static string Ordinal(int place)
    {
        string number = place.ToString(CultureInfo.InvariantCulture);
        return number + (place % 100 is >= 11 and <= 13 ? "th" : (place % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" });
    }
}
