using System.Collections.Immutable;
using System.Diagnostics;
using ShortOrder.Execution.Pantry;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Execution.Lanes;

/// <summary>What a manual lane has launched and works by itself: requests at the pantry, one after another per task, without a hat.</summary>
/// <remarks>
/// Requests leave on the thread that makes them possible: the cook who launches, or whoever frees the tool they waited for. A thread of its own, asleep in the socket,
/// reads the answers and goes on with what follows.
/// </remarks>
internal sealed class Equipment
{
    private const int StopId = -2;

    private readonly Lock _lock;
    private readonly LaneContext _cook;
    private readonly Dictionary<int, Launched> _launched = [];
    private readonly Thread _reader;
    private int _pending;
    private long _progress;

    /// <param name="cook">The manual lane; its connection is used by this object alone.</param>
    /// <param name="processLock">One lock for all equipment of the process, since what one frees another may need.</param>
    public Equipment(LaneContext cook, Lock processLock)
    {
        (_cook, _lock) = (cook, processLock);
        _reader = new Thread(ReadAnswers, 256 * 1_024) { IsBackground = true, Name = "equipment" };
        _reader.Start();
    }

    /// <summary>Requests under way.</summary>
    public int PendingWaits => Volatile.Read(ref _pending);

    /// <summary>Steps done.</summary>
    public long Progress => Interlocked.Read(ref _progress);

    /// <summary>Starts a task's next instructions, from <c>Ticks</c> up to <c>Arg</c>.</summary>
    public void Launch(in Op op)
    {
        lock (_lock)
        {
            Launched launched = new(this, op.Task, (int)op.Ticks, op.Arg);
            _launched[op.Task] = launched;
            GoOn(launched);
        }
    }

    /// <summary>Whether nothing of the task is under way; otherwise <paramref name="joiner"/> will be woken when it is done.</summary>
    public bool TryJoin(int task, Waiter joiner)
    {
        lock (_lock)
        {
            if (!_launched.TryGetValue(task, out Launched? launched) || launched.IsDone) return true;
            launched.Joiner = joiner;
            return false;
        }
    }

    /// <summary>Ends the reading thread, once nothing is under way.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _cook.Pantry.Post(new() { Id = StopId, Tool = -1 });
            _cook.Pantry.Flush();
        }

        _reader.Join();
    }

    /// <summary>Waits for the reading thread of an aborted run, whose connection has been cut.</summary>
    public void Join() => _reader.Join();

    private void ReadAnswers()
    {
        try
        {
            for (PantryFrame answer = _cook.Pantry.Next(); answer.Id != StopId; answer = _cook.Pantry.Next())
            {
                lock (_lock)
                {
                    if (answer.Verb != PantryVerb.Queued) Answered(_launched[answer.Id], answer);
                }
            }
        }
        catch (Hat.RunAbortedException)
        {
            // The run is over; whoever aborted it has told everybody else.
        }
        catch (PantryLostException e)
        {
            _cook.State.Fault(e.Message);
        }
    }

    private void Answered(Launched launched, in PantryFrame answer)
    {
        Interlocked.Increment(ref _progress);
        if (answer.Verb == PantryVerb.Wait)
        {
            _pending--;
            _cook.State[launched.Task].Value = answer.Token;
            _cook.NoteQueueing(_cook.Plan.Tasks[launched.Task].Ops[launched.At - 1], launched.AskedAt, answer, SpanState.Waiting);
        }

        GoOn(launched);
    }

    private void GoOn(Launched launched)
    {
        int task = launched.Task;
        ImmutableArray<Op> ops = _cook.Plan.Tasks[task].Ops;
        RunState state = _cook.State;
        while (launched.At < launched.End)
        {
            Op op = ops[launched.At++];
            switch (op.Code)
            {
                case OpCode.Wait:
                    launched.AskedAt = Stopwatch.GetTimestamp();
                    state.Trace.Add(launched.AskedAt, _cook.Thread.Row, task, op.Step, SpanState.Waiting);
                    if (_cook.Facts.IsDisk(op)) DiskFile.WriteAndSync(state[task].Value);
                    _pending++;
                    Send(_cook.WaitFrame(op, state[task].Value));
                    return;
                case OpCode.AcquireTool when _cook.Facts.IsToolRemote[op.Arg]:
                    state.Trace.Add(_cook.Thread.Row, task, op.Step, SpanState.Tool, op.Arg);
                    Send(new() { Id = task, Verb = PantryVerb.Acquire, Tool = op.Arg });
                    return;
                case OpCode.AcquireTool when !state.TryTakeTool(op.Arg, launched, out int heldBy):
                    state.Trace.Add(_cook.Thread.Row, task, op.Step, SpanState.Tool, op.Arg, heldBy);
                    return;
                case OpCode.AcquireTool:
                    break;
                default:
                    _cook.Run(ops, launched.At - 1, ref state[task].Value);
                    break;
            }
        }

        if (!state[task].IsFinished) state.Trace.Add(_cook.Thread.Row, task, ops[launched.At - 1].Step, SpanState.Turn);
        launched.IsDone = true;
        launched.Joiner?.Wake();
    }

    private void Send(in PantryFrame frame)
    {
        _cook.Pantry.Post(frame);
        _cook.Pantry.Flush();
    }

    /// <summary>A task's instructions that run by themselves.</summary>
    private sealed class Launched : Waiter
    {
        private readonly Equipment _equipment;

        public Launched(Equipment equipment, int task, int at, int end)
        {
            (_equipment, At, End) = (equipment, at, end);
            Task = task;
        }

        public int At { get; set; }

        public int End { get; }

        public bool IsDone { get; set; }

        public long AskedAt { get; set; }

        public Waiter? Joiner { get; set; }

        public override void Wake()
        {
            lock (_equipment._lock) _equipment.GoOn(this);
        }
    }
}
