using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Export.Python;

/// <summary>Turns a task's instructions back into what a programmer would write: statements, with blocks where tools and locks are held over others.</summary>
internal static class TaskScript
{
    /// <summary>The statements of a task. What its lane does for it, such as taking its crate, is not among them.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="task">Task instance.</param>
    /// <param name="isOver">Whether that predecessor is certainly finished when the task begins, so that nobody has to wait for it.</param>
    public static ImmutableArray<Statement> Of(CompiledPlan plan, int task, Func<int, bool> isOver)
    {
        TaskProgram program = plan.Tasks[task];
        ImmutableArray<StepSpec> steps = plan.Level.Tasks[program.Spec].Steps;
        List<Statement> statements = [];
        List<int> after = [], unbox = [];
        int awaited = -1;
        bool isSomebodyElses = false;
        int[] starts = new int[program.Ops.Length]; // statements before each instruction
        foreach ((int at, Op op) in program.Ops.Index())
        {
            if (op.Code == OpCode.AwaitTask ? unbox.Count > 0 && !Continues(awaited, op.Arg) : op.State != SpanState.Packing || op.Step >= 0) Flush();
            starts[at] = statements.Count;
            string note = op.Step >= 0 ? steps[op.Step].Do : "";
            string hands = op.Step >= 0 && steps[op.Step] is { Kind: StepKind.Take or StepKind.Drop } step ? note.Length > 0 ? note : $"{(step.Kind == StepKind.Take ? "take" : "drop")} the {step.Tool}" : "";
            switch (op.Code)
            {
                case OpCode.AwaitTask:
                    isSomebodyElses = true;
                    awaited = op.Arg;
                    if (!isOver(op.Arg)) after.Add(op.Arg);
                    break;
                case OpCode.Compute when op is { State: SpanState.Packing, Step: < 0 }:
                    if (isSomebodyElses) unbox.Add(awaited);
                    else if (program.Kitchen == 0) statements.Add(new PackStatement(new(op.Ticks)));
                    break;
                case OpCode.Outcome:
                    if ((OnFailure)op.Arg != OnFailure.TryAgain) break;
                    int start = starts[at - (int)op.Ticks];
                    TryStatement tried = new(op.Step, Nest(statements[start..]));
                    statements.RemoveRange(start, statements.Count - start);
                    statements.Add(tried);
                    break;
                case OpCode.Read:
                    statements.Add(new ReadStatement(op.Step, op.Arg, IsWritten(program.Ops.Skip(at), op.Arg)));
                    break;
                case OpCode.Wait:
                    statements.Add(new AskStatement(op.Step, new(op.Ticks), op.Arg, op.Blocking) { Note = note, CanFail = steps[op.Step].Fails > 0 });
                    break;
                default:
                    if (StatementOf(op, op.Code is OpCode.AcquireTool or OpCode.AcquireLock or OpCode.ReleaseTool or OpCode.ReleaseLock ? hands : note) is { } statement) statements.Add(statement);
                    break;
            }
            if (op.Step >= 0) isSomebodyElses = false;
        }
        return Nest(statements);

        bool IsWritten(IEnumerable<Op> later, int thing) =>
            later.Any(op => (op.Code == OpCode.Write && op.Arg == thing) || (op.Code == OpCode.Offload && IsWritten(plan.Offloads[(int)op.Ticks].Ops, thing)));

        bool Continues(int last, int next) => plan.Tasks[last].Spec == plan.Tasks[next].Spec;

        void Flush()
        {
            if (after.Count > 0) statements.Add(new AfterStatement([.. after]));
            if (unbox.Count > 0) statements.Add(new UnboxStatement([.. unbox]));
            after.Clear();
            unbox.Clear();
        }
    }

    /// <summary>The statement of one instruction; null if it is none by itself.</summary>
    /// <param name="op">The instruction.</param>
    /// <param name="note">Words for it.</param>
    public static Statement? StatementOf(Op op, string note) => op.Code switch
    {
        OpCode.AwaitArrival => new ArrivalStatement(new(op.Ticks)),
        OpCode.Compute when op.State == SpanState.Working && op.Ticks > 0 => new WorkStatement(op.Step, new(op.Ticks)) { Note = note },
        OpCode.Wait => new AskStatement(op.Step, new(op.Ticks), op.Arg, op.Blocking) { Note = note },
        OpCode.AcquireTool or OpCode.AcquireLock => new TakeStatement(op.Step, new(op.Code == OpCode.AcquireLock, op.Arg)) { Note = note },
        OpCode.ReleaseTool or OpCode.ReleaseLock => new GiveStatement(op.Step, new(op.Code == OpCode.ReleaseLock, op.Arg)) { Note = note },
        OpCode.Read => new ReadStatement(op.Step, op.Arg, IsUsed: true),
        OpCode.Write => new WriteStatement(op.Step, op.Arg),
        OpCode.Yield => new GiveWayStatement(op.Step),
        OpCode.Offload => new OffloadStatement(op.Step, (int)op.Ticks) { Note = note },
        OpCode.Patch => new PatchStatement(),
        _ => null,
    };

    /// <summary>Makes a block of what is taken and given back, where everything taken inside is given back inside, and the other way round.</summary>
    private static ImmutableArray<Statement> Nest(IReadOnlyList<Statement> flat)
    {
        ImmutableArray<Statement>.Builder nested = ImmutableArray.CreateBuilder<Statement>();
        for (int i = 0; i < flat.Count; i++)
        {
            int end = flat[i] is TakeStatement take ? EndOf(flat, i, take.What) : -1;
            if (end < 0)
            {
                nested.Add(flat[i]);
                continue;
            }
            nested.Add(new HoldStatement(flat[i].Step, ((TakeStatement)flat[i]).What, Nest([.. flat.Skip(i + 1).Take(end - i - 1)]), (GiveStatement)flat[end]) { Note = flat[i].Note });
            i = end;
        }
        return nested.ToImmutable();
    }

    private static int EndOf(IReadOnlyList<Statement> flat, int start, Resource what)
    {
        HashSet<Resource> inside = [];
        for (int i = start + 1; i < flat.Count; i++)
        {
            if (flat[i] is TakeStatement take) inside.Add(take.What);
            else if (flat[i] is GiveStatement give && give.What == what) return inside.Count == 0 ? i : -1;
            else if (flat[i] is GiveStatement other && !inside.Remove(other.What)) return -1;
        }
        return -1;
    }
}
