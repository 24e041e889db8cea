using System.Collections.Immutable;
using System.Globalization;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Game.Plain;

/// <summary>Cards laid on tasks: locks, yields, helpers, tries, the order of tools; and what is settled for the whole order: places, purchases.</summary>
internal static class CardCommands
{
    public static ImmutableArray<PlainCommand> All { get; } =
    [
        Of("lock", "lk", "[THING] TASK FROM [TO]", "A task holds the lock on a shared thing over some of its steps: lock jar courier 3 4.", Lock, level => PlanRules.WhyNotLock(level) is null) with
        {
            WhyNot = game => PlainCommands.NeedsLevel(game) ?? PlanRules.WhyNotLock(game.Level),
        },
        Of("unlock", "ul", "[THING] TASK", "Takes the lock off a task.", Unlock, level => PlanRules.WhyNotLock(level) is null) with
        {
            WhyNot = game => PlainCommands.NeedsLevel(game) ?? PlanRules.WhyNotLock(game.Level),
        },
        Of("yield", "y", "TASK [STEP] MINUTES", "A task gives way so many minutes into a step: yield bread 2. Once more takes it away.", Yield, level => level.Allow.Yields > 0),
        Of("offload", "ol", "TASK [STEP] [KITCHEN]", "Hands a step of a task to a helper, or to a kitchen; none at the end takes it back: offload iron 2, offload iron 2 none.", Offload, level => level.Allow.Offload) with
        {
            WhyNot = game => PlainCommands.NeedsLevel(game) ?? PlanRules.WhyNotOffload(game.Level),
        },
        Of("try", "ty", "TASK [STEP]", "A step of a task is tried again if it fails; in a callback window that is its errback. Once more takes it away: try fish 4.", Try, level => level.Allow.Tries),
        Of("takes", "tk", "TASK [TOOLS]", "A task takes its tools in that order; without tools, in the next possible order.", Takes, level => level.Allow.Order),
        Of("places", "pl", "TOOL NUMBER", "Gives a tool so many places, where the level leaves that to you: places shelf 2.", Places, HasChosenPlaces) with
        {
            WhyNot = game => PlainCommands.NeedsLevel(game) ?? (HasChosenPlaces(game.Level) ? null : "The places of all tools are fixed here."),
        },
        Of("buy", "by", "THING", "Buys what is for sale; once more gives it back.", Buy, level => !level.Equipment.IsEmpty) with
        {
            WhyNot = game => PlainCommands.NeedsLevel(game) ?? (game.Level.Equipment.IsEmpty ? "Nothing is for sale here." : null),
        },
    ];

    private static PlainCommand Of(string word, string brief, string usage, string help, Func<PlainGame, ImmutableArray<string>, string?> edit, Func<Level, bool> isUseful) =>
        new(word, brief, usage, help, (game, words) => words.IsEmpty ? $"Say {word} {usage}. Type help {word} to hear more." : edit(game, PlainNames.Essential(words)))
        {
            Topic = PlainTopic.Cards,
            WhyNot = PlainCommands.NeedsLevel,
            IsUseful = isUseful,
        };

    private static string? Lock(PlainGame game, ImmutableArray<string> words)
    {
        if (Thing(game.Level, ref words, out string thing) is { } which) return which;
        (ImmutableArray<string> named, ImmutableArray<string> numbers) = PlainNames.WithoutNumbers(words, 2);
        if (PlainNames.Task(game.Level, PlainNames.Text(named), out TaskSpec task) is { } unknown) return unknown;
        if (numbers.IsEmpty) return $"Say from which step to which: lock {thing} {task.Id} 1 {task.Steps.Length}.";
        if (PlainNames.Step(task, numbers[0], out int from) is { } noFrom) return noFrom;
        if (PlainNames.Step(task, numbers[^1], out int to) is { } noTo) return noTo;
        if (to < from) return "The lock ends before it begins: swap the two.";
        return game.Edit(CardEdit.SetLock(game.Plan, thing, task.Id, from, to), $"{task.Title} holds the lock on {thing} from {Spoken.Step(task, from)}, to the end of {Spoken.Step(task, to)}.");
    }

    private static string? Unlock(PlainGame game, ImmutableArray<string> words)
    {
        if (Thing(game.Level, ref words, out string thing) is { } which) return which;
        if (PlainNames.Task(game.Level, PlainNames.Text(words), out TaskSpec task) is { } unknown) return unknown;
        Plan plan = CardEdit.RemoveLock(game.Plan, thing, task.Id);
        return ReferenceEquals(plan, game.Plan) ? $"{task.Title} holds no lock on {thing}." : game.Edit(plan, $"{task.Title} holds no lock on {thing} any more.");
    }

