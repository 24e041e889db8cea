using System.Collections.Immutable;
using ShortOrder.Game.Session;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Game.Packs;

/// <summary>A level file of a pack.</summary>
/// <param name="Name">Its name in the pack.</param>
/// <param name="Source">How problems name it: its path in a folder; in a zip file the zip, a colon, the name.</param>
/// <param name="Bytes">What it holds; it has the checksum that the pack says.</param>
public sealed record PackedFile(string Name, string Source, ReadOnlyMemory<byte> Bytes);

/// <summary>Levels that are handed out together.</summary>
/// <param name="Manifest">What <c>pack.json</c> says.</param>
/// <param name="Files">Its levels in playing order, not yet read as levels.</param>
public sealed record Pack(PackManifest Manifest, ImmutableArray<PackedFile> Files)
{
    /// <summary>Whether the path names a pack: a zip file, or a folder with a <c>pack.json</c>.</summary>
    public static bool IsPack(string path) => PackFiles.IsPack(path);

    /// <summary>Opens a pack and verifies its checksums. In a zip file every level needs one, in a folder only those that are there are verified.</summary>
    public static ReadResult<Pack> Open(string path)
    {
        using PackFiles? files = PackFiles.Open(path, out string complaint);
        if (files is null) return Bad(path, "$", complaint);
        string source = SourceOf(path, PackManifest.FileName);
        if (!files.TryRead(PackManifest.FileName, out byte[]? bytes, out complaint)) return Bad(source, "$", complaint);
        ReadResult<PackManifest> read = PackManifest.Read(bytes, source);
        if (!read.IsGood) return new(null, read.Problems);
        ImmutableArray<PackedFile>.Builder levels = ImmutableArray.CreateBuilder<PackedFile>();
        ImmutableArray<Problem>.Builder problems = ImmutableArray.CreateBuilder<Problem>();
        foreach ((string name, string? sum) in read.Value.Levels)
        {
            if (!files.TryRead(name, out bytes, out complaint)) problems.Add(new(SourceOf(path, name), 0, 0, "$", complaint));
            else if (SumComplaint(sum, bytes, isNeeded: !Directory.Exists(path)) is string wrong) problems.Add(new(SourceOf(path, name), 0, 0, "$", wrong));
            else levels.Add(new(name, SourceOf(path, name), bytes));
        }
        return problems.Count > 0 ? new(null, problems.ToImmutable()) : new(new(read.Value, levels.ToImmutable()), []);
    }

    /// <summary>The pack as a world of levels, without hints and with no more metrics than the pack says; or every problem in its levels.</summary>
    public ReadResult<World> ReadWorld()
    {
        Dictionary<string, string> ids = [];
        ImmutableArray<Level>.Builder levels = ImmutableArray.CreateBuilder<Level>();
        List<Problem> problems = [];
        foreach (PackedFile file in Files)
        {
            ReadResult<Level> read = LevelReader.Read(file.Bytes, file.Source);
            problems.AddRange(read.Problems);
            if (read.IsGood && !ids.TryAdd(read.Value.Id, file.Name)) problems.Add(new(file.Source, 0, 0, "$.id", $"{ids[read.Value.Id]} has the same id: choose another"));
            else if (read.IsGood) levels.Add(AsHandedOut(read.Value));
        }
        return problems.Count > 0 ? new(null, [.. problems]) : new(new(Manifest.Title, Manifest.Story, levels.ToImmutable()), []);
    }

    private Level AsHandedOut(Level level) => level with
    {
        Hints = Manifest.Hints ? level.Hints : [],
        Metrics = Manifest.Metrics.IsEmpty ? level.Metrics : [.. level.Metrics.Where(m => Manifest.Metrics.Contains(m))],
        Medals = Manifest.Metrics.IsEmpty ? level.Medals : [.. level.Medals.Where(m => Manifest.Metrics.Contains(m.Metric))],
    };

    private static string? SumComplaint(string? sum, byte[] bytes, bool isNeeded)
    {
        if (sum is null) return isNeeded ? "has no checksum in pack.json: make the pack with \"shortorder pack\"" : null;
        return sum == PackManifest.SumOf(bytes) ? null : "is not what was packed, its checksum differs: get the pack anew, or make it anew with \"shortorder pack\"";
    }

    private static string SourceOf(string path, string name) => Directory.Exists(path) ? Path.Combine(path, name) : $"{path}:{name}";

    private static ReadResult<Pack> Bad(string source, string place, string complaint) => new(null, [new(SafeText.Escape(source), 0, 0, place, complaint)]);
}
