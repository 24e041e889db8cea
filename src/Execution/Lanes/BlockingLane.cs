using System.Collections.Immutable;
using ShortOrder.Execution.Work;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Execution.Lanes;

/// <summary>Interprets a thread's program: its prologue, its tasks, its epilogue. Every wait blocks the thread.</summary>
internal sealed class BlockingLane(LaneContext context, ThreadProgram program, ThreadStarter starter, Equipment? equipment)
{
    private readonly RunState _state = context.State;
    private readonly LaneThread _thread = context.Thread;

    /// <summary>Runs it all, from the first instruction with the hat on to the last. The hat is dropped at the end.</summary>
    public void Run()
    {
        ulong laneValue = _thread.LaneValue;
        RunLane(program.Prologue, ref laneValue);
        if (program.Channel >= 0) Serve();
        else if (program.IsLoop && program.Queue >= 0) new EventLoop(context, program).Run();
        else if (program.Queue >= 0) RunTasks();
        RunLane(program.Epilogue, ref laneValue);
        _thread.LaneValue = Kernel.Mix(_thread.LaneValue, laneValue);
        _thread.DropHat();
    }

    private void RunTasks()
    {
        while (true)
        {
            int task;
            while (!_state.TryTakeNext(program.Queue, _thread, out task))
            {
                _thread.Show(-1, -1, SpanState.Crate);
                _thread.Suspend();
                _thread.Show(-1, -1, SpanState.None);
            }

            if (task < 0) return;
            _thread.WorkFor(task);
            ImmutableArray<Op> ops = context.Plan.Tasks[task].Ops;
            for (int at = 0; at < ops.Length; at++)
            {
                if (ops[at].Code != OpCode.Outcome) Execute(ops, at, ref _state[task].Value);
                else if (!context.GoesOn(ops, ref at)) break;
            }

            _thread.WorkFor(-1);
        }
    }

    private void Serve()
    {
        while (true)
        {
            OffloadJob? job;
            while (!_state.TryTakeJob(program.Channel, _thread, out job, out bool isClosed))
            {
                if (isClosed) return;
                _thread.Suspend();
            }

            Serve(job!);
        }
    }

    private void Serve(OffloadJob job)
    {
        OffloadProgram offload = context.Plan.Offloads[job.Index];
        _thread.WorkFor(offload.Task);
        ulong value = job.Value;
        byte[] reply = [];
        for (int at = 0; at < offload.Ops.Length; at++)
        {
            Op op = offload.Ops[at];
            if (op.Code != OpCode.Compute || op.State != SpanState.Packing)
            {
                Execute(offload.Ops, at, ref value);
                continue;
            }

            _thread.Show(op.Task, op.Step, op.State);
            value = _thread.Compute(value, op.Ticks);
            if (at == 0) context.Check(op.Task, job.Parcel, op.Ticks);
            else reply = Crate.Pack(value, op.Ticks);
        }

        _thread.WorkFor(-1);
        _state.Done(job, value, reply);
    }

    /// <summary>The lane's own instructions. Those for a task of this kitchen, a cook's steps, change that task's value, all others the lane's.</summary>
    private void RunLane(ImmutableArray<Op> ops, ref ulong laneValue)
    {
        int kitchen = context.Plan.Processes[program.Process].Kitchen;
        for (int at = 0; at < ops.Length; at++)
        {
            int task = ops[at].Task;
            _thread.WorkFor(task);
            bool isOurs = task >= 0 && context.Plan.Tasks[task].Kitchen == kitchen;
            Execute(ops, at, ref isOurs ? ref _state[task].Value : ref laneValue);
        }

        _thread.WorkFor(-1);
    }

    private void Execute(ImmutableArray<Op> ops, int at, ref ulong value)
    {
        Op op = ops[at];
        switch (op.Code)
        {
            case OpCode.Wait:
                value = context.BlockingWait(op, value, SpanState.Waiting);
                break;
            case OpCode.AwaitArrival:
                context.BlockingArrival(op, op.Task);
                break;
            case OpCode.AcquireTool when context.Facts.IsToolRemote[op.Arg]:
                context.BlockingAcquire(op);
                break;
            case OpCode.AcquireTool:
                if (!_state.TryTakeTool(op.Arg, _thread, out int toolHolder)) Suspend(op, SpanState.Tool, op.Arg, toolHolder);
                break;
            case OpCode.AcquireLock:
                if (!_state.TryTakeLock(op.Arg, _thread, out int lockHolder)) Suspend(op, SpanState.Lock, op.Arg, lockHolder);
                break;
            case OpCode.AwaitTask:
                if (!_state.TryAwaitTask(op.Arg, _thread)) Suspend(op, SpanState.After, -1, op.Arg);
                if (op.Task >= 0) value = Kernel.Mix(value, _state[op.Arg].Value);
                break;
            case OpCode.AwaitCrate:
                if (!_state.TryAwaitCrate(op.Arg, _thread)) Suspend(op with { Task = _thread.Task }, SpanState.Crate, -1, op.Arg);
                break;
            case OpCode.Offload:
                _thread.Show(op.Task, op.Step, SpanState.Helper);
                _state.Hand((int)op.Ticks, _thread);
                _thread.Suspend();
                break;
            case OpCode.Launch:
                equipment!.Launch(op);
                break;
            case OpCode.Join:
                if (equipment?.TryJoin(op.Task, _thread) == false) _thread.Suspend();
                break;
            case OpCode.Compute when IsPriceOfThread(ops, at):
                _thread.Show(op.Task, op.Step, op.State);
                value = starter.Start(ops[at + 1].Arg, op.Ticks, _thread, value);
                _thread.Show(-1, -1, SpanState.None);
                break;
            case OpCode.StartThread:
                starter.Release(op.Arg);
                break;
            default:
                context.Run(ops, at, ref value);
                break;
        }

        _thread.Moved();
    }

    private bool IsPriceOfThread(ImmutableArray<Op> ops, int at) =>
        ops[at].State == SpanState.Starting && at + 1 < ops.Length && ops[at + 1].Code == OpCode.StartThread && context.Plan.Threads[ops[at + 1].Arg].Channel < 0;

    private void Suspend(in Op op, SpanState state, int resource, int heldBy)
    {
        _thread.Show(op.Task, op.Step, state, resource, heldBy);
        _thread.Suspend();
        if (op.Task < 0) _thread.Show(-1, -1, SpanState.None);
    }
}
