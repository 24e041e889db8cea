using System.Collections.Immutable;
using ShortOrder.Execution;
using ShortOrder.Game.Session;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Timelines;
using static ShortOrder.Support.OrderBuilder;

namespace ShortOrder.Game.Tests.Support;

/// <summary>Levels to play in tests, and an execution that reports the model's own timeline as measured.</summary>
public static class TestOrders
{
    /// <summary>One cook, step by step: 9 minutes task by task, 6 at best.</summary>
    public static Level Coffee { get; } = Order(
        Spec("coffee", Cpu(1) with { Do = "fill the kettle" }, Io(4, "kettle") with { Do = "boil" }, Cpu(1) with { Do = "pour" }) with { Title = "Coffee" },
        Spec("sandwich", Cpu(3) with { Do = "assemble" }) with { Title = "Sandwich" }) with
    {
        Id = "coffee-and-a-sandwich",
        Title = "Coffee and a sandwich",
        Story = "Breakfast for one. The kettle does not need you to watch it.",
        Teaches = ["blocking", "concurrency"],
        Allow = new() { Manual = true },
        Medals = [new(Metric.Time, 6.3m, 7.5m, 8.5m)],
        Hints = ["Who boils the water?", "Make the sandwich while it boils."],
    };

    /// <summary>Everything is allowed: copies, crates, locks, yields, helpers, kitchens.</summary>
    public static Level Rush { get; } = WithoutBoxes(Order(
        Spec("guest", Cpu(0.5m) with { Do = "greet" }, Io(4) with { Do = "eats" }) with { Title = "Guest", Count = 12 },
        Spec("bread", Cpu(5) with { Do = "knead" }) with { Title = "Bread", Crate = Crate(0.5m, 0.5m) },
        Spec("gauge", Cpu(0.5m) with { Do = "read the scale" }, Io(3, blocking: true) with { Do = "stare" }, Cpu(0.5m, "jar", "jar") with { Do = "note it" }) with { Title = "Thermometer" },
        Spec("roast", Take("oven"), Cpu(1) with { Do = "stuff" }, Take("tray"), Io(2) with { Do = "roast" }, Drop("tray"), Drop("oven")) with { Title = "Roast", After = ["bread"] }) with
    {
        Id = "rush",
        Title = "Rush hour",
        Story = "Twelve guests, one bread, a thermometer that will not let go, and a roast that wants the oven and the tray.",
        Teaches = ["event-loop"],
        Metrics = [Metric.Time, Metric.Memory],
        Limits = [new(Metric.Memory, 200)],
        Medals = [new(Metric.Time, 12, 15, 20)],
    });

    private static Level WithoutBoxes(Level level) => level with { Allow = level.Allow with { Boxes = false } };

    /// <summary>A campaign of both.</summary>
    public static IReadOnlyList<World> Worlds { get; } = [new("One cook", "You and two hands.", [Coffee]), new("All hands", "", [Rush])];

    /// <summary>Serves at once: one run whose measured entries are the model's spans.</summary>
    public static Task<ServingResult> ServeAtOnce(CompiledPlan plan, ServingOptions options, IProgress<ServingProgress>? progress, CancellationToken cancel)
    {
        Timeline timeline = ShortOrder.Simulation.Model.Simulator.Run(plan).Timeline;
        progress?.Report(new("run 1 of 1", 1, Entries(timeline), IsRunStart: true));
        return Task.FromResult(Result(timeline));
    }

    /// <summary>Never ends until it is cancelled; reports a warm-up, a disturbed run, and the first half of the model's entries.</summary>
    public static async Task<ServingResult> ServeForEver(CompiledPlan plan, ServingOptions options, IProgress<ServingProgress>? progress, CancellationToken cancel)
    {
        Timeline timeline = ShortOrder.Simulation.Model.Simulator.Run(plan).Timeline;
        ImmutableArray<TraceEntry> entries = Entries(timeline);
        progress?.Report(new("warmed up", 0, entries, IsRunStart: true) { Ended = new(0, 6.31m, null) });
        progress?.Report(new("run discarded", 1, [], IsRunStart: false) { Ended = new(1, 7.5m, "another program used the cores for 30.0 ms") });
        progress?.Report(new("run 1 of 3", 1, entries[..(entries.Length / 2)], IsRunStart: true));
        await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
        return Result(timeline);
    }

    /// <summary>A good result with that timeline.</summary>
    public static ServingResult Result(Timeline timeline) => new()
    {
        Verdict = Verdict.Served,
        Explanation = "All served.",
        Minutes = timeline.End.Minutes,
        Timeline = timeline,
        Runs = [new(timeline.End.Minutes * 20)],
        IsChecksumRight = true,
    };

    /// <summary>A timeline as a machine would have reported it.</summary>
    public static ImmutableArray<TraceEntry> Entries(Timeline timeline) =>
        [.. timeline.Spans.SelectMany(s => (TraceEntry[])[new(s.End, s.Row, s.Task, s.Step, SpanState.None), new(s.Start, s.Row, s.Task, s.Step, s.State, s.Resource, s.HeldBy)])
            .OrderBy(e => e.At).ThenBy(e => e.State != SpanState.None)];
}
