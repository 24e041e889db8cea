using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace ShortOrder.Simulation.Reading;

/// <summary>What a JSON value has to be. From this one description the value is read, and the JSON Schema is written by which editors check it: the two cannot drift apart.</summary>
public abstract class Shape
{
    /// <summary>Name under which a schema describes it once and refers to it; null: it is written out wherever it stands.</summary>
    public string? Name { get; init; }

    /// <summary>What an editor says of it; null if the key's own words are enough.</summary>
    public string? Doc { get; init; }

    /// <summary>Conditions between its parts, each a JSON Schema. Readers check the same by hand, where they can name the cure; the corpus of broken files holds the two together.</summary>
    public ImmutableArray<string> Rules { get; init; } = [];

    /// <summary>Its keywords, without name, description and rules.</summary>
    internal abstract JsonObject Keywords(SchemaText schema);
}

/// <summary>What a JSON value has to be, and what is made of it.</summary>
/// <typeparam name="T">Nullable, or a list: null or empty is what becomes of a value that will not do, after its report.</typeparam>
public abstract class Shape<T> : Shape
{
    /// <summary>What stands for a key that is not there.</summary>
    internal virtual T Nothing => default!;

    /// <summary>Reads the value and everything below it; what will not do is reported.</summary>
    public abstract T Read(JsonCursor value);
}

/// <summary>An element of a list, with its place for further reports.</summary>
public readonly record struct Entry<T>(JsonCursor Cursor, T Value);

/// <summary>A member of an object whose keys are names, with its place for further reports.</summary>
public readonly record struct NamedEntry<T>(string Name, JsonCursor Cursor, T Value);

/// <summary>What becomes of a list's elements.</summary>
public static class Entries
{
    /// <summary>The elements that would do.</summary>
    public static IEnumerable<T> Values<T>(this ImmutableArray<Entry<T?>> entries) where T : class => entries.Select(e => e.Value).OfType<T>();
}
