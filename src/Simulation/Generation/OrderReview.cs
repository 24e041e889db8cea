using System.Collections.Immutable;
using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Solving;

namespace ShortOrder.Simulation.Generation;

/// <summary>Judges whether an order is a puzzle: the obvious plans are not good, few plans are, and its means are needed. In whole per cent of times in ticks.</summary>
internal sealed class OrderReview(Level level)
{
    private const int RandomPlans = 200, MostLucky = RandomPlans / 20;
    private const decimal ObviousMargin = 1.08m, LuckyMargin = 1.05m;

    private readonly PlanJudge _judge = new(level);

    /// <summary>Served plans that a player makes without thinking, the blocking one first.</summary>
    public ImmutableArray<SurveyedPlan> Obvious() => [.. ObviousPlans().Where(p => PlanChecker.Check(level, p).IsEmpty).Select(p => _judge.Judge(PlanForm.Canonical(level, p))).Where(p => p.Score.Verdict == Verdict.Served)
        .DistinctBy(p => PlanWriter.Write(p.Plan))];

    /// <summary>Whether no obvious plan is within 8 % of a time.</summary>
    public static bool HidesBest(ImmutableArray<SurveyedPlan> obvious, decimal best) => obvious.All(p => p.Score[Metric.Time] > best * ObviousMargin);

    /// <summary>Whether at most one in twenty plans with the lanes of the best one, dealt and ordered by chance, is within 5 % of it.</summary>
    public bool IsRare(SurveyedPlan best, SeededRandom random)
    {
        int lucky = 0;
        for (int i = 0; i < RandomPlans && lucky <= MostLucky; i++)
        {
            SurveyedPlan plan = _judge.Judge(Dealt(best.Plan, random));
            if (plan.Score.Verdict == Verdict.Served && plan.Score[Metric.Time] <= best.Score[Metric.Time] * LuckyMargin) lucky++;
        }
        return lucky <= MostLucky;
    }

    /// <summary>Whether nothing that the best plan uses can be done without: no plan without it comes within 5 % of the best, nor to gold.</summary>
    public bool NeedsAll(SurveyedPlan best, decimal gold, SolverBudget budget) => LevelLints.FeaturesOf(best.Plan)
        .All(idea => LevelLints.Without(level, idea) is not { } poorer || Solver.FindAtMost(poorer, Math.Max(gold, best.Score[Metric.Time] * LuckyMargin), budget) is null);

    private IEnumerable<Plan> ObviousPlans()
    {
        TaskRef[] tasks = [.. level.Tasks.Select(t => new TaskRef(t.Id))];
        yield return Home(new Lane { Kind = LaneKind.Main, Tasks = [.. tasks] });
        if (level.Allow.Manual) foreach (Plan plan in ByHand()) yield return plan;
        if (level.Allow.Loops > 0) yield return Home(new Lane { Kind = LaneKind.Loop, Tasks = [.. tasks] });
        for (int lanes = 2; lanes <= level.Allow.Threads + 1; lanes++)
            yield return Home([.. Enumerable.Range(0, lanes).Select(lane => new Lane { Kind = lane == 0 ? LaneKind.Main : LaneKind.Thread, Tasks = [.. tasks.Where((_, i) => i % lanes == lane)] })]);
        if (level.Allow.Threads > 1) yield return Home(new Lane { Kind = LaneKind.Thread, Workers = level.Allow.Threads, Tasks = [.. tasks] });
        if (level.Allow.Kitchens == 0) yield break;
        LaneKind kind = level.Allow.Loops > 0 ? LaneKind.Loop : LaneKind.Main;
        foreach (bool isFirst in (bool[])[true, false])
            yield return new() { Level = level.Id, Kitchens = [new("home", 1, [new() { Kind = kind, Tasks = Half(isFirst) }]), new(PlanForm.NameOf(1), 1, [new() { Kind = LaneKind.Main, Tasks = Half(!isFirst) }])] };

        ImmutableArray<TaskRef> Half(bool isEven) => [.. tasks.Where((_, i) => i % 2 == 0 == isEven)];
    }

    /// <summary>Everything begun as it is listed and finished so, or finished as soon as it is begun.</summary>
    private IEnumerable<Plan> ByHand()
    {
        foreach (IEnumerable<TaskSpec> order in (IEnumerable<TaskSpec>[])[level.Tasks, level.Tasks.OrderByDescending(t => t.Steps.Where(s => s.Kind == StepKind.Io).Sum(s => s.Duration.Ticks))])
        {
            (string Task, int[] Steps)[] lists = [.. order.Select(t => (t.Id, ManualEdit.ListedSteps(t).ToArray()))];
            yield return Listed(lists.SelectMany(l => l.Steps.Select(s => (l.Task, s))));
            yield return Listed(lists.Select(l => (l.Task, l.Steps[0])).Concat(lists.SelectMany(l => l.Steps[1..].Select(s => (l.Task, s)))));
        }

        Plan Listed(IEnumerable<(string Task, int Step)> steps) => Home(new Lane { Kind = LaneKind.Manual, Steps = [.. steps.Select(s => new StepRef(s.Task, 0, s.Step))] });
    }

    private Plan Home(params ReadOnlySpan<Lane> lanes) => new() { Level = level.Id, Kitchens = [new("home", 1, [.. lanes])] };

    /// <summary>A plan with these lanes and the tasks anywhere on them; by hand, the steps in any order.</summary>
    private Plan Dealt(Plan plan, SeededRandom random)
    {
        (Kitchen Kitchen, Lane Lane, List<TaskRef> Tasks)[] lanes = [.. plan.Kitchens.SelectMany(k => k.Lanes.Select(l => (k, l, new List<TaskRef>())))];
        foreach (TaskSpec task in level.Tasks)
        {
            List<TaskRef> list = random.Of(lanes).Tasks;
            list.Insert(random.Below(list.Count + 1), new(task.Id));
        }
        return PlanForm.Canonical(level, plan with
        {
            Kitchens = [.. plan.Kitchens.Select(k => k with { Lanes = [.. lanes.Where(l => ReferenceEquals(l.Kitchen, k)).Select(l => l.Lane.Kind == LaneKind.Manual ? StepsOf(l.Lane, random) : l.Lane with { Tasks = [.. l.Tasks] })] })],
        });
    }

    private Lane StepsOf(Lane lane, SeededRandom random)
    {
        List<Queue<StepRef>> tasks = [.. lane.Steps.GroupBy(s => s.Task).Select(g => new Queue<StepRef>(g))];
        List<StepRef> steps = [];
        while (steps.Count < lane.Steps.Length)
        {
            int at = random.Below(lane.Steps.Length - steps.Count); // every interleaving is equally likely
            Queue<StepRef> next = tasks.First(t => (at -= t.Count) < 0);
            steps.Add(next.Dequeue());
        }
        return lane with { Steps = [.. steps] };
    }
}
