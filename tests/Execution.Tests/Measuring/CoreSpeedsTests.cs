using System.Collections.Immutable;
using ShortOrder.Execution.Lanes;
using ShortOrder.Execution.Measuring;

namespace ShortOrder.Execution.Tests.Measuring;

public sealed class CoreSpeedsTests
{
    // 20 ms to the minute of 10,000 ticks: 2,000 ns to the tick. A chunk of 10,000 ns is five ticks, so a tick is 0.2 chunks.
    private readonly CoreSpeeds _speeds = new(processes: 2, nsPerChunk: 10_000, tempoMs: 20);

    [Fact]
    public void At_first_every_core_works_as_calibrated()
    {
        Assert.Equal(0.2, _speeds.Common.ChunksPerTick, 9);
        Assert.All([0, 1], p => Assert.Equal(0, _speeds.RateOf(p).MorePerTick, 9));
    }

    [Fact]
    public void Each_core_gets_the_work_that_it_does_in_a_minute()
    {
        double change = _speeds.Learn(Run(10_000, 15_000));

        Assert.Equal(0.5, change, 9); // the second core needed half as long again; half way between that and the calibration is 12,500
        Assert.Equal(0.16, _speeds.Common.ChunksPerTick, 9); // 2,000 / 12,500: what values flow through is the same for both
        Assert.Equal(0.04, _speeds.RateOf(0).MorePerTick, 9); // and the first does so much besides: 0.2 in all
        Assert.Equal(0, _speeds.RateOf(1).MorePerTick, 9);
        Assert.Equal(2_000, _speeds.RateOf(0).All(10_000), 6);
        Assert.Equal(1_600, _speeds.RateOf(0).Chunks(10_000));
        Assert.Equal(400, _speeds.RateOf(0).Remainder(10_000), 6);
    }

    [Fact]
    public void A_single_slow_run_says_nothing_about_the_next()
    {
        foreach (int ns in (int[])[10_000, 14_000]) _speeds.Learn(Run(ns, ns));

        Assert.Equal(0.2, _speeds.Common.ChunksPerTick, 9); // the median of the three, the calibration being the first
        Assert.Equal(0, _speeds.Learn(Run(10_000, 10_000)), 9);
        foreach (int ns in (int[])[14_000, 14_000]) _speeds.Learn(Run(ns, ns)); // now three of the last five were slow
        Assert.Equal(2_000 / 14_000.0, _speeds.Common.ChunksPerTick, 9);
    }

    [Theory]
    [InlineData(9)] // milliseconds of work: too little to tell
    [InlineData(-1)] // the system does not say
    public void What_says_nothing_changes_nothing(int cpuMs)
    {
        RunReport report = Run(14_000)[0] with { ComputeCpuNs = cpuMs * 1_000_000L };

        Assert.Equal(0, _speeds.Learn([report, report]), 9);
        Assert.Equal(0.2, _speeds.Common.ChunksPerTick, 9);
    }

    /// <summary>A run in which each process did a thousand chunks and needed so many nanoseconds for each.</summary>
    private static ImmutableArray<RunReport> Run(params ReadOnlySpan<int> nsPerChunk)
    {
        ImmutableArray<RunReport>.Builder reports = ImmutableArray.CreateBuilder<RunReport>();
        foreach (int ns in nsPerChunk)
            reports.Add(new()
            {
                EndTimestamp = 0,
                IsAborted = false,
                Values = [],
                Shared = [],
                Faults = [],
                HatSwitches = 0,
                ComputeWallNs = 1_000L * ns,
                ComputeCpuNs = 1_000L * ns,
                ComputeChunks = 1_000,
                RunQueueNs = 0,
                IsLogFull = false,
            });
        return reports.ToImmutable();
    }
}
