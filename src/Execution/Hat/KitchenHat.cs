using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace ShortOrder.Execution.Hat;

/// <summary>A process's global interpreter lock, as CPython keeps it, with a fair queue.</summary>
/// <remarks>
/// CPython (<c>Python/ceval_gil.c</c>): who wants the lock waits one switch interval and, if it has not changed hands meanwhile, asks the holder to let go; the
/// holder looks at safe points whether somebody asks, hands over, and may not take it back before another had it. There the operating system picks who is next;
/// here it is who waits longest, so only the first in the queue has a clock running, and a simulator can say who it will be.
/// The one who asks is awake at that moment and stays so for a little while: the hand-over then costs no wake-up of a sleeping core.
/// An interval is meant as an amount of work. What a wake-up takes from it the holder may still do, within <see cref="IsGraceOver"/>; otherwise a step of exactly four
/// intervals would now and then need a fifth, and wait a whole round for it.
/// </remarks>
internal sealed class KitchenHat(long switchInterval)
{
    /// <summary>How long an asker looks out for the hand-over before it sleeps: a few chunks of work.</summary>
    private const long SpinNs = 50_000;

    private static readonly long Spin = Environment.ProcessorCount > 1 ? (long)(SpinNs * (Stopwatch.Frequency / 1e9)) : 0;

    private readonly long _grace = Math.Max(switchInterval / 20, Stopwatch.Frequency / 6_000);
    private readonly Lock _lock = new();
    private HatSeat? _wearer;
    private HatSeat? _last;
    private HatSeat? _first;
    private HatSeat? _back;
    private long _lastSwitch;
    private long _askedAt;
    private volatile bool _dropRequested;
    private volatile bool _isAborted;

    /// <summary>How often it has come to another thread than before.</summary>
    public long Switches { get; private set; }

    /// <summary>Whether somebody asks for it: what a holder looks at.</summary>
    public bool IsDropRequested
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _dropRequested;
    }

    /// <summary>Whether a holder who has been asked must go even if his interval's work is not quite done: a twentieth of an interval, at least 0.17 ms.</summary>
    public bool IsGraceOver => _isAborted || Stopwatch.GetTimestamp() - Volatile.Read(ref _askedAt) > _grace;

    /// <summary>Waits for the hat and takes it.</summary>
    /// <exception cref="RunAbortedException">The run has been aborted.</exception>
    public void Take(HatSeat me)
    {
        lock (_lock) Enqueue(me);
        Await(me);
    }

    /// <summary>Gives the hat up; the first in the queue has it at once.</summary>
    public void Drop(HatSeat me)
    {
        HatSeat? next;
        lock (_lock)
        {
            me.Place = HatSeat.Away;
            next = Grant();
        }

        next?.Parker.Unpark();
    }

    /// <summary>To be called between chunks of work: hands over if somebody's interval is up. Returns whether it did.</summary>
    /// <exception cref="RunAbortedException">The run has been aborted.</exception>
    public bool HandOver(HatSeat me)
    {
        HatSeat? next = null;
        lock (_lock)
        {
            if (_isAborted) throw new RunAbortedException();
            if (_first is not null)
            {
                Append(me);
                next = Grant()!;
                me.WornBy = next.Task;
            }

            _dropRequested = false;
        }

        if (next is null) return false;
        next.Parker.Unpark();
        Await(me);
        return true;
    }

    /// <summary>Gives the hat up until somebody calls <see cref="Wake"/>, then waits for it. Returns at once with the hat if the call was there first.</summary>
    /// <exception cref="RunAbortedException">The run has been aborted.</exception>
    public void Suspend(HatSeat me)
    {
        if (TryLeave(me)) Await(me);
    }

    /// <summary>The first half of <see cref="Suspend"/>, for a thread that has to sleep somewhere else; the second is <see cref="Await"/>, or <see cref="Take"/> if it wakes by itself.</summary>
    /// <returns>False: the wake-up was there first, the hat is still on.</returns>
    public bool TryLeave(HatSeat me)
    {
        HatSeat? next;
        lock (_lock)
        {
            if (me.IsWakePending)
            {
                me.IsWakePending = false;
                return false;
            }

            me.Place = HatSeat.Away;
            next = Grant();
        }

        next?.Parker.Unpark();
        return true;
    }

    /// <summary>Ends a thread's <see cref="Suspend"/>: asks for the hat in its name, so that its waking up costs it no place in the queue.</summary>
    public void Wake(HatSeat other)
    {
        lock (_lock)
        {
            if (other.Place != HatSeat.Away)
            {
                other.IsWakePending = true;
                return;
            }

            Enqueue(other);
        }

        other.Parker.Unpark();
    }

    /// <summary>Makes every present and later wait for the hat throw.</summary>
    public void Abort()
    {
        lock (_lock)
        {
            _isAborted = true;
            _dropRequested = true;
            for (HatSeat? seat = _first; seat is not null; seat = seat.Next) seat.Parker.Unpark();
        }
    }

    /// <summary>Waits until the hat that was asked for, by this thread or in its name, is on.</summary>
    /// <exception cref="RunAbortedException">The run has been aborted.</exception>
    public void Await(HatSeat me)
    {
        while (me.Place != HatSeat.Wearing)
        {
            if (_isAborted) throw new RunAbortedException();
            long until = long.MaxValue;
            bool isAsking = false;
            lock (_lock)
            {
                if (_first == me && !_dropRequested)
                {
                    until = Math.Max(me.RequestedAt, _lastSwitch) + switchInterval;
                    isAsking = Stopwatch.GetTimestamp() >= until;
                    if (isAsking)
                    {
                        Volatile.Write(ref _askedAt, Stopwatch.GetTimestamp());
                        _dropRequested = true;
                    }
                }
            }

            if (isAsking) LookOut(me);
            else me.Parker.ParkUntil(until);
        }

        if (_first is not null) WakeFirst();
    }

    private static void LookOut(HatSeat me)
    {
        long until = Stopwatch.GetTimestamp() + Spin;
        while (me.Place != HatSeat.Wearing && Stopwatch.GetTimestamp() < until) Thread.SpinWait(8);
    }

    /// <summary>The new first in the queue must start its clock; whoever got the hat tells it, since he is awake anyway.</summary>
    private void WakeFirst()
    {
        HatSeat? first;
        lock (_lock) first = _first;
        first?.Parker.Unpark();
    }

    private void Enqueue(HatSeat seat)
    {
        Append(seat);
        if (_wearer is null) Grant();
    }

    private void Append(HatSeat seat)
    {
        seat.Place = HatSeat.Queued;
        seat.RequestedAt = Stopwatch.GetTimestamp();
        seat.WornBy = _wearer?.Task ?? -1;
        seat.Next = null;
        if (_first is null) _first = seat;
        else _back!.Next = seat;
        _back = seat;
    }

    private HatSeat? Grant()
    {
        HatSeat? next = _first;
        _wearer = next;
        _dropRequested = _isAborted;
        if (next is null) return null;
        _first = next.Next;
        if (_first is null) _back = null;
        _lastSwitch = next.GrantedAt = Stopwatch.GetTimestamp();
        if (_last != next) Switches++;
        _last = next;
        next.Place = HatSeat.Wearing;
        return next;
    }
}
