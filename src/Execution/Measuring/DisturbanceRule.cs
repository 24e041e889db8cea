using System.Globalization;

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

    /// <summary>What the process that suffered most lost: its computing by the wall without CPU time; 0 where the system does not tell.</summary>
    public required long LongestLossNs { get; init; }

    /// <summary>By what share a core was slower than assumed (negative: quicker), as <see cref="CoreSpeeds.Learn"/> says it.</summary>
    public double SpeedChange { get; init; }

    /// <summary>Threads runnable without a core.</summary>
    public required long RunQueueNs { get; init; }

    /// <summary>Times that a hat changed hands: a wake-up each.</summary>
    public required long HatSwitches { get; init; }

    /// <summary>Anything on the machine waiting for a CPU (pressure stall information).</summary>
    public required long PressureNs { get; init; }

    /// <summary>Taken by the hypervisor, all CPUs together.</summary>
    public required long StolenNs { get; init; }
}

/// <summary>Something from outside that changed a run.</summary>
/// <param name="Why">For the player.</param>
/// <param name="Share">By what share the run is off at most; null: the run says nothing.</param>
internal sealed record Disturbance(string Why, double? Share)
{
    /// <summary>The run says nothing. Otherwise it is a little off, and counts where nothing better comes.</summary>
    public bool IsGrave => Share is null;
}

/// <summary>Whether something outside changed a run. A rule of thumb in a few limits; best-of-several removes what slips through.</summary>
/// <param name="Threads">Threads of the plan: each costs a wake-up or two.</param>
/// <param name="BusyCores">Cores that the plan can keep busy here.</param>
/// <param name="IsOverbooked">More of the plan wants to compute at once than there are cores: it waits for cores by itself.</param>
internal sealed record DisturbanceRule(int Threads, int BusyCores, bool IsOverbooked)
{
    private const double LargestLoss = 0.04;
    private const double LargestSlightLoss = 0.02; // of one process, whose share of the order may be the longest

    /// <summary>Share by which a core's speed may change from run to run.</summary>
    public const double LargestSpeedChange = 0.015;

    private const double LargestPressure = 0.20;
    private const double LargestTheft = 0.02;
    private const long TheftResolutionNs = 10_000_000; // the kernel counts it in clock ticks
    private const long WakeUpNs = 300_000;
    private const long HandOverNs = 100_000;

    /// <summary>The rule for a plan on a machine of so many cores.</summary>
    public static DisturbanceRule For(PlanLoad load, int cores) => new(load.Threads, Math.Min(load.NeededCores, cores), load.IsOverbooked(cores));

    /// <summary>What speaks against the run; null if nothing does.</summary>
    public Disturbance? Judge(in RunSignals run)
    {
        if (Grave(run) is { } grave) return new(grave, Share: null);
        double change = Math.Abs(run.SpeedChange), loss = IsOverbooked ? 0 : Math.Max(0, run.LongestLossNs - OwnWaitsNs(run)) / run.ElapsedNs;
        if (loss > LargestSlightLoss) return new($"another program used a core for {Ms(run.LongestLossNs)} ms", loss + change);
        return change > LargestSpeedChange ? new(string.Create(CultureInfo.InvariantCulture, $"a core was {change * 100:0.0} % {(run.SpeedChange > 0 ? "slower" : "quicker")} than in the runs before"), loss + change) : null;
    }

    private string? Grave(in RunSignals run)
    {
        if (run.StolenNs > (LargestTheft * run.ElapsedNs) + TheftResolutionNs) return $"the virtual machine lost its processor for {Ms(run.StolenNs)} ms";
        if (IsOverbooked) return null;
        // Threads that queue for a hat also queue behind its wearer for a core; that costs the plan nothing, and what does is in the lost time.
        double bearable = (LargestLoss * run.ElapsedNs * BusyCores) + OwnWaitsNs(run);
        long lost = run.ComputeWallNs - run.ComputeCpuNs;
        if (run.ComputeCpuNs >= 0 && lost > bearable) return $"another program used the cores for {Ms(lost)} ms";
        if (Threads <= BusyCores && run.RunQueueNs > bearable) return $"threads had to wait {Ms(run.RunQueueNs)} ms for a core that another program was using";

        // The whole machine's pressure says less than the plan's own threads do: it is asked only where they do not tell.
        bool isTold = run.ComputeCpuNs >= 0 && run.RunQueueNs >= 0;
        return !isTold && run.PressureNs > (LargestPressure * run.ElapsedNs) + bearable ? $"the machine was busy with something else for {Ms(run.PressureNs)} ms" : null;
    }

    private double OwnWaitsNs(in RunSignals run) => (Threads * WakeUpNs) + (run.HatSwitches * HandOverNs);

    private static string Ms(long nanoseconds) => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e6:0.0}");
}
