namespace ShortOrder.Execution.Work;

/// <summary>How much work a tick of kitchen time is on this machine at this tempo.</summary>
/// <param name="ChunksPerTick">Chunks in one tick; all processes of a run use the very same number, or their checksums would differ.</param>
internal readonly record struct WorkRate(double ChunksPerTick)
{
    /// <summary>The rate of a machine that needs <paramref name="nsPerChunk"/> for a chunk.</summary>
    public static WorkRate Of(double nsPerChunk, int tempoMs) => new(tempoMs * 1e6 / KitchenMinuteTicks / nsPerChunk);

    /// <summary>Whole chunks of a step. What is left over is carried by the thread, outside the step's value: see <see cref="Remainder"/>.</summary>
    public long Chunks(long ticks) => (long)(ticks * ChunksPerTick);

    /// <summary>Part of a chunk that <see cref="Chunks"/> leaves out, 0 to 1.</summary>
    public double Remainder(long ticks) => (ticks * ChunksPerTick) - Chunks(ticks);

    private const int KitchenMinuteTicks = (int)Simulation.Time.KitchenDuration.TicksPerMinute;
}
