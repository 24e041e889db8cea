using System.Collections.Immutable;
using ShortOrder.Simulation.Reading;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Simulation.Levels;

/// <summary>The keys of a level file.</summary>
public static class LevelKeys
{
    internal const int MostHints = 16;

    /// <summary>A level file.</summary>
    public static readonly ObjectShape Level = new()
    {
        Doc = "A level of Short Order: an order to cook, what a plan for it may use, and what counts. Times are kitchen minutes with up to four decimal places.",
        Rules =
        [
            """{ "if": { "properties": { "kind": { "const": "inspect" } }, "required": ["kind"] }, "then": { "required": ["goal", "medals", "plans"], "properties": { "metrics": false, "limits": false, "medals": { "$ref": "#/$defs/switches" }, "plans": { "required": ["given"] } } }, "else": { "properties": { "goal": false, "medals": { "$ref": "#/$defs/medals" } } } }""",
            """{ "if": { "properties": { "allow": { "properties": { "manual": { "const": true } }, "required": ["manual"] } }, "required": ["allow"] }, "then": { "properties": { "tools": { "additionalProperties": { "properties": { "refuses": false } } } } } }""",
            """{ "if": { "properties": { "tasks": { "contains": { "properties": { "steps": { "contains": { "required": ["fails"] } } }, "required": ["steps"] } } } }, "then": { "required": ["allow"], "properties": { "allow": { "required": ["tries"], "properties": { "tries": { "const": true }, "manual": { "const": false } } } } } }""",
            .. ScoringNames.Metrics.Skip(1).Select(MedalsAreScored),
        ],
    };

    internal static readonly Key<string?> Schema = Level.Optional("$schema", new TextShape(500), "Where editors find this schema, from the file's own folder. The game does not look at it.", "\"../level.schema.json\"");
    internal static readonly Key<int?> Version = Level.Required("version", new VersionShape(), "Version of the format: 1.");
    internal static readonly Key<string?> Id = Level.Required("id", IdShape.Id, "Name of the level, unique in the campaign: plans, saves and commands use it.", "\"coffee-and-a-sandwich\"");
    internal static readonly Key<string?> Title = Level.Required("title", new TextShape(80), "Title on the screen, at most 76 columns.", "\"Coffee and a sandwich\"");
    internal static readonly Key<string?> Story = Level.Optional("story", new TextShape(2_000), "What the briefing says, in two sentences.", "\"Breakfast for one. The kettle does not need you to watch it.\"");
    internal static readonly Key<string?> Kind = Level.Optional("kind", new WordShape(["plan", Challenge.Kind]),
        "\"plan\" (the default): the player makes a plan. \"inspect\": a plan is given, and the player is the scheduler who breaks it.");
    internal static readonly Key<string?> Goal = Level.Optional("goal", new WordShape(["lost-update", "deadlock"]), "What the player of a level of the kind \"inspect\" has to bring about.");
    internal static readonly Key<ImmutableArray<Entry<string?>>> Teaches =
        Level.Optional("teaches", new ListShape<string?>(new TextShape(64), MostHints), "Terms of the almanac that the level teaches, the new one first.", "[\"blocking\", \"concurrency\"]");
    internal static readonly DefaultKey<int> Cores = Level.Default("cores", new WholeShape(1, LevelLimits.Cores), Levels.Level.UsualCores, "Cores of the machine.");
    internal static readonly DefaultKey<bool> Gil = Level.Default("gil", new FlagShape(), true, "Whether each kitchen has one hat (GIL); false: free-threaded.");
    internal static readonly Key<ObjectReader?> Costs = Level.Optional("costs", CostKeys.Costs, "What concurrency costs, in minutes, where it differs from the defaults.");
    internal static readonly Key<ImmutableArray<NamedEntry<(int? Plain, ObjectReader? Described)>>> Tools =
        Level.Optional("tools", new MapShape<(int?, ObjectReader?)>(ToolKeys.PlacesOrTool, LevelLimits.Resources), "Tools by name: places, or an object that says more.", """{ "kettle": 1, "oven": { "places": 2, "selfServe": true } }""");
    internal static readonly Key<ImmutableArray<NamedEntry<decimal?>>> Equipment =
        Level.Optional("equipment", new MapShape<decimal?>(new DecimalShape(0, LevelLimits.Metric), LevelLimits.Resources), "What a plan may buy, by name: what it adds to the metric \"memory\".", """{ "slicer": 30 }""");
    internal static readonly Key<ImmutableArray<Entry<string?>>> Shared =
        Level.Optional("shared", new ListShape<string?>(IdShape.Id, LevelLimits.Resources) { WhenTwice = "is there twice: keep one" }, "Things that CPU steps read and write, and that locks guard.", """["jar"]""");
    internal static readonly Key<ImmutableArray<Entry<ObjectReader?>>> Tasks =
        Level.Required("tasks", new ListShape<ObjectReader?>(TaskKeys.Task, LevelLimits.Tasks) { WhenEmpty = "the level has no tasks: add at least one" }, "The order: what has to be done.");
    internal static readonly Key<ObjectReader?> Allow = Level.Optional("allow", AllowKeys.Allow, "What a plan may use. What is not named is not allowed, but for lanes of kind main.", """{ "threads": 3, "kitchens": true }""");
    internal static readonly Key<ImmutableArray<Entry<string?>>> Metrics = Level.Optional("metrics", ScoreKeys.Metrics, "What is scored, the time first; a tie is decided by the next.", """["time", "memory"]""");
    internal static readonly Key<ImmutableArray<NamedEntry<decimal?>>> Limits = Level.Optional("limits", ScoreKeys.Limits, "The most of a metric that a plan may use.", """{ "memory": 100 }""");
    internal static readonly Key<JsonCursor?> Medals =
        Level.Optional("medals", new LaterShape(ScoreKeys.Medals, ScoreKeys.Switches), "The highest values that still earn each medal; in a level of the kind \"inspect\", the most switches.", """{ "time": { "gold": 6.3, "silver": 7.5, "bronze": 8.5 } }""");
    internal static readonly Key<ImmutableArray<Entry<string?>>> Hints = Level.Optional("hints", new ListShape<string?>(new TextShape(400), MostHints), "Hints, shown one by one, the mildest first.");
    internal static readonly Key<JsonCursor?> Plans =
        Level.Optional("plans", new LaterShape(ScoreKeys.Plans), "The author's plans by name, with what each must reach in the model: \"naive\", \"trap\", \"best\" and others; \"given\" in a level of the kind \"inspect\".");

