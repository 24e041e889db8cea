using System.Diagnostics;
using System.Runtime;
using ShortOrder.Execution.Events;
using ShortOrder.Execution.Kitchens;
using ShortOrder.Execution.Work;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Execution.Lanes;

/// <summary>Runs one process's share of a compiled plan in the current process.</summary>
/// <remarks>
/// <see cref="Prepare"/>, then for each run <see cref="Run"/> on the process's main thread; between runs <see cref="Reset"/>. The <c>On…</c> methods may be called
/// from any thread once <see cref="Prepare"/> or <see cref="Reset"/> has returned, also before <see cref="Run"/> is entered, and return at once.
/// </remarks>
internal sealed class KitchenRuntime : IDisposable
{
    private readonly CompiledPlan _plan;
    private readonly int _process;
    private readonly RuntimeOptions _options;
    private readonly IMail _mail;
    private readonly PlanFacts _facts;
    private readonly PantryLine _pantry;
    private EventLog? _log;
    private ProcessRun? _run;

    public KitchenRuntime(CompiledPlan plan, int process, RuntimeOptions options, IMail mail)
    {
        (_plan, _process, _options, _mail) = (plan, process, options, mail);
        _facts = new PlanFacts(plan, options.TempoMs, options.IsPortable);
        _pantry = new PantryLine(options.PantryPath);
    }

    /// <summary>Grows with everything that happens; a process that stands still does not change it.</summary>
    public long Progress => Current.Progress;

    /// <summary>Requests at the pantry whose clock is running: while there are any, standing still is no deadlock.</summary>
    public int PendingWaits => Current.PendingWaits;

    private ProcessRun Current => _run ?? throw new InvalidOperationException("Prepare first.");

    /// <summary>Opens connections, creates helper threads, warms the work's code. Before the clock, once.</summary>
    /// <exception cref="IOException">The event log cannot be made.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">The pantry does not answer.</exception>
    public void Prepare()
    {
        GCSettings.LatencyMode = GCSettings.IsServerGC ? GCSettings.LatencyMode : GCLatencyMode.SustainedLowLatency;
        Kernel.Chunk(Kernel.Start(0));
        Reset(_options.Rate);
    }

    /// <summary>Forgets the last run and gets ready for the next. Not while one is under way.</summary>
    /// <param name="rate">Work in one tick from now.</param>
    public void Reset(WorkRate rate)
    {
        if (_run is { } last && (last.IsAborted || !last.State.Faults.IsEmpty)) _pantry.Dispose();
        _log?.Dispose();
        _log = _options.EventLogPath is { } path ? new EventLog(path, EventLog.CapacityFor(_plan)) : null;
        RunTrace trace = new(_plan.Tasks.Length, _plan.Threads.Length, _log);
        RunState state = new(_plan, _process, rate, _mail, trace) { Failed = Abort };
        _run = new ProcessRun(_plan, _process, _facts, state, _pantry, _options.TempoMs);
        GC.Collect();
    }

    /// <summary>One run. Home starts at once, another process when it is opened. Returns when this process's share is done, or after <see cref="Abort"/>.</summary>
    /// <param name="startTimestamp">Stopwatch timestamp that counts as the start of the order; home waits for it if it is to come.</param>
    public RunReport Run(long startTimestamp)
    {
        ProcessRun run = Current;
        if (_process == 0)
        {
            Hat.Parker parker = new();
            while (Stopwatch.GetTimestamp() < startTimestamp) parker.ParkUntil(startTimestamp);
            run.Open();
        }

        return run.Run(startTimestamp);
    }

    /// <summary>Home has opened this process.</summary>
    public void OnOpen() => Current.Open();

    /// <summary>A task's crate has arrived.</summary>
    public void OnCrate(int task, byte[] payload) => Current.State.OnCrate(task, payload);

    /// <summary>A task has finished in another process.</summary>
    public void OnResult(int task, ulong value, byte[] payload) => Current.State.OnResult(task, value, payload);

    /// <summary>Answer to a request for the pool's next task; −1: no more.</summary>
    public void OnNext(int queue, int task) => Current.State.OnNext(queue, task);

    /// <summary>A step for a helper of this process.</summary>
    public void OnOffload(int offload, ulong value, byte[] payload) => Current.State.OnOffload(offload, value, payload);

    /// <summary>A helper elsewhere is done.</summary>
    public void OnOffloadDone(int offload, ulong value, bool hasFailed, byte[] payload) => Current.State.OnOffloadDone(offload, value, hasFailed, payload);

    /// <summary>Home is through: helpers that serve other processes stop, so that <see cref="Run"/> returns. Needed by every process but home.</summary>
    public void OnEnd() => Current.End();

    /// <summary>Unblocks everything and makes <see cref="Run"/> return soon. From any thread.</summary>
    public void Abort()
    {
        Current.Abort();
        _pantry.Abort();
    }

    /// <summary>Who waits for what now, for a deadlock report; tasks and threads that wait for nothing are left out.</summary>
    public IReadOnlyList<OpenWait> Waits() => Current.State.Trace.Waits();

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_run is not null) Abort();
        _pantry.Dispose();
        _log?.Dispose();
    }
}
