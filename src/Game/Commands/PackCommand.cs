using System.CommandLine;
using ShortOrder.Game.Authoring;
using ShortOrder.Game.Packs;
using ShortOrder.Game.Session;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Game.Commands;

/// <summary><c>pack FOLDER</c>: levels as one file to hand out. Only what its author has solved is packed.</summary>
internal static class PackCommand
{
    public static Command Build(CommandStreams streams)
    {
        Argument<string> folder = new("FOLDER") { Description = "A folder with level files and a pack.json" };
        Option<string?> output = new("--output", "-o") { Description = "The zip file to make; default: the folder's name with .zip, here", HelpName = "FILE" };
        Option<bool> force = new("--force") { Description = "Write over the zip file if it is there" };
        Command command = new("pack", "Make one file of a folder of levels, to hand out") { folder, output, force };
        folder.Validators.Add(given => CommandLine.RefuseOptions(given, command));
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(folder);
            string file = parsed.GetValue(output) ?? $"{Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)))}.zip";
            return Make(path, file, parsed.GetValue(force), streams);
        });
        return command;
    }

    private static int Make(string folder, string file, bool isForced, CommandStreams streams)
    {
        if (!Directory.Exists(folder)) return Refuse(streams, $"{folder}: {(File.Exists(folder) ? "is a file: name the folder of levels" : "there is no such folder")}");
        if (!Pack.IsPack(folder)) return Propose(folder, streams);
        if (!isForced && File.Exists(file)) return Refuse(streams, $"{file}: is there already: choose another name with -o, or write over it with --force");
        ReadResult<Pack> read = Pack.Open(folder);
        if (!read.IsGood)
        {
            foreach (Problem problem in read.Problems) streams.Out.WriteLine(problem.ToString());
            return ExitCodes.BadInput;
        }
        if (CheckLevels(read.Value, streams.Out) is not 0 and var bad)
        {
            streams.Error.WriteLine($"not packed: {bad} of {read.Value.Files.Length} levels {(bad == 1 ? "is" : "are")} to mend. A pack needs its author's own solution of every level: a plan \"best\" that check accepts");
            return ExitCodes.Failed;
        }
        File.WriteAllBytes(file, PackWriter.Write(read.Value));
        streams.Out.WriteLine($"made {file}: {read.Value.Files.Length} level{(read.Value.Files.Length == 1 ? "" : "s")}, \"{read.Value.Manifest.Title}\" by {read.Value.Manifest.Author}");
        streams.Out.WriteLine($"  shortorder play --pack {file}    plays it");
        return ExitCodes.Good;
    }

    /// <summary>Writes what is to be mended in the levels of a pack.</summary>
    /// <returns>How many levels are not good.</returns>
    public static int CheckLevels(Pack pack, TextWriter output)
    {
        Dictionary<string, string> ids = [];
        int bad = 0;
        List<Problem> all = [];
        foreach (PackedFile file in pack.Files)
        {
            LevelCheck check = LevelCheck.Of(file.Bytes, file.Source, taken: ids);
            if (check.Level is { } level) ids.TryAdd(level.Id, file.Name);
            foreach (Problem problem in check.Problems) output.WriteLine(problem.ToString());
            if (check.Level is not null) all.AddRange(check.Problems);
            if (!check.IsGood) bad++;
        }
        CheckCommand.WriteAdvice(output, LevelCheck.AdviceFor(all));
        return bad;
    }

    /// <summary>A folder without a pack.json gets one to copy.</summary>
    private static int Propose(string folder, CommandStreams streams)
    {
        string[] levels = [.. Directory.EnumerateFiles(folder, "*.json").Where(LevelLibrary.IsLevelFile).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
        if (levels.Length == 0) return Refuse(streams, $"{folder}: no level files in this folder: make one with \"shortorder new\"");
        streams.Error.WriteLine($"{folder}: has no pack.json. Save this as {Path.Combine(folder, PackManifest.FileName)}, with your own words in it, and try again:");
        streams.Out.Write(PackWriter.Manifest(new() { Id = "my-pack", Title = "My pack", Author = "Your name", Levels = [.. levels.Select(l => new ListedLevel(l))] }));
        return ExitCodes.BadInput;
    }

    private static int Refuse(CommandStreams streams, string why)
    {
        streams.Error.WriteLine(why);
        return ExitCodes.BadInput;
    }
}