    /// <summary>The schema of level files.</summary>
    public static string SchemaText => Reading.SchemaText.Of(Level, "Short Order level");

    private static string MedalsAreScored(string metric) =>
        $$"""{ "if": { "properties": { "medals": { "required": ["{{metric}}"] } }, "required": ["medals"] }, "then": { "required": ["metrics"], "properties": { "metrics": { "contains": { "const": "{{metric}}" } } } } }""";
}

/// <summary>The keys of <c>costs</c>.</summary>
internal static class CostKeys
{
    private const decimal Most = 1_000;
    private static readonly Costs Defaults = new();

    public static readonly ObjectShape Costs = new() { Name = "costs", Doc = "What the machinery of concurrency costs, in kitchen minutes." };

    public static readonly DefaultKey<Time.KitchenDuration> OpenKitchen = Costs.Default("openKitchen", new MinutesShape(0, Most), Defaults.OpenKitchen, "Opening a kitchen (process), in minutes: openParent at the opener, and the rest for booting, in parallel.");
    public static readonly DefaultKey<Time.KitchenDuration> OpenParent = Costs.Default("openParent", new MinutesShape(0, Most), Defaults.OpenParent, "CPU at the opener of a kitchen, in minutes.");
    public static readonly DefaultKey<Time.KitchenDuration> StartThread = Costs.Default("startThread", new MinutesShape(0, Most), Defaults.StartThread, "CPU at the opener of a thread, in minutes.");
    public static readonly DefaultKey<Time.KitchenDuration> StartTask = Costs.Default("startTask", new MinutesShape(0, Most), Defaults.StartTask, "CPU at the loop for each coroutine or greenlet, in minutes.");
    public static readonly DefaultKey<Time.KitchenDuration> SwitchInterval = Costs.Default("switchInterval", new MinutesShape(0.01m, Most), Defaults.SwitchInterval, "After how many minutes a waiter makes the hat's holder give way.");
    public static readonly DefaultKey<Time.KitchenDuration> HandOff = Costs.Default("handOff", new MinutesShape(0, Most), Defaults.HandOff, "CPU at the loop for one offloaded step, there and back, in minutes.");
}

