using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Reading;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Simulation.Plans;

/// <summary>The keys of a plan.</summary>
public static class PlanKeys
{
    /// <summary>A plan as part of a level: <c>version</c> and <c>level</c> may be left out.</summary>
    public static readonly ObjectShape Plan = new() { Name = "plan", Doc = "A plan: which lanes to open, and what goes where. Every task stands on exactly one lane." };

    internal static readonly Key<string?> Schema = Plan.Optional("$schema", new TextShape(500), "Where editors find this schema, from the file's own folder. The game does not look at it.", "\"plan.schema.json\"");
    internal static readonly Key<int?> Version = Plan.Optional("version", new VersionShape(), "Version of the format: 1.");
    internal static readonly Key<string?> Level = Plan.Optional("level", IdShape.Id, "Id of the level that the plan answers.", "\"coffee-and-a-sandwich\"");
    internal static readonly Key<ImmutableArray<Entry<ObjectReader?>>> Kitchens = Plan.Required("kitchens", new ListShape<ObjectReader?>(KitchenKeys.Kitchen, LevelLimits.Kitchens)
    {
        WhenEmpty = "the plan has no kitchen: add home",
        Rules =
        [
            """{ "prefixItems": [{ "properties": { "copies": { "const": 1 }, "lanes": { "items": { "properties": { "box": false } } } } }], "items": { "required": ["name"] } }""",
        ],
    }, "Kitchens (processes): home first, which needs no name.", """[{ "name": "home", "lanes": [{ "kind": "main", "tasks": ["coffee", "sandwich"] }] }]""");
    internal static readonly Key<ImmutableArray<Entry<ObjectReader?>>> Locks = Plan.Optional("locks", new ListShape<ObjectReader?>(CardKeys.Lock, LevelLimits.Cards), "Critical sections.", """[{ "lock": "jar", "task": "courier", "from": 0, "to": 1 }]""");
    internal static readonly Key<ImmutableArray<Entry<ObjectReader?>>> Yields = Plan.Optional("yields", new ListShape<ObjectReader?>(CardKeys.Yield, LevelLimits.Cards), "Places inside CPU steps where a coroutine gives way.", """[{ "task": "bread", "step": 0, "after": 2 }]""");
    internal static readonly Key<ImmutableArray<Entry<ObjectReader?>>> Offload = Plan.Optional("offload", new ListShape<ObjectReader?>(CardKeys.Offload, LevelLimits.Cards), "Steps that a loop hands to a helper.", """[{ "task": "thermometer", "step": 1, "to": "thread" }]""");
    internal static readonly Key<ImmutableArray<Entry<ObjectReader?>>> Tries = Plan.Optional("tries", new ListShape<ObjectReader?>(CardKeys.Try, LevelLimits.Cards), "Io steps that are tried again until they succeed.", """[{ "task": "call", "step": 0 }]""");
    internal static readonly Key<ImmutableArray<NamedEntry<ImmutableArray<Entry<string?>>>>> Order =
        Plan.Optional("order", new MapShape<ImmutableArray<Entry<string?>>>(new ListShape<string?>(IdShape.Id, LevelLimits.Resources), LevelLimits.Cards), "By task, the order in which it takes its tools.", """{ "roast": ["tray", "oven"] }""");
    internal static readonly Key<ImmutableArray<NamedEntry<int?>>> Places =
        Plan.Optional("places", new MapShape<int?>(new WholeShape(1, LevelLimits.Places), LevelLimits.Resources), "By tool, how many places it has, where the level lets the plan choose.", """{ "shelf": 2 }""");
    internal static readonly Key<ImmutableArray<Entry<string?>>> Buys =
        Plan.Optional("buys", new ListShape<string?>(IdShape.Id, LevelLimits.Resources) { WhenTwice = "is bought already: one is enough" }, "Equipment that is bought.", """["slicer"]""");

    /// <summary>A plan file.</summary>
    public static readonly ObjectShape File = Plan.Requiring(Version, Level);

    /// <summary>The schema of plan files.</summary>
    public static string SchemaText => Reading.SchemaText.Of(File, "Short Order plan");
}

/// <summary>The keys of a kitchen.</summary>
internal static class KitchenKeys
{
    public static readonly ObjectShape Kitchen = new()
    {
        Name = "kitchen",
        Doc = "A kitchen: a process with its own hat (GIL).",
        Rules =
        [
            """{ "properties": { "name": { "not": { "const": "thread" } } } }""",
            """{ "if": { "properties": { "copies": { "minimum": 2 } }, "required": ["copies"] }, "then": { "required": ["lanes"], "properties": { "lanes": { "minItems": 1, "maxItems": 1, "items": { "properties": { "kind": { "const": "main" } } } } } } }""",
        ],
    };

    public static readonly Key<string?> Name = Kitchen.Optional("name", IdShape.Id, "Unique in the plan; home, the first, may do without.", "\"annex\"");
    public static readonly DefaultKey<int> Copies = Kitchen.Default("copies", new WholeShape(1, LevelLimits.Kitchens), 1, "More than 1: a process pool that takes tasks from one list; it has one lane, of kind main.");
    public static readonly Key<ImmutableArray<Entry<ObjectReader?>>> Lanes = Kitchen.Optional("lanes", new ListShape<ObjectReader?>(LaneKeys.Lane, LevelLimits.Lanes)
    {
        Rules = ["""{ "prefixItems": [true], "items": { "properties": { "kind": { "not": { "enum": ["main", "manual"] } } } } }"""],
    }, "The first runs on the kitchen's main thread unless it is a thread lane, each further one on a thread of its own.");
}

