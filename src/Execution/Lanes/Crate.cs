using System.Buffers.Binary;
using System.Runtime.InteropServices;
using ShortOrder.Execution.Work;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Execution.Lanes;

/// <summary>The bytes in a crate: the value it was packed for, then that value stretched over the crate's length, word by word.</summary>
internal static class Crate
{
    private const long BytesPerMinute = 64 * 1_024;
    private const int Word = sizeof(ulong);

    /// <summary>A crate that takes so long to pack.</summary>
    public static byte[] Pack(ulong value, long ticks)
    {
        byte[] bytes = GC.AllocateUninitializedArray<byte>(Word + (Words(ticks) * Word));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        Span<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes.AsSpan(Word));
        for (int i = 0; i < words.Length; i++) words[i] = WordOf(value, i);
        return bytes;
    }

    /// <summary>Whether every word is as it was packed, and as many as must be.</summary>
    public static bool IsIntact(ReadOnlySpan<byte> bytes, long ticks)
    {
        if (bytes.Length != Word + (Words(ticks) * Word)) return false;
        ulong value = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes[Word..]);
        for (int i = 0; i < words.Length; i++) if (words[i] != WordOf(value, i)) return false;
        return true;
    }

    private static int Words(long ticks) => (int)(ticks * BytesPerMinute / KitchenDuration.TicksPerMinute / Word);

    private static ulong WordOf(ulong value, int index) => Kernel.Mix(value, unchecked((ulong)index));
}
