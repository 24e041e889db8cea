using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace ShortOrder.Simulation.Reading;

/// <summary>A JSON text as a tree with positions, its problems collected. Comments and trailing commas are allowed.</summary>
/// <remarks>Bounded whatever the input: at most 1 MiB and 64 levels deep, time and memory linear in the length.</remarks>
public sealed class JsonText
{
    /// <summary>Most bytes of a text.</summary>
    public const int MostBytes = 1 << 20;

    /// <summary>Deepest nesting of objects and lists.</summary>
    public const int MostLevels = 64;

    private JsonText(JsonItem? root, ReadOnlyMemory<byte> utf8, ProblemList problems) => (RootItem, Utf8, Problems) = (root, utf8, problems);

    /// <summary>Everything found so far; the typed readers add to it.</summary>
    public ProblemList Problems { get; }

    /// <summary>The whole value for the typed readers; null if the text is no JSON, which is then among the problems.</summary>
    public JsonCursor? Root => RootItem is null ? null : new(RootItem, JsonPath.Root, Problems);

    private JsonItem? RootItem { get; }

    private ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>Reads the text. Never throws for what the text contains.</summary>
    /// <param name="utf8">The bytes; a leading byte order mark is passed over.</param>
    /// <param name="source">How problems name the text.</param>
    public static JsonText Parse(ReadOnlyMemory<byte> utf8, string source)
    {
        if (utf8.Span.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        ProblemList problems = new(utf8, source);
        if (utf8.Length > MostBytes)
        {
            problems.Add(-1, "$", $"the file has {utf8.Length} bytes; at most {MostBytes} (1 MiB) are read: split it");
            return new(null, utf8, problems);
        }
        if (utf8.Span is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            problems.Add(0, "$", "the file is UTF-16: save it as UTF-8");
            return new(null, utf8, problems);
        }
        if (FirstInvalid(utf8.Span) is int invalid and >= 0)
        {
            problems.Add(invalid, "$", $"byte 0x{utf8.Span[invalid]:X2} is not valid UTF-8: save the file as UTF-8");
            return new(null, utf8, problems);
        }
        JsonItem? root = JsonTreeBuilder.Build(utf8.Span, problems);
        return new(root, utf8, problems);
    }

    private static int FirstInvalid(ReadOnlySpan<byte> utf8)
    {
        if (System.Text.Unicode.Utf8.IsValid(utf8)) return -1;
        int at = 0;
        while (Rune.DecodeFromUtf8(utf8[at..], out _, out int length) == OperationStatus.Done) at += length;
        return at;
    }
}
