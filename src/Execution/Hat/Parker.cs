using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ShortOrder.Execution.Hat;

/// <summary>Puts one thread to sleep until another calls <see cref="Unpark"/>. An early call is remembered, several count as one.</summary>
/// <remarks>
/// A futex where there is one: time-outs below a millisecond, about 3 µs to wake somebody and nothing if he is awake. Elsewhere a monitor, whose time-outs
/// are whole milliseconds; there the rest of a time-out is spun away.
/// </remarks>
internal sealed unsafe class Parker
{
    private const int Empty = 0;
    private const int Notified = 1;
    private const int Parked = -1;

    private readonly int[] _pinned = GC.AllocateArray<int>(16, pinned: true);
    private readonly int* _word;
    private readonly object? _monitor;

    /// <param name="useFutex">False takes the portable way even where there is a futex.</param>
    public Parker(bool useFutex = true)
    {
        _word = (int*)Marshal.UnsafeAddrOfPinnedArrayElement(_pinned, 0);
        _monitor = useFutex && Futex.IsSupported ? null : new object();
    }

    /// <summary>Sleeps until unparked.</summary>
    public void Park() => ParkUntil(long.MaxValue);

    /// <summary>Sleeps until unparked or until that Stopwatch timestamp. May also return for no reason: callers check what they wait for.</summary>
    public void ParkUntil(long timestamp)
    {
        if (_monitor is not null)
        {
            ParkInMonitor(timestamp);
            return;
        }

        if (Interlocked.CompareExchange(ref *_word, Parked, Empty) == Empty)
        {
            long left = timestamp == long.MaxValue ? -1 : NanosecondsUntil(timestamp);
            if (left != 0) Futex.Wait(_word, Parked, left);
        }

        Interlocked.Exchange(ref *_word, Empty);
    }

    /// <summary>Wakes the thread, or lets its next <see cref="Park"/> return at once.</summary>
    public void Unpark()
    {
        if (_monitor is not null)
        {
            lock (_monitor)
            {
                *_word = Notified;
                Monitor.Pulse(_monitor);
            }
        }
        else if (Interlocked.Exchange(ref *_word, Notified) == Parked)
        {
            Futex.Wake(_word);
        }
    }

    private void ParkInMonitor(long timestamp)
    {
        lock (_monitor!)
        {
            long left = timestamp == long.MaxValue ? long.MaxValue : NanosecondsUntil(timestamp);
            if (*_word != Notified)
            {
                if (left == long.MaxValue) Monitor.Wait(_monitor);
                else if (left >= 1_000_000) Monitor.Wait(_monitor, (int)Math.Min(left / 1_000_000, int.MaxValue));
            }

            *_word = Empty;
        }
    }

    private static long NanosecondsUntil(long timestamp) =>
        Math.Max(0, (long)((timestamp - Stopwatch.GetTimestamp()) * (1e9 / Stopwatch.Frequency)));
}
