namespace ShortOrder.Simulation.Reading;

/// <summary>An object whose keys have been checked.</summary>
public sealed class ObjectReader
{
    internal ObjectReader(JsonCursor cursor) => Cursor = cursor;

    /// <summary>The object itself.</summary>
    public JsonCursor Cursor { get; }

    /// <summary>The value of a key, or null if the key is not there.</summary>
    public JsonCursor? Find(string key) => Cursor.Item.Find(key) is JsonItem value ? Cursor.Member(key, value) : null;

    /// <summary>The value of a key that must be there; its absence is a problem.</summary>
    public JsonCursor? Require(string key)
    {
        if (Find(key) is JsonCursor value) return value;
        Cursor.Report($"the key \"{key}\" is missing: add it");
        return null;
    }
}
