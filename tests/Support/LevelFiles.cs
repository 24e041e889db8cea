using System.Text.Json;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Support;

/// <summary>The level files of the repository.</summary>
public static class LevelFiles
{
    /// <summary>The folder <c>levels</c>, found upwards from where the tests run.</summary>
    public static string Folder { get; } = FindFolder();

    private static readonly ILookup<bool, string> Files = Directory.EnumerateFiles(Folder, "??-*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .ToLookup(f => File.ReadAllText(f).Contains("\"kind\": \"inspect\"", StringComparison.Ordinal), f => Path.GetRelativePath(Folder, f));

    /// <summary>Paths of the level files below <see cref="Folder"/> in which the player makes a plan, e.g. <c>1-one-cook/01-coffee-and-a-sandwich.json</c>, in the campaign's order.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Files[false]];

    /// <summary>Paths of the level files in which the player breaks a plan, in the campaign's order.</summary>
    public static IReadOnlyList<string> ForInspector { get; } = [.. Files[true]];

    /// <summary>Paths of all world files, in order.</summary>
    public static IReadOnlyList<string> Worlds { get; } =
        [.. Directory.EnumerateFiles(Folder, "world.json", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Folder, f)).Order(StringComparer.Ordinal)];

    /// <summary>Every level of <see cref="All"/>, in order.</summary>
    public static IEnumerable<Level> Levels => All.Select(Load);

    /// <summary>Reads one of <see cref="All"/>.</summary>
    public static ReadResult<Level> Read(string file) => LevelReader.Read(File.ReadAllBytes(Path.Combine(Folder, file)), file);

    /// <summary>The level of one of <see cref="All"/>.</summary>
    /// <exception cref="InvalidDataException">The file has problems.</exception>
    public static Level Load(string file) =>
        Read(file) is { IsGood: true } read ? read.Value : throw new InvalidDataException(string.Join('\n', Read(file).Problems));

    /// <summary>The level of that id.</summary>
    public static Level Find(string id) => Load(All.Concat(ForInspector).Single(f => f.EndsWith($"-{id}.json", StringComparison.Ordinal)));

    /// <summary>Title and story of a world file.</summary>
    public static (string Title, string Story) ReadWorld(string file)
    {
        using JsonDocument world = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, file)));
        return (world.RootElement.GetProperty("title").GetString()!, world.RootElement.GetProperty("story").GetString()!);
    }

    private static string FindFolder()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "ConcurrencyGame.sln"))) return Path.Combine(at.FullName, "levels");
        throw new DirectoryNotFoundException("The tests run outside the repository: no ConcurrencyGame.sln above them.");
    }
}
