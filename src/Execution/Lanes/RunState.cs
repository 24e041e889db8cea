using System.Collections.Immutable;
using System.Diagnostics;
using ShortOrder.Execution.Events;
using ShortOrder.Execution.Kitchens;
using ShortOrder.Execution.Work;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Execution.Lanes;

/// <summary>What the threads of one process share in one run: tasks, tools, locks, shared things, queues. Every member may be used by any thread.</summary>
/// <remarks>One gate guards it all, held for well under a microsecond at a time. Whoever must be woken is woken outside it.</remarks>
internal sealed class RunState
{
    private readonly Lock _gate = new();
    private readonly CompiledPlan _plan;
    private readonly int _process;
    private readonly IMail _mail;
    private readonly TaskCell[] _tasks;
    private readonly FifoSemaphore[] _tools;
    private readonly FifoSemaphore[] _locks;
    private readonly OffloadQueue[] _channels;
    private readonly Waiter?[] _offloadAskers;
    private readonly PoolQueue[] _queues;
    private readonly List<string> _faults = [];
    private readonly List<Action> _whenAborted = [];
    private volatile bool _isPatched;
    private long _arrived;

    public RunState(CompiledPlan plan, int process, WorkRate rate, IMail mail, RunTrace trace)
    {
        (_plan, _process, _mail, Rate, Trace) = (plan, process, mail, rate, trace);
        _tasks = [.. Enumerable.Range(0, plan.Tasks.Length).Select(t => new TaskCell(t))];
        _tools = [.. plan.Level.Tools.Select(t => new FifoSemaphore(t.Places))];
        _locks = [.. plan.Locks.Select(_ => new FifoSemaphore(1))];
        _channels = [.. plan.Channels.Select(_ => new OffloadQueue())];
        _offloadAskers = new Waiter?[plan.Offloads.Length];
        _queues = [.. plan.Queues.Select(q => new PoolQueue(q))];
        Shared = new SharedThings(plan, _tasks);
        _isPatched = !plan.Level.Tasks.Any(t => t.Patches);
    }

    /// <summary>Amount of work in a tick.</summary>
    public WorkRate Rate { get; }

    /// <summary>What everybody is doing.</summary>
    public RunTrace Trace { get; }

    /// <summary>Stopwatch timestamp of the start of the order.</summary>
    public long StartTimestamp { get; set; }

    /// <summary>Stopwatch timestamp at which a task last finished here.</summary>
    public long LastFinish { get; private set; }

    /// <summary>Messages that have come: part of the process's progress.</summary>
    public long Arrived => Interlocked.Read(ref _arrived);

    /// <summary>Whether greenlets that start now are patched.</summary>
    public bool IsPatched => _isPatched;

    /// <summary>Called when something went wrong that ends the run.</summary>
    public Action? Failed { get; init; }

    /// <summary>The task's cell.</summary>
    public TaskCell this[int task] => _tasks[task];

    /// <summary>Values of the tasks that finished in this process.</summary>
    public ImmutableArray<TaskValue> Values
    {
        get
        {
            lock (_gate) return [.. _tasks.Index().Where(t => t.Item.IsOurs).Select(t => new TaskValue(t.Index, t.Item.Value))];
        }
    }

    /// <summary>The process's copy of the shared things.</summary>
    public SharedThings Shared { get; }

    /// <summary>What went wrong.</summary>
    public ImmutableArray<string> Faults
    {
        get
        {
            lock (_gate) return [.. _faults];
        }
    }

    /// <summary>Notes that something went wrong, and ends the run.</summary>
    public void Fault(string message)
    {
        lock (_gate) _faults.Add(message);
        Failed?.Invoke();
    }

    /// <summary>Adds something that <see cref="Abort"/> has to unblock.</summary>
    public void WhenAborted(Action unblock)
    {
        lock (_gate) _whenAborted.Add(unblock);
    }

    /// <summary>Unblocks what sleeps in other places than a hat or a connection.</summary>
    public void Abort()
    {
        Action[] unblock;
        lock (_gate) unblock = [.. _whenAborted];
        foreach (Action action in unblock) action();
    }

    /// <summary>Takes a place of a tool of this process, or queues. On false: who has it.</summary>
    public bool TryTakeTool(int tool, Waiter who, out int heldBy) => TryTake(_tools[tool], who, out heldBy);

    /// <summary>Frees a place.</summary>
    public void FreeTool(int tool) => Free(_tools[tool]);

    /// <summary>Takes a lock of this process, or queues. On false: who has it.</summary>
    public bool TryTakeLock(int index, Waiter who, out int heldBy) => TryTake(_locks[index], who, out heldBy);

    /// <summary>Frees a lock.</summary>
    public void FreeLock(int index) => Free(_locks[index]);

    /// <summary>Whether the task is finished; otherwise <paramref name="who"/> will be woken when it is.</summary>
    public bool TryAwaitTask(int task, Waiter who)
    {
        lock (_gate)
        {
            if (_tasks[task].IsFinished) return true;
            (_tasks[task].Awaiters ??= []).Add(who);
            return false;
        }
    }

    /// <summary>Whether the task's crate is here; otherwise <paramref name="who"/> will be woken when it is.</summary>
    public bool TryAwaitCrate(int task, Waiter who)
    {
        lock (_gate)
        {
            if (_tasks[task].HasCrate) return true;
            _tasks[task].CrateWaiter = who;
            return false;
        }
    }

    /// <summary>The next task of a queue; false: none yet, <paramref name="who"/> will be woken. −1: no more.</summary>
    public bool TryTakeNext(int queue, Waiter who, out int task)
    {
        lock (_gate)
        {
            if (_queues[queue].TryTake(out task)) return true;
            _queues[queue].Wait(who);
        }

        _mail.RequestNext(queue);
        return false;
    }

