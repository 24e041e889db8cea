using System.Collections.Immutable;
using System.Globalization;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Game.Session;

/// <summary>The levels that ship with the game: a folder per world, numbers at the front of names give the order.</summary>
public sealed class LevelLibrary
{
    /// <summary>Title and story of a world, in its folder.</summary>
    internal const string WorldFile = "world.json";

    private LevelLibrary(string folder, ImmutableArray<World> worlds, ImmutableArray<Problem> problems) =>
        (Folder, Worlds, Problems) = (folder, worlds, problems);

    /// <summary>Where the build puts them: <c>levels</c> beside the executable.</summary>
    public static string ShippedFolder => Path.Combine(AppContext.BaseDirectory, "levels");

    /// <summary>Where they were read from.</summary>
    public string Folder { get; }

    /// <summary>The campaign in playing order.</summary>
    public ImmutableArray<World> Worlds { get; }

    /// <summary>What kept levels out of the campaign.</summary>
    public ImmutableArray<Problem> Problems { get; }

    /// <summary>Ids of all levels in playing order.</summary>
    public IEnumerable<string> Ids => Worlds.SelectMany(w => w.Levels).Select(l => l.Id);

    /// <summary>Reads every world in a folder; none if it does not exist. A level that cannot be read is left out and reported.</summary>
    public static LevelLibrary Load(string folder)
    {
        List<Problem> problems = [];
        if (!Directory.Exists(folder)) return new(folder, [], []);
        HashSet<string> ids = [];
        ImmutableArray<World> worlds = [.. InOrder(Directory.EnumerateDirectories(folder)).Select(world => LoadWorld(world, ids, problems))];
        return new(folder, worlds, [.. problems]);
    }

    /// <summary>The level of that id, or null.</summary>
    public Level? Find(string id) => Worlds.SelectMany(w => w.Levels).FirstOrDefault(l => l.Id == id);

    /// <summary>Writes what kept levels out of the campaign.</summary>
    public void Report(TextWriter error)
    {
        foreach (Problem problem in Problems) error.WriteLine(problem.ToString());
    }

    /// <summary>Whether a JSON file is a level by its name: not a world, a pack, a schema or a plan.</summary>
    public static bool IsLevelFile(string path) => Path.GetFileName(path) is string name && name is not (WorldFile or "pack.json")
        && !name.EndsWith(".schema.json", StringComparison.Ordinal) && !name.EndsWith(".plan.json", StringComparison.Ordinal);

    private static World LoadWorld(string folder, HashSet<string> ids, List<Problem> problems)
    {
        (string title, string story) = LoadTitle(folder, problems);
        ImmutableArray<Level>.Builder levels = ImmutableArray.CreateBuilder<Level>();
        foreach (string file in InOrder(Directory.EnumerateFiles(folder, "*.json")).Where(f => Path.GetFileName(f) != WorldFile))
        {
            ReadResult<Level> read = LevelReader.Read(File.ReadAllBytes(file), file);
            problems.AddRange(read.Problems);
            if (!read.IsGood) continue;
            if (ids.Add(read.Value.Id)) levels.Add(read.Value);
            else problems.Add(new(file, 0, 0, "$.id", $"another level has the id \"{read.Value.Id}\": choose another"));
        }
        return new(title, story, levels.ToImmutable());
    }

    private static (string Title, string Story) LoadTitle(string folder, List<Problem> problems)
    {
        string name = Path.GetFileName(folder).TrimStart("0123456789-".ToCharArray()).Replace('-', ' ');
        string title = name.Length == 0 ? Path.GetFileName(folder) : $"{char.ToUpperInvariant(name[0])}{name[1..]}", story = "";
        string file = Path.Combine(folder, WorldFile);
        if (!File.Exists(file)) return (title, story);
        JsonText text = JsonText.Parse(File.ReadAllBytes(file), file);
        if (text.Root is JsonCursor root && WorldKeys.World.Read(root) is ObjectReader world)
            (title, story) = (world.Read(WorldKeys.Title) ?? title, world.Read(WorldKeys.Story) ?? story);
        problems.AddRange(text.Problems.ToArray());
        return (title, story);
    }

    /// <summary>By the number at the front of the name, then by the name: 2 comes before 10.</summary>
    private static IEnumerable<string> InOrder(IEnumerable<string> paths) =>
        paths.OrderBy(p => NumberOf(Path.GetFileName(p))).ThenBy(p => p, StringComparer.Ordinal);

    private static int NumberOf(string name)
    {
        string digits = new([.. name.TakeWhile(char.IsAsciiDigit).Take(6)]);
        return digits.Length == 0 ? int.MaxValue : int.Parse(digits, CultureInfo.InvariantCulture);
    }
}
