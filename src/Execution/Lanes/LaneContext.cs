using System.Collections.Immutable;
using System.Diagnostics;
using ShortOrder.Execution.Pantry;
using ShortOrder.Execution.Work;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Execution.Lanes;

/// <summary>What an interpreter of instructions works with, and the instructions that neither wait nor give way.</summary>
/// <param name="plan">The plan.</param>
/// <param name="facts">Facts about it.</param>
/// <param name="state">What the process's threads share.</param>
/// <param name="thread">The thread.</param>
/// <param name="pantry">Its connection; null if it needs none.</param>
internal sealed class LaneContext(CompiledPlan plan, PlanFacts facts, RunState state, LaneThread thread, PantryConnection? pantry)
{
    public CompiledPlan Plan => plan;

    public PlanFacts Facts => facts;

    public RunState State => state;

    public LaneThread Thread => thread;

    public bool HasPantry => pantry is not null;

    public PantryConnection Pantry => pantry ?? throw new InvalidOperationException("This thread was not expected to wait for the pantry.");

    /// <summary>The same with another connection.</summary>
    public LaneContext With(PantryConnection other) => new(plan, facts, state, thread, other);

    /// <summary>Runs an instruction that does not wait. Computing may change hands of the hat on the way.</summary>
    /// <param name="ops">The list it stands in: its neighbours say what a crate is for.</param>
    /// <param name="at">Its place there.</param>
    /// <param name="value">The value that flows through it.</param>
    public void Run(ImmutableArray<Op> ops, int at, ref ulong value)
    {
        Op op = ops[at];
        switch (op.Code)
        {
            case OpCode.Compute when op.Ticks > 0:
                thread.Show(op.Task, op.Step, op.State);
                value = thread.Compute(value, op.Ticks);
                if (op.State == SpanState.Packing) Handle(ops, at, value);
                if (op.Task < 0) thread.Show(-1, -1, SpanState.None);
                break;
            case OpCode.ReleaseTool:
                FreeTool(op.Arg);
                break;
            case OpCode.ReleaseLock: state.FreeLock(op.Arg); break;
            case OpCode.Read: state.Shared.Read(op.Task, op.Arg); break;
            case OpCode.Write: state.Shared.Write(op.Task, op.Arg); break;
            case OpCode.Dispatch: state.Dispatch(thread.Row, op.Task); break;
            case OpCode.OpenProcess: state.OpenProcess(op.Arg); break;
            case OpCode.Patch: state.Patch(); break;
            case OpCode.Finish: state.Finish(thread.Row, op.Task); break;
        }
    }

    /// <summary>Hears how the attempt before an <see cref="OpCode.Outcome"/> ended.</summary>
    /// <param name="ops">The task's instructions.</param>
    /// <param name="at">The outcome's place; goes back to where the next attempt begins, less one.</param>
    /// <returns>False: the error is nobody's to catch, the task will never be finished. What it held is free.</returns>
    public bool GoesOn(ImmutableArray<Op> ops, ref int at)
    {
        Op op = ops[at];
        TaskCell cell = state[op.Task];
        if (!cell.HasFailed) return true;
        cell.HasFailed = false;
        state.Trace.Add(thread.Row, op.Task, op.Step, SpanState.Failed);
        if ((OnFailure)op.Arg == OnFailure.TryAgain)
        {
            at -= (int)op.Ticks + 1;
            return true;
        }

        foreach (Op held in TaskError.Freeing(ops, at))
        {
            if (held.Code == OpCode.ReleaseTool) FreeTool(held.Arg);
            else state.FreeLock(held.Arg);
        }

        return false;
    }

    /// <summary>Blocks the thread, not its hat, until the pantry has answered.</summary>
    public ulong BlockingWait(in Op op, ulong value, SpanState shown)
    {
        long asked = Stopwatch.GetTimestamp();
        thread.Show(op.Task, op.Step, shown);
        if (facts.IsDisk(op)) DiskFile.WriteAndSync(value);
        thread.DropHat();
        thread.PendingWaits++;
        PantryFrame answer = Pantry.Ask(WaitFrame(op, value));
        thread.PendingWaits--;
        NoteQueueing(op, asked, answer, shown);
        thread.TakeHat();
        state[op.Task].HasFailed = answer.Verb == PantryVerb.Failed;
        return answer.Token;
    }

    /// <summary>Blocks the thread until that long after the start of the order. The time is the pantry's business, but no data flows.</summary>
    public void BlockingArrival(in Op op, int task)
    {
        int left = MicrosecondsUntil(op.Ticks);
        if (left <= 0) return;
        thread.Show(task, -1, SpanState.Arrival);
        thread.DropHat();
        thread.PendingWaits++;
        Pantry.Ask(new() { Id = task, Verb = PantryVerb.Wait, Tool = -1, Argument = left });
        thread.PendingWaits--;
        thread.TakeHat();
    }

