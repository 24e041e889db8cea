namespace ShortOrder.Contest.Joining;

/// <summary>How long to wait before the next try: doubled after each failure, with chance, so that a whole class does not come back in the same moment.</summary>
public sealed class Backoff
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250), Most = TimeSpan.FromSeconds(8);

    private int _failures;

    /// <summary>It worked: begin anew.</summary>
    public void Reset() => _failures = 0;

    /// <summary>It failed: how long to wait, between half of and the whole of the present step.</summary>
    public TimeSpan Next()
    {
        TimeSpan step = TimeSpan.FromTicks(Math.Min(Most.Ticks, First.Ticks << Math.Min(_failures, 10)));
        _failures++;
        return step * (0.5 + (Random.Shared.NextDouble() / 2));
    }
}
