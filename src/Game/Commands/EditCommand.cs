using System.CommandLine;
using ShortOrder.Game.Session;
using ShortOrder.Game.Session.Saves;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Game.Commands;

/// <summary><c>edit [FILE]</c>: the game's editor for levels.</summary>
internal static class EditCommand
{
    public static Command Build(CommandStreams streams, Func<LevelLibrary> library, Func<GameOptions, int> play)
    {
        Argument<string?> file = new("FILE") { Description = "A level file, which need not exist yet, or the id of a level, of which a copy is edited; default: choose in the editor", HelpName = "FILE", Arity = ArgumentArity.ZeroOrOne };
        file.CompletionSources.Add(_ => library().Ids);
        Command command = new("edit", "Make levels, on the screen (line by line: new, watch)") { file };
        file.Validators.Add(given => CommandLine.RefuseOptions(given, command));
        command.SetAction(parsed => Edit(parsed.GetValue(file), streams, library(), play));
        return command;
    }

    private static int Edit(string? file, CommandStreams streams, LevelLibrary levels, Func<GameOptions, int> play)
    {
        Level? copied = file is null ? null : levels.Find(file);
        if (file is not null && copied is null && (File.Exists(file) || !InputFile.IsPath(file)) && new CommandInput(levels, streams).Level(file) is null) return ExitCodes.BadInput;
        if (file is not null && Directory.Exists(file))
        {
            streams.Error.WriteLine($"{file}: is a folder: name a file in it");
            return ExitCodes.BadInput;
        }
        return play(new GameOptions { Worlds = levels.Worlds, DataFolder = SaveFolder.Find(), Edit = new(copied is null ? file : null, copied) });
    }
}
