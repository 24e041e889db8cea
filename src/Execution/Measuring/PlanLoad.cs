using ShortOrder.Simulation.Programs;

namespace ShortOrder.Execution.Measuring;

/// <summary>What a plan asks of the machine.</summary>
/// <param name="Hats">Threads that may compute at the same moment: one per process, or all of them where there is no GIL.</param>
/// <param name="LevelCores">Cores that the level grants.</param>
/// <param name="Threads">Threads of all processes.</param>
internal sealed record PlanLoad(int Hats, int LevelCores, int Threads)
{
    /// <summary>Cores that the plan can keep busy.</summary>
    public int NeededCores => Math.Min(LevelCores, Hats);

    /// <summary>Reads it off the plan.</summary>
    public static PlanLoad Of(CompiledPlan plan)
    {
        bool[] computes = [.. plan.Threads.Select(t => t.Queue >= 0 || t.Channel >= 0 || t.Prologue.Concat(t.Epilogue).Any(op => op.Code == OpCode.Compute))];
        int threads = computes.Count(c => c);
        int processes = plan.Threads.Where((_, i) => computes[i]).Select(t => t.Process).Distinct().Count();
        return new(Math.Max(1, plan.Level.Gil ? processes : threads), plan.Level.Cores, plan.Threads.Length);
    }

    /// <summary>Whether hats wait for cores because of the plan itself.</summary>
    public bool IsOverbooked(int machineCores) => Hats > Math.Min(LevelCores, machineCores);

    /// <summary>Writes of each shared thing in the level's order: what its value must be in the end.</summary>
    public static long[] WritesOf(CompiledPlan plan)
    {
        long[] writes = new long[plan.Level.Shared.Length];
        foreach (Op op in plan.Tasks.SelectMany(t => t.Ops).Concat(plan.Offloads.SelectMany(o => o.Ops)).Where(op => op.Code == OpCode.Write)) writes[op.Arg]++;
        return writes;
    }
}
