using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Model;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Simulation.Analysis;

/// <summary>What one change of the level or the plan would bring, by running the model again.</summary>
/// <param name="Change">The change in the field's words, with ids.</param>
/// <param name="Kind">What is changed.</param>
/// <param name="Subject">Id of the tool, address of the step, or name of the kitchen that is changed; empty if none.</param>
/// <param name="Gain">Minutes saved; negative if it makes things worse.</param>
/// <param name="IsAllowed">It changes only the plan, and the level allows it.</param>
public sealed record WhatIf(string Change, WhatIfKind Kind, string Subject, KitchenDuration Gain, bool IsAllowed)
{
    /// <summary>Every change that matters to this plan and moves its end by a twentieth of a minute at least, the most rewarding first. None for a plan that gets stuck or loses a dish: it has no end to move.</summary>
    public static ImmutableArray<WhatIf> Of(CompiledPlan plan)
    {
        SimulationResult asItIs = Simulator.RunUntraced(plan);
        if (!IsWhole(asItIs)) return [];
        KitchenTime now = asItIs.Timeline.End;
        return [.. Changes(plan.Level, plan.Plan with { Places = [], Buys = [] }) // settled in that level already
            .Select(c => (c.What, Run: Simulator.RunUntraced(PlanCompiler.Compile(c.Level, c.Plan))))
            .Where(c => IsWhole(c.Run) && Math.Abs((c.Run.Timeline.End - now).Ticks) * 20 >= KitchenDuration.TicksPerMinute)
            .Select(c => c.What with { Gain = now - c.Run.Timeline.End })
            .OrderByDescending(w => w.Gain.Ticks)];
    }

    private static IEnumerable<(WhatIf What, Level Level, Plan Plan)> Changes(Level level, Plan plan)
    {
        if (level.Gil) yield return (Of("no GIL: every thread may work at once", WhatIfKind.NoGil), level with { Gil = false }, plan);
        yield return (Of("one core more", WhatIfKind.Core), level with { Cores = level.Cores + 1 }, plan);
        yield return (Of("opening, starting and handing over for nothing", WhatIfKind.FreeMachinery), level with { Costs = Free(level.Costs) }, plan);
        if (level.Tasks.Any(t => t.Crate is not null))
            yield return (Of("crates without weight", WhatIfKind.NoCrates), level with { Tasks = [.. level.Tasks.Select(t => t with { Crate = null })] }, plan);
        if (level.Tasks.Any(t => t.Steps.Any(s => s.Fails > 0)))
            yield return (Of("steps that never fail", WhatIfKind.NoFailures), level with { Tasks = [.. level.Tasks.Select(t => t with { Steps = [.. t.Steps.Select(s => s with { Fails = 0 })] })] }, plan);
        foreach (ToolSpec tool in level.Tools)
            yield return (Of($"one place more in {tool.Id}", WhatIfKind.Place, tool.Id), level with { Tools = level.Tools.Replace(tool, tool with { Places = tool.Places + 1 }) }, plan);
        for (int t = 0; t < level.Tasks.Length; t++)
            for (int s = 0; s < level.Tasks[t].Steps.Length; s++)
                if (level.Tasks[t].Steps[s].Duration.Ticks > 0)
                    yield return (Of($"{level.Tasks[t].Id}.{s} in half the time", WhatIfKind.HalfStep, $"{level.Tasks[t].Id}.{s}"), Halved(level, t, s), Unyielding(plan, level.Tasks[t].Id, s));
        for (int k = 0; k < plan.Kitchens.Length; k++)
        {
            for (int l = 0; l < plan.Kitchens[k].Lanes.Length; l++)
            {
                if (plan.Kitchens[k].Lanes[l] is not { Kind: LaneKind.Thread } pool) continue;
                Plan larger = With(plan, k, l, pool with { Workers = pool.Workers + 1 });
                yield return (Of($"one worker more in lane {l + 1} of {plan.Kitchens[k].Name}", WhatIfKind.Worker, plan.Kitchens[k].Name) with { IsAllowed = PlanChecker.Check(level, larger).IsEmpty }, level, larger);
            }
        }
    }

    private static bool IsWhole(SimulationResult run) => !run.IsDeadlocked && run.Errors.IsEmpty;

    private static WhatIf Of(string change, WhatIfKind kind, string subject = "") => new(change, kind, subject, KitchenDuration.Zero, IsAllowed: false);

    private static Costs Free(Costs costs) => costs with
    {
        OpenParent = KitchenDuration.Zero,
        Boot = KitchenDuration.Zero,
        StartThread = KitchenDuration.Zero,
        StartTask = KitchenDuration.Zero,
        HandOff = KitchenDuration.Zero,
    };

    private static Level Halved(Level level, int task, int step)
    {
        TaskSpec spec = level.Tasks[task];
        StepSpec half = spec.Steps[step] with { Duration = new(spec.Steps[step].Duration.Ticks / 2) };
        return level with { Tasks = level.Tasks.SetItem(task, spec with { Steps = spec.Steps.SetItem(step, half) }) };
    }

    /// <summary>A yield behind the end of a shortened step would not be legal.</summary>
    private static Plan Unyielding(Plan plan, string task, int step) => plan with { Yields = [.. plan.Yields.Where(y => y.Task.Task != task || y.Step != step)] };

    private static Plan With(Plan plan, int kitchen, int lane, Lane value)
    {
        Kitchen k = plan.Kitchens[kitchen];
        return plan with { Kitchens = plan.Kitchens.SetItem(kitchen, k with { Lanes = k.Lanes.SetItem(lane, value) }) };
    }
}

/// <summary>What a <see cref="WhatIf"/> changes.</summary>
public enum WhatIfKind
{
    /// <summary>Every thread has a hat of its own.</summary>
    NoGil,

    /// <summary>A core more.</summary>
    Core,

    /// <summary>Opening kitchens, starting threads and coroutines, and handing over cost nothing.</summary>
    FreeMachinery,

    /// <summary>Packing costs nothing.</summary>
    NoCrates,

    /// <summary>No step fails.</summary>
    NoFailures,

    /// <summary>A place more of a tool.</summary>
    Place,

    /// <summary>A step takes half as long.</summary>
    HalfStep,

    /// <summary>A worker more in a thread lane.</summary>
    Worker,
}
