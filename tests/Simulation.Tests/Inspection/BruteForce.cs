using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Simulation.Tests.Inspection;

/// <summary>Every interleaving of blocking lanes, operation by operation, with no reduction and no cleverness: the oracle of the inspector.</summary>
internal sealed class BruteForce
{
    private readonly CompiledPlan _plan;
    private readonly HashSet<string> _seen = [];
    private bool _isRacy, _isStuck;

    private BruteForce(CompiledPlan plan) => _plan = plan;

    /// <summary>Every trouble that some interleaving ends in; only safe if there is none.</summary>
    public static IReadOnlyList<InspectionVerdict> Explore(CompiledPlan plan)
    {
        BruteForce search = new(plan);
        int n = plan.Tasks.Length;
        search.Visit(new State(new int[plan.Threads.Length], new int[plan.Threads.Length], new bool[n], [.. plan.Level.Tools.Select(t => t.Places), .. plan.Locks.Select(_ => 1)], [], new byte[n]));
        if (!search._isRacy && !search._isStuck) return [InspectionVerdict.Safe];
        return [.. search._isRacy ? [InspectionVerdict.Race] : Array.Empty<InspectionVerdict>(), .. search._isStuck ? [InspectionVerdict.Deadlock] : Array.Empty<InspectionVerdict>()];
    }

    /// <param name="Task">Per thread, the position in its list.</param>
    /// <param name="Pc">Per thread, the operation within that task.</param>
    /// <param name="Done">Per task.</param>
    /// <param name="Free">Tools, then locks.</param>
    /// <param name="Queue">Who stands in which queue, in the order of arrival.</param>
    /// <param name="Read">Per task: 0 not read, 1 read, 2 overwritten since (one shared thing).</param>
    private sealed record State(int[] Task, int[] Pc, bool[] Done, int[] Free, List<(int Thread, int Guard)> Queue, byte[] Read)
    {
        public string Key => $"{string.Join(",", Task)};{string.Join(",", Pc)};{string.Join(",", Free)};{string.Join(",", Queue)};{string.Join(",", Read)}";

        public State Copy() => new([.. Task], [.. Pc], [.. Done], [.. Free], [.. Queue], [.. Read]);
    }

    private void Visit(State state)
    {
        if (!_seen.Add(state.Key)) return;
        bool canMove = false;
        for (int thread = 0; thread < _plan.Threads.Length; thread++)
        {
            if (Move(state, thread) is not { } next) continue;
            canMove = true;
            Visit(next);
        }
        if (!canMove && state.Done.Contains(false)) _isStuck = true;
    }

    private State? Move(State state, int thread)
    {
        if (_plan.Threads[thread].Queue is not (>= 0 and int queue) || state.Task[thread] == _plan.Queues[queue].Tasks.Length) return null;
        if (state.Queue.Any(q => q.Thread == thread)) return null;
        int task = _plan.Queues[queue].Tasks[state.Task[thread]];
        Op op = _plan.Tasks[task].Ops[state.Pc[thread]];
        if (op.Code == OpCode.AwaitTask && !state.Done[op.Arg]) return null;
        State next = state.Copy();
        next.Pc[thread]++;
        int guard = op.Code is OpCode.AcquireTool or OpCode.ReleaseTool ? op.Arg : _plan.Level.Tools.Length + op.Arg;
        switch (op.Code)
        {
            case OpCode.AcquireTool or OpCode.AcquireLock:
                if (next.Free[guard] > 0) next.Free[guard]--;
                else next.Queue.Add((thread, guard));
                break;
            case OpCode.ReleaseTool or OpCode.ReleaseLock:
                int first = next.Queue.FindIndex(q => q.Guard == guard);
                if (first >= 0) next.Queue.RemoveAt(first);
                else next.Free[guard]++;
                break;
            case OpCode.Read:
                next.Read[task] = 1;
                break;
            case OpCode.Write:
                if (next.Read[task] == 2) _isRacy = true;
                next.Read[task] = 0;
                for (int other = 0; other < next.Read.Length; other++) if (next.Read[other] == 1) next.Read[other] = 2;
                break;
            case OpCode.Finish:
                next.Done[task] = true;
                next.Task[thread]++;
                next.Pc[thread] = 0;
                break;
        }
        return next;
    }
}
