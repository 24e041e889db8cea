using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Simulation.Solving;

/// <summary>Every set of chosen places, purchases, locks, offloads and changed orders that a plan's lanes admit, each card on all copies of its task. Yields are left out: they may lie anywhere inside a step.</summary>
internal sealed class CardSpace
{
    private readonly Func<Plan, bool> _visit;
    private readonly List<ImmutableArray<Func<Plan, Plan>>> _choices = [];

    private CardSpace(Level level, Plan plan, Func<Plan, bool> visit)
    {
        _visit = visit;
        foreach (ToolSpec tool in level.Tools.Where(t => t.IsChosen))
            Add([.. Enumerable.Range(1, tool.Places - 1).Select(places => (Func<Plan, Plan>)(p => SettingEdit.SetPlaces(p, tool, places)))]);
        foreach (EquipmentSpec equipment in level.Equipment) Add([p => SettingEdit.ToggleBuy(p, equipment.Id)]);
        foreach (TaskSpec task in level.Tasks)
        {
            if (level.Allow.Order) Add([.. Orders(task).Select(o => (Func<Plan, Plan>)(p => p with { Orders = p.Orders.Add(o) }))]);
            foreach (string name in level.Allow.Locks ? level.Shared : [])
                _choices.Add([.. Brackets(0, task.Steps.Length).Select(b => (Func<Plan, Plan>)(p => p with { Locks = p.Locks.AddRange(b.Select(r => new LockPlan(name, new(task.Id), r.From, r.To))) }))]);
            for (int step = 0; step < task.Steps.Length; step++)
            {
                if (!level.Allow.Offload || task.Steps[step].Kind is StepKind.Take or StepKind.Drop) continue;
                int at = step;
                Add([.. Targets(plan, task.Id).Select(to => (Func<Plan, Plan>)(p => p with { Offloads = p.Offloads.Add(new(new(task.Id), at, to)) }))]);
            }
        }
    }

    /// <summary>Visits the plan with each set of cards until the visitor returns false; whether all were visited.</summary>
    public static bool Visit(Level level, Plan plan, Func<Plan, bool> visit) => new CardSpace(level, plan, visit).From(0, plan);

    /// <summary>Orders of the takes besides the authored one that hold together.</summary>
    public static IEnumerable<OrderPlan> Orders(TaskSpec task)
    {
        Plan plan = CardEdit.NextOrder(new() { Level = "", Kitchens = [] }, task);
        for (; !plan.Orders.IsEmpty; plan = CardEdit.NextOrder(plan, task))
        {
            Queue<string> tools = new(plan.Orders[0].Tools);
            if (!HeldTools.Check([.. task.Steps.Select(s => s.Kind == StepKind.Take ? s with { Tool = tools.Dequeue() } : s)]).Any()) yield return plan.Orders[0];
        }
    }

    /// <summary>Where steps of a task may be offloaded: nowhere unless all its copies are on loops.</summary>
    public static IEnumerable<string> Targets(Plan plan, string task)
    {
        HashSet<string> own = [];
        foreach (Kitchen kitchen in plan.Kitchens)
        {
            foreach (Lane lane in kitchen.Lanes.Where(l => l.Tasks.Any(t => t.Task == task) || l.Steps.Any(s => s.Task == task)))
            {
                if (lane.Kind is not (LaneKind.Loop or LaneKind.Greenlets)) return [];
                own.Add(kitchen.Name);
            }
        }
        return plan.Kitchens.Where(k => k.Copies == 1 && !own.Contains(k.Name)).Select(k => k.Name).Prepend(OffloadTargets.Thread);
    }

    /// <summary>Sets of ranges of steps that do not overlap, the empty one first.</summary>
    private static IEnumerable<ImmutableList<(int From, int To)>> Brackets(int first, int steps)
    {
        yield return [];
        for (int from = first; from < steps; from++)
            for (int to = from; to < steps; to++)
                foreach (ImmutableList<(int From, int To)> rest in Brackets(to + 1, steps)) yield return rest.Insert(0, (from, to));
    }

    /// <summary>Adds a choice between nothing and some cards.</summary>
    private void Add(ImmutableArray<Func<Plan, Plan>> cards)
    {
        if (!cards.IsEmpty) _choices.Add(cards.Insert(0, p => p));
    }

    private bool From(int choice, Plan plan)
    {
        if (choice == _choices.Count) return !plan.Kitchens.Skip(1).All(k => IsOpened(plan, k)) || _visit(plan);
        foreach (Func<Plan, Plan> card in _choices[choice]) if (!From(choice + 1, card(plan))) return false;
        return true;
    }

    private static bool IsOpened(Plan plan, Kitchen kitchen) => kitchen.Lanes.Any(l => PlanForm.SizeOf(l) > 0) || plan.Offloads.Any(o => o.To == kitchen.Name);
}
