using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace ShortOrder.Simulation.Reading;

/// <summary>A list in which every element has the same shape; elements that will not do stay in it as null.</summary>
public sealed class ListShape<T>(Shape<T> element, int most) : Shape<ImmutableArray<Entry<T>>>
{
    /// <summary>What is said of a list without elements; null: it may be empty.</summary>
    public string? WhenEmpty { get; init; }

    /// <summary>What is said of a text that is there a second time, after the text; null: it may be.</summary>
    public string? WhenTwice { get; init; }

    /// <summary>What is said of too many elements, after their number; null: how many there may be.</summary>
    public string? WhenTooMany { get; init; }

    internal override ImmutableArray<Entry<T>> Nothing => [];

    /// <inheritdoc/>
    public override ImmutableArray<Entry<T>> Read(JsonCursor value)
    {
        if (WhenEmpty is not null && value.Item is { Kind: JsonKind.Array, Elements.IsEmpty: true }) value.Report(WhenEmpty);
        ImmutableArray<Entry<T>> entries = [.. value.AsArray(most, WhenTooMany).Select(e => new Entry<T>(e, element.Read(e)))];
        HashSet<string> seen = [];
        if (WhenTwice is not null)
            foreach (Entry<T> entry in entries)
                if (entry.Value is not null && !seen.Add(entry.Cursor.Item.Text)) entry.Cursor.Report($"{SafeText.Quote(entry.Cursor.Item.Text)} {WhenTwice}");
        return entries;
    }

    internal override JsonObject Keywords(SchemaText schema)
    {
        JsonObject keywords = new() { ["type"] = "array", ["items"] = schema.Of(element) };
        if (WhenEmpty is not null) keywords["minItems"] = 1;
        keywords["maxItems"] = most;
        if (WhenTwice is not null) keywords["uniqueItems"] = true;
        return keywords;
    }
}

/// <summary>An object whose keys are names of the author's own; every value has the same shape.</summary>
public sealed class MapShape<T>(Shape<T> value, int most) : Shape<ImmutableArray<NamedEntry<T>>>
{
    /// <summary>What is said of an object without members; null: it may be empty.</summary>
    public string? WhenEmpty { get; init; }

    /// <summary>The only keys there may be, with what an editor says of each; empty: any name.</summary>
    public ImmutableArray<(string Word, string Doc)> Words { get; init; } = [];

    /// <summary>What a key is, in messages; with <see cref="Words"/> only.</summary>
    public string What { get; init; } = "name";

    internal override ImmutableArray<NamedEntry<T>> Nothing => [];

    /// <inheritdoc/>
    public override ImmutableArray<NamedEntry<T>> Read(JsonCursor place)
    {
        if (WhenEmpty is not null && place.Item is { Kind: JsonKind.Object, Members.IsEmpty: true }) place.Report(WhenEmpty);
        ImmutableArray<NamedEntry<T>>.Builder entries = ImmutableArray.CreateBuilder<NamedEntry<T>>();
        foreach ((string name, JsonCursor member) in place.AsMembers(most))
        {
            if (!IsKnown(name, member)) continue;
            entries.Add(new(name, member, value.Read(member)));
        }
        return entries.ToImmutable();
    }

    internal override JsonObject Keywords(SchemaText schema)
    {
        JsonObject keywords = new() { ["type"] = "object" };
        if (Words.IsEmpty)
        {
            keywords["propertyNames"] = schema.Of(IdShape.Id);
            keywords["additionalProperties"] = schema.Of(value);
        }
        else
        {
            JsonObject properties = [];
            foreach ((string word, string doc) in Words) properties[word] = schema.Of(value, doc);
            keywords["properties"] = properties;
            keywords["additionalProperties"] = false;
        }
        if (WhenEmpty is not null) keywords["minProperties"] = 1;
        if (Words.IsEmpty) keywords["maxProperties"] = most;
        return keywords;
    }

    /// <summary>Whether to read the member. A name of the author's own that is none is reported, and read on.</summary>
    private bool IsKnown(string name, JsonCursor member)
    {
        if (Words.IsEmpty)
        {
            if (!Names.IsId(name)) member.Report(() => Names.Complaint(name));
            return true;
        }
        string[] words = [.. Words.Select(w => w.Word)];
        if (words.Contains(name)) return true;
        member.Report(() => $"no {What} is named {SafeText.Quote(name)}: {string.Join(", ", words)}{Suggestion.DidYouMean(name, words)}");
        return false;
    }
}

/// <summary>A number or a whole description: an object is read as the second, anything else as the first.</summary>
public sealed class EitherShape<TPlain, TObject>(Shape<TPlain> plain, Shape<TObject> described) : Shape<(TPlain Plain, TObject Described)>
{
    /// <inheritdoc/>
    public override (TPlain, TObject) Read(JsonCursor value) =>
        value.Item.Kind == JsonKind.Object ? (plain.Nothing, described.Read(value)) : (plain.Read(value), described.Nothing);

    internal override JsonObject Keywords(SchemaText schema) => new() { ["anyOf"] = new JsonArray(schema.Of(plain), schema.Of(described)) };
}

/// <summary>A value that its reader reads later, as one of these shapes, when the rest of the file is known.</summary>
public sealed class LaterShape(params ImmutableArray<Shape> shapes) : Shape<JsonCursor?>
{
    /// <inheritdoc/>
    public override JsonCursor? Read(JsonCursor value) => value;

    internal override JsonObject Keywords(SchemaText schema) =>
        shapes is [Shape only] ? schema.Of(only) : new() { ["anyOf"] = new JsonArray([.. shapes.Select(s => schema.Of(s))]) };
}
