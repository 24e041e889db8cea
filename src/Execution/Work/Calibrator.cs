using System.Diagnostics;
using ShortOrder.Execution.Hat;
using ShortOrder.Execution.Lanes;

namespace ShortOrder.Execution.Work;

/// <summary>Measures how fast this machine works, through the very path that steps take: chunk, safe point, under a hat.</summary>
internal static class Calibrator
{
    private const int BlockMicroseconds = 400;

    /// <summary>Nanoseconds of one chunk: the lower quartile of blocks of at least 0.4 ms. Shorter than 300 ms is for tests.</summary>
    /// <remarks>The quartile leaves out blocks that something else disturbed; longer measuring would only average over the drift of the clock frequency.</remarks>
    public static double NsPerChunk(int milliseconds = 300)
    {
        LaneThread thread = new(0, new KitchenHat(Stopwatch.Frequency), new(1), trace: null);
        thread.TakeHat();
        ulong value = thread.Compute(Kernel.Start(0), 64);
        long chunks = ChunksPerBlock(thread, ref value);
        List<double> blocks = [];
        long end = Stopwatch.GetTimestamp() + (milliseconds * Stopwatch.Frequency / 1_000);
        while (Stopwatch.GetTimestamp() < end || blocks.Count < 4)
        {
            long start = Stopwatch.GetTimestamp();
            value = thread.Compute(value, chunks);
            blocks.Add(Stopwatch.GetElapsedTime(start).TotalNanoseconds / chunks);
        }

        thread.LaneValue = value;
        thread.DropHat();
        blocks.Sort();
        return blocks[blocks.Count / 4];
    }

    private static long ChunksPerBlock(LaneThread thread, ref ulong value)
    {
        for (long chunks = 16; ; chunks *= 2)
        {
            long start = Stopwatch.GetTimestamp();
            value = thread.Compute(value, chunks);
            if (Stopwatch.GetElapsedTime(start).TotalMicroseconds >= BlockMicroseconds) return chunks;
        }
    }
}
