using System.Collections.Immutable;
using ShortOrder.Simulation.Reading;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Simulation.Levels;

public static partial class LevelReader
{
    private static readonly string[] Kinds = ["cpu", "io", "take", "drop"];

    /// <summary>What tasks may refer to.</summary>
    private sealed class TaskNames(ImmutableArray<ToolSpec> tools, ImmutableArray<EquipmentSpec> equipment, ImmutableArray<string> shared, ObjectReader file)
    {
        private readonly HashSet<string> _tasks = [.. file.Find("tasks")?.Item.Elements.Select(t => t.Find("id")?.Text).OfType<string>() ?? []];

        public string? Task(JsonCursor name) => Check(name, _tasks, "task");

        public string? Tool(JsonCursor name) => Check(name, tools.Select(t => t.Id), "tool");

        public string? Equipment(JsonCursor place, string name)
        {
            string[] known = [.. equipment.Select(e => e.Id)];
            if (known.Contains(name)) return name;
            place.Report(() => $"nothing for sale is named {SafeText.Quote(name)}{Suggestion.DidYouMean(name, known)}{(Suggestion.Nearest(name, known) is null ? Among(known, "equipment") : "")}");
            return null;
        }

        public string? Shared(JsonCursor name) => Check(name, shared, "shared thing");

        /// <summary>Why the tool cannot be taken and kept over several steps; null if it can.</summary>
        public string? WhyNotHeld(string tool) => tools.FirstOrDefault(t => t.Id == tool) switch
        {
            { SelfServe: true } => "is self-serve: it starts and ends by itself and cannot be held; make it a plain tool",
            { Refuses: not null } => "refuses whoever finds it full, and is for one io step at a time: make it a plain tool",
            _ => null,
        };

        public IEnumerable<ToolSpec> Refusing => tools.Where(t => t.Refuses is not null);

        private static string? Check(JsonCursor name, IEnumerable<string> known, string what)
        {
            if (name.AsId() is not string id) return null;
            if (known is HashSet<string> set ? set.Contains(id) : known.Contains(id)) return id;
            name.Report(() => $"no {what} is named \"{id}\"{Suggestion.DidYouMean(id, known)}{(Suggestion.Nearest(id, known) is null ? Among(known, what) : "")}");
            return null;
        }

        private static string Among(IEnumerable<string> known, string what)
        {
            string list = string.Join(", ", known.Take(8));
            return list.Length == 0 ? $": the level declares no {what}" : $"; there {(known.Skip(1).Any() ? "are" : "is")} {list}{(known.Skip(8).Any() ? ", …" : "")}";
        }
    }

