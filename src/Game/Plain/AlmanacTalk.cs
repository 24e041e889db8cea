using System.Collections.Immutable;
using ShortOrder.Game.Almanac;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Plain;

/// <summary>Tells entries of the almanac.</summary>
internal static class AlmanacTalk
{
    private const int MostFound = 12;

    /// <summary>The entry that is meant by some words; null after saying it, or why there is none.</summary>
    public static string? Tell(PlainGame game, string text)
    {
        ImmutableArray<AlmanacEntry> found = AlmanacTerms.Search(text);
        AlmanacEntry? entry = AlmanacTerms.Find(text.ToLowerInvariant()) ?? AlmanacTerms.All.FirstOrDefault(e => e.Name.Equals(text, StringComparison.OrdinalIgnoreCase))
            ?? AlmanacTerms.Find(text.ToLowerInvariant().Replace(' ', '-')) ?? found.FirstOrDefault();
        if (entry is null) return $"The almanac has nothing under that.{Spoken.DidYouMean(text, AlmanacTerms.All.SelectMany(e => (string[])[e.Id, e.Name]))} Type terms to hear all of it.";
        Entry(game, entry);
        return null;
    }

    /// <summary>The entries that some words find; all without words.</summary>
    public static void List(PlainGame game, string text)
    {
        ImmutableArray<AlmanacEntry> found = AlmanacTerms.Search(text);
        game.Out.Say(found.IsEmpty ? "The almanac tells nothing of that." : $"{Spoken.Counted(found.Length, "term")}: {string.Join("; ", found.Select(e => e.Name))}.");
        if (!found.IsEmpty) game.Out.Say("Type term and a name to hear one.");
    }

    /// <summary>Pictures have no medals.</summary>
    private static string Ending(Forecast run) => run.Score.Verdict == Verdict.Served ? PredictionTalk.Minutes(run) : Words.Of(run.Score.Verdict);

    private static void Entry(PlainGame game, AlmanacEntry entry)
    {
        game.Out.Say($"{entry.Name}. In the kitchen: {Spoken.Stopped(entry.Kitchen)}");
        game.Out.Say(entry.Text);
        foreach (AlmanacPicture picture in entry.Pictures) game.Out.Item($"For example, {picture.Caption}: {Ending(picture.Run())}.");
        string levels = Spoken.Some(AlmanacTerms.LevelsAbout(entry.Id, game.Session.Worlds), MostFound);
        if (levels.Length > 0) game.Out.Say($"Play it: {levels}.");
        if (!entry.SeeAlso.IsEmpty) game.Out.Say($"See also: {string.Join("; ", entry.SeeAlso.Select(AlmanacTerms.NameOf))}.");
    }
}
