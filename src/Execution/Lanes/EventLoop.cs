using ShortOrder.Execution.Pantry;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Execution.Lanes;

/// <summary>An event loop on one thread: asyncio's <c>_run_once</c>, with the pantry's socket under it.</summary>
/// <remarks>
/// A pass collects the answers that have come and runs as many handles as are in the queue then. An answer's handle only appends its coroutine's wake-up, so that a coroutine
/// comes two hops after its answer; tools, locks and other threads append the wake-up directly. With nothing ready the thread sleeps in the poller without the hat.
/// All requests go over one connection: its answers come in the order in which the pantry's clock let them go, and ten thousand waits need one descriptor.
/// </remarks>
internal sealed class EventLoop
{
    private readonly LaneContext _context;
    private readonly ThreadProgram _program;
    private readonly Poller _poller;
    private readonly Dictionary<int, Coroutine> _coroutines = [];
    private readonly Lock _lock = new();
    private readonly Queue<(Coroutine Coroutine, bool IsAnswer)> _ready = [];
    private readonly Queue<Coroutine> _notAdmitted = [];
    private readonly int _threadId = Environment.CurrentManagedThreadId;
    private int _admissible;
    private int _unfinished;
    private bool _isIdle;

    /// <summary>A loop for the calling thread.</summary>
    public EventLoop(LaneContext context, ThreadProgram program)
    {
        (_context, _program) = (context, program);
        _poller = Poller.Create(context.Facts.IsPortable);
        _admissible = program.Limit > 0 ? program.Limit : int.MaxValue;
    }

    /// <summary>Whether its coroutines are greenlets.</summary>
    public bool IsGreenlets => _program.Kind == LaneKind.Greenlets;

    /// <summary>Creates the coroutines, runs them to their ends.</summary>
    public void Run()
    {
        using Poller poller = _poller;
        _context.State.WhenAborted(poller.Wake);
        if (_context.HasPantry) poller.Add(_context.Pantry.Socket, 0);
        CreateAll();
        while (_unfinished > 0)
        {
            CollectAnswers();
            int handles;
            lock (_lock) handles = _ready.Count;
            if (handles == 0) Sleep();
            for (; handles > 0; handles--) RunHandle();
            Flush();
        }

        if (_context.HasPantry) poller.Remove(_context.Pantry.Socket, 0);
    }

    /// <summary>Puts a wake-up into the queue. From any thread: if the loop sleeps, its thread asks for the hat at once.</summary>
    public void Post(Coroutine coroutine)
    {
        bool wasIdle;
        lock (_lock)
        {
            _ready.Enqueue((coroutine, false));
            (wasIdle, _isIdle) = (_isIdle, false);
        }

        if (!wasIdle) return;
        _context.Thread.Wake();
        _poller.Wake();
    }

    /// <summary>Sends a request for a coroutine, at the latest when the pass ends or somebody computes.</summary>
    public void Send(in PantryFrame request)
    {
        MustBeOurThread();
        _context.Thread.PendingWaits++;
        _context.Pantry.Post(request);
    }

    /// <summary>A request that has been sent will be answered once more, after a time.</summary>
    public void Expect() => _context.Thread.PendingWaits++;

    /// <exception cref="InvalidOperationException">The caller is on another thread than the loop.</exception>
    public void MustBeOurThread()
    {
        if (Environment.CurrentManagedThreadId != _threadId) throw new InvalidOperationException("A coroutine may only go on on its loop's thread.");
    }

    private void CreateAll()
    {
        int[] tasks = [.. _context.Plan.Queues[_program.Queue].Tasks];
        _context.Thread.Show(-1, -1, SpanState.Starting);
        _context.Thread.LaneValue = _context.Thread.Compute(_context.Thread.LaneValue, _context.Plan.Level.Costs.StartTask.Ticks * tasks.Length);
        _context.Thread.Show(-1, -1, SpanState.None);
        _unfinished = tasks.Length;
        foreach (int task in tasks)
        {
            Coroutine coroutine = new(this, _context, task);
            _coroutines.Add(task, coroutine);
            _context.State.Trace.Add(_context.Thread.Row, task, -1, SpanState.Turn);
            lock (_lock) _ready.Enqueue((coroutine, false));
        }
    }

    private void CollectAnswers()
    {
        while (_context.HasPantry && _context.Pantry.TryTake(out PantryFrame answer))
        {
            Coroutine coroutine = _coroutines[answer.Id];
            if (answer.Verb == PantryVerb.Granted)
            {
                coroutine.Wake();
                continue;
            }

            _context.Thread.PendingWaits--;
            coroutine.Answered(answer);
            lock (_lock) _ready.Enqueue((coroutine, true));
        }
    }

    private void RunHandle()
    {
        Coroutine coroutine;
        lock (_lock)
        {
            (coroutine, bool isAnswer) = _ready.Dequeue();
            if (isAnswer)
            {
                _ready.Enqueue((coroutine, false));
                return;
            }
        }

        if (!coroutine.IsAdmitted && !Admit(coroutine)) return;
        _context.Thread.WorkFor(coroutine.Task);
        coroutine.Resume();
        _context.Thread.WorkFor(-1);
        if (!coroutine.IsDone) return;
        _unfinished--;
        if (_program.Limit == 0) return;
        _admissible++;
        if (!_notAdmitted.TryDequeue(out Coroutine? next)) return;
        Admit(next);
        lock (_lock) _ready.Enqueue((next, false));
    }

    private bool Admit(Coroutine coroutine)
    {
        if (_admissible == 0)
        {
            _notAdmitted.Enqueue(coroutine);
            return false;
        }

        if (_program.Limit > 0) _admissible--;
        return coroutine.IsAdmitted = true;
    }

    /// <summary>Without the hat, until an answer comes or somebody posts.</summary>
    private void Sleep()
    {
        Flush();
        lock (_lock)
        {
            if (_ready.Count > 0) return;
            _isIdle = true;
        }

        if (!_context.Thread.Hat.TryLeave(_context.Thread.Seat)) return;
        Span<int> ready = stackalloc int[1];
        _poller.Wait(ready, long.MaxValue);
        bool isAwakeByItself;
        lock (_lock) (isAwakeByItself, _isIdle) = (_isIdle, false);
        if (isAwakeByItself) _context.Thread.TakeHat();
        else _context.Thread.AwaitHat();
    }

    /// <summary>Sends the requests that have gathered.</summary>
    public void Flush()
    {
        if (_context.HasPantry) _context.Pantry.Flush();
    }
}
