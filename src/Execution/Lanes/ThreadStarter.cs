using System.Diagnostics;
using ShortOrder.Execution.Work;

namespace ShortOrder.Execution.Lanes;

/// <summary>Starts the further threads of a process, really and under the clock.</summary>
internal sealed class ThreadStarter(IReadOnlyDictionary<int, LaneThread> lanes, IReadOnlyDictionary<int, Thread> threads, WorkRate rate, int tempoMs)
{
    /// <summary>Starts a thread; it waits for <see cref="Release"/>. What it really took counts towards the price, the rest is paid in work.</summary>
    /// <param name="row">Which thread.</param>
    /// <param name="ticks">The price.</param>
    /// <param name="starter">Who pays.</param>
    /// <param name="value">Value of the starter's lane.</param>
    public ulong Start(int row, long ticks, LaneThread starter, ulong value)
    {
        long before = Stopwatch.GetTimestamp();
        threads[row].Start();
        double tickNs = tempoMs * 1e6 / Simulation.Time.KitchenDuration.TicksPerMinute;
        long left = ticks - (long)(Stopwatch.GetElapsedTime(before).TotalNanoseconds / tickNs);
        return left > 0 && rate.ChunksPerTick > 0 ? starter.Compute(value, left) : value;
    }

    /// <summary>The thread asks for its hat from now on. A helper, whose start is free, has been waiting for this since before the clock.</summary>
    public void Release(int row)
    {
        if (threads[row].ThreadState.HasFlag(System.Threading.ThreadState.Unstarted)) threads[row].Start();
        lanes[row].Wake();
    }
}