    private static string? Yield(PlainGame game, ImmutableArray<string> words)
    {
        (ImmutableArray<string> named, ImmutableArray<string> numbers) = PlainNames.WithoutNumbers(words, 2);
        if ((PlainNames.Task(game.Level, PlainNames.Text(named), out TaskSpec task) ?? PlanRules.WhyNotYield(game.Level, task)) is { } reason) return reason;
        int[] steps = [.. Enumerable.Range(0, task.Steps.Length).Where(i => task.Steps[i].Kind == StepKind.Cpu && PlanRules.YieldPlaces(task.Steps[i]).Any())];
        if (numbers.Length < 2 && steps.Length > 1) return $"Say in which step: {Spoken.List(steps.Select(i => Spoken.Step(task, i)), "or")}. For instance: yield {task.Id} {steps[0] + 1} {PlanRules.YieldPlaces(task.Steps[steps[0]]).First()}";
        int step = steps[0];
        if (numbers.Length == 2 && PlainNames.Step(task, numbers[0], out step) is { } wrong) return wrong;
        if (task.Steps[step].Kind != StepKind.Cpu) return $"{Spoken.Sentence(Spoken.Step(task, step))}, is no hands-on work: there is nothing to give way in.";
        decimal length = task.Steps[step].Duration.Minutes;
        if (numbers.IsEmpty || !decimal.TryParse(numbers[^1], NumberStyles.AllowDecimalPoint, NumberFormatInfo.InvariantInfo, out decimal after) || after <= 0 || after >= length || decimal.Round(after, 4) != after)
            return $"Say after how many minutes of {Spoken.Step(task, step)}: more than 0 and less than {Words.Number(length)}.";
        bool isThere = game.Plan.Yields.Any(y => y.Task.Task == task.Id && y.Step == step && y.After.Minutes == after);
        if (!isThere && PlanRules.WhyNotFurtherYield(game.Level, game.Plan) is { } full) return Spoken.Stopped($"That cannot be: {full}");
        Plan plan = CardEdit.ToggleYield(game.Plan, task.Id, step, KitchenDuration.FromMinutes(after));
        return game.Edit(plan, $"{task.Title} gives way {(isThere ? "no more" : "")} after {Spoken.Counted(after, "minute")} of {Spoken.Step(task, step)}.");
    }

    private static string? Offload(PlainGame game, ImmutableArray<string> words)
    {
        Plan plan = game.Plan;
        string? to = OffloadTargets.Thread;
        if (words.Length > 1 && TargetOf(plan, words[^1]) is { } target) (to, words) = (target.Length == 0 ? null : target, words[..^1]);
        (ImmutableArray<string> named, ImmutableArray<string> numbers) = PlainNames.WithoutNumbers(words, 1);
        if (PlainNames.Task(game.Level, PlainNames.Text(named), out TaskSpec task) is { } unknown) return unknown;
        int[] steps = [.. Enumerable.Range(0, task.Steps.Length).Where(i => task.Steps[i].Blocking)];
        if (numbers.IsEmpty && steps.Length != 1) return $"Say which step of {task.Title}: {Spoken.List(task.Steps.Select((_, i) => Spoken.Step(task, i)), "or")}.";
        int step = steps.FirstOrDefault();
        if (!numbers.IsEmpty && PlainNames.Step(task, numbers[0], out step) is { } wrong) return wrong;
        if (task.Steps[step].Kind is StepKind.Take or StepKind.Drop) return $"{Spoken.Sentence(Spoken.Step(task, step))}, takes no time: there is nothing to hand over.";
        Plan changed = CardEdit.SetOffload(plan, task.Id, step, to);
        return game.Edit(changed, to is null ? $"{task.Title} does {Spoken.Step(task, step)}, itself." : $"{(to == OffloadTargets.Thread ? "A helper" : to)} does {Spoken.Step(task, step)}.");
    }

