using System.Collections.Immutable;
using System.Diagnostics;
using ShortOrder.Execution.Kitchens;
using ShortOrder.Execution.Measuring;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Execution.Calibration;

/// <summary>Takes the measurements of a <see cref="MachineProfile"/>: probes in worker processes, and tiny plans served as any other.</summary>
internal sealed class MachineCheck(WorkerSite site, PantryProcess pantry, IProgress<string>? progress)
{
    private const int TempoMs = 20;
    private const int Calibrations = 5;
    private const int Commands = 50;
    private const int ThreadsAtOnce = 100;
    private const double BlockMs = 100;
    private const double WaitMs = 10;
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(5);

    /// <summary>All of it.</summary>
    public async Task<MachineProfile> MeasureAsync(CancellationToken cancel)
    {
        progress?.Report("listening to the machine while nothing runs");
        SystemLoad before = SystemLoad.Now();
        await Task.Delay(Quiet, cancel).ConfigureAwait(false);
        long pressure = SystemLoad.Now().Since(before).PressureNs;

        progress?.Report("opening two kitchens");
        CompiledPlan pairOfThreads = Compile(Cpu(5) with { Count = 2 }, new Lane { Kind = LaneKind.Main, Tasks = [new("work", 1, 1)] }, new Lane { Kind = LaneKind.Thread, Tasks = [new("work", 2, 2)] });
        CompiledPlan thousandWaits = Compile(Io(5) with { Count = 1_000 }, new Lane { Kind = LaneKind.Loop, Tasks = [new("wait")] });
        long started = Stopwatch.GetTimestamp();
        WorkerProcess first = await WorkerProcess.StartAsync(site, "one", int.MaxValue, cancel).ConfigureAwait(false);
        await using (first.ConfigureAwait(false))
        {
            double coldStart = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            WorkerProcess second = await WorkerProcess.StartAsync(site, "two", int.MaxValue, cancel).ConfigureAwait(false);
            await using (second.ConfigureAwait(false))
            {
                progress?.Report("timing a chunk of work");
                double[] alone = new double[Calibrations];
                for (int i = 0; i < Calibrations; i++) alone[i] = await Probe(first, ProbeKind.ChunkNs, BlockMs).ConfigureAwait(false);
                Array.Sort(alone);
                double median = alone[Calibrations / 2];
                progress?.Report("timing two kitchens at once");
                double[] together = await Task.WhenAll(Probe(first, ProbeKind.ChunkNs, BlockMs), Probe(second, ProbeKind.ChunkNs, BlockMs)).ConfigureAwait(false);
                progress?.Report("timing threads, commands and the pantry");
                double warmCommand = await WarmCommandMs(first, cancel).ConfigureAwait(false);
                double threadStart = await Probe(first, ProbeKind.ThreadStart, ThreadsAtOnce).ConfigureAwait(false);
                await pantry.ResetAsync([], tempoMs: 0, earlyMicroseconds: 0, failing: [], cancel).ConfigureAwait(false);
                double lateness = await Probe(first, ProbeKind.PantryLateness, WaitMs).ConfigureAwait(false);
                progress?.Report("timing the hat and the loop");
                (double threadsMs, long switches) = await ServeOnceAsync(pairOfThreads, median, cancel).ConfigureAwait(false);
                (double loopMs, _) = await ServeOnceAsync(thousandWaits, median, cancel).ConfigureAwait(false);
                return new()
                {
                    Cores = site.Starter.CoreCount,
                    ChunkNs = median,
                    CalibrationSpread = (alone[^1] - alone[0]) / median,
                    PairSpeedUp = 2 * median / Math.Max(median, together.Max()),
                    HatSwitchUs = switches == 0 ? 0 : Math.Max(0, threadsMs - (10 * TempoMs)) * 1_000 / switches,
                    ThreadStartUs = threadStart,
                    PantryLatenessUs = lateness,
                    LoopMsPerThousand = Math.Max(0, loopMs - (5 * TempoMs)),
                    ColdStartMs = coldStart,
                    WarmCommandMs = warmCommand,
                    BackgroundNoise = pressure < 0 ? null : pressure / Quiet.TotalNanoseconds,
                };
            }
        }

        Task<double> Probe(WorkerProcess worker, ProbeKind kind, double argument) => MachineCalibration.ProbeAsync(worker, kind, pantry.Path, argument, cancel);
    }

    // The best of three, as for a score.
    private async Task<(double Ms, long HatSwitches)> ServeOnceAsync(CompiledPlan plan, double chunkNs, CancellationToken cancel)
    {
        KitchenCrew crew = await KitchenCrew.StartAsync(site, plan, isCold: false, cancel).ConfigureAwait(false);
        await using (crew.ConfigureAwait(false))
        {
            Work.WorkRate rate = Work.WorkRate.Of(chunkNs, TempoMs);
            await crew.PrepareAsync(_ => new() { Rate = rate, TempoMs = TempoMs, PantryPath = pantry.Path }, cancel).ConfigureAwait(false);
            RunDriver driver = new(plan, crew, pantry, TempoMs, []);
            List<RunOutcome> runs = [];
            for (int i = 0; i < 4; i++)
            {
                if (i > 0) await crew.ResetAsync(cancel).ConfigureAwait(false);
                runs.Add(await driver.RunAsync(_ => { }, cancel).ConfigureAwait(false));
            }

            RunOutcome best = runs.Skip(1).MinBy(r => r.ElapsedMs)!;
            return (best.ElapsedMs, best.Reports.Sum(r => r.HatSwitches));
        }
    }

    private static async Task<double> WarmCommandMs(WorkerProcess worker, CancellationToken cancel)
    {
        double[] times = new double[Commands];
        for (int i = 0; i < Commands; i++)
        {
            long asked = Stopwatch.GetTimestamp();
            await worker.Ask(Command.Progress, Reply.Progress, LongestAnswer, cancel).ConfigureAwait(false);
            times[i] = Stopwatch.GetElapsedTime(asked).TotalMilliseconds;
        }

        Array.Sort(times);
        return times[Commands / 2];
    }

    private static TaskSpec Cpu(decimal minutes) => Spec("work", StepKind.Cpu, minutes);

    private static TaskSpec Io(decimal minutes) => Spec("wait", StepKind.Io, minutes);

    private static TaskSpec Spec(string id, StepKind kind, decimal minutes) =>
        new() { Id = id, Title = id, Steps = [new() { Kind = kind, Duration = KitchenDuration.FromMinutes(minutes) }] };

    private static CompiledPlan Compile(TaskSpec task, params ImmutableArray<Lane> lanes)
    {
        Level level = new()
        {
            Id = "machine-check",
            Title = "",
            Tasks = [task],
            Costs = new() { StartThread = KitchenDuration.Zero, StartTask = KitchenDuration.Zero },
            Allow = new() { Threads = Allowance.Any, Loops = Allowance.Any },
        };
        return PlanCompiler.Compile(level, new() { Level = level.Id, Kitchens = [new("home", 1, lanes)] });
    }
}
