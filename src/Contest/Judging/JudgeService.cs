using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ShortOrder.Contest.Scoreboard;
using ShortOrder.Contest.Store;
using ShortOrder.Contest.Submissions;

namespace ShortOrder.Contest.Judging;

/// <summary>How a process judges.</summary>
public sealed record JudgeServiceOptions
{
    /// <summary>Name of this machine, unique among the judges of a contest.</summary>
    public required string Machine { get; init; }

    /// <summary>What runs plans; the executor in a child process unless a test gives another.</summary>
    public Func<IServingEngine> Engine { get; init; } = () => new JudgeChild();

    /// <summary>What one run may ask of the machine.</summary>
    public CostLimits Limits { get; init; } = new();

    /// <summary>Real milliseconds of a kitchen minute.</summary>
    public int TempoMs { get; init; } = 20;

    /// <summary>Whether plans really run here, so that the machine must be this judge's alone, is measured before the first verdict and watched between them. False only where an engine without a clock takes the place of the executor.</summary>
    public bool IsMeasured { get; init; } = true;

    /// <summary>File of the machine's lock; null: the usual one.</summary>
    public string? LockPath { get; init; }

    /// <summary>How fast the death of a judge is noticed; null: as usual.</summary>
    public JudgeQueueOptions? Queue { get; init; }

