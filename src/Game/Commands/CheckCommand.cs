using System.Collections.Immutable;
using System.CommandLine;
using ShortOrder.Game.Session;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Reading;
using ShortOrder.Simulation.Solving;

namespace ShortOrder.Game.Commands;

/// <summary><c>check PATH…</c>: levels are valid, their plans reach what they claim, and a search finds nothing that the author has missed.</summary>
internal static class CheckCommand
{
    public static Command Build(CommandStreams streams, Func<LevelLibrary> library)
    {
        Argument<string[]> paths = new("PATH") { Description = "Level files, or folders of them; default: the levels that ship with the game", Arity = ArgumentArity.ZeroOrMore };
        Command command = new("check", "Check that levels are valid and their plans reach what they claim") { paths };
        command.SetAction(parsed => Check(parsed.GetValue(paths) is { Length: > 0 } given ? given : [library().Folder], streams));
        return command;
    }

    private static int Check(string[] paths, CommandStreams streams)
    {
        int worst = ExitCodes.Good, good = 0, bad = 0;
        Dictionary<string, string> ids = [];
        foreach (string path in paths)
        {
            string[] files = FilesOf(path);
            if (files.Length == 0)
            {
                streams.Error.WriteLine($"{path}: {(Directory.Exists(path) ? "no level files in this folder" : "there is no such file or folder")}");
                worst = ExitCodes.BadInput;
            }
            foreach (string file in files)
            {
                int code = CheckFile(file, ids, streams);
                worst = Math.Max(worst, code);
                if (code == ExitCodes.Good) good++;
                else bad++;
            }
        }
        streams.Error.WriteLine($"{good} good, {bad} to mend");
        return worst;
    }

    private static int CheckFile(string file, Dictionary<string, string> ids, CommandStreams streams)
    {
        if (new CommandInput(LevelLibrary.Load(""), streams).ReadFile(file) is not byte[] bytes) return ExitCodes.BadInput;
        ReadResult<Level> read = LevelReader.Read(bytes, file);
        foreach (Problem problem in read.Problems) streams.Out.WriteLine(problem.ToString());
        if (!read.IsGood) return ExitCodes.BadInput;
        JsonText text = JsonText.Parse(bytes, file);
        if (!ids.TryAdd(read.Value.Id, file)) text.Root!.ReportBelow("$.id", $"{ids[read.Value.Id]} has the same id: choose another");
        ImmutableArray<LevelFinding> found = LevelChecker.Check(read.Value);
        foreach (LevelFinding finding in found.IsEmpty ? LevelLints.Check(read.Value) : found) text.Root!.ReportBelow(finding.Path, finding.Message);
        ImmutableArray<Problem> findings = text.Problems.ToArray();
        foreach (Problem finding in findings) streams.Out.WriteLine(finding.ToString());
        if (findings.IsEmpty) streams.Out.WriteLine($"{file}: good, {read.Value.Plans.Length} plans");
        return findings.IsEmpty ? ExitCodes.Good : ExitCodes.Failed;
    }

    private static string[] FilesOf(string path)
    {
        if (!Directory.Exists(path)) return File.Exists(path) ? [path] : [];
        return [.. Directory.EnumerateFiles(path, "*.json", SearchOption.AllDirectories)
            .Where(f => Path.GetFileName(f) is string name && name != LevelLibrary.WorldFile && !name.EndsWith(".schema.json", StringComparison.Ordinal) && !name.EndsWith(".plan.json", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
    }
}
