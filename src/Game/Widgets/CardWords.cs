using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Game.Widgets;

/// <summary>The cards of a plan in words.</summary>
public static class CardWords
{
    /// <summary>Every card, each with its letter in front: <c>L jar: Thermometer, note it – note it</c>. Locks, then yields, helpers, tries, orders of taking tools, places and purchases.</summary>
    public static ImmutableArray<string> Of(Level level, Plan plan)
    {
        return
        [
            .. plan.Locks.Select(c => $"L {c.Lock}: {TitleOf(c.Task)}, {StepOf(c.Task, c.From)} – {StepOf(c.Task, c.To)}"),
            .. plan.Yields.Select(c => $"y {TitleOf(c.Task)} gives way after {c.After} of {StepOf(c.Task, c.Step)}"),
            .. plan.Offloads.Select(c => $"o {TitleOf(c.Task)}: {StepOf(c.Task, c.Step)} → {(c.To == "thread" ? "helper" : c.To)}"),
            .. plan.Tries.Select(c => $"f {TitleOf(c.Task)}: {StepOf(c.Task, c.Step)}, tried again"),
            .. plan.Orders.Select(c => $"t {TitleOf(new(c.Task))} takes {string.Join(", then ", c.Tools)}"),
            .. plan.Places.Select(c => $"e {c.Tool}: {(c.Places == 1 ? "one place" : $"{c.Places} places")}"),
            .. plan.Buys.Select(b => $"e {b} bought"),
        ];

        string TitleOf(TaskRef task) => level.FindTask(task.Task)?.Title ?? task.Task;
        string StepOf(TaskRef task, int step) => level.FindTask(task.Task) is { } spec && step < spec.Steps.Length ? Words.Of(spec.Steps[step]) : $"step {step}";
    }
}
