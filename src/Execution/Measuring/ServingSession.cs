using System.Collections.Immutable;
using ShortOrder.Execution.Calibration;
using ShortOrder.Execution.Kitchens;
using ShortOrder.Execution.Lanes;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Execution.Measuring;

/// <summary>Serves one plan: starts its kitchens, warms up, runs until the time can be trusted, judges.</summary>
internal sealed class ServingSession(WorkerSite site, PantryProcess pantry, MachineCalibration calibration, CompiledPlan plan, ServingOptions options, IProgress<ServingProgress>? progress)
{
    private static readonly TimeSpan QuickFeed = TimeSpan.FromMilliseconds(33);
    private static readonly TimeSpan SlowFeed = TimeSpan.FromSeconds(2);

    /// <summary>For who watches, to draw what the last run left: before the clock, where the plan is going to need every core.</summary>
    private static readonly TimeSpan DrawingTime = TimeSpan.FromMilliseconds(150);

    private static readonly TimeSpan WarmPatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ColdPatience = TimeSpan.FromSeconds(10); // a process that is starting makes no progress that could be asked for
    private static readonly TimeSpan LongestCalm = TimeSpan.FromSeconds(1.5);

    private readonly PlanLoad _load = PlanLoad.Of(plan);
    private readonly MeasuredRuns _runs = new(RepeatRule.For(options.Repeats, plan.Threads.Length, options.IsStrict), DisturbanceRule.For(PlanLoad.Of(plan), site.Starter.CoreCount));
    private Verification? _verification;

    /// <summary>Where a plan needs every core, what the runtime still compiles beside it would be measured.</summary>
    private const int WarmUpFactor = 3;

    private bool NeedsEveryCore => _load.NeededCores >= site.Starter.CoreCount;

    private bool IsProved => _load.NeededCores <= site.Starter.CoreCount;

    /// <summary>The whole serving.</summary>
    /// <exception cref="LostPartException">A process died or cannot go on.</exception>
    public async Task<ServingResult> ServeAsync(CancellationToken cancel)
    {
        Say("opening the kitchens");
        KitchenCrew crew = await KitchenCrew.StartAsync(site, plan, options.Cold, cancel).ConfigureAwait(false);
        await using (crew.ConfigureAwait(false))
        {
            double chunkNs = await calibration.ChunkNsAsync(crew.Home, Say, cancel).ConfigureAwait(false);
            int lead = await calibration.PantryLeadUsAsync(crew.Home, pantry, cancel).ConfigureAwait(false);
            CoreSpeeds speeds = new(plan.Processes.Length, chunkNs, options.TempoMs);
            string[] logs = [.. Enumerable.Range(0, plan.Processes.Length).Select(p => site.Folder.File($"events-{p}"))];
            Dictionary<WorkerProcess, long> idle = crew.Workers.ToDictionary(w => w.Worker, w => ProcessMemory.StartPeak(w.Worker.Id));
            await crew.PrepareAsync(p => new() { Rate = speeds.RateOf(p), TempoMs = options.TempoMs, PantryPath = pantry.Path, EventLogPath = logs[p] }, cancel).ConfigureAwait(false);
            RunDriver driver = new(plan, crew, pantry, options.TempoMs, logs)
            {
                PantryLeadUs = lead,
                Patience = options.Cold ? ColdPatience : WarmPatience,
                FeedPeriod = NeedsEveryCore ? SlowFeed : QuickFeed,
            };
            ServingResult result = await RunAllAsync(crew, driver, speeds, cancel).ConfigureAwait(false);
            long peak = crew.Workers.Sum(w => Math.Max(0, ProcessMemory.Peak(w.Worker.Id) - idle.GetValueOrDefault(w.Worker, idle[crew.Home])));
            return result with { PeakBytes = peak, IsProved = IsProved, NsPerChunk = chunkNs };
        }
    }

