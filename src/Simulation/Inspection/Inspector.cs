using System.Collections.Immutable;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Simulation.Inspection;

/// <summary>The unkind scheduler: looks through every order of events that is possible when nobody knows how long anything takes.</summary>
/// <remarks>
/// Threads may be switched between any two operations, coroutines only where they give way. States are hashed; operations that commute with everything
/// (freeing, finishing, giving way) are done at once, a partial-order reduction (Godefroid 1996). The search is breadth first by switches, so a breaking schedule
/// has the fewest. Opening kitchens and starting threads block nobody, so everything counts as open from the start.
/// </remarks>
public sealed class Inspector
{
    /// <summary>States after which an inspection gives up, unless told otherwise.</summary>
    public const int DefaultBudget = 200_000;

    /// <summary>Numbers copied from state to state after which it gives up too: plans of thousands of tasks have large states.</summary>
    private const long MostCopied = 30_000_000;

    private readonly CompiledPlan _plan;
    private readonly InspectionScript _script;
    private readonly int _shared, _locks;
    private readonly int[] _threadOf;
    private readonly List<int>[] _awaiters;
    private string? _broken;

    private Inspector(CompiledPlan plan)
    {
        _plan = plan;
        _script = new(plan);
        (_shared, _locks) = (plan.Level.Shared.Length, plan.Locks.Length);
        _threadOf = new int[plan.Tasks.Length];
        Array.Fill(_threadOf, -1);
        for (int t = 0; t < plan.Threads.Length; t++)
            if (plan.Threads[t] is { IsLoop: true, Queue: >= 0 } loop)
                foreach (int task in plan.Queues[loop.Queue].Tasks) _threadOf[task] = t;
        _awaiters = [.. plan.Tasks.Select((_, t) => Enumerable.Range(0, plan.Tasks.Length).Where(c => plan.Tasks[c].Predecessors.Contains(t)).ToList())];
    }

    /// <summary>Inspects a plan.</summary>
    /// <param name="plan">The plan. Plans with a manual lane have one scheduler, the player, and count as safe.</param>
    /// <param name="budget">Most states to visit.</param>
    public static Inspection Inspect(CompiledPlan plan, int budget = DefaultBudget)
    {
        if (plan.Threads.Any(t => t.Kind == LaneKind.Manual)) return new(InspectionVerdict.Safe, [], "One cook decides every step: nobody can interfere.", 0);
        Inspector inspector = new(plan);
        return inspector._script.IsTrivial ? new(InspectionVerdict.Safe, [], "The tasks share nothing that can run short or be overwritten.", 1) : inspector.Explore(budget);
    }

    private Inspection Explore(int budget)
    {
        InspectionState start = Start();
        Settle(start);
        Dictionary<string, int> fewest = new() { [start.Key()] = 0 };
        LinkedList<InspectionState> open = new([start]);
        long copied = 0;
        for (int visited = 1; open.First is { } node; visited++)
        {
            open.RemoveFirst();
            InspectionState state = node.Value;
            if (visited > budget) return new(InspectionVerdict.Unknown, [], $"More than {budget} states: not everything was explored.", visited);
            bool canMove = false;
            foreach (InspectionState next in Moves(state))
            {
                canMove = true;
                copied += start.Size;
                if (copied > MostCopied) return new(InspectionVerdict.Unknown, [], $"More than {visited} large states: not everything was explored.", visited);
                if (_broken is { } what) return new(InspectionVerdict.Race, ScheduleTo(next), what, visited);
                next.Switches = state.Switches + (next.Last == state.Last ? 0 : 1);
                string key = next.Key();
                if (fewest.TryGetValue(key, out int known) && known <= next.Switches) continue;
                fewest[key] = next.Switches;
                if (next.Last == state.Last) open.AddFirst(next);
                else open.AddLast(next);
            }
            if (!canMove && state.Status.Any(s => s != TaskStatus.Done)) return new(InspectionVerdict.Deadlock, ScheduleTo(state), Stuck(state), visited);
        }
        return new(InspectionVerdict.Safe, [], "No order of events breaks this plan: all were explored.", fewest.Count);
    }

