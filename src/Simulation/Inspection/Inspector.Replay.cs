using System.Collections.Immutable;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Simulation.Inspection;

/// <summary>A schedule once more, with a look at everybody after each move.</summary>
public sealed partial class Inspector
{
    /// <summary>The moments of a schedule that was found in the same plan.</summary>
    internal static ImmutableArray<ScheduleMoment> Replay(CompiledPlan plan, ImmutableArray<ScheduleMove> schedule)
    {
        Inspector inspector = new(plan);
        InspectionState state = inspector.Settled();
        ImmutableArray<ScheduleMoment>.Builder moments = ImmutableArray.CreateBuilder<ScheduleMoment>(schedule.Length + 1);
        moments.Add(inspector.Look(state));
        foreach (ScheduleMove move in schedule)
        {
            state = state.Status[move.Task] == TaskStatus.Pending ? inspector.AfterWait(state, move.Task) : inspector.AfterChoice(state, move.Thread);
            moments.Add(inspector.Look(state));
        }
        return moments.MoveToImmutable();
    }

    /// <summary>An inspector of that plan.</summary>
    internal static Inspector Of(CompiledPlan plan) => new(plan);

    /// <summary>The shortest way to a goal from a state of a search; it begins with what led to the state.</summary>
    internal Inspection SearchFrom(InspectionState state, InspectionVerdict goal) => Explore(state, DefaultBudget, default, goal);

    /// <summary>What a task does that others can notice, in order, and how much of it is done.</summary>
    internal (ImmutableArray<string> Operations, int Done) Program(InspectionState state, int task)
    {
        ImmutableArray<Op> ops = _script.Tasks[task];
        return ([.. ops.Where(op => op.Code != OpCode.Finish).Select(op => InProgram(op))], Math.Min(state.Pc[task], ops.Length - 1));
    }

    private string InProgram(Op op) => op.Code switch
    {
        OpCode.ReleaseTool or OpCode.ReleaseLock => $"puts back {NameOf(op)}",
        OpCode.Wait => "waits, gives way",
        OpCode.Offload => "waits for a helper",
        OpCode.Yield => "gives way",
        _ => InWords(op, isStuck: false),
    };

    internal ScheduleMoment Look(InspectionState state) => new([.. state.Running.Select(task => Math.Max(-1, task))], [.. state.Status.Select((_, task) => Look(state, task))]);

    private TaskMoment Look(InspectionState state, int task)
    {
        bool isRunning = state.Running.Contains(task);
        Op next = _script.Tasks[task][Math.Min(state.Pc[task], _script.Tasks[task].Length - 1)];
        bool isStuck = state.Status[task] == TaskStatus.Blocked || (isRunning && next.Code == OpCode.AwaitTask);
        SchedulePhase phase = state.Status[task] switch
        {
            TaskStatus.Waiting => SchedulePhase.NotBegun,
            TaskStatus.Done => SchedulePhase.Done,
            _ when isStuck => SchedulePhase.Blocked,
            _ => isRunning ? SchedulePhase.Ready : SchedulePhase.Away,
        };
        List<string> holds = [];
        foreach (Op op in _script.Tasks[task].Take(state.Pc[task]))
        {
            if (op.Code is OpCode.AcquireTool or OpCode.AcquireLock) holds.Add(NameOf(op));
            else if (op.Code is OpCode.ReleaseTool or OpCode.ReleaseLock) holds.Remove(NameOf(op));
        }
        return new(phase, phase == SchedulePhase.Done ? "" : InWords(next, isStuck), [.. holds], Reads(state, task, atLeast: 1), Reads(state, task, atLeast: 2));
    }

    private ImmutableArray<string> Reads(InspectionState state, int task, int atLeast) =>
        [.. Enumerable.Range(0, _shared).Where(s => state.Reads[task * _shared + s] >= atLeast).Select(s => _plan.Level.Shared[s])];

    private string InWords(Op op, bool isStuck) => op.Code switch
    {
        OpCode.Read => $"reads {_plan.Level.Shared[op.Arg]}",
        OpCode.Write => $"writes {_plan.Level.Shared[op.Arg]}",
        OpCode.AcquireTool or OpCode.AcquireLock => $"{(isStuck ? "waits for" : "takes")} {NameOf(op)}",
        OpCode.AwaitTask => $"waits for {_plan.Tasks[op.Arg].Name}",
        _ => "",
    };
}
