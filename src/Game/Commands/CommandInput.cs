using System.Collections.Immutable;
using ShortOrder.Game.Packs;
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

    /// <summary>The level of that id, in that file, of that id in a pack (<c>PACK:level</c>), or of a day (<c>daily</c>).</summary>
    public Level? Level(string text)
    {
        if (library.Find(text) is Level shipped) return shipped;
        if (text.LastIndexOf(':') is > 0 and var colon && Packs.Pack.IsPack(text[..colon])) return OfPack(text[..colon], text[(colon + 1)..]);
        if (DailyOrder.Find(text, TimeProvider.System) is { } daily) return daily;
        if (Packs.Pack.IsPack(text))
        {
            if (Pack(text) is { } whole) streams.Error.WriteLine($"{text} is a pack: name one of its levels, {text}:{whole.World.Levels[0].Id}, or play all of it: shortorder play --pack {text}");
            return null;
        }
        if (InputFile.IsPath(text)) return Report(ReadFile(text) is byte[] bytes ? LevelReader.Read(bytes, text) : null);
        streams.Error.WriteLine($"no level is named {SafeText.Quote(text)}{Suggestion.DidYouMean(text, library.Ids)}");
        if (Suggestion.Nearest(text, library.Ids) is null) streams.Error.WriteLine(library.Ids.Any() ? $"there are: {string.Join(", ", library.Ids)}" : "no levels are installed: name a level file");
        return null;
    }

    /// <summary>A pack with its levels.</summary>
    public (Pack Pack, World World)? Pack(string path)
    {
        Pack? pack = Report(Packs.Pack.Open(path));
        return pack is not null && Report(pack.ReadWorld()) is World world ? (pack, world) : null;
    }

    /// <summary>A level of a pack, by its id.</summary>
    public Level? OfPack(string path, string id) => Pack(path) is { } pack ? In(pack.World, path, id) : null;

    /// <summary>The level of that id in a world.</summary>
    public Level? In(World world, string path, string id)
    {
        if (world.Levels.FirstOrDefault(l => l.Id == id) is Level level) return level;
        string[] ids = [.. world.Levels.Select(l => l.Id)];
        streams.Error.WriteLine($"{path}: no level is named {SafeText.Quote(id)}{Suggestion.DidYouMean(id, ids)}; there are: {string.Join(", ", ids)}");
        return null;
    }

    /// <summary>The plan of that name, in that file, or on the standard input; everything on <c>main</c> if none is named.</summary>
    public Plan? Plan(string? text, Level level)
    {
        if (level.Plans.FirstOrDefault(p => p.Name == text) is AuthorPlan author) return author.Plan;
        if (text is null or MainPlan) return EverythingOnMain(level);
        if (text == StandardInput) return Report(PlanReader.Read(InputFile.Read(streams.OpenInput()), "standard input", level));
        if (InputFile.IsPath(text)) return Report(ReadFile(text) is byte[] bytes ? PlanReader.Read(bytes, text, level) : null);
        string[] names = [.. level.Plans.Select(p => p.Name), MainPlan];
        streams.Error.WriteLine($"no plan of {level.Id} is named {SafeText.Quote(text)}{Suggestion.DidYouMean(text, names)}");
        if (Suggestion.Nearest(text, names) is null) streams.Error.WriteLine($"there are: {string.Join(", ", names)}; or name a file, or - for the standard input");
        return null;
    }

    /// <summary>The bytes of a file, as <see cref="InputFile.TryRead"/> gives them; null after a report.</summary>
    public byte[]? ReadFile(string path)
    {
        if (InputFile.TryRead(path, out byte[] bytes, out string complaint)) return bytes;
        streams.Error.WriteLine(complaint);
        return null;
    }

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
