using ShortOrder.Simulation.Programs;

namespace ShortOrder.Contest.Judging;

/// <summary>What one run of a plan may ask of a judge machine.</summary>
/// <param name="Threads">Most threads of all processes together, those of the executor not counted.</param>
/// <param name="Processes">Most processes.</param>
/// <param name="RealTime">Longest run.</param>
/// <param name="CrateBytes">Most bytes in all crates of a run.</param>
public sealed record CostLimits(int Threads = 128, int Processes = 16, TimeSpan RealTime = default, long CrateBytes = 256L << 20)
{
    /// <summary>Longest run; ten seconds unless given.</summary>
    public TimeSpan RealTime { get; } = RealTime == default ? TimeSpan.FromSeconds(10) : RealTime;
}

/// <summary>What a run of a plan is going to cost, known before anything is started.</summary>
/// <param name="Threads">Threads that will be started, helpers included.</param>
/// <param name="Processes">Processes that will be started.</param>
/// <param name="RealTime">How long the model says that one run takes.</param>
/// <param name="CrateBytes">Bytes that will be packed.</param>
public readonly record struct PlanCost(int Threads, int Processes, TimeSpan RealTime, long CrateBytes)
{
    private const long BytesPerCrateMinute = 64 * 1024;

    /// <summary>Threads and processes alone, which need no model run.</summary>
    public static PlanCost Of(CompiledPlan plan) => new(plan.Threads.Length, plan.Processes.Length, TimeSpan.Zero, Crates(plan));

    /// <summary>The whole cost.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="minutes">The model's time.</param>
    /// <param name="tempoMs">Real milliseconds of a kitchen minute.</param>
    public static PlanCost Of(CompiledPlan plan, decimal minutes, int tempoMs) => Of(plan) with { RealTime = TimeSpan.FromMilliseconds((double)minutes * tempoMs) };

    /// <summary>What is too much, as a sentence for the player; null if nothing is.</summary>
    public string? Complaint(CostLimits limits) =>
        Threads > limits.Threads ? $"The plan starts {Threads} threads; a judge runs at most {limits.Threads}. Use smaller pools, or a loop."
        : Processes > limits.Processes ? $"The plan opens {Processes} kitchens; a judge runs at most {limits.Processes}."
        : RealTime > limits.RealTime ? FormattableString.Invariant($"One run would take {RealTime.TotalSeconds:0} s; a judge runs at most {limits.RealTime.TotalSeconds:0} s.")
        : CrateBytes > limits.CrateBytes ? $"The plan packs {CrateBytes >> 20} MiB into crates; a judge holds at most {limits.CrateBytes >> 20} MiB."
        : null;

    private static long Crates(CompiledPlan plan) => (long)plan.Tasks.Where(t => t.Kitchen > 0)
        .Sum(t => plan.Level.Tasks[t.Spec].Crate is { } crate ? (crate.In.Minutes + crate.Out.Minutes) * BytesPerCrateMinute : 0);
}
