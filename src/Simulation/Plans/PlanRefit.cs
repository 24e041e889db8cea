using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Simulation.Plans;

/// <summary>Makes plans follow the edits of their level. The plans that come out name only what the level has; whether they are legal is for <see cref="PlanChecker"/> to say.</summary>
public static class PlanRefit
{
    /// <summary>The plan after a task was given another id.</summary>
    public static Plan Renamed(Plan plan, string from, string to) => Renamed(plan, id => id == from ? to : id);

    /// <summary>The plan after tasks were given other ids, all at once, so that they may exchange them.</summary>
    public static Plan Renamed(Plan plan, Func<string, string> name)
    {
        return ForLanes(plan, l => l with
        {
            Tasks = [.. l.Tasks.Select(Ref)],
            Steps = [.. l.Steps.Select(s => s with { Task = name(s.Task) })],
        }) with
        {
            Locks = [.. plan.Locks.Select(c => c with { Task = Ref(c.Task) })],
            Yields = [.. plan.Yields.Select(c => c with { Task = Ref(c.Task) })],
            Offloads = [.. plan.Offloads.Select(c => c with { Task = Ref(c.Task) })],
            Tries = [.. plan.Tries.Select(c => c with { Task = Ref(c.Task) })],
            Orders = [.. plan.Orders.Select(c => c with { Task = name(c.Task) })],
        };

        TaskRef Ref(TaskRef task) => task with { Task = name(task.Task) };
    }

    /// <summary>The plan after the steps of a task were put into another order, or some were taken out or put in.</summary>
    /// <param name="plan">The plan as it was.</param>
    /// <param name="task">Id of the task.</param>
    /// <param name="place">From the index that a step had to the one that it has; null if it is gone. What was on a step that is gone, goes with it.</param>
    public static Plan Restepped(Plan plan, string task, Func<int, int?> place)
    {
        return ForLanes(plan, l => l with { Steps = InOrder(task, [.. l.Steps.Select(s => s.Task != task ? s : place(s.Step) is { } step ? s with { Step = step } : (StepRef?)null).OfType<StepRef>()]) }) with
        {
            Locks = [.. plan.Locks.Select(Relocked).OfType<LockPlan>()],
            Yields = [.. plan.Yields.Where(c => Stays(c.Task, c.Step)).Select(c => c with { Step = PlaceOf(c.Task, c.Step) })],
            Offloads = [.. plan.Offloads.Where(c => Stays(c.Task, c.Step)).Select(c => c with { Step = PlaceOf(c.Task, c.Step) })],
            Tries = [.. plan.Tries.Where(c => Stays(c.Task, c.Step)).Select(c => c with { Step = PlaceOf(c.Task, c.Step) })],
        };

        bool Stays(TaskRef of, int step) => of.Task != task || place(step) is not null;
        int PlaceOf(TaskRef of, int step) => of.Task == task ? place(step)!.Value : step;
        LockPlan? Relocked(LockPlan held)
        {
            if (held.Task.Task != task) return held;
            int[] steps = [.. Enumerable.Range(held.From, Math.Max(0, held.To - held.From + 1)).Select(place).OfType<int>()];
            return steps.Length == 0 ? null : held with { From = steps.Min(), To = steps.Max() };
        }
    }

    /// <summary>The plan with nothing that the level has no longer, and with what it has since got at the end of the first lane; the steps of a list by hand as early as their task allows.</summary>
    public static Plan Fitted(Level level, Plan plan)
    {
        Plan known = Known(level, plan);
        if (known.Kitchens is not [{ Lanes.Length: > 0 }, ..]) return PlanEdit.Default(level);
        known = Batches.Plain(level, known);
        foreach (LaneAddress at in PlanEdit.Lanes(known).Where(at => PlanEdit.LaneAt(known, at).Kind == LaneKind.Manual).ToArray())
            foreach (string task in PlanEdit.LaneAt(known, at).Steps.Select(s => s.Task).Distinct().ToArray()) known = Listed(level, known, at, task, 0);
        foreach (TaskRef missing in Batches.Unassigned(level, known))
            known = PlanEdit.LaneAt(known, default).Kind == LaneKind.Manual ? Listed(level, known, default, missing.Task, int.MaxValue)
                : PlanEdit.ReplaceLane(known, default, l => l with { Tasks = Batches.Joined(l.Tasks.Add(missing)) });
        return known;
    }

