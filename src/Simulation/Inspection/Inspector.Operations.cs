using ShortOrder.Simulation.Programs;

namespace ShortOrder.Simulation.Inspection;

/// <summary>What each operation does to a state: the choices, and what may be done at once because it commutes with everything.</summary>
public sealed partial class Inspector
{
    private void Choose(InspectionState state, int thread)
    {
        int task = state.Running[thread];
        if (task < 0)
        {
            task = TakeNext(state, thread);
            state.Move = new(thread, task, -1, "begins", IsOnLoop: false);
            return;
        }
        Op op = _script.Tasks[task][state.Pc[task]];
        string what = op.Code switch
        {
            OpCode.Read => Read(state, task, op.Arg),
            OpCode.Write => Write(state, task, op.Arg),
            _ => Acquire(state, thread, task, op),
        };
        state.Move = new(thread, task, op.Step, what, _plan.Threads[thread].IsLoop);
    }

    private int TakeNext(InspectionState state, int thread)
    {
        int queue = _plan.Threads[thread].Queue, task = _plan.Queues[queue].Tasks[state.Taken[queue]++];
        (state.Running[thread], state.Status[task]) = (task, TaskStatus.Ready);
        return task;
    }

    private string Read(InspectionState state, int task, int shared)
    {
        state.Reads[task * _shared + shared] = 1;
        state.Pc[task]++;
        return $"reads {_plan.Level.Shared[shared]}";
    }

    private string Write(InspectionState state, int task, int shared)
    {
        for (int other = 0; other < state.Status.Length; other++)
        {
            ref byte read = ref state.Reads[other * _shared + shared];
            if (other == task && read == 2)
                state.Broken = $"{_plan.Tasks[task].Name} overwrites {_plan.Level.Shared[shared]} with what it read before another wrote: an update is lost.";
            if (other == task) read = 0;
            else if (read == 1 && _script.ProcessOf[other] == _script.ProcessOf[task]) read = 2;
        }
        state.Pc[task]++;
        return $"writes {_plan.Level.Shared[shared]}";
    }

    private string Acquire(InspectionState state, int thread, int task, Op op)
    {
        int guard = Guard(task, op);
        if (state.Free[guard] > 0)
        {
            state.Free[guard]--;
            state.Pc[task]++;
            return $"takes {NameOf(op)}";
        }
        state.Queued[guard].Add(task);
        state.Status[task] = TaskStatus.Blocked;
        if (_plan.Threads[thread].IsLoop) state.Running[thread] = InspectionState.Between;
        return $"waits for {NameOf(op)}";
    }

    private int Guard(int task, Op op) =>
        op.Code is OpCode.AcquireTool or OpCode.ReleaseTool ? op.Arg : _plan.Level.Tools.Length + _script.ProcessOf[task] * _locks + op.Arg;

    private string NameOf(Op op) => op.Code is OpCode.AcquireTool or OpCode.ReleaseTool ? _plan.Level.Tools[op.Arg].Id : _plan.Locks[op.Arg];

    /// <summary>Does everything that commutes with all that others can do, until only choices are left.</summary>
    private void Settle(InspectionState state)
    {
        for (bool isMoving = true; isMoving;)
        {
            isMoving = false;
            for (int thread = 0; thread < state.Running.Length; thread++)
                while (StepEagerly(state, thread)) isMoving = true;
        }
    }

    private bool StepEagerly(InspectionState state, int thread)
    {
        int task = state.Running[thread];
        bool isLoop = _plan.Threads[thread].IsLoop;
        if (task < 0)
        {
            if (isLoop) return Resume(state, thread);
            if (!HasNext(state, thread) || IsShared(_plan.Threads[thread].Queue)) return false;
            TakeNext(state, thread);
            return true;
        }
        if (state.Status[task] != TaskStatus.Ready) return false;
        Op op = _script.Tasks[task][state.Pc[task]];
        switch (op.Code)
        {
            case OpCode.ReleaseTool or OpCode.ReleaseLock:
                Release(state, Guard(task, op));
                state.Pc[task]++;
                return true;
            case OpCode.AwaitTask when state.Status[op.Arg] == TaskStatus.Done:
                state.Pc[task]++;
                return true;
            case OpCode.AwaitTask when isLoop:
                state.Status[task] = TaskStatus.Blocked;
                state.Running[thread] = InspectionState.Between;
                return true;
            case OpCode.Wait or OpCode.Offload or OpCode.Yield:
                state.Pc[task]++;
                state.Status[task] = TaskStatus.Pending;
                state.Running[thread] = InspectionState.Between;
                if (op.Code == OpCode.Yield) Wake(state, task);
                return true;
            case OpCode.Finish:
                Finish(state, thread, task);
                return true;
            default:
                return false;
        }
    }

    private static bool Resume(InspectionState state, int thread)
    {
        if (state.Ready[thread].Count == 0) return false;
        int task = state.Ready[thread][0];
        state.Ready[thread].RemoveAt(0);
        if (!state.IsAdmitted[task] && state.Admissions[thread] == 0)
        {
            state.NotAdmitted[thread].Add(task);
            return true;
        }
        if (!state.IsAdmitted[task]) state.Admissions[thread]--;
        state.IsAdmitted[task] = true;
        state.Running[thread] = task;
        return true;
    }

    private void Wake(InspectionState state, int task)
    {
        state.Status[task] = TaskStatus.Ready;
        if (_threadOf[task] >= 0) state.Ready[_threadOf[task]].Add(task);
    }

    private void Release(InspectionState state, int guard)
    {
        if (state.Queued[guard].Count == 0)
        {
            state.Free[guard]++;
            return;
        }
        int next = state.Queued[guard][0];
        state.Queued[guard].RemoveAt(0);
        state.Pc[next]++;
        Wake(state, next);
    }

    private void Finish(InspectionState state, int thread, int task)
    {
        state.Status[task] = TaskStatus.Done;
        state.Running[thread] = InspectionState.Between;
        if (_plan.Threads[thread].IsLoop)
        {
            if (state.NotAdmitted[thread] is [int next, ..])
            {
                state.NotAdmitted[thread].RemoveAt(0);
                state.IsAdmitted[next] = true;
                Wake(state, next);
            }
            else if (state.Admissions[thread] != int.MaxValue) state.Admissions[thread]++;
        }
        foreach (int awaiter in _awaiters[task])
            if (_threadOf[awaiter] >= 0 && state.Status[awaiter] == TaskStatus.Blocked && _script.Tasks[awaiter][state.Pc[awaiter]] is { Code: OpCode.AwaitTask } op && op.Arg == task)
                Wake(state, awaiter);
    }
}
