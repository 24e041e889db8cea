using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Game.Session;

/// <summary>Why an edit of a plan makes no sense in a level, in a few words for the player; null if it does. A plan that was made by edits which pass is never over a ration.</summary>
public static class PlanRules
{
    /// <summary>Kinds of lane that the level allows.</summary>
    public static ImmutableArray<LaneKind> Kinds(Level level)
    {
        Allowance allow = level.Allow;
        return [.. Enum.GetValues<LaneKind>().Where(k => k switch
        {
            LaneKind.Main => allow.Main,
            LaneKind.Manual => allow.Manual,
            LaneKind.Thread => allow.Threads > 0,
            LaneKind.Loop => allow.Loops > 0,
            _ => allow.Greenlets,
        })];
    }

    /// <summary>Ways to write the tasks of a lane of that kind that the level allows.</summary>
    public static ImmutableArray<LaneStyle> Styles(Level level, LaneKind kind) =>
        kind == LaneKind.Loop && level.Allow.Callbacks ? [LaneStyle.Coroutines, LaneStyle.Callbacks] : [LaneStyle.Coroutines];

    /// <summary>Whether the level has more than a cook at home to choose.</summary>
    public static bool HasChoice(Level level) => level.Allow.Kitchens > 0 || Kinds(level).Any(k => k is not (LaneKind.Main or LaneKind.Manual));

    /// <summary>Kind of the first lane of a further kitchen.</summary>
    public static LaneKind KindOfKitchen(Level level) => level.Allow.Main ? LaneKind.Main : Kinds(level)[0];

    /// <summary>Why a lane of that kind cannot be opened in a kitchen.</summary>
    public static string? WhyNotLane(Level level, Plan plan, int kitchen, LaneKind kind)
    {
        Kitchen k = plan.Kitchens[kitchen];
        if (k.Copies > 1) return "copied kitchens have one cook";
        if (plan.Kitchens.Sum(x => x.Lanes.Length) >= LevelLimits.Lanes) return $"{LevelLimits.Lanes} lanes are enough";
        return kind switch
        {
            LaneKind.Main or LaneKind.Manual when k.Lanes.Any(l => l.Kind is LaneKind.Main or LaneKind.Manual) => "there is a head cook already",
            LaneKind.Main or LaneKind.Manual when !k.Lanes.IsEmpty && k.Lanes[0].Kind != LaneKind.Thread => "the first lane is the head cook's",
            _ => WhyNotFurther(level, plan, kind),
        };
    }

    /// <summary>Why there cannot be one more further cook.</summary>
    public static string? WhyNotThread(Level level, Plan plan) => Full(Threads(plan), level.Allow.Threads, "further cooks");

    /// <summary>Why there cannot be one more kitchen, with its first lane.</summary>
    public static string? WhyNotKitchen(Level level, Plan plan) =>
        plan.Kitchens.Sum(x => x.Lanes.Length) >= LevelLimits.Lanes ? $"{LevelLimits.Lanes} lanes are enough"
        : Full(Kitchens(plan), Math.Min(level.Allow.Kitchens, LevelLimits.Kitchens - 1), "further kitchens") ?? WhyNotFurther(level, plan, KindOfKitchen(level));

    /// <summary>Why a lane cannot be made that kind.</summary>
    public static string? WhyNotKind(Level level, Plan plan, LaneAddress at, LaneKind kind)
    {
        if (kind == PlanEdit.LaneAt(plan, at).Kind) return "as it is";
        if (at.Lane > 0 && kind is LaneKind.Main or LaneKind.Manual) return "only the first lane can be";
        if (plan.Kitchens[at.Kitchen].Copies > 1) return "copied kitchens have a head cook";
        return WhyNotFurther(level, plan, kind);
    }

    /// <summary>The most cooks that a thread lane may have.</summary>
    public static int MostWorkers(Level level, Plan plan, LaneAddress at) =>
        Math.Max(1, Math.Min(LevelLimits.Workers, level.Allow.Threads) - Threads(plan) + PlanEdit.LaneAt(plan, at).Workers);

    /// <summary>Why a lane cannot have a limit.</summary>
    public static string? WhyNotLimit(Plan plan, LaneAddress? at) =>
        at is { } lane && PlanEdit.LaneAt(plan, lane).Kind is LaneKind.Loop or LaneKind.Greenlets ? null : "Only an order window can be told how many slips it may open.";

