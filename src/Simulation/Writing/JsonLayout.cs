using System.Globalization;
using System.Text;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Simulation.Writing;

/// <summary>JSON value to text as a person lays it out: what fits on a line stands on one, the rest is opened, a member or element a line.</summary>
public static class JsonLayout
{
    /// <summary>Columns of a line. A text that is longer by itself stays whole.</summary>
    private const int Width = 140;

    private const int Indent = 2;

    /// <summary>The text, ending in a line feed. The outermost value is always open. Equal values give equal texts.</summary>
    public static string Print(JsonItem root)
    {
        StringBuilder text = new();
        Open(text, root, indent: 0);
        return text.Append('\n').ToString();
    }

    /// <summary>A string in quotation marks: letters of every script as they are, everything that could steer a terminal spelled out.</summary>
    public static string Quote(string text)
    {
        StringBuilder quoted = new("\"", text.Length + 2);
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) quoted.Append(text[i]).Append(text[++i]);
            else if (text[i] is '"' or '\\') quoted.Append('\\').Append(text[i]);
            else if (SafeText.IsUnsafe(text[i])) quoted.Append(NumberFormatInfo.InvariantInfo, $"\\u{(int)text[i]:X4}");
            else quoted.Append(text[i]);
        }
        return quoted.Append('"').ToString();
    }

    /// <param name="text">Where to append.</param>
    /// <param name="item">The value.</param>
    /// <param name="indent">Columns before the line on which it begins.</param>
    /// <param name="used">Columns of that line that are used already, and by what follows the value on it.</param>
    private static void Append(StringBuilder text, JsonItem item, int indent, int used)
    {
        string line = Flat(item);
        if (used + line.Length <= Width || (item.Elements.IsEmpty && item.Members.IsEmpty)) text.Append(line);
        else Open(text, item, indent);
    }

    private static void Open(StringBuilder text, JsonItem item, int indent)
    {
        bool isObject = item.Kind == JsonKind.Object;
        (string Key, JsonItem Value)[] parts = isObject ? [.. item.Members.Select(m => ($"{Quote(m.Key)}: ", m.Value))] : [.. item.Elements.Select(e => ("", e))];
        text.Append(isObject ? '{' : '[').Append('\n');
        for (int i = 0; i < parts.Length; i++)
        {
            string comma = i + 1 < parts.Length ? "," : "";
            text.Append(' ', indent + Indent).Append(parts[i].Key);
            Append(text, parts[i].Value, indent + Indent, indent + Indent + parts[i].Key.Length + comma.Length);
            text.Append(comma).Append('\n');
        }
        text.Append(' ', indent).Append(isObject ? '}' : ']');
    }

    private static string Flat(JsonItem item) => item.Kind switch
    {
        JsonKind.Object => item.Members.IsEmpty ? "{}" : $"{{ {string.Join(", ", item.Members.Select(m => $"{Quote(m.Key)}: {Flat(m.Value)}"))} }}",
        JsonKind.Array => $"[{string.Join(", ", item.Elements.Select(Flat))}]",
        JsonKind.String => Quote(item.Text),
        JsonKind.Number => item.Text,
        JsonKind.True => "true",
        JsonKind.False => "false",
        _ => "null",
    };
}
