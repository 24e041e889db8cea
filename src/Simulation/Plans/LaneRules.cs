using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Simulation.Plans;

/// <summary>Kitchens and lanes: their shape, and how many the level allows.</summary>
internal static class LaneRules
{
    public static void Check(PlanCheck check)
    {
        if (check.Plan.Level != check.Level.Id) check.Report("$.level", $"the plan answers the level {SafeText.Quote(check.Plan.Level)}, this is \"{check.Level.Id}\"");
        if (check.Plan.Kitchens.IsEmpty) check.Report("$.kitchens", "the plan has no kitchen: add home");
        CheckSizes(check);
        Dictionary<string, int> names = [];
        Tally tally = new(check);
        for (int k = 0; k < check.Plan.Kitchens.Length && !check.IsFull; k++)
        {
            Kitchen kitchen = check.Plan.Kitchens[k];
            string path = $"$.kitchens[{k}]";
            if (!Names.IsId(kitchen.Name)) check.Report($"{path}.name", Names.Complaint(kitchen.Name));
            if (kitchen.Name == OffloadTargets.Thread) check.Report($"{path}.name", "\"thread\" means a helper thread in offloads: choose another name");
            if (!names.TryAdd(kitchen.Name, k)) check.Report($"{path}.name", $"the name {SafeText.Quote(kitchen.Name)} is taken by $.kitchens[{names[kitchen.Name]}]: choose another");
            tally.Kitchen(k, kitchen, path);
            CheckPool(check, k, kitchen, path);
            for (int l = 0; l < kitchen.Lanes.Length; l++)
            {
                string lanePath = $"{path}.lanes[{l}]";
                CheckLane(check, kitchen.Lanes[l], l, lanePath);
                if (kitchen.Lanes[l].Box is int box) CheckBox(check, (k, l), box, $"{lanePath}.box");
                tally.Lane(kitchen.Lanes[l], lanePath);
            }
        }
    }

    private static void CheckSizes(PlanCheck check)
    {
        int lanes = check.Plan.Kitchens.Sum(k => k.Lanes.Length);
        if (lanes > LevelLimits.Lanes) check.Report("$.kitchens", $"{lanes} lanes are too many: at most {LevelLimits.Lanes} in all kitchens together");
        long processes = check.Plan.Kitchens.Sum(k => (long)k.Copies);
        if (processes > LevelLimits.Kitchens) check.Report("$.kitchens", $"{processes} kitchens, copies counted, are too many: at most {LevelLimits.Kitchens}");
        long workers = check.Plan.Kitchens.SelectMany(k => k.Lanes).Sum(l => (long)l.Workers);
        if (workers > LevelLimits.Workers) check.Report("$.kitchens", $"{workers} threads are too many: at most {LevelLimits.Workers}");
    }

    private static void CheckPool(PlanCheck check, int index, Kitchen kitchen, string path)
    {
        if (kitchen.Copies < 1) check.Report($"{path}.copies", $"{kitchen.Copies} copies: a kitchen has at least one");
        if (kitchen.Copies <= 1) return;
        if (index == 0) check.Report($"{path}.copies", "home cannot have copies: add another kitchen for the pool");
        else if (kitchen.Lanes is not [{ Kind: LaneKind.Main }]) check.Report($"{path}.lanes", "a kitchen with copies is a process pool: give it exactly one lane, of kind main");
    }

