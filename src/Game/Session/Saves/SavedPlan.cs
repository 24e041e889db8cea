using System.Text;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Game.Session.Saves;

/// <summary>Plans that come back from a file: levels may have changed in the meantime.</summary>
internal static class SavedPlan
{
    /// <summary>Reads a plan; null where the text is none, which only a damaged file can hold.</summary>
    public static Plan? Read(string json) => PlanReader.ReadDraft(Encoding.UTF8.GetBytes(json), "plan").Value;

    /// <summary>Reads a plan; an empty one where the text is none.</summary>
    public static Plan ReadOrEmpty(string json, string level) => Read(json) ?? new() { Level = level, Kitchens = [new("home", 1, [])] };

    /// <summary>Whether everything the plan names exists in the level. It may still be unfinished or forbidden: the board shows that.</summary>
    public static Func<Plan, bool> FitsInto(Level level)
    {
        Dictionary<string, TaskSpec> tasks = level.Tasks.DistinctBy(t => t.Id).ToDictionary(t => t.Id);
        return plan => plan.Level == level.Id && !plan.Kitchens.IsEmpty
            && plan.Kitchens.SelectMany(k => k.Lanes).All(lane => lane.Tasks.All(Names) && lane.Steps.All(s => Has(s.Task, s.Copy, s.Step)))
            && plan.Locks.All(c => Names(c.Task) && Has(c.Task.Task, c.Task.Last, Math.Max(c.From, c.To)))
            && plan.Yields.All(c => Names(c.Task) && Has(c.Task.Task, c.Task.Last, c.Step))
            && plan.Offloads.All(c => Names(c.Task) && Has(c.Task.Task, c.Task.Last, c.Step))
            && plan.Orders.All(o => tasks.ContainsKey(o.Task));

        bool Names(TaskRef named) => tasks.TryGetValue(named.Task, out TaskSpec? task) && Math.Max(named.Last, named.Next) <= task.Count;
        bool Has(string id, int copy, int step) => tasks.TryGetValue(id, out TaskSpec? task) && copy <= task.Count && step < task.Steps.Length;
    }
}
