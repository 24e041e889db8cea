using System.Collections.Immutable;
using ShortOrder.Execution.Lanes;
using ShortOrder.Execution.Work;

namespace ShortOrder.Execution.Measuring;

/// <summary>How fast each process's core works now, learnt from what it did in the last runs: a kitchen minute is the same time on all of them, whatever their clocks and neighbours do.</summary>
/// <remarks>
/// A virtual machine's cores differ by up to 8 % from each other and from a minute before, and nothing in the system tells: time that the host took counts as the thread's own. What a thread's own
/// CPU clock says about chunks of work does. A thread that waits for a core, a hat or a lock does not run that clock, so that no cost of a schedule is calibrated away.
/// </remarks>
internal sealed class CoreSpeeds
{
    private const double LeastCpuNs = 10e6; // less says little
    private const int Remembered = 5;

    private readonly int _tempoMs;
    private readonly List<double>[] _nsPerChunk; // the last ones measured, by process

    /// <summary>Every core works as calibrated.</summary>
    public CoreSpeeds(int processes, double nsPerChunk, int tempoMs)
    {
        _tempoMs = tempoMs;
        _nsPerChunk = [.. Enumerable.Range(0, processes).Select(_ => new List<double> { nsPerChunk })];
    }

    /// <summary>Work in a tick that the values of all processes flow through: what the slowest core does.</summary>
    public WorkRate Common => WorkRate.Of(_nsPerChunk.Max(Median), _tempoMs);

    /// <summary>Work in a tick of one process.</summary>
    public WorkRate RateOf(int process) => Common with { MorePerTick = WorkRate.Of(Median(_nsPerChunk[process]), _tempoMs).ChunksPerTick - Common.ChunksPerTick };

    /// <summary>Takes the median of the calibration and what the processes did in the last runs, five in all, as the measure for the next: one run in which the host was slow says nothing about the next.</summary>
    /// <param name="reports">A report of each process, in order; other than that nothing is learnt.</param>
    /// <returns>By what share the core that changed most was slower than assumed (negative: quicker); 0 where nothing can be told.</returns>
    public double Learn(ImmutableArray<RunReport> reports)
    {
        double furthest = 0;
        for (int process = 0; process < _nsPerChunk.Length && reports.Length == _nsPerChunk.Length; process++)
        {
            RunReport report = reports[process];
            if (report.ComputeCpuNs < LeastCpuNs || report.ComputeChunks == 0) continue;
            List<double> last = _nsPerChunk[process];
            double measured = (double)report.ComputeCpuNs / report.ComputeChunks, change = (measured / Median(last)) - 1;
            if (Math.Abs(change) > Math.Abs(furthest)) furthest = change;
            if (last.Count == Remembered) last.RemoveAt(0);
            last.Add(measured);
        }

        return furthest;
    }

    private static double Median(List<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
