using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Simulation.Plans;

/// <summary>Something that makes a plan illegal for its level.</summary>
/// <param name="Path">JSON path in the plan, e.g. <c>$.kitchens[0].lanes[1].tasks[2]</c>.</param>
/// <param name="Message">What is wrong and how to mend it.</param>
public sealed record PlanProblem(string Path, string Message);

/// <summary>Whether a plan is complete and uses only what its level allows.</summary>
public static class PlanChecker
{
    /// <summary>Every problem in plan order; empty if the plan is legal. A plan that is legal can be compiled.</summary>
    /// <remarks>At most 200 are listed. Time is linear in entries, instances and their steps, quadratic in the plan's locks.</remarks>
    public static ImmutableArray<PlanProblem> Check(Level level, Plan plan)
    {
        PlanCheck check = new(level, plan);
        LaneRules.Check(check);
        TaskRules.Check(check);
        CardRules.Check(check);
        SettingRules.Check(check, level);
        return check.Problems;
    }
}
