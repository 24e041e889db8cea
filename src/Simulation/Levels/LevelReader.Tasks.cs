using System.Collections.Immutable;
using ShortOrder.Simulation.Reading;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Simulation.Levels;

public static partial class LevelReader
{
    /// <summary>What tasks may refer to.</summary>
    private sealed class TaskNames(ImmutableArray<ToolSpec> tools, ImmutableArray<EquipmentSpec> equipment, ImmutableArray<string> shared, ObjectReader file)
    {
        private readonly HashSet<string> _tasks = [.. file.Find(LevelKeys.Tasks)?.Item.Elements.Select(t => t.Find("id")?.Text).OfType<string>() ?? []];

        public string? Task(Entry<string?> entry) => Check(entry.Cursor, entry.Value, _tasks, "task");

        public string? Tool(ObjectReader step, Key<string?> key) => Check(step.Find(key), step.Read(key), tools.Select(t => t.Id), "tool");

        public string? Equipment(JsonCursor place, string name)
        {
            string[] known = [.. equipment.Select(e => e.Id)];
            if (known.Contains(name)) return name;
            place.Report(() => $"nothing for sale is named {SafeText.Quote(name)}{Suggestion.DidYouMean(name, known)}{(Suggestion.Nearest(name, known) is null ? Among(known, "equipment") : "")}");
            return null;
        }

        public string? Shared(ObjectReader step, Key<string?> key) => Check(step.Find(key), step.Read(key), shared, "shared thing");

        /// <summary>Why the tool cannot be taken and kept over several steps; null if it can.</summary>
        public string? WhyNotHeld(string tool) => tools.FirstOrDefault(t => t.Id == tool) switch
        {
            { SelfServe: true } => "is self-serve: it starts and ends by itself and cannot be held; make it a plain tool",
            { Refuses: not null } => "refuses whoever finds it full, and is for one io step at a time: make it a plain tool",
            _ => null,
        };

        public IEnumerable<ToolSpec> Refusing => tools.Where(t => t.Refuses is not null);

        private static string? Check(JsonCursor? place, string? id, IEnumerable<string> known, string what)
        {
            if (id is null) return null;
            if (known is HashSet<string> set ? set.Contains(id) : known.Contains(id)) return id;
            place!.Report(() => $"no {what} is named \"{id}\"{Suggestion.DidYouMean(id, known)}{(Suggestion.Nearest(id, known) is null ? Among(known, what) : "")}");
            return null;
        }

        private static string Among(IEnumerable<string> known, string what)
        {
            string list = string.Join(", ", known.Take(8));
            return list.Length == 0 ? $": the level declares no {what}" : $"; there {(known.Skip(1).Any() ? "are" : "is")} {list}{(known.Skip(8).Any() ? ", …" : "")}";
        }
    }

    private static ImmutableArray<TaskSpec> ReadTasks(ObjectReader file, TaskNames names, Costs costs)
    {
        if (file.Find(LevelKeys.Tasks) is not JsonCursor list) return [];
        ImmutableArray<Entry<ObjectReader?>> entries = file.Read(LevelKeys.Tasks);
        TaskSpec?[] tasks = [.. entries.Select(t => t.Value is ObjectReader given ? ReadTask(given, names) : null)];
        Dictionary<string, int> firsts = [];
        for (int i = 0; i < tasks.Length; i++)
        {
            if (tasks[i] is not TaskSpec task || firsts.TryAdd(task.Id, i)) continue;
            int twin = i;
            entries[i].Cursor.Report(() => $"the id \"{task.Id}\" is taken by $.tasks[{firsts[tasks[twin]!.Id]}]: choose another");
        }
        CheckSize(list, [.. tasks.OfType<TaskSpec>()], costs);
        foreach (ToolSpec tool in names.Refusing) CheckRetries(list, [.. tasks.OfType<TaskSpec>()], tool);
        AfterCycles.Report(list, tasks);
        return [.. tasks.OfType<TaskSpec>()];
    }