    /// <summary>Why a lane cannot be wired by callbacks.</summary>
    public static string? WhyNotStyle(Level level, Plan plan, LaneAddress at) =>
        !level.Allow.Callbacks ? "This level has no callback cards." : PlanEdit.LaneAt(plan, at).Kind == LaneKind.Loop ? null : "Only an order window can have callback cards.";

    /// <summary>Why the tasks of a lane cannot travel in boxes of several.</summary>
    public static string? WhyNotBox(Level level, Plan plan, LaneAddress? at) =>
        !level.Allow.Boxes ? "Here every task travels by itself." : at is { Kitchen: > 0 } lane && PlanEdit.LaneAt(plan, lane).Kind == LaneKind.Main ? null : "Only the head cook of a further kitchen gets boxes.";

    /// <summary>Why a kitchen cannot have copies; home is 0.</summary>
    public static string? WhyNotCopies(Plan plan, int kitchen) =>
        kitchen == 0 ? "Home cannot be copied." : plan.Kitchens[kitchen].Lanes is [{ Kind: LaneKind.Main }] ? null : "Only a kitchen with nobody but a head cook can be copied.";

    /// <summary>The most copies that a kitchen may have.</summary>
    public static int MostCopies(Level level, Plan plan, int kitchen) =>
        Math.Max(1, Math.Min(level.Allow.Copies, Math.Min(level.Allow.Kitchens, LevelLimits.Kitchens - 1) - Kitchens(plan) + plan.Kitchens[kitchen].Copies));

    /// <summary>Why no task can hold a lock.</summary>
    public static string? WhyNotLock(Level level) => !level.Allow.Locks ? "This level has no locks." : level.Shared.IsEmpty ? "Nothing is shared here." : null;

    /// <summary>Why a task cannot give way.</summary>
    public static string? WhyNotYield(Level level, TaskSpec task) =>
        level.Allow.Yields == 0 ? "This level has no yield cards."
        : task.Steps.Any(s => s.Kind == StepKind.Cpu && YieldPlaces(s).Any()) ? null : $"No step of {task.Title} is long enough to give way in.";

    /// <summary>Why no further yield card can be laid.</summary>
    public static string? WhyNotFurtherYield(Level level, Plan plan) => plan.Yields.Length >= level.Allow.Yields ? $"all {level.Allow.Yields} cards are laid" : null;

    /// <summary>Why no step can be handed to a helper.</summary>
    public static string? WhyNotOffload(Level level) => level.Allow.Offload ? null : "This level has no helpers.";

    /// <summary>Why no step of a task can be tried again.</summary>
    public static string? WhyNotTry(Level level, TaskSpec task) =>
        !level.Allow.Tries ? "This level has no try cards." : task.Steps.Any(s => s.Kind == StepKind.Io) ? null : $"{task.Title} asks nobody for anything that could fail.";

    /// <summary>Why a task cannot take its tools in another order.</summary>
    public static string? WhyNotOrder(Level level, TaskSpec task) =>
        !level.Allow.Order ? "In this level tools are taken in the order of the slip."
        : task.Steps.Count(s => s.Kind == StepKind.Take) > 1 ? null : $"{task.Title} takes fewer than two tools.";

    /// <summary>Where inside a step one can give way, in minutes: every whole minute, in a step of at most two every half.</summary>
    public static IEnumerable<decimal> YieldPlaces(StepSpec step)
    {
        decimal every = step.Duration.Minutes <= 2 ? 0.5m : decimal.Ceiling(step.Duration.Minutes / 20);
        for (decimal at = every; at < step.Duration.Minutes; at += every) yield return at;
    }

    private static string? WhyNotFurther(Level level, Plan plan, LaneKind kind) => kind switch
    {
        LaneKind.Thread => WhyNotThread(level, plan),
        LaneKind.Loop => Full(plan.Kitchens.Sum(x => x.Lanes.Count(l => l.Kind == LaneKind.Loop)), level.Allow.Loops, "order windows"),
        _ => null,
    };

    private static int Threads(Plan plan) => plan.Kitchens.Sum(k => k.Lanes.Where(l => l.Kind == LaneKind.Thread).Sum(l => l.Workers));

    private static int Kitchens(Plan plan) => plan.Kitchens.Skip(1).Sum(k => k.Copies);

    private static string? Full(int used, int most, string what) => most <= 0 ? $"no {what} here" : used < most ? null : most == 1 ? $"the one {what[..^1]} is in use" : $"all {most} {what} are in use";
}
