using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Game.Almanac;

/// <summary>Orders and plans as the almanac writes them: <c>Picture("…", [Dish("coffee", Hands(1), Wait(4))], Home(Cook("coffee")))</c>.</summary>
internal static class Pictures
{
    /// <summary>A plan for dishes. Everything is allowed; each tool that a step names has one place, and shared things are those that steps name.</summary>
    public static AlmanacPicture Picture(string caption, ImmutableArray<TaskSpec> dishes, params ImmutableArray<Kitchen> kitchens)
    {
        IEnumerable<StepSpec> steps = dishes.SelectMany(d => d.Steps);
        Level level = new()
        {
            Id = "picture",
            Title = caption,
            Tasks = dishes,
            Tools = [.. steps.Select(s => s.Tool).OfType<string>().Distinct().Select(id => new ToolSpec(id, 1, SelfServe: false))],
            Shared = [.. steps.SelectMany(s => (string?[])[s.Read, s.Write]).OfType<string>().Distinct()],
            Allow = new()
            {
                Manual = true,
                Threads = Allowance.Any,
                Kitchens = Allowance.Any,
                Loops = Allowance.Any,
                Greenlets = true,
                Locks = true,
                Yields = Allowance.Any,
                Offload = true,
                Tries = true,
                Callbacks = true,
                Copies = Allowance.Any,
            },
        };
        return new(caption, level, new() { Level = level.Id, Kitchens = kitchens });
    }

    /// <summary>A dish; its title is its id with a capital.</summary>
    public static TaskSpec Dish(string id, params ImmutableArray<StepSpec> steps) =>
        new() { Id = id, Title = $"{char.ToUpperInvariant(id[0])}{id[1..].Replace('-', ' ')}", Steps = steps };

    /// <summary>Hands-on minutes.</summary>
    public static StepSpec Hands(decimal minutes, string words = "") => new() { Kind = StepKind.Cpu, Duration = KitchenDuration.FromMinutes(minutes), Do = words };

    /// <summary>Hands-on minutes that read and write a shared thing.</summary>
    public static StepSpec Counts(decimal minutes, string thing) => Hands(minutes) with { Read = thing, Write = thing };

    /// <summary>Waiting minutes, in a tool if one is named.</summary>
    public static StepSpec Wait(decimal minutes, string? tool = null) => new() { Kind = StepKind.Io, Duration = KitchenDuration.FromMinutes(minutes), Tool = tool };

    /// <summary>Waiting minutes that cannot be awaited.</summary>
    public static StepSpec Hold(decimal minutes) => Wait(minutes) with { Blocking = true };

    /// <summary>Waiting minutes that come to nothing the first time.</summary>
    public static StepSpec Fails(decimal minutes) => Wait(minutes) with { Fails = 1 };

    /// <summary>Takes a tool and keeps it.</summary>
    public static StepSpec Take(string tool) => new() { Kind = StepKind.Take, Tool = tool };

    /// <summary>Gives a tool back.</summary>
    public static StepSpec Drop(string tool) => new() { Kind = StepKind.Drop, Tool = tool };

    /// <summary>The first kitchen.</summary>
    public static Kitchen Home(params ImmutableArray<Lane> lanes) => new("home", 1, lanes);

    /// <summary>A further kitchen, or several that take from one list.</summary>
    public static Kitchen Annex(int copies, params ImmutableArray<Lane> lanes) => new("annex", copies, lanes);

    /// <summary>The head cook: one dish after another.</summary>
    public static Lane Head(params ImmutableArray<string> dishes) => Of(LaneKind.Main, dishes);

    /// <summary>A further cook.</summary>
    public static Lane Cook(params ImmutableArray<string> dishes) => Of(LaneKind.Thread, dishes);

    /// <summary>Several further cooks who take from one list.</summary>
    public static Lane Cooks(int number, params ImmutableArray<string> dishes) => Of(LaneKind.Thread, dishes) with { Workers = number };

    /// <summary>An order window.</summary>
    public static Lane Window(params ImmutableArray<string> dishes) => Of(LaneKind.Loop, dishes);

    /// <summary>An order window with callback cards.</summary>
    public static Lane Pinned(params ImmutableArray<string> dishes) => Of(LaneKind.Loop, dishes) with { Style = LaneStyle.Callbacks };

    /// <summary>An enchanted kitchen.</summary>
    public static Lane Enchanted(params ImmutableArray<string> dishes) => Of(LaneKind.Greenlets, dishes);

    /// <summary>One cook with a list of steps, e.g. <c>coffee.0</c>.</summary>
    public static Lane ByHand(params ImmutableArray<string> steps) => new()
    {
        Kind = LaneKind.Manual,
        Steps = [.. steps.Select(s => new StepRef(s[..s.IndexOf('.')], 0, s[^1] - '0'))],
    };

    private static Lane Of(LaneKind kind, ImmutableArray<string> dishes) => new() { Kind = kind, Tasks = [.. dishes.Select(Ref)] };

    /// <summary>A dish, or one copy of it: <c>guest#2</c>.</summary>
    private static TaskRef Ref(string text) => text.Split('#') is [string id, string copy]
        ? new(id, int.Parse(copy, System.Globalization.CultureInfo.InvariantCulture), int.Parse(copy, System.Globalization.CultureInfo.InvariantCulture)) : new(text);
}
