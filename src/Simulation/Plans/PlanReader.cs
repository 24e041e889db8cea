using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Reading;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Simulation.Plans;

/// <summary>Text to plan, or every problem in it.</summary>
public static class PlanReader
{
    /// <summary>Reads a plan file and checks it against its level.</summary>
    /// <param name="utf8">The file's bytes; over 1 MiB is a problem.</param>
    /// <param name="source">How problems name the file.</param>
    /// <param name="level">The level it answers.</param>
    public static ReadResult<Plan> Read(ReadOnlyMemory<byte> utf8, string source, Level level)
    {
        JsonText text = JsonText.Parse(utf8, source);
        Plan? plan = text.Root is JsonCursor root ? Read(root, level, isEmbedded: false, checks: true) : null;
        return text.Problems.HasAny ? new(null, text.Problems.ToArray()) : new(plan, []);
    }

    /// <summary>Reads a plan that may be unfinished, or answer any level: nothing is checked but its form.</summary>
    /// <param name="utf8">The text's bytes; over 1 MiB is a problem.</param>
    /// <param name="source">How problems name the text.</param>
    public static ReadResult<Plan> ReadDraft(ReadOnlyMemory<byte> utf8, string source)
    {
        JsonText text = JsonText.Parse(utf8, source);
        Plan? plan = text.Root is JsonCursor root ? Read(root, level: null, isEmbedded: false, checks: false) : null;
        return text.Problems.HasAny ? new(null, text.Problems.ToArray()) : new(plan, []);
    }

    /// <summary>Reads a plan that is part of a text.</summary>
    /// <param name="root">The plan's object.</param>
    /// <param name="level">The level it answers; null: whichever it names.</param>
    /// <param name="isEmbedded">Whether <c>version</c> and <c>level</c> may be left out.</param>
    /// <param name="checks">Whether to check it against the level, which must then be sound itself.</param>
    internal static Plan? Read(JsonCursor root, Level? level, bool isEmbedded, bool checks)
    {
        if (root.AsObject("$schema", "version", "level", "kitchens", "locks", "yields", "offload", "tries", "order", "places", "buys") is not ObjectReader file) return null;
        file.Find("$schema")?.AsText(500);
        if (!isEmbedded || file.Find("version") is not null) LevelReader.CheckVersion(file);
        JsonCursor? answers = isEmbedded ? file.Find("level") : file.Require("level");
        string? id = answers?.AsId();
        if (id is not null && level is not null && id != level.Id) answers!.Report($"the plan answers the level \"{id}\", this is \"{level.Id}\"");
        ImmutableArray<Kitchen> kitchens = file.Require("kitchens") is JsonCursor list ? ReadKitchens(list) : [];
        Plan plan = new()
        {
            Level = level?.Id ?? id ?? "",
            Kitchens = kitchens,
            Locks = Cards(file, "locks", ReadLock),
            Yields = Cards(file, "yields", ReadYield),
            Offloads = Cards(file, "offload", ReadOffload),
            Tries = Cards(file, "tries", ReadTry),
            Orders = ReadOrders(file),
            Places = ReadPlaces(file),
            Buys = file.Find("buys")?.AsArray(LevelLimits.Resources, b => b.AsId()) ?? [],
        };
        bool isWhole = kitchens.Length == Count(file, "kitchens") && plan.Locks.Length == Count(file, "locks") && plan.Yields.Length == Count(file, "yields")
            && plan.Offloads.Length == Count(file, "offload") && plan.Tries.Length == Count(file, "tries") && plan.Orders.Length == Count(file, "order")
            && plan.Places.Length == Count(file, "places") && plan.Buys.Length == Count(file, "buys")
            && kitchens.Select((k, i) => (k, root.Item.Follow($"$.kitchens[{i}]"))).All(k => IsWhole(k.k, k.Item2));
        if (checks && isWhole && level is not null)
            foreach (PlanProblem problem in PlanChecker.Check(level, plan)) root.ReportBelow(problem.Path, problem.Message);
        return plan;
    }

    /// <summary>Only a plan that was read in full can be checked: paths count its parts.</summary>
    private static bool IsWhole(Kitchen kitchen, JsonItem item) => kitchen.Lanes.Length == Count(item, "lanes")
        && kitchen.Lanes.Select((lane, i) => (lane, item.Follow($"$.lanes[{i}]"))).All(l => l.lane.Tasks.Length == Count(l.Item2, "tasks") && l.lane.Steps.Length == Count(l.Item2, "steps"));

    private static int Count(ObjectReader file, string key) => Count(file.Cursor.Item, key);

    private static int Count(JsonItem item, string key) => item.Find(key) is JsonItem list ? list.Elements.Length + list.Members.DistinctBy(m => m.Key).Count() : 0;

    private static ImmutableArray<Kitchen> ReadKitchens(JsonCursor list)
    {
        ImmutableArray<JsonCursor> entries = list.AsArray(LevelLimits.Kitchens);
        if (list.Item is { Kind: JsonKind.Array, Elements.Length: 0 }) list.Report("the plan has no kitchen: add home");
        long refs = 0;
        foreach (JsonItem lane in entries.SelectMany(k => k.Item.Find("lanes")?.Elements ?? []))
            refs += (lane.Find("tasks")?.Elements.Length ?? 0) + (lane.Find("steps")?.Elements.Length ?? 0);
        if (refs > LevelLimits.Refs)
        {
            list.Report($"{refs} entries in all lanes are too many: at most {LevelLimits.Refs}; write \"task*n\" for copies");
            return [];
        }
        return [.. entries.Select((entry, i) => ReadKitchen(entry, i)).OfType<Kitchen>()];
    }

