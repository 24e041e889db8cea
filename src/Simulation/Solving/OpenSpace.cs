using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Simulation.Solving;

/// <summary>Where <see cref="PlanSpace"/> does not know every plan: yields may lie anywhere inside a step, several locks may be taken in any order and long tasks bracketed anywhere, many copies may be awaited one by one in any order, boxes cut in many ways.</summary>
internal static class OpenSpace
{
    /// <summary>Copies up to which every numbering is tried, where numbers matter.</summary>
    private const int MostToldApart = 3;

    /// <summary>Whether every plan of the level is in the space.</summary>
    public static bool IsWhole(Level level) => !HasOpenOrder(level) && !(level.Allow.Yields > 0 && (level.Allow.Loops > 0 || level.Allow.Greenlets) && level.Tasks.Any(CanYield));

    /// <summary>Whether there are further plans with the lanes of this one that are not in the space.</summary>
    public static bool HasMore(Level level, Plan plan) => HasOpenOrder(level) || (level.Allow.Yields > 0
        && plan.Kitchens.SelectMany(k => k.Lanes).Any(l => l.Kind is LaneKind.Loop or LaneKind.Greenlets && l.Tasks.Any(t => CanYield(level.FindTask(t.Task)!))));

    private static bool HasOpenOrder(Level level) => level.Allow.Boxes ||
        (level.Allow.Locks && (level.Shared.Length > 1 || (level.Shared.Length == 1 && level.Tasks.Any(t => t.Steps.Length > CardSpace.MostBracketed)))) || level.Tasks.Any(t => t.Count > MostToldApart && IsAwaited(level, t));

    /// <summary>Whether it matters which copy of a task is where: a task that needs all copies awaits them one after the other.</summary>
    public static bool TellsCopies(Level level, TaskSpec task) => task.Count is > 1 and <= MostToldApart && IsAwaited(level, task);

    private static bool IsAwaited(Level level, TaskSpec task) => level.Tasks.Any(t => t.After.Contains(task.Id));

    private static bool CanYield(TaskSpec task) => task.Steps.Any(s => s.Kind == StepKind.Cpu && s.Duration.Ticks > 1);
}
