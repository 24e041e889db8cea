using System.Collections.Immutable;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Game.Plain;

/// <summary>The list of a cook who goes step by step.</summary>
internal static class StepCommands
{
    public static ImmutableArray<PlainCommand> All { get; } =
    [
        Of("step", "st", "TASK [PLACE]", "Adds the next step of a task to the list, at the end or at that place: step coffee, step coffee 3.", Step, leastWords: 1),
        Of("move", "m", "FROM TO", "Moves a step of the list to another place: move 3 2.", Move, leastWords: 2),
        Of("remove", "rm", "PLACE", "Takes a step off the list, and the later steps of its task with it.", Remove, leastWords: 1),
        Of("clear", "cr", "", "Empties the list.", Clear, leastWords: 0),
    ];

    private static PlainCommand Of(string word, string brief, string usage, string help, Func<PlainGame, LaneAddress, ImmutableArray<string>, string?> edit, int leastWords) =>
        new(word, brief, usage, help, (game, words) => PlainNames.Essential(words) is { } essential && essential.Length >= leastWords
            ? edit(game, ListOf(game.Plan)!.Value, essential) : $"Say {word} {usage}. Type help {word} to hear more.")
        {
            Topic = PlainTopic.Steps,
            WhyNot = WhyNot,
            IsUseful = level => level.Allow.Manual,
        };

    private static string? WhyNot(PlainGame game) => PlainCommands.NeedsLevel(game) ?? (ListOf(game.Plan) is not null ? null
        : !game.Level.Allow.Manual ? "In this level nobody goes step by step. send moves whole tasks."
        : PlanEdit.Lanes(game.Plan).IsEmpty ? "There is no lane: add manual opens one." : "Nobody goes step by step: kind 1 manual makes lane 1 such a list.");

    private static LaneAddress? ListOf(Plan plan)
    {
        foreach (LaneAddress at in PlanEdit.Lanes(plan)) if (PlanEdit.LaneAt(plan, at).Kind == LaneKind.Manual) return at;
        return null;
    }

    private static string? Step(PlainGame game, LaneAddress at, ImmutableArray<string> words)
    {
        (ImmutableArray<string> named, ImmutableArray<string> numbers) = PlainNames.WithoutNumbers(words, 1);
        if (PlainNames.Task(game.Level, PlainNames.Text(named), out TaskSpec task) is { } unknown) return unknown;
        Lane lane = PlanEdit.LaneAt(game.Plan, at);
        int place = lane.Steps.Length + 1;
        if (!numbers.IsEmpty && PlainNames.Number(numbers[0], 1, lane.Steps.Length + 1, "place", out place) is { } wrong) return wrong;
        if (ManualEdit.NextStep(lane, task) is not { } step) return $"All of {task.Title} is on the list. move FROM TO moves a step, remove takes one off.";
        Plan plan = ManualEdit.AddNext(game.Plan, at, task, place - 1);
        return game.Edit(plan, $"{PlanEdit.LaneAt(plan, at).Steps.IndexOf(step) + 1}. {task.Title}: {Words.Of(task.Steps[step.Step])}.");
    }

    private static string? Move(PlainGame game, LaneAddress at, ImmutableArray<string> words)
    {
        ImmutableArray<StepRef> steps = PlanEdit.LaneAt(game.Plan, at).Steps;
        if (steps.IsEmpty) return "The list is empty: step TASK adds steps.";
        if (PlainNames.Number(words[0], 1, steps.Length, "place of the step", out int from) is { } noFrom) return noFrom;
        if (PlainNames.Number(words[1], 1, steps.Length, "place where it goes", out int to) is { } noTo) return noTo;
        Plan plan = ManualEdit.Move(game.Plan, at, from - 1, to - 1);
        TaskSpec task = game.Level.FindTask(steps[from - 1].Task)!;
        if (ReferenceEquals(plan, game.Plan)) return from == to ? "It is there already." : $"The steps of {task.Title} keep their order.";
        return game.Edit(plan, $"{task.Title}: {Words.Of(task.Steps[steps[from - 1].Step])}, now step {to} of the list.");
    }

    private static string? Remove(PlainGame game, LaneAddress at, ImmutableArray<string> words)
    {
        ImmutableArray<StepRef> steps = PlanEdit.LaneAt(game.Plan, at).Steps;
        if (steps.IsEmpty) return "The list is empty already.";
        if (PlainNames.Number(words[0], 1, steps.Length, "place of the step", out int place) is { } wrong) return wrong;
        Plan plan = ManualEdit.Remove(game.Plan, at, place - 1);
        int removed = steps.Length - PlanEdit.LaneAt(plan, at).Steps.Length;
        string title = Spoken.Title(game.Level, steps[place - 1].Task);
        return game.Edit(plan, removed == 1 ? $"A step of {title} is off the list." : $"{removed} steps are off the list: the later ones of {title} go with it.");
    }

    private static string? Clear(PlainGame game, LaneAddress at, ImmutableArray<string> words) =>
        PlanEdit.LaneAt(game.Plan, at).Steps.IsEmpty ? "The list is empty already." : game.Edit(ManualEdit.Clear(game.Plan, at), "The list is empty. step TASK adds the next step of a task.");
}
