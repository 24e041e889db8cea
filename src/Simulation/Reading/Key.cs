using System.Text.Json.Nodes;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Simulation.Reading;

/// <summary>A key of an object.</summary>
public abstract class Key
{
    private protected Key(string name, string doc) => (Name, Doc) = (name, doc);

    /// <summary>As it is written.</summary>
    public string Name { get; }

    /// <summary>What an editor says of it, with the unit.</summary>
    public string Doc { get; }

    /// <summary>Values as an author might write them, in JSON.</summary>
    public string[] Examples { get; init; } = [];

    /// <summary>The alternatives of the object that it belongs to; empty: to all.</summary>
    public string[] With { get; init; } = [];

    internal abstract Shape Shape { get; }

    internal virtual JsonNode? Default => null;

    /// <summary>The value, boxed, or what stands for none.</summary>
    internal abstract object? Read(JsonCursor? value);
}

/// <summary>A key whose absence is null or empty.</summary>
public sealed class Key<T>(string name, Shape<T> shape, string doc) : Key(name, doc)
{
    internal override Shape Shape => shape;

    internal override object? Read(JsonCursor? value) => value is null ? shape.Nothing : shape.Read(value);
}

/// <summary>A key whose absence means a default.</summary>
public sealed class DefaultKey<T>(string name, Shape<T?> shape, T standard, string doc) : Key(name, doc) where T : struct
{
    internal override Shape Shape => shape;

    internal override JsonNode? Default => standard switch
    {
        bool flag => flag,
        int whole => whole,
        decimal number => number,
        KitchenDuration length => length.Minutes,
        _ => throw new InvalidOperationException($"The default of \"{Name}\" cannot be written as JSON."),
    };

    internal override object? Read(JsonCursor? value) => value is null ? standard : shape.Read(value) ?? standard;
}
