using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Game.Export.Python;

/// <summary>Says a plan in words, for the head of its program.</summary>
internal static class PlanWords
{
    /// <summary>A line for every lane, then one for every card and setting. What levels name stands in them as it is.</summary>
    public static IEnumerable<string> Of(CompiledPlan compiled)
    {
        Plan plan = compiled.Plan;
        foreach (Kitchen kitchen in plan.Kitchens)
        {
            foreach (Lane lane in kitchen.Lanes)
            {
                string style = lane.Style == LaneStyle.Callbacks ? " of callbacks" : "";
                string pool = lane.Workers > 1 ? $", {lane.Workers} workers" : "";
                string limit = lane.Limit is { } most ? $", at most {most} at once" : "";
                string what = string.Join(", ", lane.Kind == LaneKind.Manual ? lane.Steps.Select(s => s.ToString()) : lane.Tasks.Select(t => t.ToString()));
                yield return $"{kitchen.Name}{(kitchen.Copies > 1 ? $" ({kitchen.Copies} copies)" : "")}, {PlanNames.Of(lane.Kind)}{style}{pool}{limit}: {what}";
            }
        }
        foreach (LockPlan l in plan.Locks) yield return $"lock {l.Lock}: {l.Task}, steps {l.From} to {l.To}";
        foreach (IGrouping<string, YieldPlan> y in plan.Yields.GroupBy(y => $"{y.Task}.{y.Step}")) yield return $"give way: {y.Key} after {string.Join(", ", y.Select(a => a.After))}";
        foreach (OffloadPlan o in plan.Offloads) yield return $"helper: {o.Task}.{o.Step} goes to {o.To}";
        foreach (TryPlan t in plan.Tries) yield return $"try again: {t.Task}.{t.Step}";
        foreach (OrderPlan o in plan.Orders) yield return $"order: {o.Task} takes {string.Join(", then ", o.Tools)}";
        foreach (PlacesPlan p in plan.Places) yield return $"places: {p.Places} of {p.Tool}";
        if (!plan.Buys.IsEmpty) yield return $"bought: {string.Join(", ", plan.Buys)}";
    }
}
