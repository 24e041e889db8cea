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
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5), RecoveryCheck = TimeSpan.FromSeconds(0.5), ReconcileEvery = TimeSpan.FromMinutes(1);

    private readonly ContestStore _store;
    private readonly JudgeServiceOptions _options;
    private readonly MachineLock? _lock;
    private readonly IServingEngine _engine;
    private readonly JudgeQueue _queue;
    private readonly JudgingDesk _desk;
    private readonly JudgeWorker _worker;
    private readonly MachineWatch _watch;
    private readonly DuelRunner _duels;
    private readonly ILogger _log;
    private readonly SemaphoreSlim _machine = new(1);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _loops = [];

    private JudgeService(ContestStore store, JudgeServiceOptions options, MachineLock? held, JudgeQueue queue, HandlerRelay relay)
    {
        (_store, _options, _lock, _queue) = (store, options, held, queue);
        _log = options.Logs.CreateLogger<JudgeService>();
        _engine = options.Engine();
        _desk = new(store, queue, options.Time);
        _worker = new(_desk, new Judge(_engine, options.Limits, options.TempoMs), options.Machine, options.Time, options.Logs.CreateLogger<JudgeWorker>());
        _watch = new(store, _engine, new(store, queue, options.Time), options);
        _duels = new(store, _engine, options.TempoMs, options.Logs.CreateLogger<DuelRunner>());
        _worker.Measured += _watch.Judged;
        relay.Target = HandleAsync;
    }

    /// <summary>The queue, for who puts in.</summary>
    public JudgeQueue Queue => _queue;

    /// <summary>What was found out about the machine; null before that, and where nothing is measured.</summary>
    public MachineCertificate? Certificate => _watch.Certificate;

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
            await service._watch.RememberAsync(cancel).ConfigureAwait(false);
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
        _loops.Add(LoopAsync(Heartbeat, () => _watch.NoteAsync(stop), stop));
        _loops.Add(LoopAsync(RecoveryCheck, () => _queue.PutRecoveredFirstAsync(stop), stop));
        _loops.Add(LoopAsync(ReconcileEvery, () => _desk.ReconcileAsync(stop), stop));
        _loops.Add(LoopAsync(Heartbeat, () => DuelAsync(stop), stop));
    }

    private async Task OpenAsync(CancellationToken stop)
    {
        await _desk.LoseAsync(_options.Machine, stop).ConfigureAwait(false); // what a former life of this judge had
        await _desk.ReconcileAsync(stop).ConfigureAwait(false); // what it took and did not put into the queue any more
        await _watch.CertifyAsync(stop).ConfigureAwait(false);
        _ready.TrySetResult();
    }

    private async Task HandleAsync(long submission, bool isRecovered, CancellationToken cancel)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancel, _stop.Token);
        await _ready.Task.WaitAsync(either.Token).ConfigureAwait(false);
        await _machine.WaitAsync(either.Token).ConfigureAwait(false);
        using IDisposable? run = _options.Quiet?.Enter();
        try
        {
            await _watch.CheckAsync(either.Token).ConfigureAwait(false);
            await _worker.HandleAsync(submission, isRecovered, either.Token).ConfigureAwait(false);
        }
        finally
        {
            _machine.Release();
        }
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
