using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Simulation.Plans;

/// <summary>Edits of a manual lane: the list of steps that one cook follows. Steps of one task stay in their order.</summary>
public static class ManualEdit
{
    /// <summary>Indices of the steps that a manual lane lists: CPU, take and drop steps, and an I/O step only if the task begins with it.</summary>
    public static IEnumerable<int> ListedSteps(TaskSpec task) =>
        Enumerable.Range(0, task.Steps.Length).Where(i => i == 0 || task.Steps[i].Kind != StepKind.Io);

    /// <summary>Every listed step of every copy, copy by copy.</summary>
    public static IEnumerable<StepRef> AllSteps(TaskSpec task) => AllSteps(task, Batches.All(task));

    /// <summary>Every listed step of the copies of a batch, copy by copy.</summary>
    public static IEnumerable<StepRef> AllSteps(TaskSpec task, TaskRef batch) =>
        Enumerable.Range(batch.First, Batches.Size(batch)).SelectMany(copy => ListedSteps(task).Select(step => new StepRef(task.Id, copy, step)));

    /// <summary>The task's first step that the lane does not list, copies in order; null if all are listed.</summary>
    public static StepRef? NextStep(Lane lane, TaskSpec task)
    {
        HashSet<StepRef> listed = [.. lane.Steps];
        foreach (StepRef step in AllSteps(task)) if (!listed.Contains(step)) return step;
        return null;
    }

    /// <summary>Lists the task's next step at a place, or as early after it as the task's own order allows. The plan itself if all steps are listed.</summary>
    public static Plan AddNext(Plan plan, LaneAddress at, TaskSpec task, int index)
    {
        Lane lane = PlanEdit.LaneAt(plan, at);
        if (NextStep(lane, task) is not { } step) return plan;
        int from = 1 + LastIndex(lane.Steps, s => IsSameCopy(s, step) && s.Step < step.Step), to = lane.Steps.Length;
        for (int i = lane.Steps.Length - 1; i >= 0; i--)
            if (IsSameCopy(lane.Steps[i], step) && lane.Steps[i].Step > step.Step) to = i;
        return PlanEdit.ReplaceLane(plan, at, l => l with { Steps = l.Steps.Insert(Math.Clamp(index, from, to), step) });
    }

    /// <summary>Takes a step off the list together with the later steps of the same task, which cannot go before it.</summary>
    public static Plan Remove(Plan plan, LaneAddress at, int index)
    {
        StepRef step = PlanEdit.LaneAt(plan, at).Steps[index];
        return PlanEdit.ReplaceLane(plan, at, l => l with { Steps = l.Steps.RemoveAll(s => IsSameCopy(s, step) && s.Step >= step.Step) });
    }

    /// <summary>Empties the list.</summary>
    public static Plan Clear(Plan plan, LaneAddress at) => PlanEdit.ReplaceLane(plan, at, l => l.Steps.IsEmpty ? l : l with { Steps = [] });

    /// <summary>Moves a step to another place of the list. The plan itself if that would put it before an earlier or after a later step of its task.</summary>
    public static Plan Move(Plan plan, LaneAddress at, int from, int to)
    {
        ImmutableArray<StepRef> steps = PlanEdit.LaneAt(plan, at).Steps;
        if (from == to || to < 0 || to >= steps.Length) return plan;
        for (int i = Math.Min(from, to); i <= Math.Max(from, to); i++)
            if (i != from && IsSameCopy(steps[i], steps[from])) return plan;
        return PlanEdit.ReplaceLane(plan, at, l => l with { Steps = steps.RemoveAt(from).Insert(to, steps[from]) });
    }

    private static bool IsSameCopy(StepRef a, StepRef b) => a.Task == b.Task && a.Copy == b.Copy;

    private static int LastIndex(ImmutableArray<StepRef> steps, Func<StepRef, bool> match)
    {
        for (int i = steps.Length - 1; i >= 0; i--) if (match(steps[i])) return i;
        return -1;
    }
}
