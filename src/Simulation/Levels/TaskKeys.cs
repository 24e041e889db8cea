using System.Collections.Immutable;
using ShortOrder.Simulation.Reading;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Simulation.Levels;

/// <summary>The keys of a task.</summary>
internal static class TaskKeys
{
    public static readonly ObjectShape Crate = new() { Name = "crate", Doc = "What crosses a process border with the task: minutes of packing at the sender, and as many of unpacking at the receiver." };

    public static readonly DefaultKey<KitchenDuration> In = Crate.Default("in", new MinutesShape(0, LevelLimits.Minutes), KitchenDuration.Zero, "On the way to another kitchen, in minutes.");
    public static readonly DefaultKey<KitchenDuration> Out = Crate.Default("out", new MinutesShape(0, LevelLimits.Minutes), KitchenDuration.Zero, "For the result on its way back, in minutes.");

    public static readonly ObjectShape Task = new() { Name = "task", Doc = "One task of the order: steps, one after another." };

    public static readonly Key<string?> Id = Task.Required("id", IdShape.Id, "Name used by plans and by \"after\", unique in the level.", "\"coffee\"");
    public static readonly Key<string?> Title = Task.Required("title", new TextShape(80), "Name on the screen.", "\"Coffee\"");
    public static readonly Key<ImmutableArray<Entry<ObjectReader?>>> Steps =
        Task.Required("steps", new ListShape<ObjectReader?>(StepKeys.Step, LevelLimits.Steps) { WhenEmpty = "the task has no steps: add at least one" },
            "What has to be done, in this order.", """[{ "cpu": 1, "do": "fill the kettle" }, { "io": 4, "do": "boil", "tool": "kettle" }]""");
    public static readonly Key<ImmutableArray<Entry<string?>>> After =
        Task.Optional("after", new ListShape<string?>(IdShape.Id, LevelLimits.Tasks) { WhenTwice = "is there twice: keep one" }, "Ids of tasks, all their copies, that must be finished before this one starts.", """["dough"]""");
    public static readonly DefaultKey<int> Count = Task.Default("count", new WholeShape(1, LevelLimits.Instances), 1, "Identical copies id#1 to id#n; at most 10000 in all tasks together.");
    public static readonly DefaultKey<KitchenDuration> Arrives = Task.Default("arrives", new MinutesShape(0, LevelLimits.Minutes), KitchenDuration.Zero, "Release time: not started earlier, in minutes from the start.");
    public static readonly Key<KitchenDuration?> Due = Task.Optional("due", new MinutesShape(LeastMinutes, LevelLimits.Minutes), "Due date in minutes from the start, later than \"arrives\"; later than due is late.");
    public static readonly Key<ObjectReader?> CrateKey = Task.Optional("crate", Crate, "What packing costs when the task runs in another kitchen; without it, nothing.", """{ "in": 0.2, "out": 0.5 }""");
    public static readonly DefaultKey<bool> Patches = Task.Default("patches", new FlagShape(), false, "The task monkey-patches: I/O of greenlets that start after it yields, I/O of earlier ones blocks.");

    internal const decimal LeastMinutes = 0.0001m;
}

/// <summary>The keys of a step.</summary>
internal static class StepKeys
{
    private static readonly string[] OfCpu = ["cpu"], OfIo = ["io"], OfBoth = ["cpu", "io"];
    private static readonly MinutesShape Length = new(TaskKeys.LeastMinutes, LevelLimits.Minutes);

    public static readonly ObjectShape Step = new()
    {
        Name = "step",
        Doc = "One step of a task: hands-on work (cpu), waiting (io), or taking or dropping a tool that is kept over several steps.",
        Alternatives = ["cpu", "io", "take", "drop"],
    };

    public static readonly Key<KitchenDuration?> Cpu = Step.Optional("cpu", Length, "Hands-on work, in minutes: needs the hat and a core.", "1");
    public static readonly Key<KitchenDuration?> Io = Step.Optional("io", Length, "Waiting, in minutes: needs nobody.", "4");
    public static readonly Key<string?> Take = Step.Optional("take", IdShape.Id, "A tool: takes a place of it and keeps it until it is dropped.");
    public static readonly Key<string?> Drop = Step.Optional("drop", IdShape.Id, "A tool that was taken: gives its place back.");
    public static readonly Key<string?> Do = Step.Optional("do", new TextShape(80), "The words on the slip.", "\"fill the kettle\"");
    public static readonly Key<string?> Tool = Step.Only(OfIo, "tool", IdShape.Id, "The tool that an io step needs while it lasts.");
    public static readonly DefaultKey<bool> Blocking = Step.Default("blocking", new FlagShape(), false, "It can neither be awaited nor patched: on a loop it holds the whole thread.", OfIo);
    public static readonly Key<string?> Read = Step.Only(OfCpu, "read", IdShape.Id, "A shared thing that is read at the start of a cpu step.");
    public static readonly Key<string?> Write = Step.Only(OfCpu, "write", IdShape.Id, "A shared thing that is written at the end of a cpu step.");
    public static readonly Key<KitchenDuration?> Ageing = Step.Only(OfBoth, "ageing", new MinutesShape(0, LevelLimits.Minutes), "The longest that its result may stand before the next step starts, in minutes.");
    public static readonly Key<string?> Device = Step.Only(OfIo, "device", new WordShape(["disk"]), "\"disk\": it writes and syncs a real file; shown, never timed for a score.");
    public static readonly Key<int?> Fails = Step.Only(OfIo, "fails", new WholeShape(1, LevelLimits.Fails), "So many first attempts fail, each after the whole wait; needs \"tries\" in \"allow\".");
    public static readonly Key<ImmutableArray<NamedEntry<KitchenDuration?>>> With =
        Step.Only(OfBoth, "with", new MapShape<KitchenDuration?>(Length, 1) { WhenEmpty = "0 pieces of equipment: a step has one, e.g. { \"slicer\": 2 }" }, "What it takes with a piece of equipment, in minutes, less than without.");
}