    private static string? Try(PlainGame game, ImmutableArray<string> words)
    {
        (ImmutableArray<string> named, ImmutableArray<string> numbers) = PlainNames.WithoutNumbers(words, 1);
        if ((PlainNames.Task(game.Level, PlainNames.Text(named), out TaskSpec task) ?? PlanRules.WhyNotTry(game.Level, task)) is { } reason) return reason;
        int[] waits = [.. Enumerable.Range(0, task.Steps.Length).Where(i => task.Steps[i].Kind == StepKind.Io)];
        if (numbers.IsEmpty && waits.Length > 1) return $"Say which step of {task.Title}: {Spoken.List(waits.Select(i => Spoken.Step(task, i)), "or")}.";
        int step = waits[0];
        if (!numbers.IsEmpty && PlainNames.Step(task, numbers[0], out step) is { } wrong) return wrong;
        if (task.Steps[step].Kind != StepKind.Io) return $"{Spoken.Sentence(Spoken.Step(task, step))}, asks nobody for anything that could fail.";
        bool isThere = game.Plan.Tries.Any(t => t.Task.Task == task.Id && t.Step == step);
        return game.Edit(CardEdit.ToggleTry(game.Plan, task.Id, step), $"{task.Title} {(isThere ? "does not try" : "tries")} {Spoken.Step(task, step)}, again{(isThere ? "" : " until it succeeds")}.");
    }

    /// <summary>Whom a word hands a step to; empty for nobody, null if the word means neither.</summary>
    private static string? TargetOf(Plan plan, string word) => word.ToLowerInvariant() switch
    {
        "none" or "nobody" => "",
        "helper" or OffloadTargets.Thread => OffloadTargets.Thread,
        string name => plan.Kitchens.Skip(1).FirstOrDefault(k => k.Name == name)?.Name,
    };

    private static string? Takes(PlainGame game, ImmutableArray<string> words)
    {
        Level level = game.Level;
        int count = words.Length;
        while (count > 1 && level.ToolIndex(words[count - 1].TrimEnd(',').ToLowerInvariant()) >= 0) count--;
        if ((PlainNames.Task(level, PlainNames.Text(words[..count]), out TaskSpec task) ?? PlanRules.WhyNotOrder(level, task)) is { } reason) return reason;
        ImmutableArray<string> taken = [.. task.Steps.Where(s => s.Kind == StepKind.Take).Select(s => s.Tool!)], tools = [.. words[count..].Select(t => t.TrimEnd(',').ToLowerInvariant())];
        if (tools.Length > 0 && !tools.Order(StringComparer.Ordinal).SequenceEqual(taken.Order(StringComparer.Ordinal))) return $"Say each tool of {task.Title} once: {Spoken.List(taken)}.";
        Plan plan = tools.IsEmpty ? CardEdit.NextOrder(game.Plan, task) : CardEdit.SetOrder(game.Plan, task, tools);
        ImmutableArray<string> now = plan.Orders.FirstOrDefault(o => o.Task == task.Id)?.Tools ?? taken;
        return game.Edit(plan, $"{task.Title} takes {string.Join(", then ", now)}.");
    }

    private static bool HasChosenPlaces(Level level) => level.Tools.Any(t => t.IsChosen);

    private static string? Places(PlainGame game, ImmutableArray<string> words)
    {
        ToolSpec[] chosen = [.. game.Level.Tools.Where(t => t.IsChosen)];
        if (chosen.FirstOrDefault(t => t.Id == words[0].ToLowerInvariant()) is not { } tool) return $"Say of what: {Spoken.List(chosen.Select(t => t.Id), "or")}.";
        return PlainNames.Number(words[^1], 1, tool.Places, $"places of the {tool.Id}", out int places)
            ?? game.Edit(SettingEdit.SetPlaces(game.Plan, tool, places), $"The {tool.Id} has {Spoken.Counted(places, "place")}.");
    }

    private static string? Buy(PlainGame game, ImmutableArray<string> words)
    {
        string thing = words[^1].ToLowerInvariant();
        string[] known = [.. game.Level.Equipment.Select(e => e.Id)];
        if (!known.Contains(thing)) return $"Nothing like that is for sale.{Spoken.DidYouMean(thing, known)} There is {Spoken.List(known)}.";
        return game.Edit(SettingEdit.ToggleBuy(game.Plan, thing), $"{(game.Plan.Buys.Contains(thing) ? "Given back" : "Bought")}: {thing}.");
    }

    /// <summary>The shared thing that the first word names; the only one where none is named.</summary>
    private static string? Thing(Level level, ref ImmutableArray<string> words, out string thing)
    {
        string first = words[0].ToLowerInvariant();
        thing = level.Shared.Contains(first) ? first : level.Shared[0];
        if (level.Shared.Contains(first) && words.Length > 1) words = words[1..];
        else if (level.Shared.Length > 1) return $"Say what it guards: {Spoken.List(level.Shared, "or")}.";
        return null;
    }
}
