using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Simulation.Plans;

/// <summary>A lane of a plan by its place.</summary>
/// <param name="Kitchen">Index in <see cref="Plan.Kitchens"/>.</param>
/// <param name="Lane">Index in the kitchen's lanes.</param>
public readonly record struct LaneAddress(int Kitchen, int Lane);

/// <summary>Edits of plans as a player makes them. Each takes a plan in plain form (<see cref="Batches.Plain"/>) and returns another; none checks what the level allows.</summary>
/// <remarks>Whatever the sequence of edits, a task instance is in at most one place. An edit that changes nothing returns the same plan object.</remarks>
public static class PlanEdit
{
    /// <summary>What a level starts with: every task in level order on one lane of home, on the simplest kind allowed (main, then manual, loop, greenlets, thread).
    /// Where only hand-written lists make sense, that is the list of all steps, task by task.</summary>
    public static Plan Default(Level level)
    {
        Allowance allow = level.Allow;
        bool isByHand = allow is { Manual: true, Threads: 0, Kitchens: 0, Loops: 0, Greenlets: false };
        LaneKind kind = isByHand ? LaneKind.Manual : allow.Main ? LaneKind.Main : allow.Manual ? LaneKind.Manual
            : allow.Loops > 0 ? LaneKind.Loop : allow.Greenlets ? LaneKind.Greenlets : LaneKind.Thread;
        Lane lane = kind == LaneKind.Manual
            ? new() { Kind = kind, Steps = [.. level.Tasks.SelectMany(ManualEdit.AllSteps)] }
            : new() { Kind = kind, Tasks = [.. level.Tasks.Select(Batches.All)] };
        return new() { Level = level.Id, Kitchens = [new("home", 1, [lane])] };
    }

    /// <summary>The lane at that place.</summary>
    public static Lane LaneAt(Plan plan, LaneAddress at) => plan.Kitchens[at.Kitchen].Lanes[at.Lane];

    /// <summary>Every lane's place, kitchen by kitchen.</summary>
    public static ImmutableArray<LaneAddress> Lanes(Plan plan) =>
        [.. plan.Kitchens.SelectMany((k, i) => k.Lanes.Select((_, j) => new LaneAddress(i, j)))];

    /// <summary>Puts a batch into a lane, taking it out of wherever its copies were. On a manual lane all its steps are listed there.</summary>
    /// <param name="level">The level.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="batch">What to place.</param>
    /// <param name="to">Where.</param>
    /// <param name="index">Place in the lane's list once the batch is out of it; beyond the end means at the end.</param>
    public static Plan Place(Level level, Plan plan, TaskRef batch, LaneAddress to, int index)
    {
        Plan rest = Unassign(plan, batch);
        return ReplaceLane(rest, to, lane => lane.Kind == LaneKind.Manual
            ? lane with { Steps = lane.Steps.InsertRange(Math.Clamp(index, 0, lane.Steps.Length), ManualEdit.AllSteps(level.FindTask(batch.Task)!, batch)) }
            : lane with { Tasks = lane.Tasks.Insert(Math.Clamp(index, 0, lane.Tasks.Length), batch) });
    }

    /// <summary>Takes a batch, or its steps, out of every lane.</summary>
    public static Plan Unassign(Plan plan, TaskRef batch)
    {
        foreach (LaneAddress at in Lanes(plan))
        {
            Lane lane = LaneAt(plan, at);
            if (lane.Tasks.Any(t => t.Task == batch.Task)) plan = ReplaceTasks(plan, at, [.. lane.Tasks.SelectMany(t => Batches.Without(t, batch))]);
            ImmutableArray<StepRef> steps = lane.Steps.RemoveAll(s => s.Task == batch.Task && (s.Copy == 0 || (s.Copy >= batch.First && s.Copy <= batch.Last)));
            if (steps.Length != lane.Steps.Length) plan = ReplaceLane(plan, at, l => l with { Steps = steps });
        }
        return plan;
    }

    /// <summary>Cuts a batch of a lane in two, the first with so many copies; the plan does the same as before.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="at">The lane.</param>
    /// <param name="index">Place of the batch in the lane's list.</param>
    /// <param name="first">Copies of the first part; outside 1 … size − 1 nothing changes.</param>
    public static Plan Split(Plan plan, LaneAddress at, int index, int first)
    {
        TaskRef batch = LaneAt(plan, at).Tasks[index];
        if (first < 1 || first >= Batches.Size(batch)) return plan;
        TaskRef head = batch with { Last = batch.First + first - 1 }, tail = batch with { First = batch.First + first };
        return ReplaceLane(plan, at, l => l with { Tasks = l.Tasks.SetItem(index, head).Insert(index + 1, tail) });
    }

    /// <summary>Joins neighbouring batches that continue each other on every lane, except where they are told apart by their boxes.</summary>
    public static Plan Join(Plan plan)
    {
        foreach (LaneAddress at in Lanes(plan)) plan = ReplaceTasks(plan, at, Batches.JoinedOn(LaneAt(plan, at)));
        return plan;
    }

