using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Simulation.Solving;

/// <summary>One way to write each plan, so that plans which do the same are the same text.</summary>
internal static class PlanForm
{
    /// <summary>
    /// The plan without what is never opened: empty lanes, kitchens without tasks, workers without work, limits that let everybody in. Kitchens have the board's names,
    /// cards are in task order, tries are where steps fail (elsewhere they are only cards more, without one there a dish never comes), and copies are numbered in the order in which they stand, for they are identical (unless a card tells them apart, or a task that awaits them in turn).
    /// </summary>
    public static Plan Canonical(Level level, Plan plan)
    {
        Plan plain = Batches.Plain(level, plan);
        string[] targets = [.. plan.Offloads.Select(o => o.To)];
        ImmutableArray<Kitchen> kitchens = [.. plain.Kitchens.Select((k, i) => Trimmed(k, i > 0 && targets.Contains(k.Name))).Where((k, i) => i == 0 || !k.Lanes.IsEmpty)];
        if (!HasCopyCards(plan) && !level.Tasks.Any(t => OpenSpace.TellsCopies(level, t))) kitchens = Numbered(kitchens);
        Dictionary<string, string> names = [];
        for (int k = 0; k < kitchens.Length; k++) names[kitchens[k].Name] = NameOf(k);
        return plain with
        {
            Kitchens = [.. kitchens.Select(k => k with { Name = names[k.Name], Lanes = [.. k.Lanes.Select(l => l with { Tasks = Batches.JoinedOn(l) })] })],
            Locks = [.. plain.Locks.OrderBy(c => c.Task.Task, StringComparer.Ordinal)],
            Yields = [.. plain.Yields.OrderBy(c => c.Task.Task, StringComparer.Ordinal).ThenBy(c => c.Task.First).ThenBy(c => c.Step).ThenBy(c => c.After)],
            Offloads = [.. plain.Offloads.Select(o => o with { To = names.GetValueOrDefault(o.To, o.To) })
                .OrderBy(c => c.Task.Task, StringComparer.Ordinal).ThenBy(c => c.Task.First).ThenBy(c => c.Step)],
            Tries = NeededTries(level),
            Orders = [.. plain.Orders.Where(o => !IsAuthored(level, o)).OrderBy(c => c.Task, StringComparer.Ordinal)],
        };
    }

    /// <summary>The board's name of a kitchen by its place.</summary>
    public static string NameOf(int kitchen) => kitchen switch { 0 => "home", 1 => "annex", _ => $"annex-{kitchen}" };

    /// <summary>A try around every step that fails; none where the level allows none, and then no plan is served.</summary>
    public static ImmutableArray<TryPlan> NeededTries(Level level) => level.Allow.Tries
        ? [.. level.Tasks.SelectMany(t => t.Steps.Index().Where(s => s.Item.Fails > 0).Select(s => new TryPlan(new(t.Id), s.Index))).OrderBy(t => t.Task.Task, StringComparer.Ordinal)] : [];

    /// <summary>How many tasks or steps a lane lists, copies counted.</summary>
    public static int SizeOf(Lane lane) => lane.Steps.Length + lane.Tasks.Sum(Batches.Size);

    private static bool HasCopyCards(Plan plan) =>
        plan.Locks.Any(c => c.Task.First > 0) || plan.Yields.Any(c => c.Task.First > 0) || plan.Offloads.Any(c => c.Task.First > 0);

    private static bool IsAuthored(Level level, OrderPlan order) =>
        level.FindTask(order.Task)!.Steps.Where(s => s.Kind == StepKind.Take).Select(s => s.Tool!).SequenceEqual(order.Tools);

    private static Kitchen Trimmed(Kitchen kitchen, bool isTarget)
    {
        Lane[] lanes = [.. kitchen.Lanes.Where(l => SizeOf(l) > 0).Select(Trimmed)];
        int size = lanes.Sum(SizeOf);
        if (size == 0 && isTarget) lanes = [new() { Kind = LaneKind.Main }];
        return kitchen with { Lanes = [.. lanes], Copies = Math.Clamp(kitchen.Copies, 1, Math.Max(1, size)) };
    }

    private static Lane Trimmed(Lane lane) => lane with { Workers = Math.Clamp(lane.Workers, 1, SizeOf(lane)), Limit = lane.Limit < SizeOf(lane) ? lane.Limit : null, Box = lane.Box > 1 ? lane.Box : null };

    private static ImmutableArray<Kitchen> Numbered(ImmutableArray<Kitchen> kitchens)
    {
        Dictionary<string, int> used = [];
        Dictionary<(string, int), int> numbers = [];
        return [.. kitchens.Select(k => k with { Lanes = [.. k.Lanes.Select(l => l with { Tasks = [.. l.Tasks.Select(Batch)], Steps = [.. l.Steps.Select(Step)] })] })];

        TaskRef Batch(TaskRef batch)
        {
            if (batch.First == 0) return batch;
            int before = used.GetValueOrDefault(batch.Task);
            used[batch.Task] = before + Batches.Size(batch);
            return batch with { First = before + 1, Last = before + Batches.Size(batch) };
        }

        StepRef Step(StepRef step)
        {
            if (step.Copy == 0) return step;
            if (!numbers.TryGetValue((step.Task, step.Copy), out int copy))
                numbers[(step.Task, step.Copy)] = copy = used[step.Task] = used.GetValueOrDefault(step.Task) + 1;
            return step with { Copy = copy };
        }
    }
}
