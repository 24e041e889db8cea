using System.Collections.Immutable;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Simulation.Model;

/// <summary>One run of the model: the clock, the hats and cores. What instructions do is in the other part.</summary>
internal sealed partial class SimMachine
{
    private readonly CompiledPlan _plan;
    private readonly long _interval;
    private readonly Hat[] _hats;
    private readonly SimThread[] _threads;
    private readonly PriorityQueue<IoCompletion, (long At, long Order)> _io = new();
    private readonly Queue<Hat> _coreQueue = new();
    private readonly TimelineBuilder? _trace;
    private int _freeCores;
    private readonly CancellationToken _stop;
    private long _now, _ioOrder, _events;

    /// <param name="plan">What to run.</param>
    /// <param name="isTraced">Whether the result's timeline has spans.</param>
    /// <param name="stop">Ends the run with <see cref="OperationCanceledException"/>.</param>
    public SimMachine(CompiledPlan plan, bool isTraced, CancellationToken stop = default)
    {
        (_plan, _stop) = (plan, stop);
        _interval = plan.Level.Costs.SwitchInterval.Ticks;
        _freeCores = plan.Level.Cores;
        _hats = [.. Enumerable.Range(0, plan.Level.Gil ? plan.Processes.Length : plan.Threads.Length).Select(i => new Hat(i))];
        _threads = [.. plan.Threads.Select((t, i) => new SimThread(i, t, _hats[plan.Level.Gil ? t.Process : i]))];
        _trace = isTraced ? new TimelineBuilder(plan.Rows, plan.Tasks.Length) : null;
        _tasks = new SimTasks(plan);
        _tools = [.. plan.Level.Tools.Select(t => new SimResource(t.Places))];
        _locks = [.. Enumerable.Range(0, plan.Processes.Length * plan.Locks.Length).Select(_ => new SimResource(1))];
        _channels = [.. plan.Channels.Select(_ => new SimChannel())];
        _pools = [.. plan.Queues.Select(q => new SimPool(q))];
        _isPatched = [.. plan.Processes.Select(_ => !plan.Level.Tasks.Any(t => t.Patches))];
        _queueOf = new int[plan.Tasks.Length];
        Array.Fill(_queueOf, -1); // a list by hand is no queue
        for (int q = 0; q < plan.Queues.Length; q++) foreach (int task in plan.Queues[q].Tasks) _queueOf[task] = q;
    }

    /// <summary>Runs to the end.</summary>
    public SimulationResult Run()
    {
        Start(_threads[_plan.Processes[0].MainThread]);
        Settle();
        while (Next(out Hat? hat, out Due due))
        {
            if ((++_events & 0xFFFF) == 0) _stop.ThrowIfCancellationRequested();
            switch (due)
            {
                case Due.Io: Complete(_io.Dequeue()); break;
                case Due.Compute: EndCompute(hat!); break;
                case Due.Switch: ForceSwitch(hat!); break;
                case Due.Slice: EndSlice(hat!); break;
            }
            Settle();
        }
        bool isDeadlocked = _tasks.Unfinished > _errors.Count(e => !e.IsSilent) || _threads[_plan.Processes[0].MainThread].Phase != ThreadPhase.Done;
        KitchenTime end = new(isDeadlocked ? _now : _end);
        Timeline timeline = _trace?.Build(end) ?? new(_plan.Rows, [], _tasks.FinishedAt, end);
        return new(timeline, isDeadlocked, isDeadlocked ? [.. WaitCycle()] : [], _tasks.LostUpdates(), _events) { Errors = [.. _errors] };
    }

    private enum Due : byte { Io, Compute, Switch, Slice }

    /// <summary>The next thing that happens: by time, then I/O, computes, switches, slices, then by process.</summary>
    private bool Next(out Hat? hat, out Due due)
    {
        (hat, due) = (null, Due.Io);
        long at = _io.TryPeek(out _, out (long At, long Order) io) ? io.At : long.MaxValue;
        foreach (Hat h in _hats)
        {
            if (!h.IsComputing || !h.IsOnCore) continue;
            Offer(h.CompletionAt, Due.Compute, h, ref at, ref hat, ref due);
            if (h.Waiters.Count > 0) Offer(Math.Max(_now, h.SwitchAt(_interval)), Due.Switch, h, ref at, ref hat, ref due);
            if (_coreQueue.Count > 0) Offer(Math.Max(_now, h.CoreSince + _interval), Due.Slice, h, ref at, ref hat, ref due);
        }
        if (at == long.MaxValue) return false;
        _now = at;
        return true;

        static void Offer(long when, Due what, Hat h, ref long at, ref Hat? hat, ref Due due)
        {
            if (when > at || (when == at && what >= due)) return;
            (at, hat, due) = (when, h, what);
        }
    }

