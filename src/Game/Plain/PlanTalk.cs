using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Plain;

/// <summary>Tells a plan: lane by lane, step by step, card by card.</summary>
internal static class PlanTalk
{
    private const int MostEntries = 12;

    public static void Tell(PlainGame game)
    {
        (Level level, Plan plan) = (game.Level, game.Plan);
        foreach (LaneAddress at in PlanEdit.Lanes(plan)) Lane(game, at);
        if (PlanEdit.Lanes(plan).IsEmpty) game.Out.Say("Nobody works here: add opens a lane.");
        foreach (Kitchen kitchen in plan.Kitchens.Where(k => k.Copies > 1)) game.Out.Say($"There are {kitchen.Copies} copies of {kitchen.Name}.");
        foreach (ToolSpec tool in level.Tools.Where(t => t.IsChosen)) game.Out.Say($"The {tool.Id} has {Spoken.Counted(PlanSettings.PlacesOf(plan, tool), "place")}.");
        if (!plan.Buys.IsEmpty) game.Out.Say($"Bought: {Spoken.List(plan.Buys)}.");
        string open = Spoken.Some(Batches.Unassigned(level, plan).Select(b => Words.Of(level, b)), MostEntries);
        if (open.Length > 0) game.Out.Say($"On no lane yet: {open}.");
        foreach (string card in Cards(level, plan)) game.Out.Item($"Card: {card}.");
    }

    private static void Lane(PlainGame game, LaneAddress at)
    {
        (Level level, Plan plan) = (game.Level, game.Plan);
        Lane lane = PlanEdit.LaneAt(plan, at);
        string name = Spoken.Sentence(Spoken.LaneAt(plan, at));
        if (lane.Kind != LaneKind.Manual)
        {
            game.Out.Item($"{name}: {(lane.Tasks.IsEmpty ? "empty" : Spoken.Some(lane.Tasks.Select(t => Words.Of(level, t)), MostEntries * 4))}.");
            return;
        }
        game.Out.Say(lane.Steps.IsEmpty ? $"{name}: the list is empty. step TASK adds the next step of a task." : $"{name}:");
        for (int i = 0; i < lane.Steps.Length; i++)
        {
            StepRef step = lane.Steps[i];
            TaskSpec task = level.FindTask(step.Task)!;
            game.Out.Item($"{i + 1}. {task.Title}{(step.Copy > 0 ? $" {step.Copy}" : "")}: {Words.Of(task.Steps[step.Step])}{Times(game, step)}.");
        }
    }

    /// <summary>Every card of a plan in words.</summary>
    private static IEnumerable<string> Cards(Level level, Plan plan)
    {
        string Step(string task, int step) => level.FindTask(task) is { } spec && step < spec.Steps.Length ? Spoken.Step(spec, step) : $"step {step + 1}";
        foreach (LockPlan c in plan.Locks)
            yield return $"{Of(level, c.Task)} holds the lock on {c.Lock} from {Step(c.Task.Task, c.From)}, to the end of {Step(c.Task.Task, c.To)}";
        foreach (YieldPlan c in plan.Yields) yield return $"{Of(level, c.Task)} gives way after {c.After} of {Step(c.Task.Task, c.Step)}";
        foreach (OffloadPlan c in plan.Offloads) yield return $"{(c.To == OffloadTargets.Thread ? "a helper" : c.To)} does {Step(c.Task.Task, c.Step)}, of {Of(level, c.Task)}";
        foreach (TryPlan c in plan.Tries) yield return $"{Of(level, c.Task)} tries {Step(c.Task.Task, c.Step)}, again until it succeeds";
        foreach (OrderPlan c in plan.Orders) yield return $"{Spoken.Title(level, c.Task)} takes {string.Join(", then ", c.Tools)}";
    }

    /// <summary>The task of a card; a bare name means all copies.</summary>
    private static string Of(Level level, TaskRef task) => Words.Of(level, task);

    /// <summary>When the model has the step begin and end; empty without a forecast.</summary>
    private static string Times(PlainGame game, StepRef step)
    {
        if (game.Prediction.Forecast is not { } forecast) return "";
        int task = -1;
        for (int i = 0; i < forecast.Compiled.Tasks.Length && task < 0; i++)
            if (game.Level.Tasks[forecast.Compiled.Tasks[i].Spec].Id == step.Task && forecast.Compiled.Tasks[i].Copy == step.Copy) task = i;
        Span[] spans = [.. forecast.Run.Timeline.Spans.Where(s => s.Task == task && s.Step == step.Step && s.State == SpanState.Working)];
        return spans.Length == 0 ? "" : $", {Words.Number(decimal.Round(spans[0].Start.Minutes, 2))} to {Words.Number(decimal.Round(spans[^1].End.Minutes, 2))}";
    }
}
