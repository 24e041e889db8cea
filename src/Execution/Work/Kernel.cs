using System.Runtime.CompilerServices;

namespace ShortOrder.Execution.Work;

/// <summary>The work of a CPU step: chunks of a hash chain in which every round needs the one before.</summary>
/// <remarks>
/// A serial chain of shifts and multiplications touches no memory and leaves most of the core's issue slots free, so neither caches nor a busy neighbour
/// change its speed much. A chunk starts from one of eight seeds, chosen by the value that the work is done for, and its result is mixed into that value:
/// whoever knows the eight results can check any amount of work without doing it, whoever does the work has no way round it.
/// </remarks>
internal static class Kernel
{
    /// <summary>Rounds of one chunk: 10 to 20 µs on today's machines, so that a safe point after each is soon enough.</summary>
    public const int RoundsPerChunk = 8_192;

    /// <summary>How many seeds a chunk can start from.</summary>
    public const int Seeds = 8;

    private const ulong Odd = 0x9E37_79B9_7F4A_7C15;

    /// <summary>One chunk, really done: the chain's end.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static ulong Chunk(ulong start)
    {
        ulong x = start;
        for (int i = 0; i < RoundsPerChunk; i++)
        {
            x ^= x >> 29;
            x = unchecked(x * 0xBF58_476D_1CE4_E5B9);
        }

        return x;
    }

    /// <summary>Where the next chunk of a value starts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong SeedOf(ulong value) => unchecked(((value & (Seeds - 1)) + 1) * Odd);

    /// <summary>The value after one more result has flowed into it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong value, ulong result)
    {
        ulong mixed = unchecked((value ^ result) * Odd + 1);
        return mixed ^ (mixed >> 32);
    }

    /// <summary>What the pantry makes of the token that came with a request.</summary>
    public static ulong Serve(ulong token) => Mix(token, 0x5045_414E_5452_5921);

    /// <summary>The value with which a task begins, before its predecessors' values flow in.</summary>
    public static ulong Start(int task) => Mix(unchecked((ulong)task + 1), 0x5441_534B);
}
