using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Model;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Simulation.Analysis;

/// <summary>What one change of the level or the plan would bring, by running the model again.</summary>
/// <param name="Change">The change in words.</param>
/// <param name="Gain">Minutes saved; negative if it makes things worse.</param>
public sealed record WhatIf(string Change, KitchenDuration Gain)
{
    /// <summary>Every change that matters to this plan and moves its end, the most rewarding first.</summary>
    public static ImmutableArray<WhatIf> Of(CompiledPlan plan)
    {
        KitchenTime now = Simulator.RunUntraced(plan).Timeline.End;
        return [.. Changes(plan.Level, plan.Plan)
            .Select(c => (c.Change, Run: Simulator.RunUntraced(PlanCompiler.Compile(c.Level, c.Plan))))
            .Where(c => !c.Run.IsDeadlocked && c.Run.Timeline.End != now)
            .Select(c => new WhatIf(c.Change, now - c.Run.Timeline.End))
            .OrderByDescending(w => w.Gain.Ticks)];
    }

    private static IEnumerable<(string Change, Level Level, Plan Plan)> Changes(Level level, Plan plan)
    {
        if (level.Gil) yield return ("no hat: every thread may work at once", level with { Gil = false }, plan);
        yield return ("one core more", level with { Cores = level.Cores + 1 }, plan);
        yield return ("opening, starting and handing over for nothing", level with { Costs = Free(level.Costs) }, plan);
        if (level.Tasks.Any(t => t.Crate is not null)) yield return ("crates without weight", level with { Tasks = [.. level.Tasks.Select(t => t with { Crate = null })] }, plan);
        foreach (ToolSpec tool in level.Tools)
            yield return ($"one place more in the {tool.Id}", level with { Tools = level.Tools.Replace(tool, tool with { Places = tool.Places + 1 }) }, plan);
        for (int t = 0; t < level.Tasks.Length; t++)
            for (int s = 0; s < level.Tasks[t].Steps.Length; s++)
                if (level.Tasks[t].Steps[s].Duration.Ticks > 0)
                    yield return ($"{level.Tasks[t].Id}.{s} in half the time", Halved(level, t, s), Unyielding(plan, level.Tasks[t].Id, s));
        for (int k = 0; k < plan.Kitchens.Length; k++)
            for (int l = 0; l < plan.Kitchens[k].Lanes.Length; l++)
                if (plan.Kitchens[k].Lanes[l] is { Kind: LaneKind.Thread } pool)
                    yield return ($"one worker more in lane {l + 1} of {plan.Kitchens[k].Name}", level, With(plan, k, l, pool with { Workers = pool.Workers + 1 }));
    }

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