    /// <summary>Runs every holder that can run, by process, until each computes or waits.</summary>
    private void Settle()
    {
        for (bool moved = true; moved;)
        {
            moved = false;
            foreach (Hat hat in _hats)
            {
                while (hat.Holder is { } thread && hat.IsOnCore && !hat.IsComputing)
                {
                    Advance(thread);
                    moved = true;
                }
            }
        }
    }

    private void Start(SimThread thread)
    {
        thread.Phase = ThreadPhase.Prologue;
        thread.Code = thread.Program.Prologue;
        RequestHat(thread);
    }

    private void RequestHat(SimThread thread)
    {
        Hat hat = thread.Hat;
        thread.HatRequestedAt = _now;
        if (hat.Holder is null) Give(hat, thread);
        else
        {
            hat.Waiters.Enqueue(thread);
            TraceThread(thread, SpanState.Hat, heldBy: TaskOf(hat.Holder));
        }
    }

    private void Give(Hat hat, SimThread thread)
    {
        hat.Holder = thread;
        hat.LastSwitch = _now;
        TraceRow(thread, SpanState.None);
        if (!hat.IsOnCore) RequestCore(hat);
        else if (thread.Remaining > 0) BeginCompute(thread);
    }

    private void ReleaseHat(SimThread thread)
    {
        Hat hat = thread.Hat;
        hat.Holder = null;
        hat.IsComputing = false;
        if (hat.Waiters.TryDequeue(out SimThread? next)) Give(hat, next);
        else if (hat.IsOnCore) LeaveCore(hat);
        else throw new InvalidOperationException("A holder without a core cannot release its hat.");
    }

    private void RequestCore(Hat hat)
    {
        if (_freeCores > 0)
        {
            _freeCores--;
            EnterCore(hat);
        }
        else
        {
            _coreQueue.Enqueue(hat);
            TraceThread(hat.Holder!, SpanState.Core);
        }
    }

    private void EnterCore(Hat hat)
    {
        (hat.IsOnCore, hat.CoreSince) = (true, _now);
        TraceRow(hat.Holder!, SpanState.None);
        if (hat.Holder!.Remaining > 0) BeginCompute(hat.Holder);
    }

    private void LeaveCore(Hat hat)
    {
        hat.IsOnCore = false;
        if (_coreQueue.TryDequeue(out Hat? next)) EnterCore(next);
        else _freeCores++;
    }

    private void BeginCompute(SimThread thread)
    {
        (thread.Hat.IsComputing, thread.Hat.ComputeSince) = (true, _now);
        TraceThread(thread, thread.Current.State);
    }

    private void EndCompute(Hat hat)
    {
        hat.IsComputing = false;
        hat.Holder!.Remaining = 0;
        TraceThread(hat.Holder, SpanState.None); // what follows may take long, and may not be the task's: home unpacks a task that is finished
        hat.Holder.Pc++;
    }

    private void ForceSwitch(Hat hat)
    {
        SimThread holder = Interrupt(hat), next = hat.Waiters.Dequeue();
        holder.HatRequestedAt = _now;
        hat.Waiters.Enqueue(holder);
        TraceThread(holder, SpanState.Hat, heldBy: TaskOf(next));
        Give(hat, next);
    }

    private void EndSlice(Hat hat)
    {
        SimThread holder = Interrupt(hat);
        hat.IsOnCore = false;
        _coreQueue.Enqueue(hat);
        TraceThread(holder, SpanState.Core);
        EnterCore(_coreQueue.Dequeue());
    }

    private SimThread Interrupt(Hat hat)
    {
        hat.Holder!.Remaining -= _now - hat.ComputeSince;
        hat.IsComputing = false;
        return hat.Holder;
    }

    /// <summary>Traces the state of what the thread is at: its task, or the lane itself between tasks.</summary>
    private void TraceThread(SimThread thread, SpanState state, int heldBy = -1)
    {
        if (_trace is null) return;
        Op op = thread.Current;
        if (op.Task < 0)
        {
            TraceRow(thread, state, heldBy);
            return;
        }
        TraceRow(thread, SpanState.None);
        TraceTask(thread.Index, op.Task, op.Step, state, heldBy: heldBy);
    }

    private void TraceRow(SimThread thread, SpanState state, int heldBy = -1)
    {
        if (_trace is null || (thread.RowState == SpanState.None && state == SpanState.None)) return;
        thread.RowState = state;
        _trace.Add(new(Now, thread.Index, -1, -1, state, HeldBy: heldBy));
    }

    private void TraceTask(int thread, int task, int step, SpanState state, int resource = -1, int heldBy = -1) =>
        _trace?.Add(new(Now, thread, task, step, state, resource, heldBy));

    private static int TaskOf(SimThread thread) => thread.Loop is { } loop ? loop.Running : thread.Current.Task;

    private KitchenTime Now => new(_now);
}
