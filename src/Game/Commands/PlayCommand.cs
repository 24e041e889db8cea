using System.CommandLine;
using ShortOrder.Game.Packs;
using ShortOrder.Game.Plain;
using ShortOrder.Game.Session;
using ShortOrder.Game.Session.Saves;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Game.Commands;

/// <summary><c>play [LEVEL]</c>, and no command at all: the game.</summary>
internal static class PlayCommand
{
    private const int LeastWidth = 30, MostWidth = 400;

    public static Command Build(CommandStreams streams, Func<LevelLibrary> library, Func<GameOptions, int> play)
    {
        Argument<string> level = CommandLine.LevelArgument(library, ArgumentArity.ZeroOrOne);
        Command command = new("play", "Play the game, at that level if one is named") { level };
        AddAction(command, level, streams, library, play);
        return command;
    }

    /// <summary>Makes a command the game.</summary>
    /// <param name="command">The command; it gets the options of the game.</param>
    /// <param name="level">Names the level to start with; null: none can be named.</param>
    /// <param name="streams">Where to report.</param>
    /// <param name="library">Finds the shipped levels.</param>
    /// <param name="play">Starts the game.</param>
    public static void AddAction(Command command, Argument<string>? level, CommandStreams streams, Func<LevelLibrary> library, Func<GameOptions, int> play)
    {
        Option<bool> plain = new("--plain") { Description = "Play line by line: for screen readers, dumb terminals, pipes" };
        Option<int?> width = new("--width") { Description = $"Most columns of such a line; default: {PlainOptions.UsualWidth}", HelpName = "COLUMNS" };
        width.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int?>() is < LeastWidth or > MostWidth) given.AddError($"--width must be {LeastWidth} to {MostWidth}");
        });
        Option<string?> pack = new("--pack") { Description = "Play the levels of a pack, a zip file or a folder; progress in it is kept apart", HelpName = "PACK" };
        command.Add(pack);
        command.Add(plain);
        command.Add(width);
        command.SetAction(parsed =>
        {
            string? start = level is null ? null : parsed.GetValue(level);
            int? columns = PlainWidth(parsed.GetValue(plain), parsed.GetValue(width), streams);
            return parsed.GetValue(pack) is { } path ? PlayPack(path, start, columns, streams, play) : Play(start, columns, streams, library, play);
        });
    }

    /// <summary>Null where the game has the whole screen. A terminal that can only print lines gets lines.</summary>
    internal static int? PlainWidth(bool isPlain, int? width, CommandStreams streams)
    {
        if (!isPlain && width is null && Environment.GetEnvironmentVariable("TERM") == "dumb")
        {
            streams.Error.WriteLine("TERM is dumb: the game is played line by line, as with --plain");
            isPlain = true;
        }
        return isPlain || width is not null ? width ?? PlainOptions.UsualWidth : null;
    }

    private static int PlayPack(string path, string? level, int? plainWidth, CommandStreams streams, Func<GameOptions, int> play)
    {
        CommandInput input = new(LevelLibrary.Load(""), streams);
        if (input.Pack(path) is not { } pack) return ExitCodes.BadInput;
        Level? start = level is null ? null : input.In(pack.World, path, level);
        if (level is not null && start is null) return ExitCodes.BadInput;
        PackManifest manifest = pack.Pack.Manifest;
        return play(new GameOptions { Worlds = [pack.World], Start = start, PlainWidth = plainWidth, DataFolder = SaveFolder.Find(), Pack = manifest.Key, PackTitle = new(manifest.Title, manifest.Author, manifest.Story) });
    }

    private static int Play(string? level, int? plainWidth, CommandStreams streams, Func<LevelLibrary> library, Func<GameOptions, int> play)
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
        return play(new GameOptions { Worlds = levels.Worlds, Start = start, PlainWidth = plainWidth, DataFolder = SaveFolder.Find() });
    }
}
