using System.Collections.Immutable;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Simulation.Model;

/// <summary>What each instruction does, on a blocking thread, in a coroutine, or launched by a manual lane.</summary>
internal sealed partial class SimMachine
{
    private readonly SimTasks _tasks;
    private readonly SimResource[] _tools, _locks;
    private readonly SimChannel[] _channels;
    private readonly SimPool[] _pools;
    private readonly bool[] _isPatched;
    private readonly int[] _queueOf;
    private readonly List<TaskError> _errors = [];
    private long _end;

    /// <summary>How an instruction left its thread or coroutine.</summary>
    private enum Left : byte { Done, Computing, Suspended, ThreadBlocked }

    /// <summary>Where offloaded steps queue for helpers.</summary>
    private sealed class SimChannel
    {
        public readonly Queue<(int Offload, Waiter Who)> Jobs = new();
        public readonly Queue<SimThread> IdleHelpers = new();
    }

    /// <summary>A list of tasks; of a process pool, those dispatched so far.</summary>
    private sealed class SimPool(TaskQueue queue)
    {
        public readonly Queue<int> Ready = new(queue.IsProcessPool ? [] : queue.Tasks);
        public readonly Queue<SimThread> IdleWorkers = new();
        public int Left = queue.Tasks.Length;
    }

    /// <summary>Moves a holder on a core by one instruction, or to its next piece of program.</summary>
    private void Advance(SimThread thread)
    {
        if (thread is { Phase: ThreadPhase.Tasks, Loop: { } loop }) AdvanceLoop(thread, loop);
        else if (thread.Pc < thread.Code.Length)
        {
            Op op = thread.Code[thread.Pc];
            if (Execute(thread, op, new(WaiterKind.Thread, thread.Index, op.Task)) == Left.Suspended) ReleaseHat(thread);
        }
        else NextCode(thread);
    }

    private void NextCode(SimThread thread)
    {
        (thread.Code, thread.Pc) = ([], 0);
        switch (thread.Phase)
        {
            case ThreadPhase.Prologue when thread.Program.Channel >= 0:
                thread.Phase = ThreadPhase.Serving;
                break;
            case ThreadPhase.Prologue when thread.Program.IsLoop && thread.Program.Queue >= 0:
                thread.Phase = ThreadPhase.Tasks;
                thread.Code = [new(OpCode.Compute, -1, Ticks: _plan.Level.Costs.StartTask.Ticks * _plan.Queues[thread.Program.Queue].Tasks.Length, State: SpanState.Starting)];
                thread.Loop = NewLoop(thread);
                break;
            case ThreadPhase.Prologue:
                thread.Phase = ThreadPhase.Tasks;
                break;
            case ThreadPhase.Tasks:
                TakeNext(thread);
                break;
            case ThreadPhase.Serving:
                Serve(thread);
                break;
            case ThreadPhase.Epilogue:
                thread.Phase = ThreadPhase.Done;
                if (thread.Index == _plan.Processes[0].MainThread) _end = Math.Max(_end, _now);
                ReleaseHat(thread);
                break;
        }
    }

    private void TakeNext(SimThread thread)
    {
        thread.Task = -1;
        SimPool? pool = thread.Program.Queue >= 0 ? _pools[thread.Program.Queue] : null;
        if (thread.Box.TryDequeue(out int mate)) (thread.Task, thread.Code) = (mate, _plan.Tasks[mate].Ops);
        else if (pool is null || pool.Left == 0)
        {
            thread.Phase = ThreadPhase.Epilogue;
            thread.Code = thread.Program.Epilogue;
        }
        else if (pool.Ready.TryDequeue(out int task))
        {
            pool.Left--;
            TakeBox(thread, pool, task);
            (thread.Task, thread.Code) = (task, _plan.Tasks[task].Ops);
        }
        else
        {
            pool.IdleWorkers.Enqueue(thread);
            TraceRow(thread, SpanState.Crate);
            ReleaseHat(thread);
        }
    }

    /// <summary>Who takes the first of a pool's box takes it all.</summary>
    private void TakeBox(SimThread thread, SimPool pool, int first)
    {
        if (!_plan.Queues[thread.Program.Queue].IsProcessPool) return;
        foreach (int mate in _plan.Tasks[first].Mates) thread.Box.Enqueue(mate);
        pool.Left -= thread.Box.Count;
    }

    private void Serve(SimThread thread)
    {
        SimChannel channel = _channels[thread.Program.Channel];
        if (thread.Job is { } done) Wake(done.Who);
        if (channel.Jobs.TryDequeue(out (int Offload, Waiter Who) job))
        {
            (thread.Job, thread.Code) = (job, _plan.Offloads[job.Offload].Ops);
            return;
        }
        thread.Job = null;
        channel.IdleHelpers.Enqueue(thread);
        ReleaseHat(thread);
    }

