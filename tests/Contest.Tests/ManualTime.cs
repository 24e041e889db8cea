namespace ShortOrder.Contest.Tests;

/// <summary>A clock that a test moves: the wall clock and the monotonic one apart from each other. Timers are the system's, or that many times as fast.</summary>
internal sealed class ManualTime(int haste = 1) : TimeProvider
{
    private long _monotonicMs = 1_000_000;
    private long _wallMs = new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    public override long TimestampFrequency => 1000;

    public override long GetTimestamp() => Interlocked.Read(ref _monotonicMs);

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(Interlocked.Read(ref _wallMs));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, Hasten(dueTime), Hasten(period));

    /// <summary>Time passes.</summary>
    public void Pass(TimeSpan time)
    {
        Interlocked.Add(ref _monotonicMs, (long)time.TotalMilliseconds);
        Interlocked.Add(ref _wallMs, (long)time.TotalMilliseconds);
    }

    /// <summary>Somebody sets the computer's clock.</summary>
    public void SetWallClock(TimeSpan by) => Interlocked.Add(ref _wallMs, (long)by.TotalMilliseconds);

    private TimeSpan Hasten(TimeSpan time) => time > TimeSpan.Zero ? time / haste : time;
}
