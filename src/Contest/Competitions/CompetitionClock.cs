namespace ShortOrder.Contest.Competitions;

/// <summary>Contest time: monotonic, without pauses and without the time in which no server ran. The wall clock has no part in it. Thread-safe.</summary>
/// <param name="time">The clock; only its monotonic time is used.</param>
public sealed class CompetitionClock(TimeProvider time)
{
    private readonly Lock _lock = new();
    private long _baseMs, _since;
    private bool _isTicking;

    /// <summary>Contest time in milliseconds.</summary>
    public long ElapsedMs
    {
        get
        {
            lock (_lock) return Now();
        }
    }

    /// <summary>Sets it, and lets it go or stand.</summary>
    public void Set(long elapsedMs, bool isTicking)
    {
        lock (_lock) (_baseMs, _since, _isTicking) = (elapsedMs, time.GetTimestamp(), isTicking);
    }

    /// <summary>Lets it go or stand, from where it is.</summary>
    public void Let(bool isTicking)
    {
        lock (_lock) (_baseMs, _since, _isTicking) = (Now(), time.GetTimestamp(), isTicking);
    }

    private long Now() => _baseMs + (_isTicking ? (long)time.GetElapsedTime(_since).TotalMilliseconds : 0);
}
