using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Simulation.Plans;

/// <summary>What a plan settles about its level: the places of tools whose number it chooses, and what is bought.</summary>
public static class PlanSettings
{
    /// <summary>The level as the plan has it: nothing is left to choose, and no step has another length with equipment. The level itself if it leaves nothing open.</summary>
    /// <remarks>Any plan will do: what the level lacks is passed over, and places beyond its bounds count as the nearest that are within. Applied again, it changes nothing.</remarks>
    public static Level Apply(Level level, Plan plan)
    {
        if (level.Tools.Any(t => t.IsChosen))
            level = level with { Tools = [.. level.Tools.Select(t => t.IsChosen ? t with { Places = PlacesOf(plan, t), IsChosen = false } : t)] };
        if (level.Tasks.Any(t => t.Steps.Any(s => s.With is not null)))
            level = level with { Tasks = [.. level.Tasks.Select(t => t with { Steps = [.. t.Steps.Select(s => Equipped(s, plan.Buys))] })] };
        return level;
    }

    /// <summary>Places that a plan gives a tool: as many as there may be unless it says otherwise.</summary>
    public static int PlacesOf(Plan plan, ToolSpec tool)
    {
        PlacesPlan? choice = tool.IsChosen ? plan.Places.FirstOrDefault(p => p.Tool == tool.Id) : null;
        return choice is null ? tool.Places : Math.Clamp(choice.Places, 1, tool.Places);
    }

    private static StepSpec Equipped(StepSpec step, ImmutableArray<string> bought) => step.With switch
    {
        { } with when bought.Contains(with.Equipment) => step with { Duration = with.Duration, With = null },
        _ => step with { With = null },
    };
}
