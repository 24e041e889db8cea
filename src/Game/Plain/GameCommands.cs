using System.Collections.Immutable;
using ShortOrder.Game.Session;

namespace ShortOrder.Game.Plain;

/// <summary>Help, and the way out.</summary>
internal static class GameCommands
{
    public static ImmutableArray<PlainCommand> All { get; } =
    [
        new("help", "h", "[COMMAND]", "Lists what you can type here, or tells more of one command. help all lists everything.", Help) { Topic = PlainTopic.Game },
        new("tempo", "tm", "[MILLISECONDS]", "Tells or sets how long a kitchen minute lasts in a real run. Slower runs take longer and drown less in noise.", Tempo) { Topic = PlainTopic.Game },
        new("quit", "q", "", "Leaves the game. Everything is kept.", Quit) { Topic = PlainTopic.Game },
    ];

    private static string? Help(PlainGame game, ImmutableArray<string> words)
    {
        if (!words.IsEmpty && !words[0].Equals("all", StringComparison.OrdinalIgnoreCase)) return HelpTalk.Tell(game, words[0]);
        HelpTalk.Tell(game, isAll: !words.IsEmpty);
        return null;
    }

    private static string? Tempo(PlainGame game, ImmutableArray<string> words)
    {
        string choice = $"You can choose {Spoken.List(Preferences.Tempos.Select(t => $"{t}"), "or")}.";
        if (!words.IsEmpty)
        {
            if (!PlainNames.IsNumber(words[0], out int tempo) || !Preferences.Tempos.Contains(tempo)) return choice;
            (game.Preferences with { TempoMs = tempo }).Write(game.Session.Progress);
        }
        game.Out.Say($"A kitchen minute lasts {game.Preferences.TempoMs} milliseconds. {choice}");
        return null;
    }

    private static string? Quit(PlainGame game, ImmutableArray<string> words)
    {
        game.Leave();
        return null;
    }
}
