using System.Collections.Immutable;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Simulation.Inspection;

/// <summary>The unkind scheduler: looks through every order of events that is possible when nobody knows how long anything takes.</summary>
/// <remarks>
/// Threads may be switched between any two operations, coroutines only where they give way. States are hashed; operations that commute with everything
/// (freeing, finishing, giving way) are done at once, a partial-order reduction (Godefroid 1996). States are visited in the order of their switches, so a breaking
/// schedule has the fewest. Opening kitchens and starting threads block nobody, so everything counts as open from the start.
/// </remarks>
public sealed partial class Inspector
{
    /// <summary>States after which an inspection gives up, unless told otherwise.</summary>
    public const int DefaultBudget = 200_000;

    /// <summary>Numbers copied from state to state after which it gives up too: plans of thousands of tasks have large states.</summary>
    private const long MostCopied = 30_000_000;

    /// <summary>Tasks beyond which a plan is not inspected for serving: the search grows with the tasks in every state.</summary>
    private const int MostServed = 256;

    private readonly CompiledPlan _plan;
    private readonly InspectionScript _script;
    private readonly int _shared, _locks;
    private readonly int[] _threadOf;
    private readonly List<int>[] _awaiters;

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
    /// <param name="cancel">Stops the search with an <see cref="OperationCanceledException"/>.</param>
    /// <param name="goal">Looks for <see cref="InspectionVerdict.Race"/> or <see cref="InspectionVerdict.Deadlock"/> alone and goes on past the other; null: for either.</param>
    public static Inspection Inspect(CompiledPlan plan, int budget = DefaultBudget, CancellationToken cancel = default, InspectionVerdict? goal = null)
    {
        if (goal != InspectionVerdict.Deadlock && LostAbroad(plan) is { } lost) return new(InspectionVerdict.Race, [], lost, 0);
        if (goal != InspectionVerdict.Race && LostByError(plan) is { } error) return new(InspectionVerdict.Deadlock, [], $"Whatever the order, {error.Sentence(plan)}.", 0);
        if (plan.Threads.Any(t => t.Kind == LaneKind.Manual)) return new(InspectionVerdict.Safe, [], "One cook decides every step: nobody can interfere.", 0);
        Inspector inspector = new(plan);
        return inspector._script.IsTrivial ? new(InspectionVerdict.Safe, [], "The tasks share nothing that can run short or be overwritten.", 1) : inspector.Explore(inspector.Settled(), budget, cancel, goal);
    }

    /// <summary>A write that no schedule can save: it goes into another kitchen's copy, and no crate brings that home.</summary>
    private static string? LostAbroad(CompiledPlan plan)
    {
        foreach (TaskProgram task in plan.Tasks)
        {
            if (task.Kitchen == 0 || plan.Level.Tasks[task.Spec].Crate is not null) continue;
            foreach (Op op in task.Ops)
                if (op.Code == OpCode.Write) return $"{task.Name} writes a copy of {plan.Level.Shared[op.Arg]} that no crate brings home: the update is lost whatever the order.";
        }
        return null;
    }

    /// <summary>A dish that no schedule can save: a step of it fails, and nothing catches that.</summary>
    private static TaskError? LostByError(CompiledPlan plan)
    {
        foreach (Op op in plan.Tasks.SelectMany(t => t.Ops))
            if (op.Code == OpCode.Outcome && (OnFailure)op.Arg != OnFailure.TryAgain) return new(op.Task, op.Step, (OnFailure)op.Arg == OnFailure.Silence);
        return null;
    }

    /// <summary>Inspects a plan that is to be served, in no more time than serving it takes: beyond some hundreds of tasks the verdict is <see cref="InspectionVerdict.Unknown"/>.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cancel">Stops the search with an <see cref="OperationCanceledException"/>.</param>
    public static Inspection InspectForServing(CompiledPlan plan, CancellationToken cancel = default) => plan.Tasks.Length <= MostServed ? Inspect(plan, cancel: cancel)
        : new(InspectionVerdict.Unknown, [], $"not inspected, since it has more than {MostServed} tasks.", 0);

    internal InspectionState Settled()
    {
        InspectionState start = Start();
        Settle(start);
        return start;
    }

    private Inspection Explore(InspectionState start, int budget, CancellationToken cancel, InspectionVerdict? goal)
    {
        Dictionary<string, int> fewest = new() { [start.Key()] = start.Switches };
        LinkedList<InspectionState> open = new([start]);
        long copied = 0;
        for (int visited = 1; open.First is { } node; visited++)
        {
            open.RemoveFirst();
            cancel.ThrowIfCancellationRequested();
            InspectionState state = node.Value;
            if (visited > budget) return new(InspectionVerdict.Unknown, [], $"More than {budget} states: not everything was explored.", visited);
            if (state.Broken is { } what && goal is not InspectionVerdict.Deadlock) return new(InspectionVerdict.Race, ScheduleTo(state), what, visited);
            bool canMove = false;
            foreach (InspectionState next in Moves(state))
            {
                canMove = true;
                copied += start.Size;
                if (copied > MostCopied) return new(InspectionVerdict.Unknown, [], $"More than {visited} large states: not everything was explored.", visited);
                string key = next.Key();
                if (fewest.TryGetValue(key, out int known) && known <= next.Switches) continue;
                fewest[key] = next.Switches;
                if (next.Last == state.Last) open.AddFirst(next); // at the start nobody has moved yet, and the queue is empty
                else open.AddLast(next);
            }
            if (!canMove && goal is not InspectionVerdict.Race && IsStuck(state)) return new(InspectionVerdict.Deadlock, ScheduleTo(state), Stuck(state), visited);
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
    internal IEnumerable<InspectionState> Moves(InspectionState state)
    {
        for (int task = 0; task < state.Status.Length; task++) if (state.Status[task] == TaskStatus.Pending) yield return AfterWait(state, task);
        for (int thread = 0; thread < state.Running.Length; thread++) if (CanChoose(state, thread)) yield return AfterChoice(state, thread);
    }

    /// <summary>The state after the end of a coroutine's wait.</summary>
    private InspectionState AfterWait(InspectionState state, int task)
    {
        InspectionState next = state.Copy();
        Wake(next, task);
        next.Move = new(_threadOf[task], task, -1, "the wait ends", IsOnLoop: true);
        return Moved(state, next);
    }

    /// <summary>The state after the next operation of a thread.</summary>
    private InspectionState AfterChoice(InspectionState state, int thread)
    {
        InspectionState next = state.Copy();
        Choose(next, thread);
        return Moved(state, next);
    }

    private InspectionState Moved(InspectionState state, InspectionState next)
    {
        next.Last = next.Move.Actor;
        next.Switches = state.Switches + (state.Last == next.Last || state.Last == InspectionState.Nobody ? 0 : 1);
        Settle(next);
        return next;
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

    private static ImmutableArray<ScheduleMove> ScheduleTo(InspectionState state)
    {
        List<ScheduleMove> moves = [];
        for (InspectionState s = state; s.Parent is not null; s = s.Parent) moves.Add(s.Move);
        moves.Reverse();
        return [.. moves];
    }

    /// <summary>Whether something is not done; a deadlock if there are no moves.</summary>
    internal static bool IsStuck(InspectionState state) => state.Status.Any(s => s != TaskStatus.Done);

    internal string Stuck(InspectionState state)
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
