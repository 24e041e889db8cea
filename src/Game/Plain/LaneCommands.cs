using System.Collections.Immutable;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Game.Plain;

/// <summary>Which lanes there are.</summary>
internal static partial class LaneCommands
{
    public static ImmutableArray<PlainCommand> All { get; } =
    [
        Of("send", "s", "TASK LANE [PLACE]", "Puts a task at the end of a lane, or at that place of its list: send coffee 2. Of several copies: send call#3 2, send call#1..2 1, send call*2 2 for any two.", Send),
        Of("before", "bf", "TASK OTHER", "Puts a task right before another, on that one's lane: before sandwich coffee.", Before),
        Of("off", "x", "TASK", "Takes a task, or copies of it, off every lane.", Off),
        Of("add", "a", "KIND [KITCHEN]", "Opens a lane, e.g. add thread, add loop, add greenlets, add main; or a kitchen: add kitchen.", Add) with { WhyNot = WhyNotAdd },
        Of("close", "cl", "LANE", "Closes a lane by number or a kitchen by name; what was on it is on no lane then.", Close) with { WhyNot = PlainCommands.NeedsLevel },
        Of("kind", "k", "LANE KIND", "Makes a lane another kind: kind 1 loop. Its tasks stay.", Kind),
        Of("workers", "wk", "LANE NUMBER", "So many further cooks share the list of a lane: workers 2 5.", Workers) with { IsUseful = level => level.Allow.Threads > 0 },
        Of("limit", "lm", "LANE NUMBER", "At most so many slips of an order window under way at once; limit 1 none takes that back.", Limit) with { IsUseful = level => level.Allow.Loops > 0 || level.Allow.Greenlets },
        Of("style", "sy", "LANE STYLE", "How the slips of an order window are written: style 1 callbacks, style 1 coroutines.", Style) with { IsUseful = level => level.Allow.Callbacks },
        Of("box", "bx", "LANE NUMBER", "So many tasks of one entry of the list travel in a box to a further kitchen and back; box 2 none takes that back. split parts boxes.", Box) with { IsUseful = level => level.Allow.Boxes },
        Of("copies", "cp", "KITCHEN NUMBER", "So many copies of a further kitchen; they take the tasks of its list in turn.", Copies) with { IsUseful = level => level.Allow.Copies > 1 },
        Of("split", "sp", "TASK NUMBER", "Cuts a batch of copies in two, that many in the first part: split call 2, split call#3..6 1.", Split) with { IsUseful = level => level.Tasks.Any(t => t.Count > 1) },
    ];

    private static PlainCommand Of(string word, string brief, string usage, string help, Func<PlainGame, ImmutableArray<string>, string?> edit) =>
        new(word, brief, usage, help, (game, words) => words.IsEmpty ? $"Say {word} {usage}. Type help {word} to hear more." : edit(game, words))
        {
            Topic = PlainTopic.Lanes,
            WhyNot = PlainCommands.NeedsChoice,
            IsUseful = PlanRules.HasChoice,
        };

    private static string? WhyNotAdd(PlainGame game) =>
        PlainCommands.NeedsLevel(game) is { } reason ? reason : PlanEdit.Lanes(game.Plan).IsEmpty ? null : PlainCommands.NeedsChoice(game);

    private static string? Add(PlainGame game, ImmutableArray<string> words)
    {
        (Level level, Plan plan) = (game.Level, game.Plan);
        words = PlainNames.Essential(words);
        if (words[^1].Equals("kitchen", StringComparison.OrdinalIgnoreCase))
        {
            if (PlanRules.WhyNotKitchen(level, plan) is { } full) return Refused(full);
            Plan opened = PlanEdit.AddKitchen(plan, PlanRules.KindOfKitchen(level));
            return game.Edit(opened, $"Opened {opened.Kitchens[^1].Name}: {Spoken.LaneAt(opened, new(opened.Kitchens.Length - 1, 0))}.");
        }
        int kitchen = 0;
        string text = PlainNames.Text(words);
        if (words.Length > 1 && PlainNames.Kind(level, text, out _) is not null)
        {
            if (PlainNames.Kitchen(plan, words[^1], out kitchen) is { } unknown) return unknown;
            text = PlainNames.Text(words[..^1]);
        }
        if (PlainNames.Kind(level, text, out LaneKind kind) is { } reason) return reason;
        if (PlanRules.WhyNotLane(level, plan, kitchen, kind) is { } no) return Refused(no);
        Plan added = PlanEdit.AddLane(plan, kitchen, kind);
        int lane = kind is LaneKind.Main or LaneKind.Manual ? 0 : added.Kitchens[kitchen].Lanes.Length - 1;
        return game.Edit(added, $"Opened {Spoken.LaneAt(added, new(kitchen, lane))}.");
    }

    private static string? Close(PlainGame game, ImmutableArray<string> words)
    {
        Plan plan = game.Plan;
        string text = PlainNames.Text(words.Length > 1 && words[0].Equals("lane", StringComparison.OrdinalIgnoreCase) ? words[1..] : words);
        if (!PlainNames.IsNumber(text, out _) && PlainNames.Kitchen(plan, text, out int kitchen) is null && kitchen > 0)
        {
            string name = plan.Kitchens[kitchen].Name;
            for (int lanes = plan.Kitchens[kitchen].Lanes.Length; lanes > 0; lanes--) plan = PlanEdit.RemoveLane(plan, new(kitchen, 0));
            return game.Edit(plan, $"Closed {name}.");
        }
        return PlainNames.Lane(plan, text, out LaneAddress at) ?? game.Edit(PlanEdit.RemoveLane(plan, at), $"Closed {Spoken.LaneAt(plan, at)}.");
    }

