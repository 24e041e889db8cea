using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Simulation.Plans;

/// <summary>Arithmetic on the task references of lanes. A batch is a reference in its plain form: a bare id for a task without copies, <c>id#a..b</c> for copies.</summary>
public static class Batches
{
    /// <summary>All copies of a task as one batch.</summary>
    public static TaskRef All(TaskSpec task) => task.Count > 1 ? new(task.Id, 1, task.Count) : new(task.Id);

    /// <summary>How many task instances a batch holds.</summary>
    public static int Size(TaskRef batch) => batch.First == 0 ? 1 : batch.Last - batch.First + 1;

    /// <summary>The plan with every reference of its lanes in plain form, in the same order; what <see cref="PlanTasks.Resolve"/> passes over is left out.</summary>
    public static Plan Plain(Level level, Plan plan)
    {
        TaskClaims claims = TaskClaims.Of(level, plan);
        return plan with { Kitchens = [.. plan.Kitchens.Select((k, i) => k with { Lanes = [.. k.Lanes.Select((l, j) => PlainLane(level, l, claims.RunsOn(i, j)))] })] };
    }

    /// <summary>Whether a plan is in plain form and everything it names is in the level, so that it can be edited; it need not be legal.</summary>
    public static bool Fit(Level level, Plan plan)
    {
        return !plan.Kitchens.IsEmpty && plan.Kitchens.SelectMany(k => k.Lanes).All(l => l.Tasks.All(IsBatch) && l.Steps.All(IsListed))
            && plan.Locks.All(c => HasTask(c.Task)) && plan.Yields.All(c => HasTask(c.Task)) && plan.Offloads.All(c => HasTask(c.Task)) && plan.Tries.All(c => HasTask(c.Task))
            && plan.Orders.All(c => level.FindTask(c.Task) is { } task && c.Tools.Order(StringComparer.Ordinal).SequenceEqual(Taken(task).Order(StringComparer.Ordinal)));

        bool HasTask(TaskRef task) => level.FindTask(task.Task) is not null;
        bool IsBatch(TaskRef t) => level.FindTask(t.Task) is { } task && t.Next == 0
            && (task.Count == 1 ? t is { First: 0, Last: 0 } : t.First >= 1 && t.First <= t.Last && t.Last <= task.Count);
        static IEnumerable<string> Taken(TaskSpec task) => task.Steps.Where(s => s.Kind == StepKind.Take).Select(s => s.Tool!);
        bool IsListed(StepRef s) => level.FindTask(s.Task) is { } task && s.Step >= 0 && s.Step < task.Steps.Length
            && (task.Count == 1 ? s.Copy == 0 : s.Copy >= 1 && s.Copy <= task.Count);
    }

    /// <summary>What no lane holds, in level order; a manual lane holds a task as soon as it lists one of its steps. The plan is plain.</summary>
    public static ImmutableArray<TaskRef> Unassigned(Level level, Plan plan)
    {
        ImmutableArray<TaskRef>.Builder rest = ImmutableArray.CreateBuilder<TaskRef>();
        ILookup<string, TaskRef> placed = plan.Kitchens.SelectMany(k => k.Lanes)
            .SelectMany(l => l.Tasks.Concat(l.Steps.Select(s => new TaskRef(s.Task, s.Copy, s.Copy)))).ToLookup(t => t.Task);
        foreach (TaskSpec task in level.Tasks)
        {
            IEnumerable<TaskRef> left = [All(task)];
            foreach (TaskRef taken in placed[task.Id]) left = left.SelectMany(b => Without(b, taken)).ToArray();
            rest.AddRange(left);
        }
        return rest.ToImmutable();
    }

    /// <summary>What is left of a batch when another is taken out of it: nothing, one batch or two.</summary>
    public static ImmutableArray<TaskRef> Without(TaskRef batch, TaskRef taken)
    {
        if (batch.Task != taken.Task) return [batch];
        if (batch.First == 0 || taken.First == 0) return [];
        if (taken.Last < batch.First || taken.First > batch.Last) return [batch];
        ImmutableArray<TaskRef>.Builder rest = ImmutableArray.CreateBuilder<TaskRef>(2);
        if (taken.First > batch.First) rest.Add(batch with { Last = taken.First - 1 });
        if (taken.Last < batch.Last) rest.Add(batch with { First = taken.Last + 1 });
        return rest.ToImmutable();
    }

    /// <summary>Neighbours that continue each other become one batch: copies are identical, so nothing changes but the writing.</summary>
    public static ImmutableArray<TaskRef> Joined(ImmutableArray<TaskRef> batches)
    {
        List<TaskRef> joined = [];
        foreach (TaskRef next in batches)
        {
            if (joined.Count > 0 && joined[^1] is { First: > 0 } last && last.Task == next.Task && last.Last + 1 == next.First)
                joined[^1] = last with { Last = next.Last };
            else joined.Add(next);
        }
        return [.. joined];
    }

    /// <summary>The tasks of a lane with <see cref="Joined"/> neighbours; as they are where their boundaries are those of boxes.</summary>
    public static ImmutableArray<TaskRef> JoinedOn(Lane lane) => lane.Box is null or 1 ? Joined(lane.Tasks) : lane.Tasks;

    private static Lane PlainLane(Level level, Lane lane, IEnumerable<ImmutableArray<TaskInstance>> runs)
    {
        if (lane.Kind == LaneKind.Manual) return lane;
        Lane plain = lane with { Tasks = [.. runs.Select(r => new TaskRef(level.Tasks[r[0].Spec].Id, r[0].Copy, r[^1].Copy))] };
        return plain with { Tasks = JoinedOn(plain) };
    }
}
