using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ShortOrder.Simulation.Reading;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Packs;

/// <summary>A level of a pack as its manifest names it.</summary>
/// <param name="File">Its name from the pack's own folder on; safe to look up.</param>
/// <param name="Sum">SHA-256 in small hex digits; null in a folder that nobody has packed yet.</param>
public sealed record ListedLevel(string File, string? Sum = null);

/// <summary>What <c>pack.json</c> says.</summary>
public sealed record PackManifest
{
    /// <summary>Its name in a pack.</summary>
    public const string FileName = "pack.json";

    /// <summary>Name of the pack: lower case letters, digits and hyphens. Together with the author it tells whose progress this is.</summary>
    public required string Id { get; init; }

    /// <summary>Name on the map.</summary>
    public required string Title { get; init; }

    /// <summary>Who made it.</summary>
    public required string Author { get; init; }

    /// <summary>A sentence or two for the map; empty if none.</summary>
    public string Story { get; init; } = "";

    /// <summary>The level files in playing order.</summary>
    public required ImmutableArray<ListedLevel> Levels { get; init; }

    /// <summary>Whether the levels' hints may be read.</summary>
    public bool Hints { get; init; } = true;

    /// <summary>The metrics that are shown and scored; empty: those of each level.</summary>
    public ImmutableArray<Metric> Metrics { get; init; } = [];

    /// <summary>Under what progress in this pack is kept: the same for every edition of it, another for every other pack.</summary>
    public string Key => $"{Id}-{SumOf(Encoding.UTF8.GetBytes($"{Author}\n{Id}"))[..8]}";

    /// <summary>SHA-256 in small hex digits.</summary>
    public static string SumOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Reads it. Whether its levels exist is not asked.</summary>
    public static ReadResult<PackManifest> Read(ReadOnlyMemory<byte> utf8, string source)
    {
        JsonText text = JsonText.Parse(utf8, source);
        PackManifest? manifest = text.Root is JsonCursor root && PackKeys.Pack.Read(root) is ObjectReader file ? Read(file) : null;
        return text.Problems.HasAny ? new(null, text.Problems.ToArray()) : new(manifest, []);
    }

    private static PackManifest Read(ObjectReader file) => new()
    {
        Id = file.Read(PackKeys.Id) ?? "",
        Title = file.Read(PackKeys.Title) ?? "",
        Author = file.Read(PackKeys.Author) ?? "",
        Story = file.Read(PackKeys.Story) ?? "",
        Levels = ReadLevels(file.Read(PackKeys.Levels)),
        Hints = file.Read(PackKeys.Hints),
        Metrics = ReadMetrics(file),
    };

    private static ImmutableArray<ListedLevel> ReadLevels(ImmutableArray<Entry<(string? Plain, ObjectReader? Described)>> entries)
    {
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        ImmutableArray<ListedLevel>.Builder levels = ImmutableArray.CreateBuilder<ListedLevel>();
        foreach ((JsonCursor place, (string? plain, ObjectReader? described)) in entries)
        {
            if ((plain ?? described?.Read(PackKeys.FileName)) is not string name) continue;
            if (PackNames.Complaint(name) is string complaint) place.Report(complaint);
            else if (!name.EndsWith(".json", StringComparison.Ordinal) || name == FileName) place.Report("a level is a file that ends in .json: name one");
            else if (!seen.Add(name)) place.Report($"{SafeText.Quote(name)} is there twice: keep one");
            else levels.Add(new(name, described?.Read(PackKeys.Sum)));
        }
        return levels.ToImmutable();
    }

    private static ImmutableArray<Metric> ReadMetrics(ObjectReader file)
    {
        ImmutableArray<Metric> metrics = [.. file.Read(PackKeys.Metrics).Values().Distinct().Select(m => (Metric)ScoringNames.Metrics.IndexOf(m))];
        if (!metrics.Contains(Metric.Time)) file.Find(PackKeys.Metrics)?.Report("the time is always scored: add \"time\", or leave the key out to show what each level scores");
        return metrics;
    }
}