    /// <summary>Opens an empty lane: a main or manual lane as the kitchen's first, any other as its last.</summary>
    public static Plan AddLane(Plan plan, int kitchen, LaneKind kind)
    {
        Kitchen k = plan.Kitchens[kitchen];
        int index = kind is LaneKind.Main or LaneKind.Manual ? 0 : k.Lanes.Length;
        return ReplaceKitchen(plan, kitchen, k with { Lanes = k.Lanes.Insert(index, new Lane { Kind = kind }) });
    }

    /// <summary>Opens a further kitchen with one empty lane and a name that no other has.</summary>
    public static Plan AddKitchen(Plan plan, LaneKind kind = LaneKind.Main)
    {
        int number = 2;
        string name = "annex";
        while (plan.Kitchens.Any(k => k.Name == name)) name = $"annex-{number++}";
        return plan with { Kitchens = plan.Kitchens.Add(new(name, 1, [new Lane { Kind = kind }])) };
    }

    /// <summary>Closes a lane; what it held is on no lane afterwards. A further kitchen without lanes is closed too, and nothing is offloaded to it any more.</summary>
    public static Plan RemoveLane(Plan plan, LaneAddress at)
    {
        Kitchen k = plan.Kitchens[at.Kitchen];
        if (at.Kitchen == 0 || k.Lanes.Length > 1) return ReplaceKitchen(plan, at.Kitchen, k with { Lanes = k.Lanes.RemoveAt(at.Lane) });
        return plan with { Kitchens = plan.Kitchens.RemoveAt(at.Kitchen), Offloads = plan.Offloads.RemoveAll(o => o.To == k.Name) };
    }

    /// <summary>Makes a lane another kind, its tasks kept in order: a list of steps becomes its tasks by first step, tasks become all their steps.</summary>
    public static Plan SetKind(Level level, Plan plan, LaneAddress at, LaneKind kind)
    {
        Lane lane = LaneAt(plan, at);
        if (lane.Kind == kind) return plan;
        ImmutableArray<TaskRef> tasks = lane.Kind == LaneKind.Manual
            ? Batches.Joined([.. lane.Steps.Select(s => new TaskRef(s.Task, s.Copy, s.Copy)).Distinct()]) : lane.Tasks;
        return ReplaceLane(plan, at, l => new()
        {
            Kind = kind,
            Workers = kind == LaneKind.Thread ? l.Workers : 1,
            Limit = kind is LaneKind.Loop or LaneKind.Greenlets ? l.Limit : null,
            Style = kind == LaneKind.Loop ? l.Style : LaneStyle.Coroutines,
            Box = kind == LaneKind.Main ? l.Box : null,
            Tasks = kind == LaneKind.Manual ? [] : tasks,
            Steps = kind == LaneKind.Manual ? [.. tasks.SelectMany(t => ManualEdit.AllSteps(level.FindTask(t.Task)!, t))] : [],
        });
    }

    /// <summary>Sets the threads of a thread lane, at least 1.</summary>
    public static Plan SetWorkers(Plan plan, LaneAddress at, int workers) => ReplaceLane(plan, at, l => l with { Workers = Math.Max(1, workers) });

    /// <summary>Sets the semaphore of a loop or greenlet lane; null or less than 1: none.</summary>
    public static Plan SetLimit(Plan plan, LaneAddress at, int? limit) => ReplaceLane(plan, at, l => l with { Limit = limit >= 1 ? limit : null });

    /// <summary>Writes a loop's tasks as coroutines or by callbacks.</summary>
    public static Plan SetStyle(Plan plan, LaneAddress at, LaneStyle style) => ReplaceLane(plan, at, l => l with { Style = style });

    /// <summary>Sets the tasks to a box of a further kitchen's main lane; null or less than 2: each travels by itself.</summary>
    public static Plan SetBox(Plan plan, LaneAddress at, int? box) => ReplaceLane(plan, at, l => l with { Box = box >= 2 ? box : null });

    /// <summary>Sets the processes of a kitchen, at least 1.</summary>
    public static Plan SetCopies(Plan plan, int kitchen, int copies)
    {
        Kitchen k = plan.Kitchens[kitchen];
        return k.Copies == Math.Max(1, copies) ? plan : ReplaceKitchen(plan, kitchen, k with { Copies = Math.Max(1, copies) });
    }

    internal static Plan ReplaceLane(Plan plan, LaneAddress at, Func<Lane, Lane> change)
    {
        Kitchen k = plan.Kitchens[at.Kitchen];
        Lane old = k.Lanes[at.Lane], lane = change(old);
        return lane == old ? plan : ReplaceKitchen(plan, at.Kitchen, k with { Lanes = k.Lanes.SetItem(at.Lane, lane) });
    }

    private static Plan ReplaceTasks(Plan plan, LaneAddress at, ImmutableArray<TaskRef> tasks) =>
        LaneAt(plan, at).Tasks.SequenceEqual(tasks) ? plan : ReplaceLane(plan, at, l => l with { Tasks = tasks });

    private static Plan ReplaceKitchen(Plan plan, int index, Kitchen kitchen) => plan with { Kitchens = plan.Kitchens.SetItem(index, kitchen) };
}
