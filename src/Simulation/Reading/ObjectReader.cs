namespace ShortOrder.Simulation.Reading;

/// <summary>An object whose keys have been read.</summary>
public sealed class ObjectReader
{
    private readonly Dictionary<Key, object?> _values = [];

    internal ObjectReader(JsonCursor cursor, IEnumerable<Key> keys)
    {
        Cursor = cursor;
        foreach (Key key in keys) _values.Add(key, key.Read(Find(key)));
    }

    /// <summary>The object itself.</summary>
    public JsonCursor Cursor { get; }

    /// <summary>What was read; null or empty if the key is not there or its value would not do.</summary>
    public T Read<T>(Key<T> key) => (T)_values[key]!;

    /// <summary>What was read; the default if the key is not there or its value would not do.</summary>
    public T Read<T>(DefaultKey<T> key) where T : struct => (T)_values[key]!;

    /// <summary>The value of a key, for further reports; null if the key is not there.</summary>
    public JsonCursor? Find(Key key) => Find(key.Name);

    /// <summary>The value of a key that must be there; its absence is a problem.</summary>
    public JsonCursor? Require(Key key) => Require(key.Name);

    internal JsonCursor? Find(string key) => Cursor.Item.Find(key) is JsonItem value ? Cursor.Member(key, value) : null;

    internal JsonCursor? Require(string key)
    {
        if (Find(key) is JsonCursor value) return value;
        Cursor.Report($"the key \"{key}\" is missing: add it");
        return null;
    }
}
