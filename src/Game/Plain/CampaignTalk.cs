using ShortOrder.Game.Session;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Plain;

/// <summary>Tells of worlds and levels.</summary>
internal static class CampaignTalk
{
    public static void Greet(PlainGame game)
    {
        CampaignProgress campaign = game.Campaign;
        game.Out.Say("Short Order: doing two things at once.");
        if (campaign.Levels.IsEmpty) game.Out.Say("No levels were found. Type help for what you can type.");
        else
        {
            game.Out.Say($"{Spoken.Counted(campaign.Worlds.Count, "world")}, {Spoken.Counted(campaign.Levels.Length, "level")}: {campaign.Summary}.");
            game.Out.Say($"Type continue for {campaign.NameOf(Continue(game)!)}, levels to hear them all, help for what you can type.");
        }
        if (game.Session.Progress.Notice.Length > 0) game.Out.Say(game.Session.Progress.Notice);
    }

    /// <summary>Every level with what was reached in it, or those of one world with its story.</summary>
    public static void List(PlainGame game, int? only)
    {
        CampaignProgress campaign = game.Campaign;
        for (int w = 0; w < campaign.Worlds.Count; w++)
        {
            if (only is { } one && one != w) continue;
            World world = campaign.Worlds[w];
            int gold = world.Levels.Count(l => campaign.Best(l)?.Medal == Medal.Gold);
            game.Out.Say($"World {w + 1}, {world.Title}: {campaign.ServedIn(world)} of {world.Levels.Length} served, {gold} gold.");
            if (only is not null && world.Story.Length > 0) game.Out.Say(world.Story);
            foreach (Level level in world.Levels) game.Out.Item($"{campaign.NameOf(level)}: {Reached(campaign, level)}.");
            if (!campaign.IsRecommended(w)) game.Out.Item($"It is easier after {CampaignProgress.EnoughPercent} percent of world {w}, but any level can be opened at any time.");
        }
    }

    /// <summary>Levels that some words are about.</summary>
    public static void Search(PlainGame game, string words)
    {
        CampaignProgress campaign = game.Campaign;
        Level[] found = [.. campaign.Levels.Where(l => campaign.IsAbout(l, words))];
        game.Out.Say(found.Length == 0 ? "No level tells of that." : $"{Spoken.Counted(found.Length, "level")}:");
        foreach (Level level in found) game.Out.Item($"{campaign.NameOf(level)}: {Reached(campaign, level)}.");
    }

    /// <summary>The level of the last time, unless it has been served: then the next one that has not been; the first where all have been. Null without any level.</summary>
    public static Level? Continue(PlainGame game)
    {
        CampaignProgress campaign = game.Campaign;
        Level? last = game.Session.LastLevel;
        return last is not null && campaign.Best(last) is null ? last : campaign.NextUnserved(last) ?? campaign.Levels.FirstOrDefault();
    }

    private static string Reached(CampaignProgress campaign, Level level) =>
        campaign.Best(level) is { } best ? $"{Spoken.Name(best.Medal)}, {Spoken.Reached(level, best.Minutes)}" : "not served yet";
}
