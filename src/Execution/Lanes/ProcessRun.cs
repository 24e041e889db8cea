using System.Diagnostics;
using ShortOrder.Execution.Events;
using ShortOrder.Execution.Hat;
using ShortOrder.Execution.Pantry;
using ShortOrder.Execution.Work;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Execution.Lanes;

/// <summary>The threads of one process for one run: made before the clock, used once.</summary>
internal sealed class ProcessRun
{
    private const int StackBytes = 256 * 1_024;

    private readonly CompiledPlan _plan;
    private readonly int _main;
    private readonly Dictionary<int, LaneThread> _lanes = [];
    private readonly Dictionary<int, Thread> _threads = [];
    private readonly Dictionary<int, BlockingLane> _interpreters = [];
    private readonly List<Equipment> _equipment = [];
    private readonly List<KitchenHat> _hats = [];
    private readonly ManualResetEventSlim _ended = new();
    private readonly PlanFacts _facts;
    private readonly bool _servesOthers;
    private long _runQueueNs;
    private volatile bool _isAborted;

    public ProcessRun(CompiledPlan plan, int process, PlanFacts facts, RunState state, PantryLine pantry, int tempoMs)
    {
        (_plan, _facts, State) = (plan, facts, state);
        _main = plan.Processes[process].MainThread;
        long interval = (long)(plan.Level.Costs.SwitchInterval.Ticks * (tempoMs * Stopwatch.Frequency / 1e7));
        KitchenHat hat = new(interval);
        ThreadStarter starter = new(_lanes, _threads, state.Rate, tempoMs);
        Lock equipmentLock = new();
        for (int row = _main; row < plan.Threads.Length && plan.Threads[row].Process == process; row++)
        {
            ThreadProgram program = plan.Threads[row];
            if (!plan.Level.Gil && row > _main) hat = new(interval);
            if (_hats.LastOrDefault() != hat) _hats.Add(hat);
            _lanes[row] = new(row, hat, state.Rate, state.Trace, plan.Level.Costs.SwitchInterval.Ticks);
            LaneContext context = new(plan, facts, state, _lanes[row], pantry.Of(row, isNeeded: facts.NeedsPantry(program), program.IsLoop));
            _interpreters[row] = new(context, program, starter, EquipmentOf(context, program, pantry, equipmentLock));
            if (row > _main) AddThread(row, program);
        }

        _servesOthers = plan.Offloads.Any(o => plan.Channels[o.Channel].Process == process && plan.Tasks[o.Task].Kitchen != plan.Processes[process].Kitchen);
    }

    /// <summary>What its threads share.</summary>
    public RunState State { get; }

    /// <summary>Whether it was aborted.</summary>
    public bool IsAborted => _isAborted;

    /// <summary>Grows while anything moves.</summary>
    public long Progress => _lanes.Values.Sum(t => t.Progress) + _equipment.Sum(e => e.Progress) + State.Arrived;

    /// <summary>Requests under way.</summary>
    public int PendingWaits => _lanes.Values.Sum(t => t.PendingWaits) + _equipment.Sum(e => e.PendingWaits);

    /// <summary>The main thread asks for its hat.</summary>
    public void Open() => _lanes[_main].Wake();

    /// <summary>Runs the main thread's program on the calling thread and joins the others.</summary>
    public RunReport Run(long startTimestamp)
    {
        State.StartTimestamp = startTimestamp;
        RunThread(_main);
        long mainEnd = Stopwatch.GetTimestamp();
        foreach ((int row, Thread thread) in _threads) if (_plan.Threads[row].Channel < 0) Join(thread);
        if (_servesOthers && _main > 0) _ended.Wait();
        State.CloseChannels();
        foreach ((int row, Thread thread) in _threads) if (_plan.Threads[row].Channel >= 0) Join(thread);
        foreach (Equipment equipment in _equipment) if (_isAborted) equipment.Join(); else equipment.Stop();
        return Report(Math.Max(mainEnd, State.LastFinish));
    }

    /// <summary>No other process will need this one's helpers.</summary>
    public void End() => _ended.Set();

    /// <summary>Unblocks every thread; each ends at its next wait or safe point.</summary>
    public void Abort()
    {
        _isAborted = true;
        foreach (KitchenHat hat in _hats) hat.Abort();
        foreach (LaneThread lane in _lanes.Values) lane.Seat.Unpark();
        State.Abort();
        _ended.Set();
    }

    private static void Join(Thread thread)
    {
        if (!thread.ThreadState.HasFlag(System.Threading.ThreadState.Unstarted)) thread.Join();
    }

    private Equipment? EquipmentOf(LaneContext cook, ThreadProgram program, PantryLine pantry, Lock processLock)
    {
        if (program.Kind != LaneKind.Manual || !program.Prologue.Any(op => op.Code == OpCode.Launch)) return null;
        Equipment equipment = new(cook.With(pantry.OfEquipment(cook.Thread.Row)), processLock);
        _equipment.Add(equipment);
        return equipment;
    }

    private void AddThread(int row, ThreadProgram program)
    {
        Thread thread = new(() => RunThread(row), StackBytes) { IsBackground = true, Name = program.Label };
        _threads[row] = thread;
        if (program.Channel >= 0) thread.Start();
    }

    private void RunThread(int row)
    {
        Futex.UsePreciseTimeouts();
        long before = row == _main ? ThreadClock.RunQueueNs() : 0;
        try
        {
            _lanes[row].AwaitHat();
            _interpreters[row].Run();
        }
        catch (RunAbortedException)
        {
            // Aborted: the report says so.
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            State.Fault($"{_plan.Threads[row].Label}: {e.Message}");
        }

        Interlocked.Add(ref _runQueueNs, Math.Max(0, ThreadClock.RunQueueNs() - before));
    }

    private RunReport Report(long end) => new()
    {
        EndTimestamp = end,
        IsAborted = _isAborted,
        Values = State.Values,
        Shared = State.Shared.Values,
        Faults = State.Faults,
        HatSwitches = _hats.Sum(h => h.Switches),
        ComputeWallNs = _lanes.Values.Sum(t => t.ComputeWallNs),
        ComputeCpuNs = ThreadClock.CpuNs() < 0 ? -1 : _lanes.Values.Sum(t => t.ComputeCpuNs),
        ComputeChunks = _lanes.Values.Sum(t => t.ComputeChunks),
        RunQueueNs = ThreadClock.RunQueueNs() < 0 ? -1 : _runQueueNs,
        IsLogFull = State.Trace.IsFull,
    };
}
