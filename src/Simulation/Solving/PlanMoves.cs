using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Simulation.Solving;

/// <summary>What random edits may change.</summary>
internal enum MoveScope
{
    /// <summary>All of a plan.</summary>
    Everything,

    /// <summary>Which task is on which of the lanes, and its order.</summary>
    Deal,

    /// <summary>The order on each lane.</summary>
    Order,
}

/// <summary>Random edits of plans: the neighbourhood of a seeded search.</summary>
internal sealed class PlanMoves
{
    private const int Attempts = 4;

    private readonly Level _level;
    private readonly Allowance _allow;
    private readonly List<Func<Plan, Plan>> _moves = [];
    private readonly List<(string Lock, TaskSpec Task)> _shares;

    public PlanMoves(Level level, SeededRandom random, MoveScope scope = MoveScope.Everything)
    {
        (_level, _allow, Random) = (level, level.Allow, random);
        bool hasLoops = _allow.Loops > 0 || _allow.Greenlets, hasLanes = hasLoops || _allow.Threads > 0;
        _shares = [.. level.Shared.SelectMany(name => level.Tasks.Where(t => t.Steps.Any(s => s.Read == name || s.Write == name)).Select(t => (name, t)))];
        AddMove(3, _allow.Manual, MoveStep);
        AddMove(1, scope == MoveScope.Order, Reorder);
        if (scope == MoveScope.Order) return;
        AddMove(3, _allow is not { Manual: true, Main: false }, MoveTasks);
        AddMove(2, _allow is not { Manual: true, Main: false }, SwapTasks);
        if (scope == MoveScope.Deal) return;
        AddMove(1, hasLanes, AddLane);
        AddMove(1, hasLanes || _allow.Kitchens > 0, RemoveLane);
        AddMove(1, true, ChangeKind);
        AddMove(1, _allow.Threads > 1, ChangeWorkers);
        AddMove(1, hasLoops, ChangeLimit);
        AddMove(1, _allow.Callbacks && _allow.Loops > 0, ChangeStyle);
        AddMove(1, _allow.Kitchens > 0, AddKitchen);
        AddMove(1, _allow.Copies > 1, ChangeCopies);
        AddMove(3, _allow.Boxes, ChangeBox);
        AddMove(1, _allow.Boxes, SplitEntry);
        AddMove(2, _allow.Locks && _shares.Count > 0, ChangeLock);
        AddMove(3, _allow.Yields > 0 && hasLoops, ChangeYield);
        AddMove(2, _allow.Offload && hasLoops, ChangeOffload);
        AddMove(2, level.Tools.Any(t => t.IsChosen), ChangePlaces);
        AddMove(1, !level.Equipment.IsEmpty, p => SettingEdit.ToggleBuy(p, Random.Of(level.Equipment).Id));
        AddMove(1, _allow.Order, p => CardEdit.NextOrder(p, Random.Of(_level.Tasks)));
    }

    /// <summary>The chance that decides.</summary>
    public SeededRandom Random { get; }

    /// <summary>Whether there is anything to edit.</summary>
    public bool HasAny => _moves.Count > 0;

