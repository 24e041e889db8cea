using System.Globalization;

namespace ShortOrder.Simulation.Reading;

/// <summary>Where in a JSON text something stands; written out only when a message needs it.</summary>
public sealed class JsonPath
{
    private readonly JsonPath? _parent;
    private readonly string? _key;
    private readonly int _index;

    private JsonPath(JsonPath? parent, string? key, int index) => (_parent, _key, _index) = (parent, key, index);

    /// <summary>The whole text: <c>$</c>.</summary>
    public static JsonPath Root { get; } = new(null, null, 0);

    /// <summary>The value of a key of this object.</summary>
    public JsonPath Key(string key) => new(this, key, 0);

    /// <summary>An element of this array, from 0.</summary>
    public JsonPath Index(int index) => new(this, null, index);

    /// <summary><c>$.tasks[3].after[0]</c>; a key that is not a plain name is written <c>["a key"]</c>.</summary>
    public override string ToString() => _parent is null ? "$"
        : _key is null ? string.Create(NumberFormatInfo.InvariantInfo, $"{_parent}[{_index}]")
        : IsPlain(_key) ? $"{_parent}.{_key}"
        : $"{_parent}[{SafeText.Quote(_key)}]";

    private static bool IsPlain(string key) => key.Length is > 0 and <= 64 && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '$');
}
