namespace ShortOrder.Execution.Measuring;

/// <summary>What a run's processes and the system noticed. Nanoseconds; −1 where the system does not tell.</summary>
internal readonly record struct RunSignals
{
    /// <summary>From start to end.</summary>
    public required long ElapsedNs { get; init; }

    /// <summary>Computing, by the wall, all threads together.</summary>
    public required long ComputeWallNs { get; init; }

    /// <summary>CPU time of the threads while they computed.</summary>
    public required long ComputeCpuNs { get; init; }

    /// <summary>Threads runnable without a core.</summary>
    public required long RunQueueNs { get; init; }

    /// <summary>Anything on the machine waiting for a CPU (pressure stall information).</summary>
    public required long PressureNs { get; init; }

    /// <summary>Taken by the hypervisor, all CPUs together.</summary>
    public required long StolenNs { get; init; }
}

/// <summary>Whether something outside slowed a run down. A rule of thumb in three limits; best-of-several removes what slips through.</summary>
/// <param name="Threads">Threads of the plan: each costs a wake-up or two.</param>
/// <param name="IsOverbooked">More of the plan wants to compute at once than there are cores: it waits for cores by itself.</param>
internal sealed record DisturbanceRule(int Threads, bool IsOverbooked)
{
    private const double LargestLoss = 0.04;
    private const double LargestPressure = 0.20;
    private const double LargestTheft = 0.02;
    private const int ManyThreads = 32;
    private const long WakeUpNs = 300_000;

    /// <summary>Why the run should be thrown away, for the player; null if nothing speaks against it.</summary>
    public string? Judge(in RunSignals run)
    {
        if (run.StolenNs > LargestTheft * run.ElapsedNs) return "the virtual machine lost its processor for a moment";
        if (IsOverbooked) return null;
        long wakeUps = Threads * WakeUpNs;
        if (run.ComputeCpuNs >= 0 && run.ComputeWallNs - run.ComputeCpuNs > (LargestLoss * run.ComputeWallNs) + wakeUps) return "another program was using the cores";
        if (run.RunQueueNs > (LargestLoss * run.ComputeWallNs) + (2 * wakeUps)) return "threads had to wait for a core that another program was using";
        return Threads <= ManyThreads && run.PressureNs > (LargestPressure * run.ElapsedNs) + wakeUps ? "the machine was busy with something else" : null;
    }
}
