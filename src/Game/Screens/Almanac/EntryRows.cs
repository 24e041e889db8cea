using System.Collections.Immutable;
using ShortOrder.Game.Almanac;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Screens.Almanac;

/// <summary>An entry of the almanac as rows.</summary>
internal static class EntryRows
{
    private const int MostLaneRows = 5;

    /// <summary>Kitchen word, text, pictures on a common scale, levels, related entries.</summary>
    public static IEnumerable<Line> Of(AlmanacEntry entry, int link, IReadOnlyList<World> worlds, int width)
    {
        yield return Line.Of("in the kitchen: ", Ink.Dim) + Line.Of(entry.Kitchen, Ink.Strong);
        yield return Line.Empty;
        foreach (Line line in Layout.Wrap(entry.Text, width)) yield return line;
        yield return Line.Empty;
        if (!entry.Pictures.IsEmpty)
        {
            foreach (Line line in Pictures(entry.Pictures, width)) yield return line;
            yield return Line.Empty;
        }
        foreach (Line line in Levels(AlmanacTerms.LevelsAbout(entry.Id, worlds), width)) yield return line;
        IEnumerable<Line> links = entry.SeeAlso.Select((id, i) => Line.Of($"{i + 1} {AlmanacTerms.NameOf(id)}", Ink.Key, isReversed: i == link).For(new TermTarget(id)));
        Line head = Line.Of("see also  ", Ink.Dim);
        foreach (Line line in Layout.Flow(links, width - head.Width))
        {
            yield return head + line;
            head = Line.Of(new string(' ', head.Width));
        }
    }

    private static IEnumerable<Line> Pictures(ImmutableArray<AlmanacPicture> pictures, int width)
    {
        KitchenDuration span = new(pictures.Max(p => Math.Max(1, p.Run().Run.Timeline.End.Ticks)));
        Timeline[] timelines = [.. pictures.Select(p => p.Run().Run.Timeline)];
        foreach (AlmanacPicture picture in pictures)
        {
            Forecast run = picture.Run();
            yield return Layout.Rule($"{picture.Caption}: {Sentences.Ending(run)}", width);
            TimelineFrame frame = new(width, Math.Min(MostLaneRows, TimelineRows.Wanted(run.Run.Timeline)), span);
            foreach (Line line in TimelineRows.Draw(run.Run.Timeline, TimelineNames.Of(run.Compiled), frame)) yield return line;
        }
        yield return TimelineRows.Axis(width, span);
        yield return TimelineRows.Legend(width, timelines);
    }

    private static IEnumerable<Line> Levels(ImmutableArray<string> levels, int width)
    {
        Line head = Line.Of("play it   ", Ink.Dim);
        foreach (Line line in Layout.Flow(levels.Select(l => Line.Of(l, Ink.Good)), width - head.Width, " · "))
        {
            yield return head + line;
            head = Line.Of(new string(' ', head.Width));
        }
    }
}
