using System.CommandLine;
using ShortOrder.Game.Session;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Game.Commands;

/// <summary><c>play [LEVEL]</c>, and no command at all: the game.</summary>
internal static class PlayCommand
{
    public static Command Build(CommandStreams streams, Func<LevelLibrary> library, Func<GameOptions, int> play)
    {
        Argument<string> level = CommandLine.LevelArgument(library, ArgumentArity.ZeroOrOne);
        Command command = new("play", "Play the game, at that level if one is named") { level };
        command.SetAction(parsed => Play(parsed.GetValue(level), streams, library, play));
        return command;
    }

    public static int Play(string? level, CommandStreams streams, Func<LevelLibrary> library, Func<GameOptions, int> play)
    {
        LevelLibrary levels = library();
        levels.Report(streams.Error);
        Level? start = null;
        if (level is not null)
        {
            start = new CommandInput(levels, streams).Level(level);
            if (start is null) return ExitCodes.BadInput;
        }
        if (start is null && levels.Worlds.All(w => w.Levels.IsEmpty))
        {
            streams.Error.WriteLine($"no levels in {levels.Folder}: name a level file, or install the program with its levels");
            return ExitCodes.BadInput;
        }
        return play(new GameOptions { Worlds = levels.Worlds, Start = start });
    }
}
