using System.Collections.Immutable;
using System.Diagnostics;
using ShortOrder.Execution.Kitchens;
using ShortOrder.Execution.Lanes;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Execution.Measuring;

/// <summary>Performs single runs with a prepared crew, and watches over them.</summary>
internal sealed class RunDriver(CompiledPlan plan, KitchenCrew crew, PantryProcess pantry, int tempoMs, IReadOnlyList<string> logs)
{
    private static readonly TimeSpan Lead = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ProbePeriod = TimeSpan.FromMilliseconds(250);

    /// <summary>Microseconds by which the pantry answers early, to make up for the way.</summary>
    public int PantryLeadUs { get; init; }

    /// <summary>How often the live picture is fed.</summary>
    public TimeSpan FeedPeriod { get; init; } = TimeSpan.FromMilliseconds(33);

    /// <summary>One run from start to end.</summary>
    /// <param name="live">Gets what is new.</param>
    /// <param name="cancel">Leaves the crew in the middle of the run: it must be disposed.</param>
    /// <exception cref="LostPartException">A part died.</exception>
    public async Task<RunOutcome> RunAsync(Action<ImmutableArray<TraceEntry>> live, CancellationToken cancel)
    {
        await pantry.ResetAsync(plan.Level.Tools, PantryLeadUs, cancel).ConfigureAwait(false);
        using EventCollector events = new(logs);
        SystemLoad before = SystemLoad.Now();
        RunClock clock = new(Stopwatch.GetTimestamp() + (long)(Lead.TotalSeconds * Stopwatch.Frequency), tempoMs);
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task opening = OpenColdKitchens(clock.Start, over.Token);
        foreach ((_, WorkerProcess worker) in crew.Workers) worker.Send(Command.Run, w => w.Write(clock.Start));
        Task<BinaryReader> home = crew.Home.Next(Reply.Report, over.Token);
        try
        {
            ImmutableArray<OpenWait>? stuck = await WatchAsync(home, opening, events, clock, live, cancel).ConfigureAwait(false);
            if (stuck is { } waits)
            {
                long now = Stopwatch.GetTimestamp();
                return new() { ElapsedMs = clock.Milliseconds(now), Timeline = events.Build(plan, clock, now), Waits = waits };
            }

            ImmutableArray<RunReport> reports = await ReportsAsync(ControlMessages.ReadReport(await home.ConfigureAwait(false)), cancel).ConfigureAwait(false);
            long end = reports[0].EndTimestamp;
            live(events.ReadNew(clock));
            double elapsed = clock.Milliseconds(end);
            return new() { ElapsedMs = elapsed, Timeline = events.Build(plan, clock, end), Reports = reports, Signals = Signals(reports, elapsed, SystemLoad.Now().Since(before)) };
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await Task.WhenAny(opening).ConfigureAwait(false);
        }
    }

    private async Task<ImmutableArray<OpenWait>?> WatchAsync(
        Task home, Task opening, EventCollector events, RunClock clock, Action<ImmutableArray<TraceEntry>> live, CancellationToken cancel)
    {
        Watchdog watchdog = new(Patience);
        TimeSpan nextProbe = Lead + ProbePeriod;
        while (!home.IsCompleted)
        {
            Task<LostPartException>[] gone = [.. crew.Workers.Select(w => w.Worker.Gone), pantry.Gone];
            Task first = await Task.WhenAny([home, .. gone, .. opening.IsCompletedSuccessfully ? (Task[])[] : [opening], Task.Delay(FeedPeriod, cancel)]).ConfigureAwait(false);
            cancel.ThrowIfCancellationRequested();
            if (first is Task<LostPartException> lost) throw await lost.ConfigureAwait(false);
            if (first == opening) await opening.ConfigureAwait(false);
            live(events.ReadNew(clock));
            TimeSpan now = Stopwatch.GetElapsedTime(clock.Start);
            if (now < nextProbe || home.IsCompleted) continue;
            nextProbe = now + ProbePeriod;
            (long Progress, int Pending)[] states = await crew.AskAll(Command.Progress, Reply.Progress, LongestAnswer, static r => (r.ReadInt64(), r.ReadInt32()), cancel).ConfigureAwait(false);
            TimeSpan cpu = crew.Workers.Aggregate(TimeSpan.Zero, (sum, w) => sum + w.Worker.CpuTime);
            if (!watchdog.IsStuck(now, states.Sum(s => s.Progress), states.Sum(s => s.Pending), cpu) || home.IsCompleted) continue;
            ImmutableArray<OpenWait>[] waits = await crew.AskAll(Command.Waits, Reply.Waits, LongestAnswer, ControlMessages.ReadWaits, cancel).ConfigureAwait(false);
            return [.. waits.SelectMany(w => w)];
        }

        return null;
    }

    private async Task<ImmutableArray<RunReport>> ReportsAsync(RunReport home, CancellationToken cancel)
    {
        List<RunReport> reports = [home];
        foreach ((_, WorkerProcess worker) in crew.Workers.Skip(1)) worker.Send(Command.End);
        foreach ((_, WorkerProcess worker) in crew.Workers.Skip(1))
        {
            try
            {
                reports.Add(ControlMessages.ReadReport(await worker.Next(Reply.Report, cancel).WaitAsync(LongestEnd, cancel).ConfigureAwait(false)));
            }
            catch (TimeoutException e)
            {
                throw new LostPartException($"Kitchen {worker.Kitchen} did not stop when all was served.", e);
            }
        }

        return [.. reports];
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
        RunQueueNs = Known(reports.Select(r => r.RunQueueNs)),
        HatSwitches = reports.Sum(r => r.HatSwitches),
        PressureNs = load.PressureNs,
        StolenNs = load.StolenNs,
    };

    private static long Known(IEnumerable<long> values) => values.Any(v => v < 0) ? -1 : values.Sum();
}