    /// <summary>The plan with one to three random edits, legal and in plain form; null if several attempts gave nothing new and legal.</summary>
    public Plan? Change(Plan plan)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            Plan changed = plan;
            do changed = Random.Of(_moves)(changed);
            while (Random.OneIn(3));
            if (ReferenceEquals(changed, plan)) continue;
            changed = PlanForm.Canonical(_level, WithoutStrayCards(changed));
            if (PlanChecker.Check(_level, changed).IsEmpty) return changed;
        }
        return null;
    }

    private void AddMove(int weight, bool isPossible, Func<Plan, Plan> move)
    {
        if (isPossible) _moves.AddRange(Enumerable.Repeat(move, weight));
    }

    /// <summary>Yields and offloads whose tasks have left the loops, or whose kitchen has become the task's own, would be illegal.</summary>
    private static Plan WithoutStrayCards(Plan plan)
    {
        if (plan.Yields.IsEmpty && plan.Offloads.IsEmpty) return plan;
        ILookup<string, string> targets = plan.Yields.Select(y => y.Task.Task).Concat(plan.Offloads.Select(o => o.Task.Task)).Distinct()
            .SelectMany(task => CardSpace.Targets(plan, new(task)).Select(to => (task, to))).ToLookup(t => t.task, t => t.to);
        return plan with { Yields = plan.Yields.RemoveAll(y => !targets.Contains(y.Task.Task)), Offloads = plan.Offloads.RemoveAll(o => !targets[o.Task.Task].Contains(o.To)) };
    }

    private Plan MoveStep(Plan plan)
    {
        LaneAddress[] lanes = [.. PlanEdit.Lanes(plan).Where(at => PlanEdit.LaneAt(plan, at).Steps.Length > 1)];
        if (lanes.Length == 0) return plan;
        LaneAddress at = Random.Of(lanes);
        int steps = PlanEdit.LaneAt(plan, at).Steps.Length;
        return ManualEdit.Move(plan, at, Random.Below(steps), Random.Below(steps));
    }

    private Plan Reorder(Plan plan) => OnLane(plan, l => l.Tasks.Length > 1, (at, l) =>
    {
        int from = Random.Below(l.Tasks.Length), to = Random.Below(l.Tasks.Length);
        return from == to ? plan : PlanEdit.ReplaceLane(plan, at, lane => lane with { Tasks = lane.Tasks.RemoveAt(from).Insert(to, lane.Tasks[from]) });
    });

    private Plan MoveTasks(Plan plan) => Part(plan) is { } part ? PlaceAnywhere(plan, part, Random.Of(PlanEdit.Lanes(plan))) : plan;

    private Plan SwapTasks(Plan plan)
    {
        LaneAddress[] lanes = [.. PlanEdit.Lanes(plan).Where(at => !PlanEdit.LaneAt(plan, at).Tasks.IsEmpty)];
        if (lanes.Length == 0) return plan;
        (LaneAddress a, LaneAddress b) = (Random.Of(lanes), Random.Of(lanes));
        (int i, int j) = (Random.Below(PlanEdit.LaneAt(plan, a).Tasks.Length), Random.Below(PlanEdit.LaneAt(plan, b).Tasks.Length));
        (TaskRef first, TaskRef second) = (PlanEdit.LaneAt(plan, a).Tasks[i], PlanEdit.LaneAt(plan, b).Tasks[j]);
        Plan half = PlanEdit.ReplaceLane(plan, a, l => l with { Tasks = l.Tasks.SetItem(i, second) });
        return first == second ? plan : PlanEdit.ReplaceLane(half, b, l => l with { Tasks = l.Tasks.SetItem(j, first) });
    }

    private Plan AddLane(Plan plan)
    {
        int kitchen = Random.Below(plan.Kitchens.Length);
        if (plan.Kitchens[kitchen].Copies > 1) return plan;
        LaneKind[] kinds = [.. Kinds(isFirst: plan.Kitchens[kitchen].Lanes is [] or [{ Kind: LaneKind.Thread }, ..])];
        if (kinds.Length == 0 || Part(plan) is not { } part) return plan;
        LaneKind kind = Random.Of(kinds);
        Plan opened = PlanEdit.AddLane(plan, kitchen, kind);
        return PlaceAnywhere(opened, part, new(kitchen, kind is LaneKind.Main or LaneKind.Manual ? 0 : opened.Kitchens[kitchen].Lanes.Length - 1));
    }

    private Plan RemoveLane(Plan plan)
    {
        ImmutableArray<LaneAddress> lanes = PlanEdit.Lanes(plan);
        if (lanes.Length < 2) return plan;
        LaneAddress gone = Random.Of(lanes);
        Lane lane = PlanEdit.LaneAt(plan, gone);
        TaskRef[] tasks = [.. lane.Tasks.Concat(lane.Steps.Select(s => new TaskRef(s.Task, s.Copy, s.Copy)).Distinct())];
        plan = PlanEdit.RemoveLane(plan, gone);
        ImmutableArray<LaneAddress> others = PlanEdit.Lanes(plan);
        if (others.IsEmpty) return plan;
        LaneAddress all = Random.Of(others);
        bool isTogether = Random.OneIn(2);
        foreach (TaskRef task in tasks) plan = PlaceAnywhere(plan, task, isTogether ? all : Random.Of(others));
        return plan;
    }

    private Plan ChangeKind(Plan plan)
    {
        ImmutableArray<LaneAddress> lanes = PlanEdit.Lanes(plan);
        if (lanes.IsEmpty) return plan;
        LaneAddress at = Random.Of(lanes);
        LaneKind[] kinds = [.. Kinds(isFirst: at.Lane == 0)];
        return kinds.Length == 0 ? plan : PlanEdit.SetKind(_level, plan, at, Random.Of(kinds));
    }

    private Plan ChangeWorkers(Plan plan) => OnLane(plan, l => l.Kind == LaneKind.Thread && PlanForm.SizeOf(l) > 1,
        (at, l) => PlanEdit.SetWorkers(plan, at, Near(l.Workers, Math.Min(PlanForm.SizeOf(l), _allow.Threads))));

    private Plan ChangeLimit(Plan plan) => OnLane(plan, l => l.Kind is LaneKind.Loop or LaneKind.Greenlets && PlanForm.SizeOf(l) > 1,
        (at, l) => PlanEdit.SetLimit(plan, at, Random.OneIn(3) ? null : Near(l.Limit ?? PlanForm.SizeOf(l), PlanForm.SizeOf(l))));

    private Plan ChangeStyle(Plan plan) => OnLane(plan, l => l.Kind == LaneKind.Loop,
        (at, l) => PlanEdit.SetStyle(plan, at, l.Style == LaneStyle.Coroutines ? LaneStyle.Callbacks : LaneStyle.Coroutines));

    private Plan AddKitchen(Plan plan)
    {
        LaneKind[] kinds = [.. Kinds(isFirst: true)];
        if (kinds.Length == 0 || Part(plan) is not { } part) return plan;
        return PlaceAnywhere(PlanEdit.AddKitchen(plan, Random.Of(kinds)), part, new(plan.Kitchens.Length, 0));
    }

    private Plan ChangeCopies(Plan plan)
    {
        if (plan.Kitchens.Length < 2) return plan;
        int kitchen = 1 + Random.Below(plan.Kitchens.Length - 1);
        return PlanEdit.SetCopies(plan, kitchen, Near(plan.Kitchens[kitchen].Copies, Math.Min(_allow.Copies, plan.Kitchens[kitchen].Lanes.Sum(PlanForm.SizeOf))));
    }

    private Plan ChangeBox(Plan plan)
    {
        LaneAddress[] boxed = [.. PlanEdit.Lanes(plan).Where(at => at.Kitchen > 0 && PlanEdit.LaneAt(plan, at).Kind == LaneKind.Main)];
        if (boxed.Length == 0) return plan;
        LaneAddress at = Random.Of(boxed);
        Lane lane = PlanEdit.LaneAt(plan, at);
        return PlanEdit.SetBox(plan, at, Near(lane.Box ?? 1, PlanForm.SizeOf(lane)));
    }

    private Plan SplitEntry(Plan plan) => OnLane(plan, l => l.Box > 1 && !l.Tasks.IsEmpty, (at, l) =>
    {
        int entry = Random.Below(l.Tasks.Length), size = Batches.Size(l.Tasks[entry]);
        return size == 1 ? plan : PlanEdit.Split(plan, at, entry, 1 + Random.Below(size - 1));
    });

    private Plan ChangeLock(Plan plan)
    {
        (string name, TaskSpec task) = Random.Of(_shares);
        if (Random.OneIn(3)) return CardEdit.RemoveLock(plan, name, task.Id);
        int a = Random.Below(task.Steps.Length), b = Random.Below(task.Steps.Length);
        return CardEdit.SetLock(plan, name, task.Id, Math.Min(a, b), Math.Max(a, b));
    }

    private Plan ChangeYield(Plan plan)
    {
        if (plan.Yields.Length > 0 && (Random.OneIn(3) || plan.Yields.Length >= _allow.Yields)) return plan with { Yields = plan.Yields.RemoveAt(Random.Below(plan.Yields.Length)) };
        (TaskSpec Task, int Step)[] steps = [.. _level.Tasks.SelectMany(t => t.Steps.Index().Where(s => s.Item.Kind == StepKind.Cpu).Select(s => (t, s.Index)))];
        if (steps.Length == 0) return plan;
        (TaskSpec task, int step) = Random.Of(steps);
        KitchenDuration[] places = [.. YieldPlaces(task.Steps[step])];
        return places.Length == 0 ? plan : CardEdit.ToggleYield(plan, task.Id, step, Random.Of(places));
    }

    /// <summary>Every half minute; at most twenty places.</summary>
    private static IEnumerable<KitchenDuration> YieldPlaces(StepSpec step)
    {
        long every = KitchenDuration.TicksPerMinute / 2 * (1 + step.Duration.Ticks / (10 * KitchenDuration.TicksPerMinute));
        for (long at = every; at < step.Duration.Ticks; at += every) yield return new(at);
    }

    private Plan ChangeOffload(Plan plan)
    {
        TaskSpec task = Random.Of(_level.Tasks);
        string?[] targets = [null, .. CardSpace.Targets(plan, new(task.Id))];
        int step = Random.Below(task.Steps.Length);
        return targets.Length == 1 || task.Steps[step].Kind is StepKind.Take or StepKind.Drop ? plan : CardEdit.SetOffload(plan, task.Id, step, Random.Of(targets));
    }

    private Plan ChangePlaces(Plan plan)
    {
        ToolSpec tool = Random.Of([.. _level.Tools.Where(t => t.IsChosen)]);
        return SettingEdit.SetPlaces(plan, tool, Near(PlanSettings.PlacesOf(plan, tool), tool.Places));
    }

    private IEnumerable<LaneKind> Kinds(bool isFirst)
    {
        if (isFirst && _allow.Main) yield return LaneKind.Main;
        if (isFirst && _allow.Manual) yield return LaneKind.Manual;
        if (_allow.Threads > 0) yield return LaneKind.Thread;
        if (_allow.Loops > 0) yield return LaneKind.Loop;
        if (_allow.Greenlets) yield return LaneKind.Greenlets;
    }

    private Plan OnLane(Plan plan, Func<Lane, bool> match, Func<LaneAddress, Lane, Plan> change)
    {
        LaneAddress[] lanes = [.. PlanEdit.Lanes(plan).Where(at => match(PlanEdit.LaneAt(plan, at)))];
        if (lanes.Length == 0) return plan;
        LaneAddress at = Random.Of(lanes);
        return change(at, PlanEdit.LaneAt(plan, at));
    }

    /// <summary>A neighbour of a number, or any from 1 to a most.</summary>
    private int Near(int number, int most) => Math.Clamp(Random.Below(3) switch { 0 => number - 1, 1 => number + 1, _ => 1 + Random.Below(Math.Max(1, most)) }, 1, Math.Max(1, most));

    /// <summary>A random batch of a lane, or part of it: one copy, half, or as many as chance will have.</summary>
    private TaskRef? Part(Plan plan)
    {
        LaneAddress[] lanes = [.. PlanEdit.Lanes(plan).Where(at => PlanForm.SizeOf(PlanEdit.LaneAt(plan, at)) > 0)];
        if (lanes.Length == 0) return null;
        Lane lane = PlanEdit.LaneAt(plan, Random.Of(lanes));
        if (lane.Kind == LaneKind.Manual) return Random.Of([.. lane.Steps.Select(s => new TaskRef(s.Task, s.Copy, s.Copy))]);
        TaskRef batch = Random.Of(lane.Tasks);
        int size = Batches.Size(batch), part = Random.Below(4) switch { 0 => size, 1 => (size + 1) / 2, 2 => 1, _ => 1 + Random.Below(size) };
        return batch.First == 0 ? batch : Random.OneIn(2) ? batch with { Last = batch.First + part - 1 } : batch with { First = batch.Last - part + 1 };
    }

    private Plan PlaceAnywhere(Plan plan, TaskRef part, LaneAddress to) => PlanEdit.Place(_level, plan, part, to, Random.Below(PlanForm.SizeOf(PlanEdit.LaneAt(plan, to)) + 1));
}
