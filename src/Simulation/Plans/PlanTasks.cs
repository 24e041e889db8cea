using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Simulation.Plans;

/// <summary>Expands what a plan's lanes name (<c>task</c>, <c>task#n</c>, <c>task#a..b</c>, <c>task*n</c>) to task instances.</summary>
public static class PlanTasks
{
    /// <summary>Every instance of the level in level order, copies one after another: instance <c>i</c> has index <c>i</c>.</summary>
    public static ImmutableArray<TaskInstance> Instances(Level level)
    {
        ImmutableArray<TaskInstance>.Builder instances = ImmutableArray.CreateBuilder<TaskInstance>();
        for (int spec = 0; spec < level.Tasks.Length; spec++)
        {
            int count = level.Tasks[spec].Count;
            for (int copy = 1; copy <= count; copy++) instances.Add(new(spec, count == 1 ? 0 : copy, instances.Count));
        }
        return instances.ToImmutable();
    }

    /// <summary>The instances of each lane, in plan order: indexed by kitchen, lane, position.</summary>
    /// <remarks>
    /// <c>task*n</c> takes the lowest copies that no other entry names. A manual lane has the tasks of its steps in the order of their first step.
    /// Any plan will do: names that the level lacks and copies beyond its count are passed over, and what is named twice stands where it is
    /// named first, so that every instance is there at most once.
    /// </remarks>
    public static ImmutableArray<ImmutableArray<ImmutableArray<TaskInstance>>> Resolve(Level level, Plan plan)
    {
        TaskClaims claims = TaskClaims.Of(level, plan);
        return [.. plan.Kitchens.Select((kitchen, k) => kitchen.Lanes.Select((_, l) => claims.OnLane(k, l)).ToImmutableArray())];
    }

    /// <summary>Boxes of several tasks that travel to further kitchens, in plan order, each with its tasks in their order.</summary>
    public static ImmutableArray<ImmutableArray<TaskInstance>> Boxes(Level level, Plan plan)
    {
        if (plan.Kitchens.All(k => k.Lanes.All(l => l.Box is null or 1))) return [];
        TaskClaims claims = TaskClaims.Of(level, plan);
        return [.. plan.Kitchens.SelectMany((kitchen, k) => kitchen.Lanes.SelectMany((lane, l) => lane.Box is int size and > 1 && k > 0 ? claims.RunsOn(k, l).SelectMany(run => run.Chunk(size)) : []))
            .Where(box => box.Length > 1).Select(box => box.ToImmutableArray())];
    }
}