    private static void CheckLane(PlanCheck check, Lane lane, int index, string path)
    {
        if (index > 0 && lane.Kind is (LaneKind.Main or LaneKind.Manual))
            check.Report($"{path}.kind", $"a {PlanNames.Of(lane.Kind)} lane runs on the kitchen's main thread: it can only be the first lane; use a thread lane here");
        if (lane.Kind == LaneKind.Thread ? lane.Workers < 1 : lane.Workers != 1)
            check.Report($"{path}.workers", lane.Kind == LaneKind.Thread ? $"{lane.Workers} workers: a pool has at least one" : $"only thread lanes have workers: a {PlanNames.Of(lane.Kind)} lane is one thread");
        if (lane.Limit is int limit && (lane.Kind is not (LaneKind.Loop or LaneKind.Greenlets) || limit < 1))
            check.Report($"{path}.limit", limit < 1 ? $"limit {limit}: let in at least one task" : $"only loop and greenlets lanes have a limit: a {PlanNames.Of(lane.Kind)} lane does one task at a time");
        if (lane.Style == LaneStyle.Callbacks && lane.Kind != LaneKind.Loop)
            check.Report($"{path}.style", $"only loop lanes are wired by callbacks: leave \"style\" out of a {PlanNames.Of(lane.Kind)} lane");
        else if (lane.Style == LaneStyle.Callbacks && !check.Level.Allow.Callbacks)
            check.Report($"{path}.style", "the level allows no callbacks: leave \"style\" out, and the tasks are coroutines");
        if (lane.Kind == LaneKind.Manual ? !lane.Tasks.IsEmpty : !lane.Steps.IsEmpty)
            check.Report($"{path}.{(lane.Kind == LaneKind.Manual ? "tasks" : "steps")}", lane.Kind == LaneKind.Manual ? "a manual lane lists steps, not tasks: write \"steps\"" : "only manual lanes list steps: write \"tasks\"");
    }

    private static void CheckBox(PlanCheck check, (int Kitchen, int Lane) at, int box, string path)
    {
        if (!check.Level.Allow.Boxes)
            check.Report(path, "the level allows no boxes: each task travels by itself; leave \"box\" out");
        else if (at.Kitchen == 0 || check.Plan.Kitchens[at.Kitchen].Lanes[at.Lane].Kind != LaneKind.Main)
            check.Report(path, "only the main lane of a further kitchen gets its tasks in boxes: leave \"box\" out");
        else if (box < 1)
            check.Report(path, $"box {box}: put in at least one task");
        else if (box > 1 && check.Claims.OnLane(at.Kitchen, at.Lane).Select(t => check.Level.Tasks[t.Spec]).FirstOrDefault(t => !StandsAlone(check.Level, t)) is TaskSpec task)
            check.Report(path, $"\"{task.Id}\" comes before or after other tasks, and would keep its box waiting: only tasks that stand alone share boxes");
    }

    private static bool StandsAlone(Level level, TaskSpec task) => task.After.IsEmpty && level.Tasks.All(t => !t.After.Contains(task.Id));

    /// <summary>Counts what the level rations and reports where a ration runs out.</summary>
    private sealed class Tally(PlanCheck check)
    {
        private readonly Allowance _allow = check.Level.Allow;
        private int _kitchens, _threads, _loops;

        public void Kitchen(int index, Kitchen kitchen, string path)
        {
            if (index > 0) Spend(ref _kitchens, kitchen.Copies, _allow.Kitchens, path, "kitchen besides home", "kitchens besides home");
            if (index > 0 && kitchen.Copies > _allow.Copies)
                check.Report($"{path}.copies", _allow.Copies <= 1 ? "the level allows no copies of a kitchen: leave them out" : $"{kitchen.Copies} copies, the level allows {_allow.Copies}: {kitchen.Copies - _allow.Copies} too many");
        }

        public void Lane(Lane lane, string path)
        {
            if (lane.Kind == LaneKind.Main && !_allow.Main) Forbid("main");
            if (lane.Kind == LaneKind.Manual && !_allow.Manual) Forbid("manual");
            if (lane.Kind == LaneKind.Greenlets && !_allow.Greenlets) Forbid("greenlets");
            if (lane.Kind == LaneKind.Thread) Spend(ref _threads, lane.Workers, _allow.Threads, path, "thread", "threads");
            if (lane.Kind == LaneKind.Loop) Spend(ref _loops, 1, _allow.Loops, path, "event loop", "event loops");

            void Forbid(string kind) => check.Report($"{path}.kind", $"the level allows no {kind} lanes: use another kind");
        }

        private void Spend(ref int spent, int amount, int most, string path, string one, string many)
        {
            bool wasWithin = spent <= most;
            spent = (int)Math.Min(int.MaxValue, (long)spent + Math.Max(amount, 0));
            if (spent <= most || !wasWithin) return;
            check.Report(path, most == 0 ? $"the level allows no {many}: take this one away"
                : $"with this there are {spent} {many}, the level allows {most} {(most == 1 ? one : many)}: {spent - most} too many");
        }
    }
}
