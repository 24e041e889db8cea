using System.Collections.Immutable;
using System.Diagnostics;
using ShortOrder.Execution.Kitchens;
using ShortOrder.Execution.Lanes;
using ShortOrder.Execution.Pantry;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Execution.Measuring;

/// <summary>Performs single runs with a prepared crew, and watches over them.</summary>
internal sealed class RunDriver(CompiledPlan plan, KitchenCrew crew, PantryProcess pantry, int tempoMs, IReadOnlyList<string> logs)
{
    private static readonly TimeSpan Lead = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestCause = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan ProbePeriod = TimeSpan.FromMilliseconds(250);

    /// <summary>Microseconds by which the pantry answers early, to make up for the way.</summary>
    public int PantryLeadUs { get; init; }

    /// <summary>How long everything may stand still before it is a deadlock.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often the live picture is fed.</summary>
    public TimeSpan FeedPeriod { get; init; } = TimeSpan.FromMilliseconds(33);

    /// <summary>One run from start to end.</summary>
    /// <param name="live">Gets what is new.</param>
    /// <param name="cancel">Leaves the crew in the middle of the run: it must be disposed.</param>
    /// <exception cref="LostPartException">A part died.</exception>
    public async Task<RunOutcome> RunAsync(Action<ImmutableArray<TraceEntry>> live, CancellationToken cancel)
    {
        await pantry.ResetAsync(plan.Level.Tools, tempoMs, PantryLeadUs, FailingStep.Of(plan), cancel).ConfigureAwait(false);
        using EventCollector events = new(logs);
        SystemLoad before = SystemLoad.Now();
        RunClock clock = new(Stopwatch.GetTimestamp() + (long)(Lead.TotalSeconds * Stopwatch.Frequency), tempoMs);
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task opening = OpenColdKitchens(clock.Start, over.Token);
        foreach ((_, WorkerProcess worker) in crew.Workers) worker.Send(Command.Run, w => w.Write(clock.Start));
        Dictionary<WorkerProcess, Task<RunReport>> reports = [];
        try
        {
            ImmutableArray<OpenWait>? stuck = await WatchAsync(reports, opening, events, clock, live, over.Token).ConfigureAwait(false);
            cancel.ThrowIfCancellationRequested();
            if (stuck is { } waits)
            {
                long now = Stopwatch.GetTimestamp();
                return new() { ElapsedMs = clock.Milliseconds(now), Timeline = events.Build(plan, clock, now), Waits = waits };
            }

            ImmutableArray<RunReport> all = await EndAsync(reports, cancel).ConfigureAwait(false);
            long end = all[0].EndTimestamp;
            live(events.ReadNew(clock));
            double elapsed = clock.Milliseconds(end);
            return new() { ElapsedMs = elapsed, Timeline = events.Build(plan, clock, end), Reports = all, Signals = Signals(all, elapsed, SystemLoad.Now().Since(before)) };
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await Task.WhenAny(opening).ConfigureAwait(false);
        }
    }

