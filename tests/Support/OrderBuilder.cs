using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Support;

/// <summary>Levels as a test writes them: <c>Order(Spec("coffee", Cpu(1), Io(4), Cpu(1)), Spec("sandwich", Cpu(3)))</c>. Everything is allowed in them, tries where something fails.</summary>
/// <remarks>The results are records: further properties by <c>with</c>. To be imported by <c>using static</c>.</remarks>
public static class OrderBuilder
{
    /// <summary>Costs that are all nothing except the switch interval of 0.25: for tests whose point is elsewhere.</summary>
    public static Costs NoCosts { get; } = new()
    {
        OpenParent = KitchenDuration.Zero,
        Boot = KitchenDuration.Zero,
        StartThread = KitchenDuration.Zero,
        StartTask = KitchenDuration.Zero,
        HandOff = KitchenDuration.Zero,
    };

    /// <summary>So many kitchen minutes.</summary>
    public static KitchenDuration Minutes(decimal minutes) => KitchenDuration.FromMinutes(minutes);

    /// <summary>The point so many kitchen minutes after the start of the order.</summary>
    public static KitchenTime At(decimal minutes) => KitchenTime.Zero + Minutes(minutes);

    /// <summary>A level of these tasks. Each tool that steps name has one place and is freed by code; shared things are those that steps name.</summary>
    public static Level Order(params ReadOnlySpan<TaskSpec> tasks)
    {
        ImmutableArray<TaskSpec> all = [.. tasks];
        IEnumerable<StepSpec> steps = all.SelectMany(t => t.Steps);
        return new Level
        {
            Id = "order",
            Title = "Order",
            Tasks = all,
            Tools = [.. steps.Select(s => s.Tool).OfType<string>().Distinct().Select(id => new ToolSpec(id, 1, SelfServe: false))],
            Shared = [.. steps.SelectMany(s => (string?[])[s.Read, s.Write]).OfType<string>().Distinct()],
            Allow = new Allowance
            {
                Manual = true,
                Threads = Allowance.Any,
                Kitchens = Allowance.Any,
                Loops = Allowance.Any,
                Greenlets = true,
                Locks = true,
                Yields = Allowance.Any,
                Offload = true,
                Tries = steps.Any(s => s.Fails > 0),
                Copies = Allowance.Any,
                Order = true,
                Boxes = true,
            },
        };
    }

    /// <summary>A task; further properties by <c>with</c>.</summary>
    public static TaskSpec Spec(string id, params ReadOnlySpan<StepSpec> steps) => new() { Id = id, Title = id, Steps = [.. steps] };

    /// <summary>Hands-on minutes.</summary>
    public static StepSpec Cpu(decimal minutes, string? read = null, string? write = null) =>
        new() { Kind = StepKind.Cpu, Duration = Minutes(minutes), Read = read, Write = write };

    /// <summary>Waiting minutes, in a place of a tool if one is named.</summary>
    public static StepSpec Io(decimal minutes, string? tool = null, bool blocking = false, decimal? ageing = null, int fails = 0) =>
        new() { Kind = StepKind.Io, Duration = Minutes(minutes), Tool = tool, Blocking = blocking, Ageing = ageing is { } most ? Minutes(most) : null, Fails = fails };

    /// <summary>Takes a place of a tool and keeps it.</summary>
    public static StepSpec Take(string tool) => new() { Kind = StepKind.Take, Tool = tool };

    /// <summary>Gives the place back.</summary>
    public static StepSpec Drop(string tool) => new() { Kind = StepKind.Drop, Tool = tool };

    /// <summary>Packing and unpacking minutes on the way to another kitchen and back.</summary>
    public static CrateSpec Crate(decimal into, decimal back) => new(Minutes(into), Minutes(back));
}
