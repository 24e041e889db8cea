using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Simulation.Plans;

/// <summary>Edits of the cards a player lays on tasks: locks, yields, offloads, tries, changed orders of takes. A card lies on all copies of its task.</summary>
public static class CardEdit
{
    /// <summary>Holds a lock over a range of the task's steps, in place of what that lock held of it before.</summary>
    public static Plan SetLock(Plan plan, string name, string task, int from, int to)
    {
        Plan rest = RemoveLock(plan, name, task);
        return rest with { Locks = rest.Locks.Add(new(name, new(task), from, to)) };
    }

    /// <summary>Takes a lock off a task.</summary>
    public static Plan RemoveLock(Plan plan, string name, string task) =>
        plan.Locks.Any(l => l.Lock == name && l.Task.Task == task) ? plan with { Locks = plan.Locks.RemoveAll(l => l.Lock == name && l.Task.Task == task) } : plan;

    /// <summary>Lays a yield that far into a step, or takes it away if it lies there. Yields are kept by task, step and time.</summary>
    public static Plan ToggleYield(Plan plan, string task, int step, KitchenDuration after)
    {
        ImmutableArray<YieldPlan> rest = plan.Yields.RemoveAll(y => y.Task.Task == task && y.Step == step && y.After == after);
        if (rest.Length < plan.Yields.Length) return plan with { Yields = rest };
        return plan with
        {
            Yields = [.. rest.Add(new(new(task), step, after)).OrderBy(y => y.Task.Task, StringComparer.Ordinal).ThenBy(y => y.Step).ThenBy(y => y.After)],
        };
    }

    /// <summary>Hands a step to <c>thread</c> or a kitchen; null: the task does it itself.</summary>
    public static Plan SetOffload(Plan plan, string task, int step, string? to)
    {
        OffloadPlan? old = plan.Offloads.FirstOrDefault(o => o.Task.Task == task && o.Step == step);
        if (old?.To == to) return plan;
        ImmutableArray<OffloadPlan> rest = old is null ? plan.Offloads : plan.Offloads.Remove(old);
        return plan with { Offloads = to is null ? rest : rest.Add(new(new(task), step, to)) };
    }

    /// <summary>Lays a try around an I/O step, or takes it away. Tries are kept by task and step.</summary>
    public static Plan ToggleTry(Plan plan, string task, int step)
    {
        ImmutableArray<TryPlan> rest = plan.Tries.RemoveAll(t => t.Task.Task == task && t.Step == step);
        if (rest.Length < plan.Tries.Length) return plan with { Tries = rest };
        return plan with { Tries = [.. rest.Add(new(new(task), step)).OrderBy(t => t.Task.Task, StringComparer.Ordinal).ThenBy(t => t.Step)] };
    }

    /// <summary>Swaps to the next order, in dictionary order of their places, in which the task may take its tools; after the last comes the authored one, without a card.
    /// The plan itself if the task takes fewer than two.</summary>
    public static Plan NextOrder(Plan plan, TaskSpec task)
    {
        ImmutableArray<string> authored = [.. task.Steps.Where(s => s.Kind == StepKind.Take).Select(s => s.Tool!)];
        if (authored.Length < 2) return plan;
        OrderPlan? old = plan.Orders.FirstOrDefault(o => o.Task == task.Id);
        ImmutableArray<OrderPlan> rest = old is null ? plan.Orders : plan.Orders.Remove(old);
        int[] places = [.. (old?.Tools ?? authored).Select(t => authored.IndexOf(t))];
        return plan with { Orders = NextPermutation(places) ? rest.Add(new(task.Id, [.. places.Select(p => authored[p])])) : rest };
    }

    /// <summary>Has the task take its tools in an order, which names each of them once; the authored one leaves no card.</summary>
    public static Plan SetOrder(Plan plan, TaskSpec task, ImmutableArray<string> tools)
    {
        ImmutableArray<OrderPlan> rest = plan.Orders.RemoveAll(o => o.Task == task.Id);
        bool isAuthored = task.Steps.Where(s => s.Kind == StepKind.Take).Select(s => s.Tool!).SequenceEqual(tools);
        return plan with { Orders = isAuthored ? rest : rest.Add(new(task.Id, tools)) };
    }

    /// <summary>Knuth's algorithm L: false, and unchanged, at the last permutation.</summary>
    private static bool NextPermutation(int[] places)
    {
        int j = places.Length - 2;
        while (j >= 0 && places[j] >= places[j + 1]) j--;
        if (j < 0) return false;
        int k = places.Length - 1;
        while (places[j] >= places[k]) k--;
        (places[j], places[k]) = (places[k], places[j]);
        Array.Reverse(places, j + 1, places.Length - j - 1);
        return true;
    }
}
