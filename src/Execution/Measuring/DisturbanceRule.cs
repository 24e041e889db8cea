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

    /// <summary>Times that a hat changed hands: a wake-up each.</summary>
    public required long HatSwitches { get; init; }

    /// <summary>Anything on the machine waiting for a CPU (pressure stall information).</summary>
    public required long PressureNs { get; init; }

    /// <summary>Taken by the hypervisor, all CPUs together.</summary>
    public required long StolenNs { get; init; }
}

/// <summary>Whether something outside slowed a run down. A rule of thumb in a few limits; best-of-several removes what slips through.</summary>
/// <param name="Threads">Threads of the plan: each costs a wake-up or two.</param>
/// <param name="BusyCores">Cores that the plan can keep busy here.</param>
/// <param name="IsOverbooked">More of the plan wants to compute at once than there are cores: it waits for cores by itself.</param>
internal sealed record DisturbanceRule(int Threads, int BusyCores, bool IsOverbooked)
{
    private const double LargestLoss = 0.04;
    private const double LargestPressure = 0.20;
    private const double LargestTheft = 0.02;
    private const long TheftResolutionNs = 10_000_000; // the kernel counts it in clock ticks
    private const long WakeUpNs = 300_000;
    private const long HandOverNs = 100_000;

    /// <summary>Why the run should be thrown away, for the player; null if nothing speaks against it.</summary>
    public string? Judge(in RunSignals run)
    {
        if (run.StolenNs > (LargestTheft * run.ElapsedNs) + TheftResolutionNs) return $"the virtual machine lost its processor for {Ms(run.StolenNs)} ms";
        if (IsOverbooked) return null;
        // Threads that queue for a hat also queue behind its wearer for a core; that costs the plan nothing, and what does is in the lost time.
        double bearable = (LargestLoss * run.ElapsedNs * BusyCores) + (Threads * WakeUpNs) + (run.HatSwitches * HandOverNs);
        long lost = run.ComputeWallNs - run.ComputeCpuNs;
        if (run.ComputeCpuNs >= 0 && lost > bearable) return $"another program used the cores for {Ms(lost)} ms";
        if (Threads <= BusyCores && run.RunQueueNs > bearable) return $"threads had to wait {Ms(run.RunQueueNs)} ms for a core that another program was using";

        // The whole machine's pressure says less than the plan's own threads do: it is asked only where they do not tell.
        bool isTold = run.ComputeCpuNs >= 0 && run.RunQueueNs >= 0;
        return !isTold && run.PressureNs > (LargestPressure * run.ElapsedNs) + bearable ? $"the machine was busy with something else for {Ms(run.PressureNs)} ms" : null;
    }

    private static string Ms(long nanoseconds) => $"{nanoseconds / 1e6:0.0}";
}