    private InspectionState Start()
    {
        int n = _plan.Tasks.Length, threads = _plan.Threads.Length;
        InspectionState state = new()
        {
            Running = [.. Enumerable.Repeat(InspectionState.Between, threads)],
            Pc = new int[n],
            Status = new TaskStatus[n],
            Taken = new int[_plan.Queues.Length],
            Ready = [.. Enumerable.Range(0, threads).Select(_ => new List<int>())],
            NotAdmitted = [.. Enumerable.Range(0, threads).Select(_ => new List<int>())],
            Admissions = [.. _plan.Threads.Select(t => t.Limit > 0 ? t.Limit : int.MaxValue)],
            IsAdmitted = new bool[n],
            Free = [.. _plan.Level.Tools.Select(t => t.Places), .. Enumerable.Repeat(1, _plan.Processes.Length * _locks)],
            Queued = [.. Enumerable.Range(0, _plan.Level.Tools.Length + _plan.Processes.Length * _locks).Select(_ => new List<int>())],
            Reads = new byte[n * _shared],
        };
        for (int task = 0; task < n; task++) if (_threadOf[task] >= 0) Wake(state, task);
        return state;
    }

    /// <summary>Every state that one operation of one thread, or the end of one wait, leads to.</summary>
    private IEnumerable<InspectionState> Moves(InspectionState state)
    {
        for (int task = 0; task < state.Status.Length; task++)
        {
            if (state.Status[task] != TaskStatus.Pending) continue;
            InspectionState next = state.Copy();
            Wake(next, task);
            next.Move = new(_threadOf[task], task, -1, "the wait ends");
            Settle(next);
            yield return next;
        }
        for (int thread = 0; thread < state.Running.Length; thread++)
        {
            if (!CanChoose(state, thread)) continue;
            InspectionState next = state.Copy();
            next.Last = thread;
            Choose(next, thread);
            Settle(next);
            yield return next;
        }
    }

    /// <summary>Whether the thread stands before an operation whose order against others matters.</summary>
    private bool CanChoose(InspectionState state, int thread)
    {
        int task = state.Running[thread];
        if (task >= 0) return state.Status[task] == TaskStatus.Ready && IsChoice(_script.Tasks[task][state.Pc[task]].Code);
        return !_plan.Threads[thread].IsLoop && HasNext(state, thread);
    }

    private static bool IsChoice(OpCode code) => code is OpCode.Read or OpCode.Write or OpCode.AcquireTool or OpCode.AcquireLock;

    private bool HasNext(InspectionState state, int thread) =>
        _plan.Threads[thread].Queue is >= 0 and int queue && state.Taken[queue] < _plan.Queues[queue].Tasks.Length;

    private bool IsShared(int queue) => _plan.Threads.Count(t => t.Queue == queue) > 1;

    private void Choose(InspectionState state, int thread)
    {
        int task = state.Running[thread];
        if (task < 0)
        {
            task = TakeNext(state, thread);
            state.Move = new(thread, task, -1, "begins");
            return;
        }
        Op op = _script.Tasks[task][state.Pc[task]];
        string what = op.Code switch
        {
            OpCode.Read => Read(state, task, op.Arg),
            OpCode.Write => Write(state, task, op.Arg),
            _ => Acquire(state, thread, task, op),
        };
        state.Move = new(thread, task, op.Step, what);
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
                _broken = $"{_plan.Tasks[task].Name} overwrites {_plan.Level.Shared[shared]} with what it read before another wrote: an update is lost.";
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

    private string NameOf(Op op) => op.Code == OpCode.AcquireTool ? _plan.Level.Tools[op.Arg].Id : _plan.Locks[op.Arg];

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

    private static ImmutableArray<ScheduleMove> ScheduleTo(InspectionState state)
    {
        List<ScheduleMove> moves = [];
        for (InspectionState s = state; s.Parent is not null; s = s.Parent) moves.Add(s.Move);
        moves.Reverse();
        return [.. moves];
    }

    private string Stuck(InspectionState state)
    {
        List<string> waits = [];
        for (int task = 0; task < state.Status.Length; task++)
        {
            if (state.Status[task] is TaskStatus.Done or TaskStatus.Waiting) continue;
            Op op = _script.Tasks[task][state.Pc[task]];
            string what = op.Code switch
            {
                OpCode.AwaitTask => _plan.Tasks[op.Arg].Name,
                OpCode.AcquireTool or OpCode.AcquireLock => NameOf(op),
                _ => "a place within the limit",
            };
            waits.Add($"{_plan.Tasks[task].Name} waits for {what}");
        }
        return $"Nobody can move: {string.Join(", ", waits)}.";
    }
}
