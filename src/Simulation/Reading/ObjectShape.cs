using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace ShortOrder.Simulation.Reading;

/// <summary>An object with certain keys and no others. Declare it first, then its keys with it, in the order in which an author would write them.</summary>
public sealed class ObjectShape : Shape<ObjectReader?>
{
    private readonly List<Key> _keys = [];
    private readonly List<string> _required = [];

    /// <summary>Keys of which an object has exactly one; empty if it has none of that sort.</summary>
    public ImmutableArray<string> Alternatives { get; init; } = [];

    /// <summary>What is said of an object without members; null: it may be empty.</summary>
    public string? WhenEmpty { get; init; }

    /// <summary>Every key in the order of its declaration.</summary>
    public IReadOnlyList<Key> Keys => _keys;

    /// <summary>Declares a key that must be there.</summary>
    public Key<T> Required<T>(string name, Shape<T> shape, string doc, params string[] examples)
    {
        _required.Add(name);
        return Optional(name, shape, doc, examples);
    }

    /// <summary>Declares a key that may be left out.</summary>
    public Key<T> Optional<T>(string name, Shape<T> shape, string doc, params string[] examples) => Add(new Key<T>(name, shape, doc) { Examples = examples });

    /// <summary>Declares a key that may be left out and belongs to some of the alternatives only.</summary>
    public Key<T> Only<T>(string[] with, string name, Shape<T> shape, string doc) => Add(new Key<T>(name, shape, doc) { With = with });

    /// <summary>Declares a key that may be left out, and what that means; perhaps one that belongs to some of the alternatives only.</summary>
    public DefaultKey<T> Default<T>(string name, Shape<T?> shape, T standard, string doc, params string[] with) where T : struct =>
        Add(new DefaultKey<T>(name, shape, standard, doc) { With = with });

    /// <summary>The same object, in which further keys must be there.</summary>
    public ObjectShape Requiring(params Key[] keys)
    {
        ObjectShape stricter = new() { Doc = Doc, Rules = Rules, Alternatives = Alternatives, WhenEmpty = WhenEmpty };
        stricter._keys.AddRange(_keys);
        stricter._required.AddRange([.. _required, .. keys.Select(k => k.Name)]);
        return stricter;
    }

    /// <summary>Reads every key. Unknown and missing ones are reported; null only if the value is no object.</summary>
    public override ObjectReader? Read(JsonCursor value)
    {
        if (!value.IsObject([.. _keys.Select(k => k.Name)])) return null;
        if (WhenEmpty is not null && value.Item.Members.IsEmpty) value.Report(WhenEmpty);
        ObjectReader given = new(value, _keys);
        foreach (string key in _required) given.Require(key);
        return given;
    }

    internal override JsonObject Keywords(SchemaText schema)
    {
        JsonObject properties = [];
        foreach (Key key in _keys) properties[key.Name] = schema.Of(key);
        JsonObject keywords = new() { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
        if (_required.Count > 0) keywords["required"] = SchemaText.Texts(_required);
        if (WhenEmpty is not null) keywords["minProperties"] = 1;
        if (!Alternatives.IsEmpty) keywords["oneOf"] = AnyOf(Alternatives);
        JsonObject dependent = [];
        foreach (Key key in _keys.Where(k => k.With.Length > 0)) dependent[key.Name] = new JsonObject { ["anyOf"] = AnyOf(key.With) };
        if (dependent.Count > 0) keywords["dependentSchemas"] = dependent;
        return keywords;
    }

    private static JsonArray AnyOf(IEnumerable<string> keys) => [.. keys.Select(k => new JsonObject { ["required"] = SchemaText.Texts([k]) })];

    private TKey Add<TKey>(TKey key) where TKey : Key
    {
        _keys.Add(key);
        return key;
    }
}
