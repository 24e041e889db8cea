using System.Diagnostics;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Execution.Measuring;

/// <summary>Turns timestamps of one run into kitchen time.</summary>
/// <param name="Start">Stopwatch timestamp at which the order was handed in.</param>
/// <param name="TempoMs">Real milliseconds of a kitchen minute.</param>
internal readonly record struct RunClock(long Start, int TempoMs)
{
    /// <summary>Kitchen time of a timestamp; the start for what came before it.</summary>
    public KitchenTime At(long timestamp) => new(Math.Max(0, (long)Math.Round(Milliseconds(timestamp) / TempoMs * KitchenDuration.TicksPerMinute)));

    /// <summary>Real milliseconds from the start.</summary>
    public double Milliseconds(long timestamp) => Stopwatch.GetElapsedTime(Start, timestamp).TotalMilliseconds;
}
