using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace ShortOrder.Simulation.Reading;

/// <summary>Tokens to tree: syntax errors, repeated keys and unsafe characters become problems.</summary>
internal static class JsonTreeBuilder
{
    /// <summary>The tree, or null if the text is no JSON.</summary>
    public static JsonItem? Build(ReadOnlySpan<byte> utf8, ProblemList problems)
    {
        Stack<Frame> open = new();
        Utf8JsonReader reader = new(utf8, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = JsonText.MostLevels });
        JsonItem? root = null;
        try
        {
            while (reader.Read())
            {
                int offset = (int)reader.TokenStartIndex;
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        open.Peek().Begin(Text(ref reader), offset, problems);
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        open.Pop().Close();
                        break;
                    default:
                        JsonItem item = Item(ref reader, offset);
                        JsonPath path = open.TryPeek(out Frame? parent) ? parent.Add(item) : JsonPath.Root;
                        root ??= item;
                        if (item.Kind == JsonKind.String) ReportUnsafe(item.Text, offset, path, problems);
                        if (item.Kind is JsonKind.Object or JsonKind.Array) open.Push(new(item, path));
                        break;
                }
            }
            return root;
        }
        catch (JsonException e)
        {
            JsonPath path = open.TryPeek(out Frame? at) ? at.Here : JsonPath.Root;
            (int offset, string message) = JsonSyntax.Explain(utf8, OffsetOf(utf8, e), open.Count, open.TryPeek(out Frame? unclosed) ? unclosed.Item : null, e);
            problems.Add(offset, path.ToString(), message);
            return null;
        }
    }

    private static int OffsetOf(ReadOnlySpan<byte> utf8, JsonException e)
    {
        int start = 0;
        for (long line = e.LineNumber ?? 0; line > 0; line--) start += utf8[start..].IndexOf((byte)'\n') + 1;
        return Math.Min(start + (int)(e.BytePositionInLine ?? 0), utf8.Length);
    }

    private static JsonItem Item(ref Utf8JsonReader reader, int offset) => reader.TokenType switch
    {
        JsonTokenType.StartObject => new(JsonKind.Object, offset, ""),
        JsonTokenType.StartArray => new(JsonKind.Array, offset, ""),
        JsonTokenType.String => new(JsonKind.String, offset, Text(ref reader)),
        JsonTokenType.Number => new(JsonKind.Number, offset, Encoding.UTF8.GetString(reader.ValueSpan)),
        JsonTokenType.True => new(JsonKind.True, offset, ""),
        JsonTokenType.False => new(JsonKind.False, offset, ""),
        _ => new(JsonKind.Null, offset, ""),
    };

    /// <summary>The characters of a string or key. Half a surrogate pair, which .NET refuses to unescape, stays as it was written and is reported as unsafe.</summary>
    private static string Text(ref Utf8JsonReader reader) =>
        !reader.ValueIsEscaped || !JsonSyntax.HasLoneSurrogate(reader.ValueSpan) ? reader.GetString()! : "\uD800";

    private static void ReportUnsafe(string text, int offset, JsonPath path, ProblemList problems)
    {
        int at = SafeText.FirstUnsafe(text);
        if (at < 0) return;
        problems.Add(offset, problems.IsFull ? "" : path.ToString(), char.IsSurrogate(text[at])
            ? "the text contains half a surrogate pair: write the character itself"
            : $"the text contains the control character U+{(int)text[at]:X4}: texts are one line of plain characters, take it out");
    }

    /// <summary>An object or list that is not closed yet.</summary>
    private sealed class Frame(JsonItem item, JsonPath path)
    {
        private readonly ImmutableArray<JsonItem>.Builder _elements = ImmutableArray.CreateBuilder<JsonItem>();
        private readonly ImmutableArray<JsonMember>.Builder _members = ImmutableArray.CreateBuilder<JsonMember>();
        private readonly HashSet<string> _keys = [];
        private (string Text, int Offset)? _key;

        public JsonItem Item => item;

        /// <summary>Path of the member or element that is being read.</summary>
        public JsonPath Here => _key is { } key ? path.Key(key.Text) : path;

        public void Begin(string key, int offset, ProblemList problems)
        {
            _key = (key, offset);
            ReportUnsafe(key, offset, path.Key(key), problems);
            if (!_keys.Add(key))
                problems.Add(offset, problems.IsFull ? "" : path.Key(key).ToString(), $"the key {SafeText.Quote(key)} is there twice: keep one of them");
        }

        public JsonPath Add(JsonItem value)
        {
            if (item.Kind == JsonKind.Array)
            {
                _elements.Add(value);
                return path.Index(_elements.Count - 1);
            }
            (string key, int offset) = _key!.Value;
            _members.Add(new(key, offset, value));
            return path.Key(key);
        }

        public void Close()
        {
            item.Elements = _elements.DrainToImmutable();
            item.Members = _members.DrainToImmutable();
        }
    }
}
