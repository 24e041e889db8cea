using System.Collections.Immutable;
using ShortOrder.Game.Session;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Game.Commands;

/// <summary>Finds the LEVEL and PLAN that a command line names. What cannot be had is explained on the error stream, and null returned.</summary>
public sealed class CommandInput(LevelLibrary library, CommandStreams streams)
{
    /// <summary>Name of the plan that does everything on the main thread.</summary>
    public const string MainPlan = "main";

    private const string StandardInput = "-";

    /// <summary>The level of that id, or in that file.</summary>
    public Level? Level(string text)
    {
        if (library.Find(text) is Level shipped) return shipped;
        if (IsPath(text)) return Report(ReadFile(text) is byte[] bytes ? LevelReader.Read(bytes, text) : null);
        streams.Error.WriteLine($"no level is named {SafeText.Quote(text)}{Suggestion.DidYouMean(text, library.Ids)}");
        if (Suggestion.Nearest(text, library.Ids) is null) streams.Error.WriteLine(library.Ids.Any() ? $"there are: {string.Join(", ", library.Ids)}" : "no levels are installed: name a level file");
        return null;
    }

    /// <summary>The plan of that name, in that file, or on the standard input; everything on <c>main</c> if none is named.</summary>
    public Plan? Plan(string? text, Level level)
    {
        if (level.Plans.FirstOrDefault(p => p.Name == text) is AuthorPlan author) return author.Plan;
        if (text is null or MainPlan) return EverythingOnMain(level);
        if (text == StandardInput) return Report(PlanReader.Read(ReadBounded(streams.OpenInput()), "standard input", level));
        if (IsPath(text)) return Report(ReadFile(text) is byte[] bytes ? PlanReader.Read(bytes, text, level) : null);
        string[] names = [.. level.Plans.Select(p => p.Name), MainPlan];
        streams.Error.WriteLine($"no plan of {level.Id} is named {SafeText.Quote(text)}{Suggestion.DidYouMean(text, names)}");
        if (Suggestion.Nearest(text, names) is null) streams.Error.WriteLine($"there are: {string.Join(", ", names)}; or name a file, or - for the standard input");
        return null;
    }

    /// <summary>The bytes of a file, one more than a reader accepts at most; null after a report.</summary>
    public byte[]? ReadFile(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return ReadBounded(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            streams.Error.WriteLine($"{path}: cannot be read: {(Directory.Exists(path) ? "it is a folder" : e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : e.Message)}");
            return null;
        }
    }

    private static byte[] ReadBounded(Stream stream)
    {
        byte[] bytes = new byte[JsonText.MostBytes + 4]; // room for a byte order mark and one byte too many
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return bytes[..length];
    }

    private static bool IsPath(string text) => text.Contains('/') || text.Contains('\\') || text.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || File.Exists(text) || Directory.Exists(text);

    private Plan? EverythingOnMain(Level level)
    {
        Plan plan = new()
        {
            Level = level.Id,
            Kitchens = [new("home", 1, [new() { Kind = LaneKind.Main, Tasks = [.. level.Tasks.Select(t => new TaskRef(t.Id))] }])],
        };
        ImmutableArray<PlanProblem> problems = PlanChecker.Check(level, plan);
        foreach (PlanProblem problem in problems) streams.Error.WriteLine($"plan \"{MainPlan}\": {problem.Path}: {problem.Message}");
        return problems.IsEmpty ? plan : null;
    }

    private T? Report<T>(ReadResult<T>? result) where T : class
    {
        foreach (Problem problem in result?.Problems ?? []) streams.Error.WriteLine(problem.ToString());
        return result?.Value;
    }
}