    private static Kitchen? ReadKitchen(JsonCursor entry, int index)
    {
        if (entry.AsObject("name", "copies", "lanes") is not ObjectReader given) return null;
        JsonCursor? name = index == 0 ? given.Find("name") : given.Require("name");
        return new Kitchen(
            name?.AsId() ?? "home",
            given.Find("copies")?.AsWhole(1, LevelLimits.Kitchens) ?? 1,
            given.Find("lanes")?.AsArray(LevelLimits.Lanes, ReadLane) ?? []);
    }

    private static Lane? ReadLane(JsonCursor entry)
    {
        if (entry.AsObject("kind", "workers", "limit", "style", "box", "tasks", "steps") is not ObjectReader given) return null;
        if (given.Require("kind")?.AsWord(PlanNames.LaneKinds) is not string kind) return null;
        return new Lane
        {
            Kind = (LaneKind)PlanNames.LaneKinds.IndexOf(kind),
            Workers = given.Find("workers")?.AsWhole(1, LevelLimits.Workers) ?? 1,
            Limit = given.Find("limit")?.AsWhole(1, LevelLimits.Instances),
            Style = given.Find("style")?.AsWord(PlanNames.LaneStyles) is string style ? (LaneStyle)PlanNames.LaneStyles.IndexOf(style) : LaneStyle.Coroutines,
            Box = given.Find("box")?.AsWhole(1, LevelLimits.Instances),
            Tasks = [.. (given.Find("tasks")?.AsArray(LevelLimits.Refs) ?? []).Select(ReadTask).OfType<TaskRef>()],
            Steps = [.. (given.Find("steps")?.AsArray(LevelLimits.Refs) ?? []).Select(ReadStep).OfType<StepRef>()],
        };
    }

    private static TaskRef? ReadTask(JsonCursor entry)
    {
        if (entry.AsText(100) is not string text) return null;
        if (PlanNames.Task(text) is TaskRef task) return task;
        entry.Report(() => $"{SafeText.Quote(text)} names no task: write \"task\", \"task#3\", \"task#1..100\" or \"task*20\"");
        return null;
    }

    private static StepRef? ReadStep(JsonCursor entry)
    {
        if (entry.AsText(100) is not string text) return null;
        if (PlanNames.Step(text) is StepRef step) return step;
        entry.Report(() => $"{SafeText.Quote(text)} names no step: write \"task.0\" or \"task#3.0\"");
        return null;
    }

    private static ImmutableArray<T> Cards<T>(ObjectReader file, string key, Func<JsonCursor, T?> read) where T : class =>
        file.Find(key)?.AsArray(LevelLimits.Cards, read) ?? [];

    private static LockPlan? ReadLock(JsonCursor entry)
    {
        if (entry.AsObject("lock", "task", "from", "to") is not ObjectReader given) return null;
        string? name = given.Require("lock")?.AsId();
        TaskRef? task = given.Require("task") is JsonCursor t ? ReadTask(t) : null;
        int? from = given.Require("from")?.AsWhole(0, LevelLimits.Steps), to = given.Require("to")?.AsWhole(0, LevelLimits.Steps);
        return name is not null && task is TaskRef whose && from is int first && to is int last ? new(name, whose, first, last) : null;
    }

    private static YieldPlan? ReadYield(JsonCursor entry)
    {
        if (entry.AsObject("task", "step", "after") is not ObjectReader given) return null;
        TaskRef? task = given.Require("task") is JsonCursor t ? ReadTask(t) : null;
        int? step = given.Require("step")?.AsWhole(0, LevelLimits.Steps);
        KitchenDuration? after = given.Require("after")?.AsMinutes(0, LevelLimits.Minutes);
        return task is TaskRef whose && step is int index && after is KitchenDuration length ? new(whose, index, length) : null;
    }

    private static OffloadPlan? ReadOffload(JsonCursor entry)
    {
        if (entry.AsObject("task", "step", "to") is not ObjectReader given) return null;
        TaskRef? task = given.Require("task") is JsonCursor t ? ReadTask(t) : null;
        int? step = given.Require("step")?.AsWhole(0, LevelLimits.Steps);
        string? to = given.Require("to")?.AsId();
        return task is TaskRef whose && step is int index && to is not null ? new(whose, index, to) : null;
    }

    private static TryPlan? ReadTry(JsonCursor entry)
    {
        if (entry.AsObject("task", "step") is not ObjectReader given) return null;
        TaskRef? task = given.Require("task") is JsonCursor t ? ReadTask(t) : null;
        int? step = given.Require("step")?.AsWhole(0, LevelLimits.Steps);
        return task is TaskRef whose && step is int index ? new(whose, index) : null;
    }

    private static ImmutableArray<OrderPlan> ReadOrders(ObjectReader file) =>
        [.. (file.Find("order")?.AsMembers(LevelLimits.Cards) ?? []).Select(order =>
        {
            if (!Names.IsId(order.Key)) order.Value.Report(() => Names.Complaint(order.Key));
            return new OrderPlan(order.Key, order.Value.AsArray(LevelLimits.Resources, tool => tool.AsId()));
        })];

    private static ImmutableArray<PlacesPlan> ReadPlaces(ObjectReader file)
    {
        ImmutableArray<PlacesPlan>.Builder places = ImmutableArray.CreateBuilder<PlacesPlan>();
        foreach ((string tool, JsonCursor value) in file.Find("places")?.AsMembers(LevelLimits.Resources) ?? [])
        {
            if (!Names.IsId(tool)) value.Report(() => Names.Complaint(tool));
            if (value.AsWhole(1, LevelLimits.Places) is int number) places.Add(new(tool, number));
        }
        return places.ToImmutable();
    }
}
