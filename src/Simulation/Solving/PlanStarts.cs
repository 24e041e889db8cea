using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Simulation.Solving;

/// <summary>Plans that a search begins from: the level's own, and tasks dealt to every allowed shape of lanes by simple rules.</summary>
internal static class PlanStarts
{
    private static readonly ImmutableArray<int> Sizes = [2, 3, 4, 5, 6, 8, 10, 13, 16, 20, 25, 32, 40, 50, 64, 100, 200];

    /// <summary>Legal plans, the default first; may repeat.</summary>
    public static IEnumerable<Plan> Of(Level level)
    {
        Plan[] all = [PlanEdit.Default(level), .. level.Plans.Select(p => p.Plan), .. Dealt(level)];
        return (level.Allow.Callbacks ? all.Concat(all.Select(ByCallbacks)) : all).Where(p => PlanChecker.Check(level, p).IsEmpty);
    }

    private static IEnumerable<Plan> Dealt(Level level)
    {
        Allowance allow = level.Allow;
        TaskRef[] tasks = [.. level.Tasks.Select(Batches.All)];
        TaskRef[] single = [.. level.Tasks.SelectMany(t => Enumerable.Range(1, t.Count).Select(c => t.Count == 1 ? new TaskRef(t.Id) : new TaskRef(t.Id, c, c)))];
        TaskRef[] waiting = [.. ByLongest(level, tasks, StepKind.Io)], working = [.. ByLongest(level, tasks, StepKind.Cpu)];
        foreach (TaskRef[] order in (TaskRef[][])[tasks, waiting, working])
        {
            foreach (LaneKind kind in (LaneKind[])[LaneKind.Main, LaneKind.Loop, LaneKind.Greenlets])
            {
                yield return Home(level, Lane(kind, order));
                if (kind != LaneKind.Main) yield return WithBlockingOffloaded(level, Home(level, Lane(kind, order)));
                if (kind != LaneKind.Main) foreach (int limit in Upto(single.Length - 1)) yield return Home(level, Lane(kind, order) with { Limit = limit });
            }
            foreach (int workers in Upto(Math.Min(allow.Threads, single.Length))) yield return Home(level, Lane(LaneKind.Thread, order) with { Workers = workers });
        }
        foreach (TaskRef[] order in (TaskRef[][])[single, [.. ByLongest(level, single, StepKind.Io)], [.. ByLongest(level, single, StepKind.Cpu)]])
        {
            foreach (int lanes in Upto(Math.Min(allow.Threads == Allowance.Any ? Allowance.Any : allow.Threads + 1, single.Length)))
                yield return Home(level, [.. Deal(order, lanes).Select((hand, i) => Lane(i == 0 && allow.Main ? LaneKind.Main : LaneKind.Thread, hand))]);
            foreach (int kitchens in Upto(Math.Min(allow.Kitchens == Allowance.Any ? Allowance.Any : allow.Kitchens + 1, single.Length)))
                yield return new() { Level = level.Id, Kitchens = [.. Deal(order, kitchens).Select((hand, i) => new Kitchen(PlanForm.NameOf(i), 1, [Lane(Simplest(allow), hand)]))] };
            for (int first = 1; allow.Kitchens > 0 && first < order.Length && first <= Sizes.Length; first++)
            {
                Lane away = Lane(LaneKind.Main, order[..first]), rest = Lane(Simplest(allow), order[first..]);
                yield return new() { Level = level.Id, Kitchens = [new("home", 1, [rest]), new("annex", 1, [away])] };
                foreach (int copies in Upto(Math.Min(allow.Copies, first))) yield return new() { Level = level.Id, Kitchens = [new("home", 1, [rest]), new("annex", copies, [away])] };
            }
        }
    }

    /// <summary>Sizes worth trying up to a most.</summary>
    private static IEnumerable<int> Upto(int most) => Sizes.Where(s => s < most).Prepend(1).Append(most).Where(s => s >= 1 && s <= most).Distinct();

    private static LaneKind Simplest(Allowance allow) => allow.Loops > 0 ? LaneKind.Loop : allow.Greenlets ? LaneKind.Greenlets : allow.Main ? LaneKind.Main : LaneKind.Thread;

    private static Plan Home(Level level, params ReadOnlySpan<Lane> lanes) => new() { Level = level.Id, Kitchens = [new("home", 1, [.. lanes])] };

    private static Lane Lane(LaneKind kind, IEnumerable<TaskRef> tasks) => new() { Kind = kind, Tasks = Batches.Joined([.. tasks]) };

    private static IEnumerable<TaskRef[]> Deal(TaskRef[] order, int hands) =>
        Enumerable.Range(0, hands).Select(hand => order.Where((_, i) => i % hands == hand).ToArray());

    private static IEnumerable<TaskRef> ByLongest(Level level, TaskRef[] tasks, StepKind kind) =>
        tasks.OrderByDescending(t => level.FindTask(t.Task)!.Steps.Where(s => s.Kind == kind).Sum(s => s.Duration.Ticks));

    private static Plan ByCallbacks(Plan plan) =>
        plan with { Kitchens = [.. plan.Kitchens.Select(k => k with { Lanes = [.. k.Lanes.Select(l => l.Kind == LaneKind.Loop ? l with { Style = LaneStyle.Callbacks } : l)] })] };

    private static Plan WithBlockingOffloaded(Level level, Plan plan) => plan with
    {
        Offloads = [.. level.Tasks.SelectMany(t => t.Steps.Index().Where(s => s.Item.Blocking).Select(s => new OffloadPlan(new(t.Id), s.Index, OffloadTargets.Thread)))],
    };
}