    private static string? Kind(PlainGame game, ImmutableArray<string> words)
    {
        (Level level, Plan plan) = (game.Level, game.Plan);
        words = PlainNames.Essential(words);
        if (words.Length > 1 && words[0].Equals("lane", StringComparison.OrdinalIgnoreCase)) words = words[1..];
        if (PlainNames.Lane(plan, words[0], out LaneAddress at) is { } nowhere) return nowhere;
        if (PlainNames.Kind(level, PlainNames.Text(words[1..]), out LaneKind kind) is { } reason) return reason;
        if (PlanRules.WhyNotKind(level, plan, at, kind) is { } no) return Refused(no);
        Plan changed = PlanEdit.SetKind(level, plan, at, kind);
        return game.Edit(changed, $"Lane {PlanEdit.Lanes(plan).IndexOf(at) + 1} is {Words.OneOf(kind)} now.");
    }

    private static string? Workers(PlainGame game, ImmutableArray<string> words)
    {
        (Level level, Plan plan) = (game.Level, game.Plan);
        (ImmutableArray<string> lane, string number) = LaneAndNumber(words);
        if (PlainNames.Lane(plan, PlainNames.Text(lane), out LaneAddress at) is { } reason) return reason;
        if (PlanEdit.LaneAt(plan, at).Kind != LaneKind.Thread) return "Only further cooks can be several; add thread opens a lane for them.";
        return PlainNames.Number(number, 1, PlanRules.MostWorkers(level, plan, at), "number of cooks", out int workers)
            ?? game.Edit(PlanEdit.SetWorkers(plan, at, workers), $"{Spoken.Counted(workers, "cook")} on lane {PlanEdit.Lanes(plan).IndexOf(at) + 1}.");
    }

    private static string? Limit(PlainGame game, ImmutableArray<string> words)
    {
        Plan plan = game.Plan;
        (ImmutableArray<string> lane, string number) = LaneAndNumber(words);
        if ((PlainNames.Lane(plan, PlainNames.Text(lane), out LaneAddress at) ?? PlanRules.WhyNotLimit(plan, at)) is { } reason) return reason;
        if (number.Equals("none", StringComparison.OrdinalIgnoreCase)) return game.Edit(PlanEdit.SetLimit(plan, at, null), "No limit.");
        return PlainNames.Number(number, 1, LevelLimits.Instances, "limit", out int limit) ?? game.Edit(PlanEdit.SetLimit(plan, at, limit), $"At most {limit} at once.");
    }

    private static string? Style(PlainGame game, ImmutableArray<string> words)
    {
        Plan plan = game.Plan;
        (ImmutableArray<string> lane, string word) = LaneAndNumber(words);
        if ((PlainNames.Lane(plan, PlainNames.Text(lane), out LaneAddress at) ?? PlanRules.WhyNotStyle(game.Level, plan, at)) is { } reason) return reason;
        int style = PlanNames.LaneStyles.IndexOf(word.ToLowerInvariant());
        if (style < 0) return $"Say {Spoken.List(PlanNames.LaneStyles, "or")}.";
        Plan changed = PlanEdit.SetStyle(plan, at, (LaneStyle)style);
        return game.Edit(changed, $"Lane {PlanEdit.Lanes(plan).IndexOf(at) + 1} is {Words.OneOf(LaneKind.Loop, (LaneStyle)style)} now.");
    }

    private static string? Box(PlainGame game, ImmutableArray<string> words)
    {
        Plan plan = game.Plan;
        (ImmutableArray<string> lane, string number) = LaneAndNumber(words);
        if ((PlainNames.Lane(plan, PlainNames.Text(lane), out LaneAddress at) ?? PlanRules.WhyNotBox(game.Level, plan, at)) is { } reason) return reason;
        if (number.Equals("none", StringComparison.OrdinalIgnoreCase)) return game.Edit(PlanEdit.SetBox(plan, at, null), "Each task travels by itself.");
        return PlainNames.Number(number, 2, LevelLimits.Instances, "box", out int box) ?? game.Edit(PlanEdit.SetBox(plan, at, box), $"Up to {box} to a box.");
    }

    private static string? Copies(PlainGame game, ImmutableArray<string> words)
    {
        (Level level, Plan plan) = (game.Level, game.Plan);
        (ImmutableArray<string> name, string number) = LaneAndNumber(words);
        if ((PlainNames.Kitchen(plan, PlainNames.Text(name), out int kitchen) ?? PlanRules.WhyNotCopies(plan, kitchen)) is { } reason) return reason;
        return PlainNames.Number(number, 1, PlanRules.MostCopies(level, plan, kitchen), "number of copies", out int copies)
            ?? game.Edit(PlanEdit.SetCopies(plan, kitchen, copies), copies == 1 ? $"Only one {plan.Kitchens[kitchen].Name}." : $"{copies} copies of {plan.Kitchens[kitchen].Name}.");
    }

    /// <summary>The last word, and those before it.</summary>
    private static (ImmutableArray<string> Words, string Number) LaneAndNumber(ImmutableArray<string> words)
    {
        ImmutableArray<string> essential = [.. PlainNames.Essential(words).Where((w, i) => i > 0 || !w.Equals("lane", StringComparison.OrdinalIgnoreCase))];
        return essential.Length < 2 ? (essential, "") : (essential[..^1], essential[^1]);
    }

    private static string Refused(string reason) => Spoken.Stopped($"That cannot be: {reason}");
}
