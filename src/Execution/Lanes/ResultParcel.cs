using System.Buffers.Binary;

namespace ShortOrder.Execution.Lanes;

/// <summary>What travels with a result: how often the task wrote to each shared thing, then its crate.</summary>
internal static class ResultParcel
{
    /// <summary>To bytes. Writes come first, a count and as many numbers.</summary>
    public static byte[] Write(int[]? writes, ReadOnlySpan<byte> crate)
    {
        int count = writes?.Length ?? 0;
        byte[] bytes = GC.AllocateUninitializedArray<byte>(4 + (4 * count) + crate.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes, count);
        for (int i = 0; i < count; i++) BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4 + (4 * i)), writes![i]);
        crate.CopyTo(bytes.AsSpan(4 + (4 * count)));
        return bytes;
    }

    /// <summary>The crate; the writes are added to <paramref name="shared"/> unless it is null.</summary>
    public static byte[] Read(ReadOnlySpan<byte> bytes, SharedThings? shared)
    {
        int count = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        for (int i = 0; i < count; i++) shared?.Add(i, BinaryPrimitives.ReadInt32LittleEndian(bytes[(4 + (4 * i))..]));
        return bytes[(4 + (4 * count))..].ToArray();
    }
}
