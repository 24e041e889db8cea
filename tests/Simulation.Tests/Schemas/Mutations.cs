using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Simulation.Tests.Schemas;

/// <summary>Breaks a good file in every way that a JSON Schema can tell: each sort of value once, always the same.</summary>
public static partial class Mutations
{
    private static readonly string[] FreeTexts = ["$schema", "title", "story", "do", "hints[]", "teaches[]"];
    private static readonly string[] Maps = ["tools", "equipment", "plans", "with", "order", "places", "limits", "medals"];
    private static readonly string[] Needed = ["version", "id", "title", "tasks", "steps", "gold", "silver", "bronze", "plan", "expect", "kitchens", "level", "lock", "task", "from", "to", "step", "after"];
    private static readonly string[] NeverEmpty = ["tasks", "steps", "kitchens", "metrics", "expect", "with"]; // but for the lists of lanes
    private static readonly string[] Unique = ["shared", "after", "metrics", "buys"];
    private static readonly string Deep = new string('[', 40) + new string(']', 40);

    /// <summary>Every mistake in a file, but for those of sorts that were made before.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="text">The file.</param>
    /// <param name="level">Id of the level that it answers, if it is a plan.</param>
    /// <param name="made">The sorts that were made before; grows.</param>
    public static IEnumerable<BrokenFile> Of(string name, string text, string? level, HashSet<string> made)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        JsonItem root = JsonText.Parse(utf8, name).Root!.Item;
        foreach ((string path, JsonItem value) in Walk("$", root))
        {
            string sort = Indices().Replace(path, "[]");
            foreach (string map in Maps) sort = Regex.Replace(sort, $@"(?<=\.{map}\.)[a-z0-9-]+", "*");
            if (!made.Add((level is null ? "level " : "plan ") + sort)) continue;
            foreach ((string what, int at, int end, string with, int mark) in Of(utf8, sort, value))
            {
                string broken = Encoding.UTF8.GetString([.. utf8[..at], .. Encoding.UTF8.GetBytes(with), .. utf8[end..]]);
                yield return new($"{name}, {path}: {what}", broken, utf8.AsSpan(0, mark).Count((byte)'\n') + 1, path, level, level is not null);
            }
        }
    }

    /// <summary>What is done, the bytes from where to where that are replaced, by what, and the byte on whose line the mistake then is.</summary>
    private static IEnumerable<(string What, int At, int End, string With, int Mark)> Of(byte[] utf8, string sort, JsonItem value)
    {
        string key = sort[(sort.LastIndexOf('.') + 1)..];
        int start = value.Offset, inside = start + 1;
        foreach ((string what, string with) in Replacements(key, sort, value)) yield return (what, start, EndOf(utf8, start), with, start);
        if (value is { Kind: JsonKind.Object, Members: [JsonMember first, ..] })
        {
            if (Maps.Contains(key)) yield return ("bad name", inside, inside, $" \"Bad name!\": {Written(utf8, first.Value)},", start);
            else yield return ("unknown key", inside, inside, " \"bogus\": 1,", start);
            foreach (JsonMember member in value.Members.Where(m => !Maps.Contains(key) && IsNeeded(key, m.Key)))
                yield return ($"no {member.Key}", member.KeyOffset, EndWithComma(utf8, EndOf(utf8, member.Value.Offset)), "", start);
        }
        if (value is { Kind: JsonKind.Array, Elements: [JsonItem element, ..] } && Unique.Contains(key))
            yield return ("twice", element.Offset, element.Offset, $"{Written(utf8, element)}, ", element.Offset);
    }

    private static bool IsNeeded(string inside, string key) => inside == "lanes[]" ? key == "kind" : Needed.Contains(key) && !(inside == "tasks[]" && key == "after");

    private static IEnumerable<(string What, string With)> Replacements(string key, string sort, JsonItem value)
    {
        bool mustHaveParts = NeverEmpty.Contains(key) && !sort.Contains("lanes[].", StringComparison.Ordinal);
        yield return ("null", "null");
        yield return ("deep nesting", Deep);
        switch (value.Kind)
        {
            case JsonKind.Number:
                yield return ("text for a number", $"\"{value.Text}\"");
                yield return ("negative", "-1");
                yield return ("too large", "10000000");
                yield return ("five decimal places", "0.12345");
                break;
            case JsonKind.String:
                yield return ("number for a text", "7");
                yield return ("empty", "\"\"");
                yield return ("too long", $"\"{new string('a', 3_000)}\"");
                yield return ("control character", "\"a\\u001b[31m\"");
                yield return ("half a surrogate pair", "\"a\\ud83d\"");
                if (!FreeTexts.Contains(key)) yield return ("bad word or name", "\"No Such Word!\"");
                break;
            case JsonKind.Object:
                yield return ("list for an object", "[]");
                yield return ("negative for an object", "-7");
                if (mustHaveParts) yield return ("empty", "{}");
                break;
            case JsonKind.Array:
                yield return ("text for a list", "\"x\"");
                yield return ("object for a list", "{}");
                if (mustHaveParts) yield return ("empty", "[]");
                break;
            default:
                yield return ("text for a flag", "\"yes\"");
                break;
        }
    }

    private static IEnumerable<(string Path, JsonItem Value)> Walk(string path, JsonItem item)
    {
        yield return (path, item);
        IEnumerable<(string, JsonItem)> below = item.Members.Select(m => ($"{path}.{m.Key}", m.Value)).Concat(item.Elements.Select((e, i) => ($"{path}[{i}]", e)));
        foreach ((string at, JsonItem value) in below)
            foreach ((string, JsonItem) found in Walk(at, value)) yield return found;
    }

    private static string Written(byte[] utf8, JsonItem value) => Encoding.UTF8.GetString(utf8[value.Offset..EndOf(utf8, value.Offset)]);

    private static int EndOf(byte[] utf8, int offset)
    {
        Utf8JsonReader reader = new(utf8.AsSpan(offset), new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowMultipleValues = true });
        reader.Read();
        reader.Skip();
        return offset + (int)reader.BytesConsumed;
    }

    private static int EndWithComma(byte[] utf8, int end)
    {
        int next = end;
        while (char.IsWhiteSpace((char)utf8[next])) next++;
        return utf8[next] == ',' ? next + 1 : end;
    }

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Indices();
}
