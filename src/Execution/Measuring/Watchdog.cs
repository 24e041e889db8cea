namespace ShortOrder.Execution.Measuring;

/// <summary>Notices that nothing moves any more: no progress, no request under way, and no CPU used, for a while.</summary>
/// <param name="patience">How long.</param>
internal sealed class Watchdog(TimeSpan patience)
{
    private const double IdleShare = 0.1;

    private long _progress = -1;
    private TimeSpan _since;
    private TimeSpan _cpuSince;

    /// <summary>Looks at the processes.</summary>
    /// <param name="now">Time since the start of the run.</param>
    /// <param name="progress">Sum of their progress counters.</param>
    /// <param name="pending">Requests at the pantry whose clock is running.</param>
    /// <param name="cpu">CPU time of all of them so far: a long step computes without making progress.</param>
    /// <returns>Whether they stand still for good.</returns>
    public bool IsStuck(TimeSpan now, long progress, int pending, TimeSpan cpu)
    {
        bool isComputing = now > _since && (cpu - _cpuSince) > (now - _since) * IdleShare;
        if (progress != _progress || pending > 0 || isComputing) (_progress, _since, _cpuSince) = (progress, now, cpu);
        return now - _since >= patience;
    }
}
