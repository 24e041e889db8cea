using System.Collections.Immutable;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Game.Plain;

/// <summary>Tells what can be typed.</summary>
internal static class HelpTalk
{
    private static string Heading(PlainTopic topic) => topic switch
    {
        PlainTopic.Campaign => "Levels",
        PlainTopic.Reading => "The order and the almanac",
        PlainTopic.Plan => "Asking about the plan",
        PlainTopic.Lanes => "Who does what",
        PlainTopic.Steps => "Step by step",
        PlainTopic.Cards => "Cards, places, purchases",
        PlainTopic.Keeping => "Undo, and plans put aside",
        PlainTopic.Serving => "Serving",
        PlainTopic.Breaking => "Breaking the given plan",
        PlainTopic.Competition => "The competition",
        _ => "The game",
    };

    /// <summary>What makes sense now, or everything there is.</summary>
    public static void Tell(PlainGame game, bool isAll)
    {
        game.Out.Say(isAll ? "All commands, short forms in brackets:" : "What you can type here, short forms in brackets. Type help and a command to hear more of it, help all for every command.");
        foreach (IGrouping<PlainTopic, PlainCommand> topic in PlainCommands.All.Where(c => isAll || IsOffered(game, c)).GroupBy(c => c.Topic).OrderBy(g => g.Key))
            game.Out.Item($"{Heading(topic.Key)}: {string.Join("; ", topic.Select(c => c.Head))}.");
        if (isAll) game.Out.Say("Levels of your own are made on the command line with shortorder new and shortorder watch, or on the whole screen with shortorder edit.");
    }

    /// <summary>One command; null after telling it, or that there is none.</summary>
    public static string? Tell(PlainGame game, string word)
    {
        if (PlainCommands.Find(word) is not { } command) return $"There is no command {SafeText.Quote(word)}.{Spoken.DidYouMean(word, PlainCommands.All.Select(c => c.Word))} Type help all to hear them.";
        game.Out.Say($"{command.Head}: {command.Help}");
        if (command.WhyNot(game) is { } reason) game.Out.Say($"Not now: {reason}");
        return null;
    }

    private static bool IsOffered(PlainGame game, PlainCommand command) =>
        command.WhyNot(game) is null && (!game.HasLevel || command.IsUseful(game.Level));
}
