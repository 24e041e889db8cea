using System.Diagnostics;
using System.Runtime.CompilerServices;
using ShortOrder.Execution.Events;
using ShortOrder.Execution.Hat;
using ShortOrder.Execution.Work;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Execution.Lanes;

/// <summary>An operating-system thread at work: computes under a hat, notes what it is at. Used by that thread only, except for <see cref="Wake"/>.</summary>
/// <param name="row">Row of the timeline.</param>
/// <param name="hat">The hat it works under.</param>
/// <param name="rate">Amount of work in a tick.</param>
/// <param name="trace">Where it notes what it does; null: nowhere.</param>
/// <param name="intervalTicks">Work, in ticks, that it may do before it hands over to somebody who asks.</param>
internal sealed class LaneThread(int row, KitchenHat hat, WorkRate rate, RunTrace? trace, long intervalTicks = 0) : Waiter
{
    /// <summary>Shorter stretches of work are not timed: reading the clocks would cost more than they tell.</summary>
    private const int ChunksWorthTiming = 16;

    private readonly double _nsPerTick = 1e9 / Stopwatch.Frequency;
    private readonly long _interval = intervalTicks == 0 ? 0 : (long)rate.All(intervalTicks) + 2;
    private double _carry;
    private long _chunks;
    private long _chunksAtHat;
    private int _step = -1;
    private SpanState _state;
    private long _handedOver;
    private long _handedOverCpuNs;
    private long _instructions;

    /// <summary>Place in the hat's queue.</summary>
    public HatSeat Seat { get; } = new();

    /// <summary>Row of the timeline.</summary>
    public int Row => row;

    /// <summary>The hat it works under.</summary>
    public KitchenHat Hat => hat;

    /// <summary>Chunks and instructions done: grows while it moves.</summary>
    public long Progress => _chunks + _instructions;

    /// <summary>Wall time of its computing, without waits for the hat.</summary>
    public long ComputeWallNs { get; private set; }

    /// <summary>CPU time that it got for it; 0 where the system does not tell.</summary>
    public long ComputeCpuNs { get; private set; }

    /// <summary>Chunks that it did in that time.</summary>
    public long ComputeChunks { get; private set; }

    /// <summary>Where the lane's own work flows together: boots, starts, leftovers.</summary>
    public ulong LaneValue { get; set; } = Kernel.Start(row);

    /// <summary>Requests of this thread whose clock is running at the pantry.</summary>
    public int PendingWaits { get; set; }

    /// <inheritdoc/>
    public override void Wake() => hat.Wake(Seat);

    /// <summary>Notes that an instruction is done.</summary>
    public void Moved() => _instructions++;

    /// <summary>The task that it works for from now, −1: none.</summary>
    public void WorkFor(int task)
    {
        Task = Seat.Task = task;
        _step = -1;
    }

    /// <summary>Takes the hat after a wait, and notes how long that took.</summary>
    public void TakeHat()
    {
        hat.Take(Seat);
        NoteHat();
    }

    /// <summary>Waits for the hat that has been asked for in its name.</summary>
    public void AwaitHat()
    {
        hat.Await(Seat);
        NoteHat();
    }

    /// <summary>Gives the hat up.</summary>
    public void DropHat() => hat.Drop(Seat);

    /// <summary>Waits, without the hat, until <see cref="Wake"/> is called; then for the hat.</summary>
    public void Suspend()
    {
        hat.Suspend(Seat);
        NoteHat();
    }

    /// <summary>Notes a state of a task, or of the lane itself for −1.</summary>
    public void Show(int task, int step, SpanState state, int resource = -1, int heldBy = -1)
    {
        (_step, _state) = (step, state);
        trace?.Add(row, task, step, state, resource, heldBy);
    }

    /// <summary>Notes for how long the hat had to be waited for, if at all.</summary>
    public void NoteHat()
    {
        _chunksAtHat = _chunks;
        if (Seat.GrantedAt - Seat.RequestedAt < Stopwatch.Frequency / 100_000) return;
        trace?.Add(Seat.RequestedAt, row, Task, _step, SpanState.Hat, -1, Seat.WornBy);
        if (Task < 0) trace?.Add(row, -1, -1, SpanState.None);
    }

    /// <summary>So many ticks of work for a value. What does not fill a chunk is carried over and done for the lane as soon as it does.</summary>
    public ulong Compute(ulong value, long ticks)
    {
        _carry += rate.Remainder(ticks);
        long carried = (long)_carry;
        _carry -= carried;
        value = RunTimed(value, rate.Chunks(ticks));
        LaneValue = RunTimed(LaneValue, carried);
        return value;
    }

    private ulong RunTimed(ulong value, long chunks)
    {
        if (chunks < ChunksWorthTiming) return Run(value, chunks);
        (_handedOver, _handedOverCpuNs) = (0, 0);
        long cpu = ThreadClock.CpuNs(), wall = Stopwatch.GetTimestamp();
        value = Run(value, chunks);
        ComputeWallNs += (long)((Stopwatch.GetTimestamp() - wall - _handedOver) * _nsPerTick);
        if (cpu >= 0) ComputeCpuNs += ThreadClock.CpuNs() - cpu - _handedOverCpuNs;
        ComputeChunks += chunks;
        return value;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private ulong Run(ulong value, long chunks)
    {
        for (long i = 0; i < chunks; i++)
        {
            // Before a chunk, not after: who is through with a step may do what comes next, and that is mostly a wait.
            if (hat.IsDropRequested) HandOver();
            value = Kernel.Mix(value, Kernel.Chunk(Kernel.SeedOf(value)));
            _chunks++;
        }

        return value;
    }

    private void HandOver()
    {
        if (_chunks - _chunksAtHat < _interval && !hat.IsGraceOver) return;
        long cpu = ThreadClock.CpuNs(), before = Stopwatch.GetTimestamp();
        SpanState state = _state;
        if (!hat.HandOver(Seat)) return;
        _chunksAtHat = _chunks;
        long now = Stopwatch.GetTimestamp();
        _handedOver += now - before;
        _handedOverCpuNs += ThreadClock.CpuNs() - cpu; // looking out for the hat is not work
        trace?.Add(Seat.RequestedAt, row, Task, _step, SpanState.Hat, -1, Seat.WornBy);
        trace?.Add(now, row, Task, _step, state);
    }
}