    /// <summary>Blocks the thread until it has a place of a tool that several processes share.</summary>
    public void BlockingAcquire(in Op op)
    {
        if (facts.RefusalOf(op) is { } refusal)
        {
            BlockingCall(op, refusal);
            return;
        }

        if (TryAcquireRemote(op)) return;
        thread.Show(op.Task, op.Step, SpanState.Tool, op.Arg);
        thread.DropHat();
        Pantry.Await(op.Task);
        thread.TakeHat();
    }

    /// <summary>Tries until the pantry has a place; every refusal, and the wait after it, block the thread.</summary>
    private void BlockingCall(in Op op, RefusalSpec refusal)
    {
        while (!TryAcquireRemote(op))
        {
            thread.Show(op.Task, op.Step, SpanState.Refused, op.Arg);
            thread.DropHat();
            thread.PendingWaits++;
            Pantry.Await(op.Task);
            thread.TakeHat();
            thread.Show(op.Task, op.Step, SpanState.Refused, op.Arg);
            thread.DropHat();
            Pantry.Ask(BackOffFrame(op, refusal));
            thread.PendingWaits--;
            thread.TakeHat();
        }
    }

    /// <summary>The wait before the next call of a tool that has refused. No data flows through it.</summary>
    public PantryFrame BackOffFrame(in Op op, RefusalSpec refusal) =>
        new() { Id = op.Task, Verb = PantryVerb.Wait, Tool = -1, Argument = facts.Microseconds(refusal.BackOff.Ticks) };

    /// <summary>Asks the pantry for a place; the answer comes at once. False: queued or refused, and a second answer will come.</summary>
    public bool TryAcquireRemote(in Op op) =>
        Pantry.Ask(new() { Id = op.Task, Verb = PantryVerb.Acquire, Tool = op.Arg }).Verb == PantryVerb.Granted;

    /// <summary>The request of an I/O step.</summary>
    public PantryFrame WaitFrame(in Op op, ulong value) =>
        new() { Id = op.Task, Verb = PantryVerb.Wait, Step = (ushort)(op.Step + 1), Tool = op.Arg, Argument = facts.Microseconds(op.Ticks), Token = value };

    /// <summary>Microseconds left until so many ticks after the start of the order.</summary>
    public int MicrosecondsUntil(long ticks)
    {
        double gone = Stopwatch.GetElapsedTime(state.StartTimestamp).TotalMicroseconds;
        return (int)Math.Max(0, facts.Microseconds(ticks) - gone);
    }

    /// <summary>Notes afterwards how much of a wait was spent in a device's queue: only the pantry knows.</summary>
    public void NoteQueueing(in Op op, long asked, in PantryFrame answer, SpanState shown)
    {
        if (op.Arg < 0 || answer.Argument == 0) return;
        state.Trace.Add(asked, thread.Row, op.Task, op.Step, SpanState.Tool, op.Arg);
        state.Trace.Add(asked + (long)(answer.Argument * (Stopwatch.Frequency / 1e6)), thread.Row, op.Task, op.Step, shown);
    }

    private void FreeTool(int tool)
    {
        if (!facts.IsToolRemote[tool])
        {
            state.FreeTool(tool);
            return;
        }

        Pantry.Post(new() { Id = -1, Verb = PantryVerb.Release, Tool = tool });
        Pantry.Flush();
    }

    private void Handle(ImmutableArray<Op> ops, int at, ulong value)
    {
        Op op = ops[at];
        OpCode next = at + 1 < ops.Length ? ops[at + 1].Code : OpCode.Compute;
        Op last = at > 0 ? ops[at - 1] : default;
        TaskCell cell = state[op.Task];
        if (op.Step >= 0)
        {
            if (last.Code == OpCode.Offload) Unpack(cell, op);
            else cell.Parcel = Crate.Pack(value, op.Ticks);
        }
        else if (next is OpCode.Finish or OpCode.Dispatch)
        {
            cell.Parcel = Crate.Pack(next == OpCode.Finish ? value : Kernel.Start(op.Task), op.Ticks);
        }
        else if (last.Code == OpCode.AwaitTask)
        {
            Check(last.Arg, state[last.Arg].Parcel, op.Ticks);
        }
        else
        {
            Unpack(cell, op);
        }
    }

    private void Unpack(TaskCell cell, in Op op)
    {
        Check(op.Task, cell.Parcel, op.Ticks);
        cell.Parcel = [];
    }

    /// <summary>A crate must hold what was packed, to the last word.</summary>
    public void Check(int task, ReadOnlySpan<byte> parcel, long ticks)
    {
        if (!Crate.IsIntact(parcel, ticks)) state.Fault($"The crate of {plan.Tasks[task].Name} does not hold what was packed.");
    }
}
