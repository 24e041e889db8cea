using System.IO.Compression;
using System.Text;
using ShortOrder.Simulation.Reading;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Writing;

namespace ShortOrder.Game.Packs;

/// <summary>Pack to zip file. The same pack gives the same bytes: fixed order, fixed times, nothing compressed.</summary>
internal static class PackWriter
{
    private const int ReadableByAll = 0b110_100_100;
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero); // the first day that a zip file knows

    /// <summary>The zip file.</summary>
    public static byte[] Write(Pack pack)
    {
        using MemoryStream bytes = new();
        using (ZipArchive zip = new(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, PackManifest.FileName, Encoding.UTF8.GetBytes(Manifest(pack.Manifest with { Levels = [.. pack.Files.Select(f => new ListedLevel(f.Name, PackManifest.SumOf(f.Bytes.Span)))] })));
            foreach (PackedFile file in pack.Files) Add(zip, file.Name, file.Bytes.Span);
        }
        return bytes.ToArray();
    }

    /// <summary>The text of <c>pack.json</c>, defaults left out.</summary>
    public static string Manifest(PackManifest manifest) => JsonLayout.Print(JsonTree.Object(
        ("version", JsonTree.Number(1)),
        ("id", JsonTree.Text(manifest.Id)),
        ("title", JsonTree.Text(manifest.Title)),
        ("author", JsonTree.Text(manifest.Author)),
        ("story", manifest.Story.Length == 0 ? null : JsonTree.Text(manifest.Story)),
        ("levels", JsonTree.List(manifest.Levels.Select(Level))),
        ("hints", manifest.Hints ? null : JsonTree.Flag(false)),
        ("metrics", JsonTree.ListIfAny(manifest.Metrics.Select(m => JsonTree.Text(m.Name()))))));

    private static JsonItem Level(ListedLevel level) =>
        level.Sum is null ? JsonTree.Text(level.File) : JsonTree.Object(("file", JsonTree.Text(level.File)), ("sha256", JsonTree.Text(level.Sum)));

    private static void Add(ZipArchive zip, string name, ReadOnlySpan<byte> content)
    {
        ZipArchiveEntry entry = zip.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = Epoch;
        entry.ExternalAttributes = ReadableByAll << 16;
        using Stream stream = entry.Open();
        stream.Write(content);
    }
}
