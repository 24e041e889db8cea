using System.Collections.Immutable;
using ShortOrder.Game.Almanac;
using ShortOrder.Game.Screens.Briefing;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Game.Screens.Map;

/// <summary>Draws the campaign: the list, and what there is to know about the level under the cursor beside it, or below it where the terminal is narrow.</summary>
internal static class MapRows
{
    private const int ListWidth = 62;

    public static IEnumerable<Line> Draw(MapModel map, int width, int height)
    {
        bool isWide = width >= 110;
        int listWidth = isWide ? ListWidth : width;
        ImmutableArray<Line> about = [.. About(map, isWide ? width - ListWidth - 4 : width - 4, isWide).Select(l => Line.Of(isWide ? "" : "  ") + l)];
        int listHeight = isWide ? height : Math.Max(4, height - about.Length - 1);
        (List<Line> list, int cursorRow) = List(map, listWidth);
        ImmutableArray<Line> shown = Layout.Window(list, Layout.Around(cursorRow, list.Count, listHeight), listHeight);
        return isWide ? Layout.Beside(shown, [Line.Empty, .. about], ListWidth, width) : [.. shown, Layout.Rule("", width), .. about];
    }

    private static (List<Line> Rows, int CursorRow) List(MapModel map, int width)
    {
        List<Line> rows = [];
        int cursorRow = 0;
        for (int number = 0; number < map.Campaign.Worlds.Count; number++)
        {
            World world = map.Campaign.Worlds[number];
            ImmutableArray<Level> levels = [.. world.Levels.Where(map.Found.Contains)];
            if (levels.IsEmpty) continue;
            if (rows.Count > 0) rows.Add(Line.Empty);
            string state = map.Campaign.IsRecommended(number) ? $"{map.Campaign.ServedIn(world)} of {world.Levels.Length}" : $"best after {Needed(map.Campaign.Worlds[number - 1])} of world {number}";
            rows.Add(Layout.Ends(Line.Of($"  {(world.IsOwn ? "·" : $"{number + 1}")}  {world.Title}", Ink.Title), Line.Of(state + " ", Ink.Dim), width - 1));
            foreach (Level level in levels)
            {
                int place = map.Found.IndexOf(level);
                if (place == map.Cursor) cursorRow = rows.Count;
                rows.Add(Row(map, level, place, width));
            }
        }
        if (rows.Count == 0) rows.AddRange([Line.Empty, Line.Of(map.Campaign.Levels.IsEmpty ? "  No levels were found." : "  No level is about that.", Ink.Dim)]);
        return (rows, cursorRow);
    }

    private static int Needed(World before) => (before.Levels.Length * CampaignProgress.EnoughPercent + 99) / 100;

    private static Line Row(MapModel map, Level level, int place, int width)
    {
        bool isSelected = place == map.Cursor;
        Attempt? best = map.Campaign.Best(level);
        Line medal = best is null ? Line.Of("·", Ink.Dim) : Words.Of(best.Medal).Fit(12) + Line.Of(Words.Reached(level, best.Minutes));
        Line name = Line.Of($"  {(isSelected ? "▶" : " ")} {map.Campaign.NumberOf(level)}  {level.Title}", isSelected ? Ink.Strong : Ink.Normal);
        Line row = (name.Fit(Math.Clamp(width / 2, 38, 46)) + medal).Fit(width - 1).For(new LevelTarget(place));
        return isSelected ? row.In(Ink.Strong, isReversed: true) : row;
    }

    private static IEnumerable<Line> About(MapModel map, int width, bool isWide)
    {
        if (map.Selected is not { } level) yield break;
        int text = Math.Min(width, 76);
        World world = map.Campaign.Worlds.First(w => w.Levels.Contains(level));
        if (!isWide)
        {
            if (world.Story.Length > 0) foreach (Line line in Layout.Wrap($"{world.Title}: {world.Story}", text, Ink.Dim).Take(3)) yield return line;
            foreach (Line line in Layout.Wrap(level.Story, text).Take(3)) yield return line;
            yield break;
        }
        foreach (Line line in Layout.Wrap(world.Story, text, Ink.Dim)) yield return line;
        yield return Line.Empty;
        yield return Line.Of(map.Campaign.NameOf(level), Ink.Title);
        foreach (Line line in Layout.Wrap(level.Story, text)) yield return line;
        yield return Line.Empty;
        if (!level.Teaches.IsEmpty) foreach (Line line in Layout.Wrap("shows " + string.Join(", ", level.Teaches.Select(AlmanacTerms.NameOf)), text, Ink.Key)) yield return line;
        foreach (Line line in Layout.Wrap(BriefingModel.Allowed(level), text, Ink.Dim)) yield return line;
        yield return Line.Empty;
        yield return BriefingModel.Medals(level);
        if (map.Campaign.Best(level) is { } best) yield return Line.Of("your best  ", Ink.Dim) + Line.Of($"{Words.Reached(level, best.Minutes)}  ", Ink.Strong) + Words.Of(best.Medal);
    }
}