    private Left Execute(SimThread thread, in Op op, Waiter self)
    {
        if (op.Task >= 0 && op.Step >= 0) _tasks.Step[op.Task] = op.Step;
        int process = thread.Program.Process;
        switch (op.Code)
        {
            case OpCode.Compute when op.Ticks > 0:
                thread.Remaining = op.Ticks;
                BeginCompute(thread);
                return Left.Computing;
            case OpCode.Wait:
                return Wait(thread, op, self);
            case OpCode.AwaitArrival when op.Ticks > _now:
                _io.Enqueue(new(self, -1), (op.Ticks, _ioOrder++));
                return Suspend(thread, self, SpanState.Arrival);
            case OpCode.AcquireTool when _plan.Level.Tools[op.Arg].Refuses is { } refusal:
                if (TryCall(op, refusal, self)) break;
                return Left.Suspended;
            case OpCode.AcquireTool when !TryTake(_tools[op.Arg], op.Task, self):
                return Suspend(thread, self, SpanState.Tool, op.Arg, _tools[op.Arg].FirstHolder);
            case OpCode.ReleaseTool:
                Free(_tools[op.Arg], op.Task);
                break;
            case OpCode.AcquireLock when !TryTake(LockOf(process, op.Arg), op.Task, self):
                return Suspend(thread, self, SpanState.Lock, op.Arg, LockOf(process, op.Arg).FirstHolder);
            case OpCode.ReleaseLock:
                Free(LockOf(process, op.Arg), op.Task);
                break;
            case OpCode.AwaitTask when !_tasks.IsFinished(op.Arg):
                (_tasks.Awaiters[op.Arg] ??= []).Add(self);
                return Suspend(thread, self, SpanState.After, heldBy: op.Arg);
            case OpCode.AwaitCrate when !_tasks.IsDispatched[op.Arg]:
                _tasks.CrateWaiter[op.Arg] = self;
                return Suspend(thread, self, SpanState.Crate, heldBy: op.Arg);
            case OpCode.Join when _tasks.IsLaunched[op.Task]:
                _tasks.Joiner[op.Task] = self;
                thread.Pc++;
                return Left.Suspended;
            case OpCode.Offload:
                Hand(op, self);
                return Suspend(thread, self, SpanState.Helper);
            case OpCode.Yield:
                if (thread.Loop is not { } loop) break;
                loop.Ready.Enqueue(self.Task);
                return Suspend(thread, self, SpanState.Turn);
            case OpCode.Outcome when !Hear(thread, op):
                return (OnFailure)op.Arg == OnFailure.Silence ? Left.Suspended : Left.Done;
            case OpCode.Read: _tasks.Read(process, op.Task, op.Arg); break;
            case OpCode.Write: _tasks.Write(process, op.Task, op.Arg); break;
            case OpCode.Dispatch: Dispatch(op.Task); break;
            case OpCode.Launch: Launch(thread, op); break;
            case OpCode.OpenProcess: Start(_threads[_plan.Processes[op.Arg].MainThread]); break;
            case OpCode.StartThread: Start(_threads[op.Arg]); break;
            case OpCode.Patch: _isPatched[process] = true; break;
            case OpCode.Finish: Finish(thread, op.Task); break;
        }
        thread.Pc++;
        return Left.Done;
    }

    private Left Wait(SimThread thread, in Op op, Waiter self)
    {
        bool holdsThread = self.Kind == WaiterKind.Coroutine && (op.Blocking || _tasks.IsUnpatched[self.Task]);
        if (holdsThread) self = self with { Kind = WaiterKind.Thread };
        Request(self, op, holdsThread ? SpanState.Blocking : SpanState.Waiting);
        thread.Pc++;
        return holdsThread ? Left.ThreadBlocked : Left.Suspended;
    }

    /// <summary>Whether the attempt was well, as every one is once the step's failures are behind it. Otherwise the thread is sent where the failure leads.</summary>
    private bool Hear(SimThread thread, in Op op)
    {
        int task = op.Task;
        if (_tasks.Failures[task] == _plan.Level.Tasks[_plan.Tasks[task].Spec].Steps[op.Step].Fails)
        {
            _tasks.Failures[task] = 0;
            return true;
        }
        _tasks.Failures[task]++;
        TraceTask(thread.Index, task, op.Step, SpanState.Failed);
        if ((OnFailure)op.Arg == OnFailure.TryAgain)
        {
            thread.Pc -= (int)op.Ticks;
            return false;
        }
        _errors.Add(new(task, op.Step, (OnFailure)op.Arg == OnFailure.Silence));
        foreach (Op held in TaskError.Freeing(thread.Code, thread.Pc)) Free(held.Code == OpCode.ReleaseTool ? _tools[held.Arg] : LockOf(thread.Program.Process, held.Arg), task);
        thread.Pc = thread.Code.Length;
        if ((OnFailure)op.Arg == OnFailure.End && thread.Loop is { } loop) LeaveLoop(loop);
        return false;
    }

    private void Hand(in Op op, Waiter self)
    {
        SimChannel channel = _channels[op.Arg];
        channel.Jobs.Enqueue(((int)op.Ticks, self));
        if (channel.IdleHelpers.TryDequeue(out SimThread? helper)) RequestHat(helper);
    }