    /// <summary>A list by hand with every step of a task, those that were not on it as near to a place as the task allows.</summary>
    private static Plan Listed(Level level, Plan plan, LaneAddress at, string id, int index)
    {
        TaskSpec task = level.FindTask(id)!;
        while (ManualEdit.NextStep(PlanEdit.LaneAt(plan, at), task) is not null) plan = ManualEdit.AddNext(plan, at, task, index);
        return plan;
    }

    /// <summary>A list by hand in which the steps of each copy of a task share their places in the order of the task.</summary>
    private static ImmutableArray<StepRef> InOrder(string task, ImmutableArray<StepRef> steps)
    {
        Dictionary<int, Queue<int>> left = steps.Where(s => s.Task == task).GroupBy(s => s.Copy).ToDictionary(g => g.Key, g => new Queue<int>(g.Select(s => s.Step).Order()));
        return [.. steps.Select(s => s.Task == task ? s with { Step = left[s.Copy].Dequeue() } : s)];
    }

    private static Plan Known(Level level, Plan plan)
    {
        return ForLanes(plan, l => l with
        {
            Tasks = [.. l.Tasks.Select(Ref).OfType<TaskRef>().Distinct()],
            Steps = [.. l.Steps.Select(Listed).OfType<StepRef>().Distinct()],
        }) with
        {
            Locks = [.. plan.Locks.Where(c => level.Shared.Contains(c.Lock) && HasStep(c.Task, c.To)).Select(c => c with { Task = Ref(c.Task)!.Value })],
            Yields = [.. plan.Yields.Where(c => HasStep(c.Task, c.Step)).Select(c => c with { Task = Ref(c.Task)!.Value })],
            Offloads = [.. plan.Offloads.Where(c => HasStep(c.Task, c.Step)).Select(c => c with { Task = Ref(c.Task)!.Value })],
            Tries = [.. plan.Tries.Where(c => HasStep(c.Task, c.Step)).Select(c => c with { Task = Ref(c.Task)!.Value })],
            Orders = [.. plan.Orders.Where(c => level.FindTask(c.Task) is { } task && c.Tools.Order(StringComparer.Ordinal).SequenceEqual(task.Steps.Where(s => s.Kind == StepKind.Take).Select(s => s.Tool!).Order(StringComparer.Ordinal)))],
            Places = [.. plan.Places.Where(p => level.Tools.Any(t => t.Id == p.Tool && t.IsChosen)).Select(p => p with { Places = Math.Min(p.Places, level.Tools[level.ToolIndex(p.Tool)].Places) })],
            Buys = [.. plan.Buys.Where(b => level.Equipment.Any(e => e.Id == b))],
        };

        bool HasStep(TaskRef of, int step) => Ref(of) is { } && step < level.FindTask(of.Task)!.Steps.Length;

        TaskRef? Ref(TaskRef of) => level.FindTask(of.Task) switch
        {
            null => null,
            { Count: 1 } => of.First > 1 ? null : new(of.Task),
            _ when of.First == 0 && of.Next == 0 => of,
            var task when of.Next > 0 => of with { Next = Math.Min(of.Next, task.Count) },
            var task => of.First > task.Count ? null : of with { Last = Math.Min(of.Last, task.Count) },
        };

        StepRef? Listed(StepRef of) => level.FindTask(of.Task) is { } task && of.Step < task.Steps.Length && of.Copy <= task.Count && ManualEdit.ListedSteps(task).Contains(of.Step)
            ? of with { Copy = task.Count == 1 ? 0 : Math.Max(1, of.Copy) } : null;
    }

    private static Plan ForLanes(Plan plan, Func<Lane, Lane> change) =>
        plan with { Kitchens = [.. plan.Kitchens.Select(k => k with { Lanes = [.. k.Lanes.Select(change)] })] };
}