    // Until home has reported: what is new goes to the live picture, what died is thrown, what sticks is returned.
    private async Task<ImmutableArray<OpenWait>?> WatchAsync(Dictionary<WorkerProcess, Task<RunReport>> reports, Task opening,
        EventCollector events, RunClock clock, Action<ImmutableArray<TraceEntry>> live, CancellationToken over)
    {
        Watchdog watchdog = new(Patience);
        TimeSpan nextProbe = Lead + ProbePeriod;
        Task<RunReport> home = Expect(crew.Home);
        while (!home.IsCompleted)
        {
            Task[] gone = [.. crew.Workers.Select(w => w.Worker.Gone), pantry.Gone];
            Task[] reporting = [.. crew.Workers.Select(w => Expect(w.Worker)).Where(r => !r.IsCompleted)];
            Task first = await Task.WhenAny([.. gone, .. reporting, .. opening.IsCompleted ? (Task[])[] : [opening], Task.Delay(FeedPeriod, over)]).ConfigureAwait(false);
            if (first == opening) await opening.ConfigureAwait(false);
            if (over.IsCancellationRequested) return null;
            if (first is Task<LostPartException> lost) throw await CauseAsync(lost).ConfigureAwait(false);
            foreach ((WorkerProcess worker, Task<RunReport> report) in reports)
                if (report.IsCompletedSuccessfully && report.Result is { IsAborted: true } stopped) throw await CauseAsync(Task.FromResult(Stopped(worker, stopped))).ConfigureAwait(false);
            live(events.ReadNew(clock));
            TimeSpan now = Stopwatch.GetElapsedTime(clock.Start);
            if (now < nextProbe || home.IsCompleted) continue;
            nextProbe = now + ProbePeriod;
            (long Progress, int Pending)[] states = await crew.AskAll(Command.Progress, Reply.Progress, LongestAnswer, static r => (r.ReadInt64(), r.ReadInt32()), over).ConfigureAwait(false);
            TimeSpan cpu = crew.Workers.Aggregate(TimeSpan.Zero, (sum, w) => sum + w.Worker.CpuTime);
            if (!watchdog.IsStuck(now, states.Sum(s => s.Progress), states.Sum(s => s.Pending), cpu) || home.IsCompleted) continue;
            ImmutableArray<OpenWait>[] waits = await crew.AskAll(Command.Waits, Reply.Waits, LongestAnswer, ControlMessages.ReadWaits, over).ConfigureAwait(false);
            return [.. waits.SelectMany(w => w)];
        }

        return null;

        Task<RunReport> Expect(WorkerProcess worker)
        {
            if (!reports.TryGetValue(worker, out Task<RunReport>? report)) reports[worker] = report = ReportOf(worker, over);
            return report;
        }
    }

    // Kitchens cannot go on without the pantry: if it died, that is why.
    private async Task<LostPartException> CauseAsync(Task<LostPartException> lost)
    {
        await Task.WhenAny(pantry.Gone, Task.Delay(LongestCause)).ConfigureAwait(false);
        return await (pantry.Gone.IsCompleted ? pantry.Gone : lost).ConfigureAwait(false);
    }

    private static LostPartException Stopped(WorkerProcess worker, RunReport report) =>
        new($"Kitchen {worker.Kitchen} had to stop: {(report.Faults.IsEmpty ? "it was told to" : report.Faults[0])}.");

    private static async Task<RunReport> ReportOf(WorkerProcess worker, CancellationToken over) =>
        ControlMessages.ReadReport(await worker.Next(Reply.Report, over).ConfigureAwait(false));

    // Home is through: nobody needs the others' helpers any more.
    private async Task<ImmutableArray<RunReport>> EndAsync(Dictionary<WorkerProcess, Task<RunReport>> reports, CancellationToken cancel)
    {
        List<RunReport> all = [];
        foreach ((_, WorkerProcess worker) in crew.Workers.Skip(1)) worker.Send(Command.End);
        foreach ((_, WorkerProcess worker) in crew.Workers)
        {
            try
            {
                Task<RunReport> report = reports.GetValueOrDefault(worker) ?? ReportOf(worker, cancel);
                all.Add(await report.WaitAsync(LongestEnd, cancel).ConfigureAwait(false));
            }
            catch (TimeoutException e)
            {
                throw new LostPartException($"Kitchen {worker.Kitchen} did not stop when all was served.", e);
            }
        }

        return [.. all];
    }

    private async Task OpenColdKitchens(long start, CancellationToken over)
    {
        try
        {
            while (true)
            {
                int process = (await crew.Home.Next(Reply.OpenCold, over).ConfigureAwait(false)).ReadInt();
                await crew.OpenColdAsync(process, start, over).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    private static RunSignals Signals(ImmutableArray<RunReport> reports, double elapsedMs, SystemLoad load) => new()
    {
        ElapsedNs = (long)(elapsedMs * 1e6),
        ComputeWallNs = reports.Sum(r => r.ComputeWallNs),
        ComputeCpuNs = Known(reports.Select(r => r.ComputeCpuNs)),
        LongestLossNs = reports.Max(r => r.ComputeCpuNs < 0 ? 0 : r.ComputeWallNs - r.ComputeCpuNs),
        RunQueueNs = Known(reports.Select(r => r.RunQueueNs)),
        HatSwitches = reports.Sum(r => r.HatSwitches),
        PressureNs = load.PressureNs,
        StolenNs = load.StolenNs,
    };

    private static long Known(IEnumerable<long> values) => values.Any(v => v < 0) ? -1 : values.Sum();
}
