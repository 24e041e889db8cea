using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Simulation.Solving;

/// <summary>Every set of chosen places, purchases, locks, offloads and changed orders that a plan's lanes admit, for each copy of a task by itself. Yields are left out: they may lie anywhere inside a step.</summary>
internal sealed class CardSpace
{
    /// <summary>Steps of a task up to which every set of brackets is tried.</summary>
    public const int MostBracketed = 5;

    private readonly Plan _plan;
    private readonly Func<Plan, bool> _visit;
    private readonly Func<Plan, bool>? _isHopeless;
    private readonly List<ImmutableArray<Func<Plan, Plan>>> _choices = [];

    private CardSpace(Level level, Plan plan, Func<Plan, bool> visit, Func<Plan, bool>? isHopeless)
    {
        (_plan, _visit, _isHopeless) = (plan, visit, isHopeless);
        foreach (ToolSpec tool in level.Tools.Where(t => t.IsChosen))
            Add([.. Enumerable.Range(1, tool.Places - 1).Select(places => (Func<Plan, Plan>)(p => SettingEdit.SetPlaces(p, tool, places)))]);
        foreach (EquipmentSpec equipment in level.Equipment) Add([p => SettingEdit.ToggleBuy(p, equipment.Id)]);
        foreach (TaskSpec task in level.Tasks)
        {
            if (level.Allow.Order) Add([.. Orders(task).Select(o => (Func<Plan, Plan>)(p => p with { Orders = p.Orders.Add(o) }))]);
            foreach (string name in level.Allow.Locks ? level.Shared : [])
                foreach (TaskRef copy in Copies(task))
                    Add([.. Brackets(task, name).Select(b => (Func<Plan, Plan>)(p => p with { Locks = p.Locks.AddRange(b.Select(r => new LockPlan(name, copy, r.From, r.To))) }))]);
            if (level.Allow.Offload) foreach (TaskRef copy in Copies(task)) AddOffloads(task, copy);
        }
    }

    /// <summary>Visits the plan with each set of cards until the visitor returns false; whether all were visited.</summary>
    /// <param name="level">The level.</param>
    /// <param name="plan">The plan without cards.</param>
    /// <param name="visit">Sees each plan; false stops.</param>
    /// <param name="isHopeless">Whether no plan with these cards and more is wanted; null: all are.</param>
    public static bool Visit(Level level, Plan plan, Func<Plan, bool> visit, Func<Plan, bool>? isHopeless = null) => new CardSpace(level, plan, visit, isHopeless).From(0, plan);

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

    /// <summary>Where steps of a task, or of one of its copies, may be offloaded: nowhere unless it is on loops.</summary>
    public static IEnumerable<string> Targets(Plan plan, TaskRef task)
    {
        HashSet<string> own = [];
        foreach (Kitchen kitchen in plan.Kitchens)
        {
            foreach (Lane lane in kitchen.Lanes.Where(l => l.Tasks.Any(t => IsPartOf(t, task)) || l.Steps.Any(s => s.Task == task.Task)))
            {
                if (lane.Kind is not (LaneKind.Loop or LaneKind.Greenlets)) return [];
                own.Add(kitchen.Name);
            }
        }
        return plan.Kitchens.Where(k => k.Copies == 1 && !own.Contains(k.Name)).Select(k => k.Name).Prepend(OffloadTargets.Thread);
    }

    private static bool IsPartOf(TaskRef batch, TaskRef task) => batch.Task == task.Task && (task.First == 0 || (batch.First <= task.Last && task.First <= batch.Last));

    private static IEnumerable<TaskRef> Copies(TaskSpec task) => task.Count == 1 ? [new(task.Id)] : Enumerable.Range(1, task.Count).Select(c => new TaskRef(task.Id, c, c));

    private void AddOffloads(TaskSpec task, TaskRef copy)
    {
        string[] targets = [.. Targets(_plan, copy)];
        for (int step = 0; step < task.Steps.Length; step++)
        {
            int at = step;
            if (task.Steps[step].Kind is not (StepKind.Take or StepKind.Drop))
                Add([.. targets.Select(to => (Func<Plan, Plan>)(p => p with { Offloads = p.Offloads.Add(new(copy, at, to)) }))]);
        }
    }

    /// <summary>What a lock may be held over; of long tasks, only one range from a step that touches the shared thing to another.</summary>
    private static IEnumerable<ImmutableList<(int From, int To)>> Brackets(TaskSpec task, string name)
    {
        if (task.Steps.Length <= MostBracketed) return Brackets(0, task.Steps.Length).Skip(1);
        int[] touching = [.. task.Steps.Index().Where(s => s.Item.Read == name || s.Item.Write == name).Select(s => s.Index)];
        return touching.SelectMany(from => touching.Where(to => to >= from).Select(to => ImmutableList.Create((from, to))));
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
        if (_isHopeless?.Invoke(plan) == true) return true;
        if (choice == _choices.Count) return !plan.Kitchens.Skip(1).All(k => IsOpened(plan, k)) || _visit(plan);
        foreach (Func<Plan, Plan> card in _choices[choice]) if (!From(choice + 1, card(plan))) return false;
        return true;
    }

    private static bool IsOpened(Plan plan, Kitchen kitchen) => kitchen.Lanes.Any(l => PlanForm.SizeOf(l) > 0) || plan.Offloads.Any(o => o.To == kitchen.Name);
}