    private async Task<ServingResult> RunAllAsync(KitchenCrew crew, RunDriver driver, CoreSpeeds speeds, CancellationToken cancel)
    {
        bool isFirst = true;
        for (int i = 1; i <= (NeedsEveryCore ? WarmUpFactor * options.WarmUps : options.WarmUps); i++)
        {
            RunOutcome warmUp = await RunAsync("warming up", run: 0).ConfigureAwait(false);
            if (Failure(warmUp) is { } failed) return failed;
            Tell("warmed up", 0, warmUp, discardedBecause: null);
        }

        while (true)
        {
            int number = _runs.Counted.Count() + 1;
            RunOutcome outcome = await RunAsync(number <= _runs.Expected ? $"run {number} of {_runs.Expected}" : $"run {number}: the two fastest do not agree yet", number).ConfigureAwait(false);
            if (Failure(outcome) is { } failed) return failed;
            Disturbance? disturbed = _runs.Add(outcome);
            Tell(disturbed is null ? $"run {number} counted" : $"run discarded: {disturbed.Why}", number, outcome, disturbed?.Why);
            RepeatStep next = _runs.Next;
            if (next != RepeatStep.Again) return Result(next);
            if (disturbed is { IsGrave: true }) await SystemLoad.CalmAsync(LongestCalm, cancel).ConfigureAwait(false);
        }

        async Task<RunOutcome> RunAsync(string phase, int run)
        {
            if (!isFirst) await crew.ResetAsync(cancel).ConfigureAwait(false);
            isFirst = false;
            _verification = new(plan, Work.Checksum.Expected(plan, speeds.Common));
            progress?.Report(new(phase, run, [], IsRunStart: true));
            if (progress is not null && NeedsEveryCore) await Task.Delay(DrawingTime, cancel).ConfigureAwait(false);
            RunOutcome outcome = await driver.RunAsync(entries =>
            {
                if (!entries.IsEmpty) progress?.Report(new(phase, run, entries, IsRunStart: false));
            }, cancel).ConfigureAwait(false);
            return outcome with { Signals = outcome.Signals with { SpeedChange = speeds.Learn(outcome.Reports) } };
        }
    }

    private ServingResult? Failure(RunOutcome outcome)
    {
        ImmutableArray<TaskError> errors = TaskError.Of(plan, outcome.Timeline);
        if (outcome.IsDeadlocked)
        {
            ImmutableArray<string> cycle = [.. errors.Select(e => e.Sentence(plan)), .. _verification!.Sentences(outcome.Waits)];
            string stuck = $"{(errors.IsEmpty ? "Deadlock" : "It never ends")}: {(cycle.IsEmpty ? "nothing moved any more" : string.Join("; ", cycle))}.";
            ServingResult ended = errors.Any(e => !e.IsSilent) ? Uncaught() : Ended(outcome, Verdict.Deadlock, stuck);
            return ended with { WaitCycle = cycle };
        }

        if (_verification!.WrongDish(outcome.Reports, errors) is { } wrong) return Ended(outcome, Verdict.Cannot, wrong);
        if (!errors.IsEmpty) return Uncaught();
        ImmutableArray<Simulation.Model.LostUpdate> lost = _verification.LostUpdates(outcome.Reports[0]);
        return lost.IsEmpty ? null
            : Ended(outcome, Verdict.LostUpdate, $"Lost update: {string.Join(", ", lost.Select(l => $"{l.Shared} fell short by {l.Count}"))}.") with { LostUpdates = lost, IsChecksumRight = true };

        ServingResult Uncaught() => Ended(outcome, Verdict.UncaughtError, $"{string.Join("; ", errors.Select(e => e.Sentence(plan)))}.");
    }

    private ServingResult Ended(RunOutcome outcome, Verdict verdict, string explanation) => new()
    {
        Verdict = verdict,
        Explanation = explanation,
        Minutes = verdict == Verdict.LostUpdate ? Minutes(outcome.ElapsedMs) : 0,
        Runs = Served,
        Timeline = outcome.Timeline,
    };

    private ServingResult Result(RepeatStep step)
    {
        bool isTrusted = step != RepeatStep.TooNoisy;
        return new()
        {
            Verdict = isTrusted ? Verdict.Served : Verdict.TooNoisy,
            Explanation = !isTrusted ? "Too noisy to judge, nothing is lost: the machine is busy with something else. Close that, or choose a slower tempo, which drowns less, and serve again."
                : IsProved ? "Every dish is out, whole and in time."
                : $"Every dish is out, but this proves nothing: the plan keeps {_load.NeededCores} cores busy and this machine gives {site.Starter.CoreCount}.",
            Minutes = Minutes(RepeatRule.Score([.. _runs.Believed.Select(r => r.ElapsedMs)])),
            Runs = Served,
            Timeline = _runs.Fastest?.Timeline,
            IsChecksumRight = true, // a wrong one has ended the serving before
        };
    }

    private decimal Minutes(double milliseconds) => decimal.Round((decimal)milliseconds / options.TempoMs, 2);

    private ImmutableArray<ServedRun> Served => [.. _runs.All.Select(r => new ServedRun(decimal.Round((decimal)r.Outcome.ElapsedMs, 3), r.DiscardedBecause))];

    private void Say(string phase) => progress?.Report(new(phase, Run: 0, [], IsRunStart: false));

    private void Tell(string phase, int run, RunOutcome outcome, string? discardedBecause) =>
        progress?.Report(new(phase, run, [], IsRunStart: false) { Ended = new(run, Minutes(outcome.ElapsedMs), discardedBecause) });
}
