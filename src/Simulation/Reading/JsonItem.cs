using System.Collections.Immutable;
using System.Globalization;

namespace ShortOrder.Simulation.Reading;

/// <summary>The kinds of JSON value.</summary>
public enum JsonKind : byte
{
    /// <summary><c>{…}</c></summary>
    Object,

    /// <summary><c>[…]</c></summary>
    Array,

    /// <summary><c>"…"</c></summary>
    String,

    /// <summary><c>1.5</c></summary>
    Number,

    /// <summary><c>true</c></summary>
    True,

    /// <summary><c>false</c></summary>
    False,

    /// <summary><c>null</c></summary>
    Null,
}

/// <summary>A JSON value and where it stands.</summary>
public sealed class JsonItem
{
    internal JsonItem(JsonKind kind, int offset, string text) => (Kind, Offset, Text) = (kind, offset, text);

    /// <summary>What kind of value it is.</summary>
    public JsonKind Kind { get; }

    /// <summary>Byte at which it begins.</summary>
    public int Offset { get; }

    /// <summary>A string's characters, a number as it was written; empty for all others.</summary>
    public string Text { get; }

    /// <summary>An array's elements.</summary>
    public ImmutableArray<JsonItem> Elements { get; internal set; } = [];

    /// <summary>An object's members in file order, repeated keys included.</summary>
    public ImmutableArray<JsonMember> Members { get; internal set; } = [];

    /// <summary>What a message calls it, e.g. <c>the text "three"</c>.</summary>
    public string Description => Kind switch
    {
        JsonKind.Object => "an object",
        JsonKind.Array => "a list",
        JsonKind.String => $"the text {SafeText.Quote(Text)}",
        JsonKind.Number => $"the number {(Text.Length > 24 ? Text[..23] + "…" : Text)}",
        JsonKind.True => "true",
        JsonKind.False => "false",
        _ => "null",
    };

    /// <summary>The first member of that key, or null.</summary>
    public JsonItem? Find(string key)
    {
        foreach (JsonMember member in Members) if (member.Key == key) return member.Value;
        return null;
    }

    /// <summary>The value at a path such as <c>$.kitchens[0].lanes[1]</c>, or as deep on the way to it as the text goes.</summary>
    public JsonItem Follow(string path)
    {
        JsonItem item = this;
        foreach (string part in path.Split(['.', '['], StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            JsonItem? next = !part.EndsWith(']') ? item.Find(part)
                : int.TryParse(part.AsSpan(..^1), NumberStyles.None, NumberFormatInfo.InvariantInfo, out int index) && index < item.Elements.Length ? item.Elements[index]
                : null;
            if (next is null) break;
            item = next;
        }
        return item;
    }
}

/// <summary>A key with its value.</summary>
/// <param name="Key">The key, unescaped.</param>
/// <param name="KeyOffset">Byte at which the key begins.</param>
/// <param name="Value">The value.</param>
public sealed record JsonMember(string Key, int KeyOffset, JsonItem Value);
