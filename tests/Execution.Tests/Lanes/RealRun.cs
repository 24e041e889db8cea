using System.Collections.Immutable;
using System.Diagnostics;
using ShortOrder.Execution.Events;
using ShortOrder.Execution.Lanes;
using ShortOrder.Execution.Pantry;
using ShortOrder.Execution.Work;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Model;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Timelines;
using ShortOrder.Support;

namespace ShortOrder.Execution.Tests.Lanes;

/// <summary>A plan really run, all its kitchens and the pantry on threads of the test.</summary>
/// <remarks>
/// The machine may be busy with other things, which only ever adds time. So the shortest run counts, after one that warms up, and there are as many, within bounds, as it takes to
/// come near the model; a plan that the executor really runs too slowly stays too slow.
/// </remarks>
internal sealed class RealRun
{
    private const int CalibrationMs = 50;

    private RealRun(CompiledPlan plan, decimal minutes, ImmutableArray<RunReport> reports, ImmutableArray<EventRecord> events)
    {
        (Plan, Minutes, Reports, Events) = (plan, minutes, reports, events);
        Model = Simulator.Run(plan);
    }

    public CompiledPlan Plan { get; }

    public decimal Minutes { get; }

    /// <summary>Of the run that counts, one a process.</summary>
    public ImmutableArray<RunReport> Reports { get; }

    /// <summary>Of the run that counts, home's, by time.</summary>
    public ImmutableArray<EventRecord> Events { get; }

    public SimulationResult Model { get; }

    public decimal ModelMinutes => Model.Timeline.End.Minutes;

    public static RealRun Serve(Level level, params ReadOnlySpan<Kitchen> kitchens) => Serve(level, PlanBuilder.PlanFor(level, kitchens));

    public static RealRun Serve(Level level, Plan plan, int tempoMs = 8, int mostRuns = 12, bool isPortable = false)
    {
        CompiledPlan compiled = PlanCompiler.Compile(level, plan);
        string folder = Directory.CreateTempSubdirectory("shortorder-test-").FullName;
        string path = Path.Combine(folder, "pantry");
        WorkRate rate = WorkRate.Of(Calibrator.NsPerChunk(CalibrationMs), tempoMs);
        using PantryServer pantry = new(path, isPortable);
        Thread serving = new(() => { Execution.Hat.Futex.UsePreciseTimeouts(); pantry.Run(); }) { IsBackground = true };
        serving.Start();
        using PantryControl control = new(path);
        RealRun? best = null;
        try
        {
            for (int run = 0; run <= mostRuns && (best is null || best.Minutes > (best.ModelMinutes * 1.03m) + 0.05m); run++)
            {
                control.Reset(level.Tools, tempoMs, 0, FailingStep.Of(compiled));
                RealRun one = Once(compiled, rate, tempoMs, path, folder, isPortable, () => Serve(level, plan, tempoMs, mostRuns, isPortable));
                if (run > 0 && (best is null || one.Minutes < best.Minutes)) best = one;
            }
        }
        finally
        {
            pantry.Stop();
            serving.Join();
        }

        Directory.Delete(folder, recursive: true);
        return best!;
    }

    /// <summary>Whether other programs had the cores while this one wanted them, or slowed them down, now or at the calibration: then its time says nothing.</summary>
    public bool IsDisturbed => Reports.Any(r => r.ComputeCpuNs < r.ComputeWallNs * 0.97) || Reports.Sum(r => r.RunQueueNs) > (double)Minutes * TempoMs * 1e6 * 0.03 || Math.Abs(Slowness - 1) > 0.015;

    public string Disturbance => $"got {100.0 * Reports.Sum(r => r.ComputeCpuNs) / Reports.Sum(r => r.ComputeWallNs):F1} % of the cores, which took {Slowness:F3} of the calibrated time; {Reports.Sum(r => r.RunQueueNs) / 1e6:F1} ms in run queues";

