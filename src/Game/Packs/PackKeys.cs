using System.Collections.Immutable;
using ShortOrder.Simulation.Reading;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Packs;

/// <summary>The keys of <c>pack.json</c>.</summary>
public static class PackKeys
{
    private const int MostLevels = 200, SumDigits = 64;

    /// <summary>A pack.</summary>
    public static readonly ObjectShape Pack = new() { Doc = "Levels that are handed out together." };

    private static readonly ObjectShape File = new() { Doc = "A level file with its checksum, as \"shortorder pack\" writes it." };

    internal static readonly Key<string?> FileName = File.Required("file", new TextShape(PackNames.Longest), "Its name, from the folder of pack.json on.", "\"soup.json\"");
    internal static readonly Key<string?> Sum = File.Required("sha256", new TextShape(SumDigits), "SHA-256 of the file in small hex digits.");

    internal static readonly Key<string?> Schema = Pack.Optional("$schema", new TextShape(500), "Where editors find this schema, from the file's own folder. The game does not look at it.", "\"./pack.schema.json\"");
    internal static readonly Key<int?> Version = Pack.Required("version", new VersionShape(), "Version of the format.");
    internal static readonly Key<string?> Id = Pack.Required("id", IdShape.Id, "Name of the pack. Together with the author it tells whose progress this is: keep both in a new edition.", "\"week-1\"");
    internal static readonly Key<string?> Title = Pack.Required("title", new TextShape(80), "Title on the map.");
    internal static readonly Key<string?> Author = Pack.Required("author", new TextShape(80), "Who made it.");
    internal static readonly Key<string?> Story = Pack.Optional("story", new TextShape(400), "What the map says of the pack.");
    internal static readonly Key<ImmutableArray<Entry<(string? Plain, ObjectReader? Described)>>> Levels = Pack.Required("levels",
        new ListShape<(string? Plain, ObjectReader? Described)>(new EitherShape<string?, ObjectReader?>(new TextShape(PackNames.Longest), File), MostLevels) { WhenEmpty = "the pack has no levels: name at least one file" },
        "The level files in playing order.", "[\"soup.json\", \"jar.json\"]");
    internal static readonly DefaultKey<bool> Hints = Pack.Default("hints", new FlagShape(), true, "Whether the levels' hints may be read.");
    internal static readonly Key<ImmutableArray<Entry<string?>>> Metrics = Pack.Optional("metrics", new ListShape<string?>(new WordShape(ScoringNames.Metrics), ScoringNames.Metrics.Length),
        "The metrics that are shown and scored, the time among them; left out, those of each level.", "[\"time\"]");

    /// <summary>The schema of pack files.</summary>
    public static string SchemaText => Simulation.Reading.SchemaText.Of(Pack, "Short Order pack");
}
