namespace ShortOrder.Execution.Work;

/// <summary>How much work a tick of kitchen time is on this machine at this tempo.</summary>
/// <param name="ChunksPerTick">Chunks in one tick that a step's value flows through; all processes of a run use the very same number, or their checksums would differ.</param>
/// <param name="MorePerTick">Chunks in one tick that a process does besides, outside the steps' values: its core is that much quicker than the slowest one's.</param>
internal readonly record struct WorkRate(double ChunksPerTick, double MorePerTick = 0)
{
    /// <summary>The rate of a machine that needs <paramref name="nsPerChunk"/> for a chunk.</summary>
    public static WorkRate Of(double nsPerChunk, int tempoMs) => new(tempoMs * 1e6 / KitchenMinuteTicks / nsPerChunk);

    /// <summary>Whole chunks of a step. What is left over is carried by the thread, outside the step's value: see <see cref="Remainder"/>.</summary>
    public long Chunks(long ticks) => (long)(ticks * ChunksPerTick);

    /// <summary>What <see cref="Chunks"/> leaves out of <see cref="All"/>.</summary>
    public double Remainder(long ticks) => All(ticks) - Chunks(ticks);

    /// <summary>The whole amount of work, in chunks.</summary>
    public double All(long ticks) => ticks * (ChunksPerTick + MorePerTick);

    private const int KitchenMinuteTicks = (int)Simulation.Time.KitchenDuration.TicksPerMinute;
}
