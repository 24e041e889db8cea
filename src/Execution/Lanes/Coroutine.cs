using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using ShortOrder.Execution.Pantry;
using ShortOrder.Execution.Work;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Execution.Lanes;

/// <summary>A task on an event loop: a C# coroutine that interprets the task's instructions and gives way by awaiting itself.</summary>
/// <remarks>It is its own awaiter, so giving way allocates nothing. Whatever wakes it only puts it into the loop's queue; it goes on on the loop's thread or throws.</remarks>
internal sealed class Coroutine : Waiter, ICriticalNotifyCompletion
{
    private readonly EventLoop _loop;
    private readonly LaneContext _context;
    private readonly TaskCell _cell;
    private Action? _continuation;
    private Task? _body;
    private bool _isUnpatched;
    private Op _asking;
    private long _askedAt;

    public Coroutine(EventLoop loop, LaneContext context, int task)
    {
        (_loop, _context, _cell) = (loop, context, context.State[task]);
        Task = task;
    }

    /// <summary>Whether the loop's limit has let it in.</summary>
    public bool IsAdmitted { get; set; }

    /// <summary>Whether it has run to its end.</summary>
    public bool IsDone => _body is { IsCompleted: true };

    /// <summary>For <c>await</c>: never, since it is awaited only to give way.</summary>
    public bool IsCompleted => false;

    /// <summary>For <c>await</c>.</summary>
    public Coroutine GetAwaiter() => this;

    /// <summary>For <c>await</c>.</summary>
    public void GetResult()
    {
    }

    /// <inheritdoc/>
    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    /// <inheritdoc/>
    public void UnsafeOnCompleted(Action continuation)
    {
        _loop.MustBeOurThread();
        _continuation = continuation;
    }

    /// <inheritdoc/>
    public override void Wake()
    {
        _context.State.Trace.Add(_context.Thread.Row, Task, _asking.Step, SpanState.Turn);
        _loop.Post(this);
    }

    /// <summary>Runs it until it gives way or ends. On the loop's thread only.</summary>
    /// <exception cref="InvalidOperationException">On another thread.</exception>
    public void Resume()
    {
        _loop.MustBeOurThread();
        if (_body is null)
        {
            _isUnpatched = _loop.IsGreenlets && !_context.State.IsPatched;
            _body = RunAsync();
        }
        else
        {
            (Action? go, _continuation) = (_continuation, null);
            go!();
        }

        if (_body.IsCompleted) _body.GetAwaiter().GetResult();
    }

    /// <summary>The pantry's answer to its request.</summary>
    public void Answered(in PantryFrame answer)
    {
        if (_asking.Code == OpCode.Wait) (_cell.Value, _cell.HasFailed) = (answer.Token, answer.Verb == PantryVerb.Failed);
        _context.NoteQueueing(_asking, _askedAt, answer, SpanState.Waiting);
        _context.State.Trace.Add(_context.Thread.Row, Task, _asking.Step, SpanState.Turn);
    }

    private async Task RunAsync()
    {
        ImmutableArray<Op> ops = _context.Plan.Tasks[Task].Ops;
        for (int at = 0; at < ops.Length; at++)
        {
            if (_context.Facts.RefusalOf(ops[at]) is { } refusal)
            {
                while (!TryCall(_asking = ops[at]))
                {
                    await this;
                    BackOff(refusal);
                    await this;
                }

                _context.Thread.Moved();
                continue;
            }

            if (ops[at].Code == OpCode.Outcome)
            {
                bool isSilent = (OnFailure)ops[at].Arg == OnFailure.Silence, goesOn = _context.GoesOn(ops, ref at);
                _context.Thread.Moved();
                if (goesOn) continue;
                if (isSilent) await this; // for a callback that nobody will call
                return;
            }

            if (Begin(ops, at)) await this;
            if (ops[at].Code == OpCode.AwaitTask) _cell.Value = Kernel.Mix(_cell.Value, _context.State[ops[at].Arg].Value);
            _context.Thread.Moved();
        }
    }

    /// <summary>Does an instruction, or begins to wait for it. True: give way until woken.</summary>
    private bool Begin(ImmutableArray<Op> ops, int at)
    {
        RunState state = _context.State;
        Op op = _asking = ops[at];
        switch (op.Code)
        {
            case OpCode.Wait when op.Blocking || _isUnpatched:
                _cell.Value = _context.BlockingWait(op, _cell.Value, SpanState.Blocking);
                return false;
            case OpCode.Wait:
                Show(op, SpanState.Waiting);
                if (_context.Facts.IsDisk(op)) DiskFile.WriteAndSync(_cell.Value);
                _loop.Send(_context.WaitFrame(op, _cell.Value));
                return true;
            case OpCode.AwaitArrival when _context.MicrosecondsUntil(op.Ticks) is > 0 and int left:
                Show(op, SpanState.Arrival);
                _loop.Send(new() { Id = Task, Tool = -1, Argument = left });
                return true;
            case OpCode.AcquireTool when _context.Facts.IsToolRemote[op.Arg]:
                return !_context.TryAcquireRemote(op) && Show(op, SpanState.Tool, op.Arg);
            case OpCode.AcquireTool:
                return !state.TryTakeTool(op.Arg, this, out int toolHolder) && Show(op, SpanState.Tool, op.Arg, toolHolder);
            case OpCode.AcquireLock:
                return !state.TryTakeLock(op.Arg, this, out int lockHolder) && Show(op, SpanState.Lock, op.Arg, lockHolder);
            case OpCode.AwaitTask:
                return !state.TryAwaitTask(op.Arg, this) && Show(op, SpanState.After, -1, op.Arg);
            case OpCode.AwaitCrate:
                return !state.TryAwaitCrate(op.Arg, this) && Show(op, SpanState.Crate, -1, op.Arg);
            case OpCode.Yield:
                Wake();
                return true;
            case OpCode.Offload:
                Show(op, SpanState.Helper);
                state.Hand((int)op.Ticks, this);
                return true;
            default:
                if (op.Code == OpCode.Compute) _loop.Flush();
                _context.Run(ops, at, ref _cell.Value);
                return false;
        }
    }

    /// <summary>Whether a tool that refuses has a place. False: give way until the refusal is here.</summary>
    private bool TryCall(in Op op)
    {
        if (_context.TryAcquireRemote(op)) return true;
        Show(op, SpanState.Refused, op.Arg);
        _loop.Expect();
        return false;
    }

    private void BackOff(RefusalSpec refusal)
    {
        Show(_asking, SpanState.Refused, _asking.Arg);
        _loop.Send(_context.BackOffFrame(_asking, refusal));
    }

    private bool Show(in Op op, SpanState state, int resource = -1, int heldBy = -1)
    {
        _askedAt = Stopwatch.GetTimestamp();
        _context.State.Trace.Add(_askedAt, _context.Thread.Row, Task, op.Step, state, resource, heldBy);
        return true;
    }
}