/// <summary>The keys of a lane.</summary>
internal static class LaneKeys
{
    public static readonly string TooMany = FormattableString.Invariant($"entries in all lanes are too many: at most {LevelLimits.Refs}; write \"task*n\" for copies");

    public static readonly ObjectShape Lane = new()
    {
        Name = "lane",
        Doc = "A thread, or a pool of them, with its list of tasks.",
        Rules =
        [
            """{ "if": { "properties": { "kind": { "const": "manual" } } }, "then": { "properties": { "tasks": { "maxItems": 0 } } }, "else": { "properties": { "steps": { "maxItems": 0 } } } }""",
            """{ "if": { "properties": { "kind": { "const": "thread" } } }, "else": { "properties": { "workers": { "const": 1 } } } }""",
            """{ "if": { "properties": { "kind": { "enum": ["loop", "greenlets"] } } }, "else": { "properties": { "limit": false } } }""",
            """{ "if": { "properties": { "kind": { "const": "loop" } } }, "else": { "properties": { "style": { "const": "coroutines" } } } }""",
            """{ "if": { "properties": { "kind": { "const": "main" } } }, "else": { "properties": { "box": false } } }""",
        ],
    };

    public static readonly Key<string?> Kind = Lane.Required("kind", new WordShape(PlanNames.LaneKinds),
        "main: the kitchen's main thread, tasks one after another. manual: one cook with a hand-written list of steps. thread: a further thread, or a pool. loop: an event loop, every task a coroutine. greenlets: a loop whose patched waits yield by themselves.");
    public static readonly DefaultKey<int> Workers = Lane.Default("workers", new WholeShape(1, LevelLimits.Workers), 1, "Threads of a thread lane.");
    public static readonly Key<int?> Limit = Lane.Optional("limit", new WholeShape(1, LevelLimits.Instances), "Most tasks of a loop or greenlets lane under way at once.");
    public static readonly Key<string?> Style = Lane.Optional("style", new WordShape(PlanNames.LaneStyles), "How the tasks of a loop are written: coroutines that await (the default), or a callback for each wait.");
    public static readonly Key<int?> Box = Lane.Optional("box", new WholeShape(1, LevelLimits.Instances), "Most tasks that travel in one box to a further kitchen and back.");
    public static readonly Key<ImmutableArray<Entry<TaskRef?>>> Tasks = Lane.Optional("tasks", new ListShape<TaskRef?>(TaskRefShape.Task, LevelLimits.Refs) { WhenTooMany = TooMany }, "The tasks in order; not on a manual lane.", """["coffee", "guest#1..20"]""");
    public static readonly Key<ImmutableArray<Entry<StepRef?>>> Steps =
        Lane.Optional("steps", new ListShape<StepRef?>(StepRefShape.Step, LevelLimits.Refs) { WhenTooMany = TooMany }, "The cook's steps in order, on a manual lane only; an io step is listed only if its task begins with it.", """["coffee.0", "sandwich.0", "coffee.2"]""");
}

/// <summary>The keys of locks, yields, offloads and tries.</summary>
internal static class CardKeys
{
    public static readonly ObjectShape Lock = new() { Name = "lock", Doc = "A lock held from the start of one step to the end of another." };

    public static readonly Key<string?> LockName = Lock.Required("lock", IdShape.Id, "The shared thing that it guards.");
    public static readonly Key<TaskRef?> LockTask = TaskOf(Lock);
    public static readonly Key<int?> From = StepOf(Lock, "from", "First step, from 0.");
    public static readonly Key<int?> To = StepOf(Lock, "to", "Last step, not before \"from\".");

    public static readonly ObjectShape Yield = new() { Name = "yield", Doc = "A coroutine gives way inside a CPU step.", Rules = ["""{ "properties": { "after": { "exclusiveMinimum": 0 } } }"""] };

    public static readonly Key<TaskRef?> YieldTask = TaskOf(Yield);
    public static readonly Key<int?> YieldStep = StepOf(Yield, "step", "A cpu step, from 0.");
    public static readonly Key<KitchenDuration?> After = Yield.Required("after", new MinutesShape(0, LevelLimits.Minutes), "After so many minutes of it, more than 0 and less than all.");

    public static readonly ObjectShape Offload = new() { Name = "offload", Doc = "A helper does a step of a coroutine or greenlet." };

    public static readonly Key<TaskRef?> OffloadTask = TaskOf(Offload);
    public static readonly Key<int?> OffloadStep = StepOf(Offload, "step", "A cpu or io step, from 0.");
    public static readonly Key<string?> Helper = Offload.Required("to", IdShape.Id, "\"thread\", or the name of another kitchen without copies.");

    public static readonly ObjectShape Try = new() { Name = "try", Doc = "An io step is tried again until it succeeds; on a lane wired by callbacks, its errback." };

    public static readonly Key<TaskRef?> TryTask = TaskOf(Try);
    public static readonly Key<int?> TryStep = StepOf(Try, "step", "An io step, from 0.");

    private static Key<TaskRef?> TaskOf(ObjectShape card) => card.Required("task", TaskRefShape.Task, "Task, or some of its copies; the bare id means all.");

    private static Key<int?> StepOf(ObjectShape card, string name, string doc) => card.Required(name, new WholeShape(0, LevelLimits.Steps), doc);
}