    private void Dispatch(int task)
    {
        _tasks.IsDispatched[task] = true;
        int queue = _queueOf[task];
        if (queue >= 0 && _plan.Queues[queue].IsProcessPool)
        {
            SimPool pool = _pools[queue];
            pool.Ready.Enqueue(task);
            if (pool.IdleWorkers.TryDequeue(out SimThread? worker)) RequestHat(worker);
        }
        else if (_tasks.CrateWaiter[task] is { } waiter) Wake(waiter);
        TraceTask(_plan.Processes[0].MainThread, task, -1, SpanState.None);
    }

    private void Launch(SimThread thread, in Op op)
    {
        (_tasks.Pc[op.Task], _tasks.LaunchEnd[op.Task], _tasks.IsLaunched[op.Task]) = ((int)op.Ticks, op.Arg, true);
        RunLaunched(new(WaiterKind.Launched, thread.Index, op.Task));
    }

    /// <summary>What a manual lane launched goes on by itself until it waits or is through.</summary>
    private void RunLaunched(Waiter self)
    {
        int task = self.Task;
        while (_tasks.Pc[task] < _tasks.LaunchEnd[task])
        {
            Op op = _plan.Tasks[task].Ops[_tasks.Pc[task]++];
            if (op.Step >= 0) _tasks.Step[task] = op.Step;
            switch (op.Code)
            {
                case OpCode.Wait:
                    Request(self, op, SpanState.Waiting);
                    return;
                case OpCode.AcquireTool when !TryTake(_tools[op.Arg], task, self):
                    Waits(self, SpanState.Tool, op.Arg, _tools[op.Arg].FirstHolder);
                    return;
                case OpCode.ReleaseTool: Free(_tools[op.Arg], task); break;
                case OpCode.Patch: _isPatched[_threads[self.Thread].Program.Process] = true; break;
                case OpCode.Finish: Finish(_threads[self.Thread], task); break;
            }
        }
        _tasks.IsLaunched[task] = false;
        if (!_tasks.IsFinished(task)) TraceTask(self.Thread, task, _tasks.Step[task], SpanState.Turn);
        if (_tasks.Joiner[task] is not { } joiner) return;
        _tasks.Joiner[task] = null;
        Wake(joiner);
    }

    private void Finish(SimThread thread, int task)
    {
        _tasks.Finish(task, Now);
        _end = Math.Max(_end, _now);
        TraceTask(thread.Index, task, -1, SpanState.None);
        _trace?.Finish(task, Now);
        if (thread.Loop is { } loop && loop.Running == task) LeaveLoop(loop);
        foreach (Waiter waiter in _tasks.Awaiters[task] ?? []) Wake(waiter);
    }

    /// <summary>The instruction is over as far as its thread or coroutine is concerned; it goes on behind it when woken.</summary>
    private Left Suspend(SimThread thread, Waiter self, SpanState state, int resource = -1, int heldBy = -1)
    {
        thread.Pc++;
        Waits(self, state, resource, heldBy);
        return Left.Suspended;
    }

    private void Waits(Waiter who, SpanState state, int resource, int heldBy)
    {
        if (who.Task < 0)
        {
            TraceRow(_threads[who.Thread], state, heldBy);
            return;
        }
        (_tasks.WaitState[who.Task], _tasks.WaitResource[who.Task], _tasks.WaitHeldBy[who.Task]) = (state, resource, heldBy);
        TraceTask(who.Thread, who.Task, _tasks.Step[who.Task], state, resource, heldBy);
    }

    private void Wake(Waiter who, bool isIo = false)
    {
        if (who.Task >= 0) _tasks.WaitState[who.Task] = SpanState.None;
        switch (who.Kind)
        {
            case WaiterKind.Thread:
                RequestHat(_threads[who.Thread]);
                break;
            case WaiterKind.Coroutine:
                SimThread thread = _threads[who.Thread];
                (isIo ? thread.Loop!.Completions : thread.Loop!.Ready).Enqueue(who.Task);
                TraceTask(who.Thread, who.Task, _tasks.Step[who.Task], SpanState.Turn);
                if (!thread.Loop.IsIdle) break;
                thread.Loop.IsIdle = false;
                RequestHat(thread);
                break;
            case WaiterKind.Launched:
                RunLaunched(who);
                break;
        }
    }

    private IEnumerable<string> WaitCycle()
    {
        foreach (TaskError error in _errors.Where(e => e.IsSilent)) yield return error.Sentence(_plan);
        for (int task = 0; task < _plan.Tasks.Length; task++)
        {
            int heldBy = _tasks.WaitHeldBy[task];
            string holder = heldBy >= 0 ? $", held by {_plan.Tasks[heldBy].Name}" : "";
            string? wait = _tasks.IsFinished(task) ? null : _tasks.WaitState[task] switch
            {
                SpanState.Tool => $"waits for tool {_plan.Level.Tools[_tasks.WaitResource[task]].Id}{holder}",
                SpanState.Lock => $"waits for lock {_plan.Locks[_tasks.WaitResource[task]]}{holder}",
                SpanState.After => $"waits for task {_plan.Tasks[heldBy].Name} to finish",
                SpanState.Helper => "waits for a helper",
                _ => null,
            };
            if (wait is not null) yield return $"{_plan.Tasks[task].Name} {wait}";
        }
    }
}