    /// <summary>Greenlets that start from now on are patched.</summary>
    public void Patch() => _isPatched = true;

    /// <summary>The task is done: wakes who waits for it and ships the result if somebody elsewhere needs it.</summary>
    public void Finish(int row, int task)
    {
        TaskCell cell = _tasks[task];
        Trace.Finish(row, task);
        List<Waiter>? awaiters;
        lock (_gate)
        {
            (cell.IsFinished, cell.IsOurs) = (true, true);
            (awaiters, cell.Awaiters) = (cell.Awaiters, null);
            LastFinish = Stopwatch.GetTimestamp();
        }

        if (!_plan.Tasks[task].ConsumerKitchens.IsEmpty) _mail.SendResult(task, cell.Value, ResultParcel.Write(cell.Writes, cell.Parcel));
        foreach (Waiter waiter in awaiters ?? []) waiter.Wake();
    }

    /// <summary>The task's crate leaves home.</summary>
    public void Dispatch(int row, int task)
    {
        _mail.SendCrate(task, _tasks[task].Parcel);
        Trace.Add(row, task, -1, Simulation.Timelines.SpanState.None);
    }

    /// <summary>Opens another process.</summary>
    public void OpenProcess(int process) => _mail.OpenProcess(process);

    /// <summary>Hands a step to a helper, here or elsewhere; <paramref name="asker"/> is woken when it is done.</summary>
    public void Hand(int offload, Waiter asker)
    {
        OffloadProgram program = _plan.Offloads[offload];
        TaskCell cell = _tasks[program.Task];
        if (_plan.Channels[program.Channel].Process == _process)
        {
            Add(new(offload, cell.Value, cell.Parcel, asker));
            return;
        }

        lock (_gate) _offloadAskers[offload] = asker;
        _mail.SendOffload(offload, cell.Value, cell.Parcel);
    }

    /// <summary>The next job of a channel; false: none yet, <paramref name="helper"/> will be woken, or none any more.</summary>
    public bool TryTakeJob(int channel, Waiter helper, out OffloadJob? job, out bool isClosed)
    {
        lock (_gate) return _channels[channel].TryTake(helper, out job, out isClosed);
    }

    /// <summary>A helper of this process is done with a job.</summary>
    public void Done(OffloadJob job, ulong value, byte[] parcel)
    {
        if (job.Asker is null) _mail.SendOffloadDone(job.Index, value, _tasks[_plan.Offloads[job.Index].Task].HasFailed, parcel);
        else Return(job.Index, value, parcel, job.Asker);
    }

    /// <summary>No more jobs will come.</summary>
    public void CloseChannels()
    {
        Waiter[] idle;
        lock (_gate) idle = [.. _channels.SelectMany(c => c.Close())];
        foreach (Waiter helper in idle) helper.Wake();
    }

    /// <summary>Mail: a crate.</summary>
    public void OnCrate(int task, byte[] parcel)
    {
        Waiter? waiter;
        lock (_gate)
        {
            TaskCell cell = _tasks[task];
            (cell.HasCrate, cell.Parcel) = (true, parcel);
            (waiter, cell.CrateWaiter) = (cell.CrateWaiter, null);
        }

        Woken(waiter);
    }

    /// <summary>Mail: a result. One of our own that comes back is ignored.</summary>
    public void OnResult(int task, ulong value, byte[] payload)
    {
        List<Waiter>? awaiters;
        lock (_gate)
        {
            TaskCell cell = _tasks[task];
            if (cell.IsFinished) return;
            cell.Parcel = ResultParcel.Read(payload, _process == 0 ? Shared : null);
            (cell.Value, cell.IsFinished) = (value, true);
            (awaiters, cell.Awaiters) = (cell.Awaiters, null);
        }

        Woken(null);
        foreach (Waiter waiter in awaiters ?? []) waiter.Wake();
    }

    /// <summary>Mail: the pool's next task.</summary>
    public void OnNext(int queue, int task)
    {
        Waiter? waiter;
        lock (_gate) waiter = _queues[queue].Give(task, task < 0 ? [] : _plan.Tasks[task].Mates);
        Woken(waiter);
    }

    /// <summary>Mail: a step for a helper of this process.</summary>
    public void OnOffload(int offload, ulong value, byte[] parcel)
    {
        Woken(null);
        Add(new(offload, value, parcel, Asker: null));
    }

    /// <summary>Mail: a helper elsewhere is done.</summary>
    public void OnOffloadDone(int offload, ulong value, bool hasFailed, byte[] parcel)
    {
        Waiter? asker;
        _tasks[_plan.Offloads[offload].Task].HasFailed = hasFailed;
        lock (_gate) asker = _offloadAskers[offload];
        Woken(null);
        Return(offload, value, parcel, asker);
    }

    private void Add(OffloadJob job)
    {
        Waiter? helper;
        lock (_gate) helper = _channels[_plan.Offloads[job.Index].Channel].Add(job);
        helper?.Wake();
    }

    private void Return(int offload, ulong value, byte[] parcel, Waiter? asker)
    {
        TaskCell cell = _tasks[_plan.Offloads[offload].Task];
        (cell.Value, cell.Parcel) = (value, parcel);
        asker?.Wake();
    }

    private void Woken(Waiter? waiter)
    {
        Interlocked.Increment(ref _arrived);
        waiter?.Wake();
    }

    private bool TryTake(FifoSemaphore semaphore, Waiter who, out int heldBy)
    {
        lock (_gate)
        {
            heldBy = semaphore.LastHolder;
            return semaphore.TryTake(who);
        }
    }

    private void Free(FifoSemaphore semaphore)
    {
        Waiter? next;
        lock (_gate) next = semaphore.Free();
        next?.Wake();
    }
}
