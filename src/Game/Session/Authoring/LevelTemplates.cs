using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Game.Session.Authoring;

/// <summary>A small level to begin with.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Words">What it shows.</param>
/// <param name="Level">The level.</param>
public sealed record LevelTemplate(string Name, string Words, Level Level);

/// <summary>The levels that the editor offers to begin with.</summary>
public static class LevelTemplates
{
    /// <summary>By the worlds of the campaign.</summary>
    public static ImmutableArray<LevelTemplate> All { get; } =
    [
        new("One cook", "a wait to work beside, step by step", Of("one-cook", "One cook", new() { Manual = true }, ["blocking"],
            Task("soup", Cpu(1, "fill the pot"), Io(5, "boil", "stove"), Cpu(1, "season")), Task("salad", Cpu(3, "chop and dress")))),
        new("More hands", "calls that wait at the same time, threads", Of("more-hands", "More hands", new() { Threads = 3 }, ["thread"],
            Task("call", Cpu(0.5m, "dial"), Io(6, "hold the line"), Cpu(0.5m, "note it")) with { Count = 4 })),
        new("More kitchens", "hands-on work in two processes, with crates", Of("more-kitchens", "More kitchens", new() { Kitchens = 1 }, ["process"],
            Task("dough", Cpu(8, "knead")) with { Crate = new(Minutes(0.5m), Minutes(0.5m)) }, Task("sauce", Cpu(7, "stir")))),
        new("Order window", "many waits on one event loop", Of("order-window", "Order window", new() { Loops = 1 }, ["event-loop"],
            Task("guest", Cpu(0.25m, "greet"), Io(8, "choose"), Cpu(0.25m, "serve")) with { Count = 12 })),
    ];

    private static Level Of(string id, string title, Allowance allow, ImmutableArray<string> teaches, params ImmutableArray<TaskSpec> tasks) => new()
    {
        Id = id,
        Title = title,
        Allow = allow,
        Teaches = teaches,
        Tasks = tasks,
        Tools = [.. tasks.SelectMany(t => t.Steps).Select(s => s.Tool).OfType<string>().Distinct().Select(t => new ToolSpec(t, 1, SelfServe: false))],
    };

    private static TaskSpec Task(string id, params ImmutableArray<StepSpec> steps) => new() { Id = id, Title = $"{char.ToUpperInvariant(id[0])}{id[1..]}", Steps = steps };

    private static StepSpec Cpu(decimal minutes, string words) => new() { Kind = StepKind.Cpu, Duration = Minutes(minutes), Do = words };

    private static StepSpec Io(decimal minutes, string words, string? tool = null) => new() { Kind = StepKind.Io, Duration = Minutes(minutes), Do = words, Tool = tool };

    private static KitchenDuration Minutes(decimal minutes) => KitchenDuration.FromMinutes(minutes);
}