    /// <summary>Core time of the hands-on work over what it took when the machine was calibrated; 1 where there is none.</summary>
    private double Slowness
    {
        get
        {
            double expected = (double)Model.Timeline.Spans.Where(s => s.State is SpanState.Working or SpanState.Packing or SpanState.Booting or SpanState.Starting).Sum(s => (s.End - s.Start).Minutes) * TempoMs * 1e6;
            return expected == 0 ? 1 : Reports.Sum(r => r.ComputeCpuNs) / expected;
        }
    }

    /// <summary>A time or ratio of some runs must lie within bounds; if it does not, they are run and measured again, as <see cref="Repeatedly"/> tells.
    /// Where it never does and other programs had the cores in the last runs, the test is skipped.</summary>
    public static void MustBeWithin(decimal least, decimal most, Func<RealRun[], decimal> measure, params RealRun[] runs)
    {
        decimal measured = measure(runs);
        for (int attempt = 1; attempt < Repeatedly.Attempts && (measured < least || measured > most); attempt++)
        {
            runs = [.. runs.Select(run => run.Again())];
            measured = measure(runs);
        }
        Assert.SkipWhen(runs.Any(run => run.IsDisturbed) && (measured < least || measured > most), $"Other programs kept the cores busy: measured {measured:F3}, expected {least} to {most}.");
        Assert.InRange(measured, least, most);
    }

    public decimal MinutesAt(long timestamp) => (decimal)Stopwatch.GetElapsedTime(Start, timestamp).TotalMilliseconds / TempoMs;

    public void MustBeRight()
    {
        Assert.All(Reports, r => Assert.Empty(r.Faults));
        Assert.All(Reports, r => Assert.False(r.IsAborted || r.IsLogFull));
        ImmutableArray<ulong> expected = Checksum.Expected(Plan, Rate);
        TaskValue[] values = [.. Reports.SelectMany(r => r.Values).OrderBy(v => v.Task)];
        Assert.Equal(Enumerable.Range(0, Plan.Tasks.Length), values.Select(v => v.Task));
        Assert.All(values, v => Assert.Equal(expected[v.Task], v.Value));
    }

    /// <summary>Serves the same plan once more in the same way.</summary>
    private Func<RealRun> Again { get; init; } = null!;

    private WorkRate Rate { get; init; }

    private long Start { get; init; }

    private int TempoMs { get; init; }

    private static RealRun Once(CompiledPlan plan, WorkRate rate, int tempoMs, string path, string folder, bool isPortable, Func<RealRun> again)
    {
        using LocalMail mail = new(plan);
        mail.Runtimes = [.. plan.Processes.Select((_, p) => new KitchenRuntime(plan, p, new RuntimeOptions() { Rate = rate, TempoMs = tempoMs, PantryPath = path, EventLogPath = Path.Combine(folder, $"log{p}"), IsPortable = isPortable }, mail.For(p)))];
        foreach (KitchenRuntime runtime in mail.Runtimes) runtime.Prepare();
        long start = Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 100);
        RunReport[] reports = new RunReport[plan.Processes.Length];
        Thread[] threads = [.. mail.Runtimes.Select((runtime, p) => new Thread(() => reports[p] = runtime.Run(start)))];
        foreach (Thread thread in threads) thread.Start();
        threads[0].Join();
        foreach (KitchenRuntime runtime in mail.Runtimes) runtime.OnEnd();
        foreach (Thread thread in threads) thread.Join();
        List<EventRecord> events = [];
        using (EventLogReader reader = new(Path.Combine(folder, "log0"))) reader.ReadNew(events);
        foreach (KitchenRuntime runtime in mail.Runtimes) runtime.Dispose();
        long end = reports.Max(r => r.EndTimestamp);
        decimal minutes = (decimal)Stopwatch.GetElapsedTime(start, end).TotalMilliseconds / tempoMs;
        return new(plan, minutes, [.. reports], [.. events.OrderBy(e => e.Timestamp)]) { Rate = rate, Start = start, TempoMs = tempoMs, Again = again };
    }
}