    private static ImmutableArray<TaskSpec> ReadTasks(JsonCursor list, TaskNames names, Costs costs)
    {
        ImmutableArray<JsonCursor> entries = list.AsArray(LevelLimits.Tasks);
        if (list.Item is { Kind: JsonKind.Array, Elements.Length: 0 }) list.Report("the level has no tasks: add at least one");
        TaskSpec?[] tasks = [.. entries.Select(t => ReadTask(t, names))];
        Dictionary<string, int> firsts = [];
        for (int i = 0; i < tasks.Length; i++)
        {
            if (tasks[i] is not TaskSpec task || firsts.TryAdd(task.Id, i)) continue;
            int twin = i;
            entries[i].Report(() => $"the id \"{task.Id}\" is taken by $.tasks[{firsts[tasks[twin]!.Id]}]: choose another");
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

    private static TaskSpec? ReadTask(JsonCursor entry, TaskNames names)
    {
        if (entry.AsObject("id", "title", "steps", "after", "count", "arrives", "due", "crate", "patches") is not ObjectReader given) return null;
        string? id = given.Require("id")?.AsId();
        string? title = given.Require("title")?.AsText(80);
        ImmutableArray<StepSpec> steps = given.Require("steps") is JsonCursor list ? ReadSteps(list, names) : [];
        HashSet<string> seen = [];
        ImmutableArray<string> after = given.Find("after")?.AsArray(LevelLimits.Tasks, a =>
        {
            string? name = names.Task(a);
            if (name is not null && !seen.Add(name)) a.Report($"\"{name}\" is there twice: keep one");
            return name;
        }) ?? [];
        KitchenDuration arrives = given.Find("arrives")?.AsMinutes(0, LevelLimits.Minutes) ?? KitchenDuration.Zero;
        KitchenDuration? due = given.Find("due")?.AsMinutes(LeastMinutes, LevelLimits.Minutes);
        if (due <= arrives) given.Find("due")!.Report($"due at {due}, but the task arrives at {arrives}: let it be due later");
        return new TaskSpec
        {
            Id = id ?? "",
            Title = title ?? "",
            Steps = steps,
            After = after,
            Count = given.Find("count")?.AsWhole(1, LevelLimits.Instances) ?? 1,
            Arrives = arrives,
            Due = due,
            Crate = given.Find("crate")?.AsObject("in", "out") is ObjectReader crate ? new(Weight(crate, "in"), Weight(crate, "out")) : null,
            Patches = given.Find("patches")?.AsFlag() ?? false,
        };

        static KitchenDuration Weight(ObjectReader crate, string key) => crate.Find(key)?.AsMinutes(0, LevelLimits.Minutes) ?? KitchenDuration.Zero;
    }

    private static ImmutableArray<StepSpec> ReadSteps(JsonCursor list, TaskNames names)
    {
        ImmutableArray<JsonCursor> entries = list.AsArray(LevelLimits.Steps);
        if (list.Item is { Kind: JsonKind.Array, Elements.Length: 0 }) list.Report("the task has no steps: add at least one");
        StepSpec?[] steps = [.. entries.Select(s => ReadStep(s, names))];
        if (steps.Contains(null)) return [.. steps.OfType<StepSpec>()];
        foreach ((int step, string message) in HeldTools.Check([.. steps.OfType<StepSpec>()])) entries[step].Report(message);
        if (steps is [.., { Ageing: not null }]) entries[^1].Report("nothing follows this step, so its result cannot age: leave out \"ageing\"");
        return [.. steps.OfType<StepSpec>()];
    }

    private static StepSpec? ReadStep(JsonCursor entry, TaskNames names)
    {
        if (entry.AsObject("cpu", "io", "take", "drop", "do", "tool", "blocking", "read", "write", "ageing", "device", "fails", "with") is not ObjectReader given) return null;
        string[] kinds = [.. Kinds.Where(k => given.Find(k) is not null)];
        if (kinds.Length != 1)
        {
            entry.Report(kinds.Length == 0 ? "the step has none of cpu, io, take, drop: add one"
                : $"the step has {string.Join(" and ", kinds)}: make them steps of their own");
            return null;
        }
        string kind = kinds[0];
        JsonCursor value = given.Find(kind)!;
        bool isCpu = kind == "cpu", isIo = kind == "io";
        string? named = isCpu || isIo ? null : names.Tool(value);
        if (named is not null && names.WhyNotHeld(named) is string reason) value.Report($"\"{named}\" {reason}");
        KitchenDuration? length = isCpu || isIo ? value.AsMinutes(LeastMinutes, LevelLimits.Minutes) : KitchenDuration.Zero;
        string? text = given.Find("do")?.AsText(80);
        string? tool = Only(isIo, "tool") is JsonCursor t ? names.Tool(t) : null;
        bool blocking = Only(isIo, "blocking")?.AsFlag() ?? false;
        string? read = Only(isCpu, "read") is JsonCursor r ? names.Shared(r) : null;
        string? write = Only(isCpu, "write") is JsonCursor w ? names.Shared(w) : null;
        KitchenDuration? ageing = Only(isCpu || isIo, "ageing")?.AsMinutes(0, LevelLimits.Minutes);
        bool disk = Only(isIo, "device")?.AsWord("disk") is not null;
        int fails = Only(isIo, "fails")?.AsWhole(1, LevelLimits.Fails) ?? 0;
        EquippedStep? with = Only(isCpu || isIo, "with") is JsonCursor faster ? ReadWith(faster, length, names) : null;
        if (length is null || (!isCpu && !isIo && named is null)) return null;
        return new StepSpec
        {
            Kind = isCpu ? StepKind.Cpu : isIo ? StepKind.Io : kind == "take" ? StepKind.Take : StepKind.Drop,
            Duration = length.Value,
            Do = text ?? "",
            Tool = named ?? tool,
            Blocking = blocking,
            Read = read,
            Write = write,
            Ageing = ageing,
            Disk = disk,
            Fails = fails,
            With = with,
        };

        JsonCursor? Only(bool belongs, string key)
        {
            if (given.Find(key) is not JsonCursor found) return null;
            if (belongs) return found;
            found.Report($"\"{key}\" belongs to {(key is "read" or "write" ? "cpu" : key is "ageing" or "with" ? "cpu and io" : "io")} steps, this is a {kind} step: {(key == "tool" && isCpu ? "bracket the step with take and drop instead" : "take it out")}");
            return null;
        }
    }

    private static EquippedStep? ReadWith(JsonCursor value, KitchenDuration? without, TaskNames names)
    {
        ImmutableArray<(string Key, JsonCursor Value)> members = [.. value.AsMembers(LevelLimits.Resources)];
        if (value.Item.Kind != JsonKind.Object) return null;
        if (members.Length != 1)
        {
            value.Report($"{members.Length} pieces of equipment: a step has one, e.g. {{ \"slicer\": 2 }}");
            return null;
        }
        (string name, JsonCursor minutes) = members[0];
        KitchenDuration? length = minutes.AsMinutes(LeastMinutes, LevelLimits.Minutes);
        if (length >= without) minutes.Report($"{length} minutes with \"{name}\", {without} without: buying it would not help; make it shorter");
        if (names.Equipment(minutes, name) is null || length is null) return null;
        return new(name, length.Value);
    }
}