    /// <summary>What is entered while a run is on the clock, so that the server in the same process keeps quiet; null: there is none.</summary>
    public QuietWindow? Quiet { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Logs.</summary>
    public ILoggerFactory Logs { get; init; } = NullLoggerFactory.Instance;
}

/// <summary>A judge: takes what is in the queue of a contest, one submission at a time, and keeps an eye on its machine. In the host's process, or alone on a machine of its own.</summary>
public sealed partial class JudgeService : IAsyncDisposable
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5), RecoveryCheck = TimeSpan.FromSeconds(0.5), ReconcileEvery = TimeSpan.FromMinutes(1), QuarantinePause = TimeSpan.FromSeconds(10);

    private readonly ContestStore _store;
    private readonly JudgeServiceOptions _options;
    private readonly MachineLock? _lock;
    private readonly IServingEngine _engine;
    private readonly JudgeQueue _queue;
    private readonly JudgingDesk _desk;
    private readonly JudgeWorker _worker;
    private readonly Rejudger _rejudger;
    private readonly DuelRunner _duels;
    private readonly ILogger _log;
    private readonly SemaphoreSlim _machine = new(1);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _loops = [];
    private Canary? _canary;

    private JudgeService(ContestStore store, JudgeServiceOptions options, MachineLock? held, JudgeQueue queue, HandlerRelay relay)
    {
        (_store, _options, _lock, _queue) = (store, options, held, queue);
        _log = options.Logs.CreateLogger<JudgeService>();
        _engine = options.Engine();
        _desk = new(store, queue, options.Time);
        _worker = new(_desk, new Judge(_engine, options.Limits, options.TempoMs), options.Machine, options.Time, options.Logs.CreateLogger<JudgeWorker>());
        _rejudger = new(store, queue, options.Time);
        _duels = new(store, _engine, options.TempoMs, options.Logs.CreateLogger<DuelRunner>());
        _worker.Measured += number => _canary?.Judged(number);
        relay.Target = HandleAsync;
    }

    /// <summary>The queue, for who puts in.</summary>
    public JudgeQueue Queue => _queue;

    /// <summary>What was found out about the machine; null before that, and where nothing is measured.</summary>
    public MachineCertificate? Certificate { get; private set; }

    /// <summary>Opens the queue and begins to take from it. The machine is measured first, in the background: <see cref="Ready"/>.</summary>
    /// <exception cref="JudgeRefusedException">Another judge runs on this machine, or its clock is off.</exception>
    public static async Task<JudgeService> StartAsync(ContestStore store, JudgeServiceOptions options, CancellationToken cancel)
    {
        MachineLock? held = options.IsMeasured ? MachineLock.Take(options.LockPath) : null;
        try
        {
            await DatabaseClock.CheckAsync(store.Database, options.Time, cancel).ConfigureAwait(false);
            HandlerRelay relay = new();
            JudgeQueue queue = await JudgeQueue.OpenAsync(store.Database, relay.HandleAsync, options.Queue ?? new(options.Machine), options.Logs, cancel).ConfigureAwait(false);
            JudgeService service = new(store, options, held, queue, relay);
            await queue.StartAsync(cancel).ConfigureAwait(false);
            service.Begin();
            return service;
        }
        catch
        {
            held?.Dispose();
            throw;
        }
    }

    /// <summary>Completes when the machine has been measured and judging begins.</summary>
    public Task Ready => _ready.Task;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _queue.RestAsync().ConfigureAwait(false);
        await _stop.CancelAsync().ConfigureAwait(false);
        _ready.TrySetCanceled();
        foreach (Task loop in _loops) await loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _machine.WaitAsync().ConfigureAwait(false); // what is being judged is given back first: a queue that is shut down takes nothing any more
        await _queue.StopAsync(waits: true).ConfigureAwait(false);
        await _queue.DisposeAsync().ConfigureAwait(false);
        await _engine.DisposeAsync().ConfigureAwait(false);
        _lock?.Dispose();
        _stop.Dispose();
        _machine.Dispose();
    }

    private void Begin()
    {
        CancellationToken stop = _stop.Token;
        _loops.Add(Task.Run(() => OpenAsync(stop), stop));
        _loops.Add(LoopAsync(Heartbeat, () => NoteAsync(stop), stop));
        _loops.Add(LoopAsync(RecoveryCheck, () => _queue.PutRecoveredFirstAsync(stop), stop));
        _loops.Add(LoopAsync(ReconcileEvery, () => _desk.ReconcileAsync(stop), stop));
        _loops.Add(LoopAsync(Heartbeat, () => DuelAsync(stop), stop));
    }

    private async Task OpenAsync(CancellationToken stop)
    {
        await _desk.LoseAsync(_options.Machine, stop).ConfigureAwait(false); // what a former life of this judge had
        await _desk.ReconcileAsync(stop).ConfigureAwait(false); // what it took and did not put into the queue any more
        if (_options.IsMeasured) await CertifyAsync(stop).ConfigureAwait(false);
        await NoteAsync(stop).ConfigureAwait(false);
        _ready.TrySetResult();
    }

    private async Task CertifyAsync(CancellationToken stop)
    {
        Measurement measured = await _engine.ServeAsync(Reference(MachineCertificate.RunsWanted), stop).ConfigureAwait(false);
        Certificate = new(_options.Machine, $"{RuntimeInformation.OSDescription} {RuntimeInformation.ProcessArchitecture}", Environment.ProcessorCount, ReferencePlan.ModelMinutes,
            measured.Minutes, measured.Runs, measured.AllRuns.Count(r => r.DiscardedBecause is not null), measured.NsPerChunk);
        Certified(Certificate.Sentence);
        decimal minutes = measured.Minutes > 0 ? measured.Minutes : ReferencePlan.ModelMinutes;
        if (_canary is null) _canary = new(minutes, (decimal)Certificate.SlowRun, Now);
        else _canary.Recertified(minutes, (decimal)Certificate.SlowRun, Now);
    }

    private TimeSpan Now => TimeSpan.FromMilliseconds(_options.Time.GetTimestamp() * 1000.0 / _options.Time.TimestampFrequency);

    private ServingOrder Reference(int? repeats) => new(ReferencePlan.LevelText, ReferencePlan.PlanText, ReferencePlan.ModelMinutes) { TempoMs = _options.TempoMs, Repeats = repeats };

    private async Task HandleAsync(long submission, bool isRecovered, CancellationToken cancel)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancel, _stop.Token);
        await _ready.Task.WaitAsync(either.Token).ConfigureAwait(false);
        await _machine.WaitAsync(either.Token).ConfigureAwait(false);
        using IDisposable? run = _options.Quiet?.Enter();
        try
        {
            if (_canary is { } canary && canary.IsDue(Now)) await WatchAsync(canary, either.Token).ConfigureAwait(false);
            await _worker.HandleAsync(submission, isRecovered, either.Token).ConfigureAwait(false);
        }
        finally
        {
            _machine.Release();
        }
    }

    /// <summary>Runs the reference plan until the machine is as it was, or has been measured anew.</summary>
    private async Task WatchAsync(Canary canary, CancellationToken cancel)
    {
        for (int attempt = 1; canary.IsDue(Now); attempt++)
        {
            Measurement measured = await _engine.ServeAsync(Reference(repeats: null), cancel).ConfigureAwait(false);
            bool wasQuarantined = canary.State == CanaryState.Quarantined;
            decimal? minutes = measured.Runs.IsEmpty || measured.Verdict != Simulation.Scoring.Verdict.Served ? null : measured.Minutes;
            ImmutableArray<long> doubtful = canary.Ran(minutes, Now);
            if (minutes is null && canary.State != CanaryState.Quarantined) return; // too busy to tell: the plan's own runs will say so, too
            if (!doubtful.IsEmpty) await JudgeAgainAsync(doubtful, cancel).ConfigureAwait(false);
            if (canary.State != CanaryState.Quarantined) continue;
            if (!wasQuarantined) Quarantined(canary.Base, measured.Minutes);
            await NoteAsync(cancel).ConfigureAwait(false);
            await Task.Delay(QuarantinePause, _options.Time, cancel).ConfigureAwait(false);
            if (attempt % 3 == 0) await CertifyAsync(cancel).ConfigureAwait(false);
        }
        await NoteAsync(cancel).ConfigureAwait(false);
    }

    private async Task JudgeAgainAsync(ImmutableArray<long> numbers, CancellationToken cancel)
    {
        List<Submission> doubtful = [];
        foreach (long number in numbers) doubtful.AddRange(await _rejudger.FindAsync(new(Submission: number, Machine: _options.Machine), cancel).ConfigureAwait(false));
        // Once each: a machine that never comes to rest must not keep a class waiting for ever.
        await _rejudger.ApplyAsync([.. doubtful.Where(s => s.Epoch == 0).DistinctBy(s => s.Number)], cancel).ConfigureAwait(false);
    }

    private async Task DuelAsync(CancellationToken cancel)
    {
        if (!_ready.Task.IsCompletedSuccessfully || !await _duels.IsWantedAsync(_options.Machine, _options.Time.GetUtcNow().ToUnixTimeMilliseconds(), cancel).ConfigureAwait(false)) return;
        await _machine.WaitAsync(cancel).ConfigureAwait(false);
        using IDisposable? run = _options.Quiet?.Enter();
        try
        {
            await _duels.RunAsync(cancel).ConfigureAwait(false);
        }
        finally
        {
            _machine.Release();
        }
    }

    private Task NoteAsync(CancellationToken cancel)
    {
        string certificate = Certificate is null ? "{}" : JsonSerializer.Serialize(Certificate, CertificateJson.Default.MachineCertificate);
        JudgeMachine machine = new(_options.Machine, Environment.ProcessorCount, _canary?.State == CanaryState.Quarantined, decimal.Round((decimal)(Certificate?.NoiseFloor ?? 0) * 100, 4), certificate,
            _options.Time.GetUtcNow().ToUnixTimeMilliseconds());
        return _store.WriteAsync(transaction => ContestStore.NoteMachineAsync(transaction, machine, cancel), cancel);
    }

    // A database that is away for a while is no reason to give up.
    private async Task LoopAsync(TimeSpan every, Func<Task> work, CancellationToken stop)
    {
        using PeriodicTimer timer = new(every, _options.Time);
        while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false))
        {
            try
            {
                await work().ConfigureAwait(false);
            }
            catch (Exception e) when (e is System.Data.Common.DbException or Quartz.SchedulerException or IOException or InvalidOperationException or TimeoutException)
            {
                Troubled(e.Message);
            }
        }
    }

    [LoggerMessage(51, LogLevel.Information, "{Sentence}")]
    private partial void Certified(string sentence);

    [LoggerMessage(52, LogLevel.Error, "The reference plan takes {Now} minutes and not {Base}: judging pauses, and what was judged since the last good run is judged again, once")]
    private partial void Quarantined(decimal @base, decimal now);

    [LoggerMessage(53, LogLevel.Warning, "The judge has trouble with its database and tries again: {Reason}")]
    private partial void Troubled(string reason);

    /// <summary>The queue wants its handler before the judge that handles has the queue.</summary>
    private sealed class HandlerRelay
    {
        private readonly TaskCompletionSource<JudgeHandler> _target = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public JudgeHandler Target { set => _target.SetResult(value); }

        public async Task HandleAsync(long submission, bool isRecovered, CancellationToken cancel) =>
            await (await _target.Task.WaitAsync(cancel).ConfigureAwait(false))(submission, isRecovered, cancel).ConfigureAwait(false);
    }
}
