using System.Collections.Immutable;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Execution.Kitchens;

/// <summary>Lists, indices and optional values for <see cref="PlanCodec"/> and the control messages.</summary>
internal static class BinaryLists
{
    /// <summary>An index or a count of at least −1, in as few bytes as it needs.</summary>
    public static void WriteInt(this BinaryWriter writer, int value) => writer.Write7BitEncodedInt64(value + 1L);

    /// <summary>What <see cref="WriteInt"/> wrote.</summary>
    public static int ReadInt(this BinaryReader reader) => (int)(reader.Read7BitEncodedInt64() - 1);

    /// <summary>The length, then each item.</summary>
    public static void WriteList<T>(this BinaryWriter writer, ImmutableArray<T> items, Action<BinaryWriter, T> write)
    {
        writer.WriteInt(items.Length);
        foreach (T item in items) write(writer, item);
    }

    /// <summary>What <see cref="WriteList"/> wrote.</summary>
    public static ImmutableArray<T> ReadList<T>(this BinaryReader reader, Func<BinaryReader, T> read)
    {
        ImmutableArray<T>.Builder items = ImmutableArray.CreateBuilder<T>(reader.ReadInt());
        for (int i = 0; i < items.Capacity; i++) items.Add(read(reader));
        return items.MoveToImmutable();
    }

    /// <summary>A list of indices.</summary>
    public static void WriteInts(this BinaryWriter writer, ImmutableArray<int> items) => writer.WriteList(items, static (w, i) => w.WriteInt(i));

    /// <summary>What <see cref="WriteInts"/> wrote.</summary>
    public static ImmutableArray<int> ReadInts(this BinaryReader reader) => reader.ReadList(static r => r.ReadInt());

    /// <summary>A text or null.</summary>
    public static void WriteOptional(this BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        if (text is not null) writer.Write(text);
    }

    /// <summary>A text or null, as written.</summary>
    public static string? ReadOptionalString(this BinaryReader reader) => reader.ReadBoolean() ? reader.ReadString() : null;

    /// <summary>A duration or null.</summary>
    public static void WriteOptional(this BinaryWriter writer, KitchenDuration? value)
    {
        writer.Write(value is not null);
        if (value is { } length) writer.Write7BitEncodedInt64(length.Ticks);
    }

    /// <summary>A duration or null, as written.</summary>
    public static KitchenDuration? ReadOptional(this BinaryReader reader) =>
        reader.ReadBoolean() ? new KitchenDuration(reader.Read7BitEncodedInt64()) : null;
}