/// <summary>The keys of a tool.</summary>
internal static class ToolKeys
{
    private const decimal LeastRefusal = 0.01m, MostRefusal = 1_000;
    private const string PlacesDoc = "How many may use it at once.";

    public static readonly ObjectShape Refusal = new() { Doc = "Who finds all places taken is turned away, and tries again." };

    public static readonly Key<Time.KitchenDuration?> After = Refusal.Required("after", new MinutesShape(LeastRefusal, MostRefusal), "From the call to the refusal, in minutes.");
    public static readonly Key<Time.KitchenDuration?> BackOff = Refusal.Required("backOff", new MinutesShape(LeastRefusal, MostRefusal), "From the refusal to the next call, in minutes.");

    public static readonly ObjectShape Tool = new()
    {
        Name = "tool",
        Doc = "A resource of limited capacity.",
        Rules = ["""{ "if": { "properties": { "selfServe": { "const": true } }, "required": ["selfServe"] }, "then": { "properties": { "refuses": false } } }"""],
    };

    public static readonly Key<int?> Places = Tool.Required("places", new WholeShape(1, LevelLimits.Places), PlacesDoc);
    public static readonly DefaultKey<bool> SelfServe = Tool.Default("selfServe", new FlagShape(), false, "A device queue: what waits starts by itself, and the clock frees the place.");
    public static readonly Key<ObjectReader?> Refuses = Tool.Optional("refuses", Refusal, "It turns away who finds all places taken, instead of letting them queue.", """{ "after": 0.5, "backOff": 1 }""");
    public static readonly DefaultKey<bool> Chosen = Tool.Default("chosen", new FlagShape(), false, "The plan chooses how many places there are, from 1 to \"places\".");

    public static readonly EitherShape<int?, ObjectReader?> PlacesOrTool = new(new WholeShape(1, LevelLimits.Places) { Doc = PlacesDoc }, Tool);
}

/// <summary>The keys of <c>allow</c>.</summary>
internal static class AllowKeys
{
    public static readonly ObjectShape Allow = new() { Name = "allow", Doc = "What a plan of the level may use." };

    public static readonly DefaultKey<bool> Main = Flag("main", "Lanes of kind main: tasks one after another.", new Allowance().Main);
    public static readonly DefaultKey<bool> Manual = Flag("manual", "Lanes of kind manual: one cook follows a hand-written list of steps.");
    public static readonly DefaultKey<int> Threads = Count("threads", LevelLimits.Workers, "Threads in all thread lanes together, main threads not counted");
    public static readonly DefaultKey<int> Kitchens = Count("kitchens", LevelLimits.Kitchens, "Kitchens (processes) besides home, copies counted");
    public static readonly DefaultKey<int> Loops = Count("loops", LevelLimits.Lanes, "Event loops");
    public static readonly DefaultKey<bool> Greenlets = Flag("greenlets", "Greenlet lanes.");
    public static readonly DefaultKey<bool> Locks = Flag("locks", "Locks of the plan's own.");
    public static readonly DefaultKey<int> Yields = Count("yields", LevelLimits.Cards, "Yields inside CPU steps on loops");
    public static readonly DefaultKey<bool> Offload = Flag("offload", "Offloading steps from a loop to a helper thread or another kitchen.");
    public static readonly DefaultKey<bool> Tries = Flag("tries", "Tries around io steps, so that an attempt that failed is repeated; errbacks where the lane is wired by callbacks.");
    public static readonly DefaultKey<bool> Callbacks = Flag("callbacks", "Loops that are wired by callbacks instead of coroutines; the wiring then counts as cards.");
    public static readonly DefaultKey<int> Copies = Allow.Default("copies", new CountShape(LevelLimits.Kitchens), new Allowance().Copies, "Copies of one kitchen (a process pool); true: any number.");
    public static readonly DefaultKey<bool> Boxes = Flag("boxes", "Several tasks in one crate on their way to a further kitchen.");
    public static readonly DefaultKey<bool> Order = Flag("order", "Changing the order in which a task takes its tools.");

    private static DefaultKey<bool> Flag(string name, string doc, bool standard = false) => Allow.Default(name, new FlagShape(), standard, doc);

    private static DefaultKey<int> Count(string name, int most, string doc) => Allow.Default(name, new CountShape(most), 0, $"{doc}; true: any number.");
}
