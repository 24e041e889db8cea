using System.Diagnostics;
using ShortOrder.Execution.Work;

namespace ShortOrder.Execution.Calibration;

/// <summary>What a worker process can time for the coordinator.</summary>
internal enum ProbeKind : byte
{
    /// <summary>Nanoseconds per chunk of work; the argument is for how many milliseconds to look.</summary>
    ChunkNs = 1,
}

/// <summary>Reference loads, timed in a worker process because that is where plans run.</summary>
internal static class Probes
{
    private const int ChunksPerBlock = 40; // 0.4 ms or more: long against the clock's resolution

    /// <summary>Runs one probe.</summary>
    public static double Run(ProbeKind kind, string socket, double argument) => kind switch
    {
        ProbeKind.ChunkNs => ChunkNs(argument),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, socket),
    };

    // The lower quartile of short blocks: what disturbs a block only makes it longer.
    private static double ChunkNs(double milliseconds)
    {
        List<double> blocks = [];
        ulong value = Kernel.Start(0);
        long start = Stopwatch.GetTimestamp();
        while (blocks.Count < 4 || Stopwatch.GetElapsedTime(start).TotalMilliseconds < milliseconds)
        {
            long before = Stopwatch.GetTimestamp();
            for (int i = 0; i < ChunksPerBlock; i++) value = Kernel.Mix(value, Kernel.Chunk(Kernel.SeedOf(value)));
            blocks.Add(Stopwatch.GetElapsedTime(before).TotalNanoseconds / ChunksPerBlock);
        }

        blocks.Sort();
        GC.KeepAlive(value);
        return blocks[blocks.Count / 4];
    }
}
