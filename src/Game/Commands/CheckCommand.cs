using System.CommandLine;
using ShortOrder.Game.Authoring;
using ShortOrder.Game.Packs;
using ShortOrder.Game.Session;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Game.Commands;

/// <summary><c>check PATH…</c>: levels and packs are valid, their plans reach what they claim, and a search finds nothing that the author has missed.</summary>
internal static class CheckCommand
{
    public static Command Build(CommandStreams streams, Func<LevelLibrary> library)
    {
        Argument<string[]> paths = new("PATH") { Description = "Level files, packs, or folders of levels; default: the levels that ship with the game", Arity = ArgumentArity.ZeroOrMore };
        Option<bool> explain = new("--explain") { Description = "Tell everything that is asked of a level, and why" };
        Command command = new("check", "Check that levels are valid and their plans reach what they claim") { paths, explain };
        command.SetAction(parsed => parsed.GetValue(explain) ? Explain(streams.Out) : new Round(streams).Check(parsed.GetValue(paths) is { Length: > 0 } given ? given : [library().Folder]));
        return command;
    }

    /// <summary>Writes why findings matter and how they are mended.</summary>
    public static void WriteAdvice(TextWriter output, IEnumerable<LevelAdvice> advice)
    {
        foreach (LevelAdvice entry in advice)
        {
            output.WriteLine($"  {entry.Name}: {entry.What}");
            output.WriteLine($"    why   {entry.Why}");
            output.WriteLine($"    mend  {entry.Mend}");
        }
    }

    private static int Explain(TextWriter output)
    {
        foreach (LevelAdvice advice in LevelAdvice.All)
        {
            WriteAdvice(output, [advice]);
            output.WriteLine($"    at    {string.Join(", ", advice.Places)}");
        }
        return ExitCodes.Good;
    }

    /// <summary>One call of the command: ids are unique over everything that it names.</summary>
    private sealed class Round(CommandStreams streams)
    {
        private readonly Dictionary<string, string> _ids = [];
        private int _worst, _good, _bad;

        public int Check(IEnumerable<string> paths)
        {
            foreach (string path in paths) CheckPath(path);
            streams.Error.WriteLine($"{_good} good, {_bad} to mend");
            return _worst;
        }

        private void CheckPath(string path)
        {
            if (Pack.IsPack(path))
            {
                CheckPack(path);
                return;
            }
            string[] files = FilesOf(path);
            if (files.Length == 0)
            {
                streams.Error.WriteLine($"{path}: {(Directory.Exists(path) ? "no level files in this folder" : "there is no such file or folder")}");
                _worst = ExitCodes.BadInput;
            }
            foreach (string file in files)
            {
                if (InputFile.TryRead(file, out byte[] bytes, out string complaint))
                {
                    CheckLevel(bytes, file);
                    continue;
                }
                streams.Error.WriteLine(complaint);
                Count(ExitCodes.BadInput);
            }
        }

        private void CheckPack(string path)
        {
            ReadResult<Pack> read = Pack.Open(path);
            foreach (Problem problem in read.Problems) streams.Out.WriteLine(problem.ToString());
            int code = !read.IsGood ? ExitCodes.BadInput : PackCommand.CheckLevels(read.Value, streams.Out) == 0 ? ExitCodes.Good : ExitCodes.Failed;
            if (code == ExitCodes.Good) streams.Out.WriteLine($"{path}: good, {Counted(read.Value!.Files.Length, "level")}");
            Count(code);
        }

        private void CheckLevel(byte[] bytes, string file)
        {
            LevelCheck check = LevelCheck.Of(bytes, file, taken: _ids);
            if (check.Level is { } level) _ids.TryAdd(level.Id, file);
            foreach (Problem problem in check.Problems) streams.Out.WriteLine(problem.ToString());
            if (check.Level is not null) WriteAdvice(streams.Out, LevelCheck.AdviceFor(check.Problems));
            if (check.IsGood) streams.Out.WriteLine($"{file}: good, {Counted(check.Level!.Plans.Length, "plan")}{Lacks(check.Level)}");
            Count(check.Level is null ? ExitCodes.BadInput : check.IsGood ? ExitCodes.Good : ExitCodes.Failed);
        }

        /// <summary>What a level may do without, and better does not.</summary>
        private static string Lacks(Level level)
        {
            string[] missing = level.Challenge is not null ? [] : [.. Missing(level.Medals.IsEmpty, "no medals"), .. Missing(level.Hints.IsEmpty, "no hints"), .. Missing(level.Plans.All(p => p.Name != "trap"), "no plan \"trap\"")];
            return missing.Length == 0 ? "" : $"; but {string.Join(", ", missing)}";

            static string[] Missing(bool isMissing, string what) => isMissing ? [what] : [];
        }

        private static string Counted(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";

        private void Count(int code)
        {
            _worst = Math.Max(_worst, code);
            if (code == ExitCodes.Good) _good++;
            else _bad++;
        }

        private static string[] FilesOf(string path)
        {
            if (!Directory.Exists(path)) return File.Exists(path) ? [path] : [];
            return [.. Directory.EnumerateFiles(path, "*.json", SearchOption.AllDirectories).Where(LevelLibrary.IsLevelFile).Order(StringComparer.Ordinal)];
        }
    }
}
