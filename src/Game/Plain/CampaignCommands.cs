using System.Collections.Immutable;
using ShortOrder.Game.Session;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Game.Plain;

/// <summary>Finding and opening levels.</summary>
internal static class CampaignCommands
{
    public static ImmutableArray<PlainCommand> All { get; } =
    [
        new("levels", "l", "[WORLD]", "Lists worlds and levels with your medals and best times; with a number, one world and its story.", Levels) { Topic = PlainTopic.Campaign },
        new("open", "o", "LEVEL", "Opens a level: a number such as 2.1, its id, or words of its title.", Open) { Topic = PlainTopic.Campaign },
        new("continue", "c", "", "Goes on with the level of the last time, or the next one that you have not served.", Continue) { Topic = PlainTopic.Campaign },
        new("today", "td", "", "Today's order: a new puzzle, the same for everyone.", Today) { Topic = PlainTopic.Campaign },
        new("next", "n", "", "After a verdict: on to the next level.", Next) { Topic = PlainTopic.Campaign, WhyNot = WhyNotNext },
        new("skip", "sk", "", "Leaves the level as it is and opens the next one. Nothing is lost by it.", Skip) { Topic = PlainTopic.Campaign, WhyNot = PlainCommands.NeedsLevel },
        new("search", "sr", "WORDS", "Lists the levels that tell of something, e.g. search thread.", Search) { Topic = PlainTopic.Campaign },
        new("back", "b", "", "One step back: from the verdict to the levels, from the plan to the briefing, from there to the levels.", Back) { Topic = PlainTopic.Campaign, WhyNot = PlainCommands.NeedsLevel },
        new("where", "w", "", "Tells where you are and how things stand.", Where) { Topic = PlainTopic.Campaign },
    ];

    private static string? Levels(PlainGame game, ImmutableArray<string> words)
    {
        if (words.IsEmpty)
        {
            CampaignTalk.List(game, only: null);
            return null;
        }
        if (PlainNames.Number(words[^1], 1, Math.Max(1, game.Session.Worlds.Count), "world", out int world) is { } reason) return reason;
        CampaignTalk.List(game, world - 1);
        return null;
    }

    private static string? Open(PlainGame game, ImmutableArray<string> words)
    {
        if (words.IsEmpty) return "Say which level: a number such as 1.1, or words of its title. Type levels to hear them all.";
        if (PlainNames.Level(game, PlainNames.Text(words), out Level level) is { } reason) return reason;
        game.Open(level);
        return null;
    }

    private static string? Continue(PlainGame game, ImmutableArray<string> words)
    {
        if (CampaignTalk.Continue(game) is not { } level) return "No levels were found.";
        game.Open(level);
        return null;
    }

    private static string? Today(PlainGame game, ImmutableArray<string> words)
    {
        game.Out.Say("Making today's order.");
        game.Out.Flush();
        game.Open(DailyOrder.Find(DailyOrder.Name, TimeProvider.System)!);
        return null;
    }

    private static string? WhyNotNext(PlainGame game) => PlainCommands.NeedsLevel(game)
        ?? (game.Breaking is { IsWon: false } ? "The plan is not broken yet. Type turns to hear who could go on, skip to leave it." : game.CanFire(FlowTrigger.Next) ? null : "This level is not served yet. Type serve to serve it, skip to leave it.");

    private static string? Next(PlainGame game, ImmutableArray<string> words)
    {
        game.Next();
        return null;
    }

    private static string? Skip(PlainGame game, ImmutableArray<string> words)
    {
        if (game.Session.NextLevel is not { } next) return "No level follows. Type levels to hear them all.";
        game.Open(next);
        return null;
    }

    private static string? Search(PlainGame game, ImmutableArray<string> words)
    {
        if (words.IsEmpty) return "Say what to search for.";
        CampaignTalk.Search(game, PlainNames.Text(words));
        return null;
    }

    private static string? Back(PlainGame game, ImmutableArray<string> words)
    {
        game.Fire(FlowTrigger.Back);
        return Where(game, words);
    }

    private static string? Where(PlainGame game, ImmutableArray<string> words)
    {
        string level = game.HasLevel ? game.Campaign.NameOf(game.Level) : "";
        game.Out.Say(game.State switch
        {
            FlowState.Briefing => $"You are at the briefing of {level}. Type briefing to hear it again.",
            FlowState.Planning => $"You are planning {level}. {PredictionTalk.Short(game.Level, game.Prediction)}",
            FlowState.Inspecting => $"You are breaking the plan of {level}. Type turns to hear who could go on.",
            FlowState.Verdict => $"You are at the verdict of {level}. Type verdict to hear it again.",
            FlowState.Explaining => $"You are at the explanation of {level}.",
            _ => "You are at the levels. Type levels to hear them, open and a number for one of them, continue to go on.",
        });
        return null;
    }
}
