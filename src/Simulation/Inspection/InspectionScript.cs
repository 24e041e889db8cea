using System.Collections.Immutable;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Simulation.Inspection;

/// <summary>A compiled plan without time: what remains of each task when only the operations that others can notice are kept.</summary>
/// <remarks>
/// Dropped are: shared things that a single task uses; tools and locks that are never short, or that guard nothing but the wait for themselves; all work.
/// Waits remain on loops only, as the places where a coroutine gives way, and there only while something noticeable follows.
/// </remarks>
internal sealed class InspectionScript
{
    private readonly CompiledPlan _plan;
    private readonly HashSet<(OpCode Kind, int Process, int Index)> _noticeable = [];
    private readonly bool[] _isAwaited;

    public InspectionScript(CompiledPlan plan)
    {
        _plan = plan;
        _isAwaited = new bool[plan.Tasks.Length];
        foreach (int p in plan.Tasks.SelectMany(t => t.Predecessors)) _isAwaited[p] = true;
        ProcessOf = [.. plan.Tasks.Select(t => FirstProcess(t.Kitchen))];
        Op[][] inlined = [.. plan.Tasks.Select(t => Inlined(t).ToArray())];
        FindNoticeableData(inlined);
        FindNoticeableGuards(inlined);
        bool[] isOnLoop = new bool[plan.Tasks.Length];
        foreach (ThreadProgram loop in plan.Threads.Where(t => t.IsLoop && t.Queue >= 0)) foreach (int task in plan.Queues[loop.Queue].Tasks) isOnLoop[task] = true;
        Tasks = [.. inlined.Select((ops, task) => Sliced(ops, task, isOnLoop[task]))];
    }

    /// <summary>Per task, the operations left; the last is <see cref="OpCode.Finish"/>.</summary>
    public ImmutableArray<ImmutableArray<Op>> Tasks { get; }

    /// <summary>Per task, its process; of a pool's copies, the first (their locks and shared things are told apart by nobody else).</summary>
    public ImmutableArray<int> ProcessOf { get; }

    /// <summary>Whether nothing of the plan can be noticed by anybody: safe without exploring.</summary>
    public bool IsTrivial => Tasks.All(t => t.All(op => op.Code is OpCode.Finish or OpCode.Wait or OpCode.Yield)) && _plan.Tasks.All(t => t.Predecessors.IsEmpty);

    private int FirstProcess(int kitchen) => _plan.Processes.TakeWhile(p => p.Kitchen != kitchen).Count();

    /// <summary>An offloaded step is a wait of its coroutine with the helper's operations in the middle.</summary>
    private IEnumerable<Op> Inlined(TaskProgram task)
    {
        foreach (Op op in task.Ops)
        {
            yield return op;
            if (op.Code != OpCode.Offload) continue;
            foreach (Op helper in _plan.Offloads[(int)op.Ticks].Ops) yield return helper;
        }
    }

    private void FindNoticeableData(Op[][] tasks)
    {
        for (int process = 0; process < _plan.Processes.Length; process++)
        {
            for (int shared = 0; shared < _plan.Level.Shared.Length; shared++)
            {
                (int p, int s) = (process, shared);
                Op[][] users = [.. tasks.Where((ops, t) => ProcessOf[t] == p && ops.Any(o => IsData(o) && o.Arg == s))];
                if (users.Length > 1 && users.Any(ops => ops.Any(o => o.Code == OpCode.Write && o.Arg == s))) _noticeable.Add((OpCode.Read, p, s));
            }
        }
    }

    /// <summary>A tool or lock matters if it can be short and something noticeable happens while it is held. Nested ones make each other matter, so repeat.</summary>
    private void FindNoticeableGuards(Op[][] tasks)
    {
        for (bool isChanged = true; isChanged;)
        {
            isChanged = false;
            for (int task = 0; task < tasks.Length; task++)
            {
                foreach (Op acquire in tasks[task].Where(o => o.Code is OpCode.AcquireTool or OpCode.AcquireLock))
                {
                    (OpCode, int, int) guard = GuardKey(acquire, task);
                    if (_noticeable.Contains(guard) || !IsShort(tasks, acquire, task)) continue;
                    if (!HeldOps(tasks[task], acquire).Any(o => IsNoticeable(o, task) || IsContestedGuard(tasks, o, task))) continue;
                    isChanged = _noticeable.Add(guard);
                }
            }
        }
    }

    private (OpCode, int, int) GuardKey(Op op, int task) => op.Code is OpCode.AcquireTool or OpCode.ReleaseTool ? (OpCode.AcquireTool, 0, op.Arg) : (OpCode.AcquireLock, ProcessOf[task], op.Arg);

    private bool IsShort(Op[][] tasks, Op acquire, int task)
    {
        int users = tasks.Where((ops, t) => ops.Any(o => o.Code == acquire.Code && GuardKey(o, t) == GuardKey(acquire, task))).Count();
        return users > (acquire.Code == OpCode.AcquireTool ? _plan.Level.Tools[acquire.Arg].Places : 1);
    }

    private bool IsContestedGuard(Op[][] tasks, Op op, int task) => op.Code is OpCode.AcquireTool or OpCode.AcquireLock && IsShort(tasks, op, task);

    private static IEnumerable<Op> HeldOps(Op[] ops, Op acquire)
    {
        OpCode release = acquire.Code == OpCode.AcquireTool ? OpCode.ReleaseTool : OpCode.ReleaseLock;
        return ops.SkipWhile(o => o != acquire).Skip(1).TakeWhile(o => o.Code != release || o.Arg != acquire.Arg);
    }

    private static bool IsData(Op op) => op.Code is OpCode.Read or OpCode.Write;

    private bool IsNoticeable(Op op, int task) => op.Code switch
    {
        OpCode.Read or OpCode.Write => _noticeable.Contains((OpCode.Read, ProcessOf[task], op.Arg)),
        OpCode.AcquireTool or OpCode.ReleaseTool or OpCode.AcquireLock or OpCode.ReleaseLock => _noticeable.Contains(GuardKey(op, task)),
        OpCode.AwaitTask => true,
        OpCode.Finish => _isAwaited[task],
        _ => false,
    };

    private ImmutableArray<Op> Sliced(Op[] ops, int task, bool isOnLoop)
    {
        int last = Array.FindLastIndex(ops, op => op.Code != OpCode.Finish && IsNoticeable(op, task));
        bool GivesWay(Op op) => isOnLoop && (op.Code is OpCode.Yield or OpCode.Offload || (op.Code == OpCode.Wait && !op.Blocking));
        return [.. ops.Where((op, i) => op.Code == OpCode.Finish || IsNoticeable(op, task) || (i < last && GivesWay(op)))];
    }
}
