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

/// <summary>A plan really run, all its kitchens and the pantry on threads of the test. The shorter of two runs counts, after one that warms up.</summary>
internal sealed class RealRun
{
    private static readonly double NsPerChunk = Calibrator.NsPerChunk(100);

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

    public static RealRun Serve(Level level, Plan plan, int tempoMs = 8, int runs = 2)
    {
        CompiledPlan compiled = PlanCompiler.Compile(level, plan);
        string folder = Directory.CreateTempSubdirectory("shortorder-test-").FullName;
        string path = Path.Combine(folder, "pantry");
        WorkRate rate = WorkRate.Of(NsPerChunk, tempoMs);
        using PantryServer pantry = new(path);
        Thread serving = new(() => { Hat.Futex.UsePreciseTimeouts(); pantry.Run(); }) { IsBackground = true };
        serving.Start();
        using PantryControl control = new(path);
        RealRun? best = null;
        try
        {
            for (int run = 0; run <= runs; run++)
            {
                control.Reset(level.Tools, 0);
                RealRun one = Once(compiled, rate, tempoMs, path, folder);
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

    public void MustBeRight()
    {
        Assert.All(Reports, r => Assert.Empty(r.Faults));
        Assert.All(Reports, r => Assert.False(r.IsAborted || r.IsLogFull));
        ImmutableArray<ulong> expected = Checksum.Expected(Plan, Rate);
        TaskValue[] values = [.. Reports.SelectMany(r => r.Values).OrderBy(v => v.Task)];
        Assert.Equal(Enumerable.Range(0, Plan.Tasks.Length), values.Select(v => v.Task));
        Assert.All(values, v => Assert.Equal(expected[v.Task], v.Value));
    }

    private WorkRate Rate { get; init; }

    private static RealRun Once(CompiledPlan plan, WorkRate rate, int tempoMs, string path, string folder)
    {
        using LocalMail mail = new(plan);
        mail.Runtimes = [.. plan.Processes.Select((_, p) => new KitchenRuntime(plan, p, new() { ChunksPerTick = rate.ChunksPerTick, TempoMs = tempoMs, PantryPath = path, EventLogPath = Path.Combine(folder, $"log{p}") }, mail.For(p)))];
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
        return new(plan, minutes, [.. reports], [.. events.OrderBy(e => e.Timestamp)]) { Rate = rate };
    }
}