    private static void CheckSize(JsonCursor list, TaskSpec[] tasks, Costs costs)
    {
        long instances = tasks.Sum(t => (long)t.Count), steps = tasks.Sum(t => (long)t.Count * t.Steps.Length);
        long ticks = tasks.Sum(t => t.Count * (t.Steps.Sum(s => s.Duration.Ticks * (1 + s.Fails)) + (t.Crate is { } c ? c.In.Ticks + c.Out.Ticks : 0)));
        long pairs = tasks.Sum(t => t.Count * t.After.Sum(id => tasks.FirstOrDefault(p => p.Id == id)?.Count ?? 0L));
        if (instances > LevelLimits.Instances) list.Report($"{instances} tasks, copies counted, are too many: at most {LevelLimits.Instances}");
        if (steps > LevelLimits.StepInstances) list.Report($"{steps} steps, copies counted, are too many: at most {LevelLimits.StepInstances}");
        if (pairs > LevelLimits.Dependencies) list.Report($"{pairs} pairs of tasks come after each other, copies counted: at most {LevelLimits.Dependencies}");
        if (ticks > LevelLimits.TotalMinutes * KitchenDuration.TicksPerMinute)
            list.Report($"{new KitchenDuration(ticks)} minutes of work and waiting, copies counted, are too many: at most {LevelLimits.TotalMinutes}");
        else if (ticks / Math.Max(1, costs.SwitchInterval.Ticks) > LevelLimits.Turns)
            list.Report($"a switchInterval of {costs.SwitchInterval} is too short for {new KitchenDuration(ticks)} minutes: it may fit in at most {LevelLimits.Turns} times");
    }

    /// <summary>A place is free for one cycle at most before somebody tries again, so all are through after the tool's minutes and a cycle each; until then each tries once a cycle.</summary>
    private static void CheckRetries(JsonCursor list, TaskSpec[] tasks, ToolSpec tool)
    {
        (long callers, long ticks) = (0, 0);
        foreach (TaskSpec task in tasks)
            foreach (StepSpec step in task.Steps.Where(s => s.Tool == tool.Id))
                (callers, ticks) = (callers + (task.Count * (1 + step.Fails)), ticks + (task.Count * (1 + step.Fails) * step.Duration.Ticks));
        long tries = ticks / tool.Refuses!.Cycle.Ticks + callers;
        if (tries > 0 && callers > LevelLimits.Turns / tries)
            list.Report($"{callers} calls to \"{tool.Id}\", which refuses, may try {tries} times each: let there be fewer, or let them back off for longer");
    }

    /// <summary>Steps that fail need somebody who can try again.</summary>
    private static void CheckFails(ObjectReader file, Level level)
    {
        for (int t = 0; t < level.Tasks.Length; t++)
        {
            int s = level.Tasks[t].Steps.ToList().FindIndex(step => step.Fails > 0);
            if (s < 0) continue;
            string path = $"$.tasks[{t}].steps[{s}].fails";
            if (!level.Allow.Tries)
                file.Cursor.ReportBelow(path, "nobody could ever finish this task: allow \"tries\", or leave \"fails\" out");
            if (level.Allow.Manual)
                file.Cursor.ReportBelow(path, "equipment that a cook has started cannot try again by itself: leave out \"manual\" or \"fails\"");
            return;
        }
    }

    private static TaskSpec ReadTask(ObjectReader given, TaskNames names)
    {
        KitchenDuration arrives = given.Read(TaskKeys.Arrives);
        KitchenDuration? due = given.Read(TaskKeys.Due);
        if (due <= arrives) given.Find(TaskKeys.Due)!.Report($"due at {due}, but the task arrives at {arrives}: let it be due later");
        return new TaskSpec
        {
            Id = given.Read(TaskKeys.Id) ?? "",
            Title = given.Read(TaskKeys.Title) ?? "",
            Steps = ReadSteps(given.Read(TaskKeys.Steps), names),
            After = [.. given.Read(TaskKeys.After).Select(names.Task).OfType<string>()],
            Count = given.Read(TaskKeys.Count),
            Arrives = arrives,
            Due = due,
            Crate = given.Read(TaskKeys.CrateKey) is ObjectReader crate ? new(crate.Read(TaskKeys.In), crate.Read(TaskKeys.Out)) : null,
            Patches = given.Read(TaskKeys.Patches),
        };
    }

    private static ImmutableArray<StepSpec> ReadSteps(ImmutableArray<Entry<ObjectReader?>> entries, TaskNames names)
    {
        StepSpec?[] steps = [.. entries.Select(s => s.Value is ObjectReader given ? ReadStep(given, names) : null)];
        if (steps.Contains(null)) return [.. steps.OfType<StepSpec>()];
        foreach ((int step, string message) in HeldTools.Check([.. steps.OfType<StepSpec>()])) entries[step].Cursor.Report(message);
        if (steps is [.., { Ageing: not null }]) entries[^1].Cursor.Report("nothing follows this step, so its result cannot age: leave out \"ageing\"");
        return [.. steps.OfType<StepSpec>()];
    }

    private static StepSpec? ReadStep(ObjectReader given, TaskNames names)
    {
        string[] kinds = [.. StepKeys.Step.Alternatives.Where(k => given.Find(k) is not null)];
        if (kinds is not [string kind])
        {
            given.Cursor.Report(kinds.Length == 0 ? $"the step has none of {string.Join(", ", StepKeys.Step.Alternatives)}: add one"
                : $"the step has {string.Join(" and ", kinds)}: make them steps of their own");
            return null;
        }
        ReportMisplaced(given, kind);
        bool isTimed = kind is "cpu" or "io";
        KitchenDuration? length = given.Read(StepKeys.Cpu) ?? given.Read(StepKeys.Io);
        string? held = names.Tool(given, StepKeys.Take) ?? names.Tool(given, StepKeys.Drop);
        if (held is not null && names.WhyNotHeld(held) is string reason) given.Find(kind)!.Report($"\"{held}\" {reason}");
        StepSpec step = new()
        {
            Kind = kind switch { "cpu" => StepKind.Cpu, "io" => StepKind.Io, "take" => StepKind.Take, _ => StepKind.Drop },
            Duration = length ?? KitchenDuration.Zero,
            Do = given.Read(StepKeys.Do) ?? "",
            Tool = held ?? names.Tool(given, StepKeys.Tool),
            Blocking = given.Read(StepKeys.Blocking),
            Read = names.Shared(given, StepKeys.Read),
            Write = names.Shared(given, StepKeys.Write),
            Ageing = given.Read(StepKeys.Ageing),
            Fails = given.Read(StepKeys.Fails) ?? 0,
            Disk = given.Read(StepKeys.Device) is not null,
            With = isTimed ? ReadWith(given.Read(StepKeys.With), length, names) : null,
        };
        return isTimed ? length is null ? null : step : held is null ? null : step;
    }

    private static void ReportMisplaced(ObjectReader given, string kind)
    {
        foreach (Key key in StepKeys.Step.Keys)
        {
            if (key.With.Length == 0 || key.With.Contains(kind) || given.Find(key) is not JsonCursor found) continue;
            found.Report($"\"{key.Name}\" belongs to {string.Join(" and ", key.With)} steps, this is a {kind} step: {(key == StepKeys.Tool && kind == "cpu" ? "bracket the step with take and drop instead" : "take it out")}");
        }
    }

    private static EquippedStep? ReadWith(ImmutableArray<NamedEntry<KitchenDuration?>> with, KitchenDuration? without, TaskNames names)
    {
        if (with is not [(string name, JsonCursor minutes, KitchenDuration length)]) return null;
        if (length >= without) minutes.Report($"{length} minutes with \"{name}\", {without} without: buying it would not help; make it shorter");
        return names.Equipment(minutes, name) is null ? null : new(name, length);
    }
}
