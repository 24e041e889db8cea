using System.Collections.Immutable;
using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Simulation.Solving;

/// <summary>What a plan loses something by.</summary>
public enum LossKind
{
    /// <summary>The order of the tasks on each lane.</summary>
    Order,

    /// <summary>Which task is on which of the lanes.</summary>
    Assignment,

    /// <summary>The lanes and cards themselves.</summary>
    Strategy,
}

/// <summary>What a plan loses against the best one known, in the metric of the medals: by its order, by its assignment, by its strategy. Every number is what a real plan gains in the model.</summary>
/// <param name="Mine">The plan.</param>
/// <param name="ByOrder">The best plan found that only orders the tasks of each lane otherwise; the plan itself if none is better.</param>
/// <param name="ByAssignment">The best found on the same lanes.</param>
/// <param name="Best">The best known at all.</param>
/// <param name="Move">The plan after the one move of a task or step that gains most; null if none gains anything.</param>
/// <param name="Metric">The metric of the medals.</param>
public sealed record LossSplit(SurveyedPlan Mine, SurveyedPlan ByOrder, SurveyedPlan ByAssignment, SurveyedPlan Best, SurveyedPlan? Move, Metric Metric)
{
    /// <summary>All that is lost.</summary>
    public decimal Total => Mine.Score[Metric] - Best.Score[Metric];

    /// <summary>What most is lost by; the first of equals.</summary>
    public LossKind Largest => Enum.GetValues<LossKind>().MaxBy(Of);

    /// <summary>What is lost by one thing alone, zero or more.</summary>
    public decimal Of(LossKind kind) => kind switch
    {
        LossKind.Order => Mine.Score[Metric] - ByOrder.Score[Metric],
        LossKind.Assignment => ByOrder.Score[Metric] - ByAssignment.Score[Metric],
        _ => ByAssignment.Score[Metric] - Best.Score[Metric],
    };

    /// <summary>The plan that shows a loss.</summary>
    public SurveyedPlan Target(LossKind kind) => kind switch { LossKind.Order => ByOrder, LossKind.Assignment => ByAssignment, _ => Best };

    /// <summary>Splits the loss of a plan; null unless the model serves it and no schedule that the inspector finds breaks it. About a second at the most: its budgets count plans.</summary>
    /// <param name="level">The level.</param>
    /// <param name="plan">A legal plan.</param>
    /// <param name="cancel">Ends the search with <see cref="OperationCanceledException"/>.</param>
    public static LossSplit? Of(Level level, Plan plan, CancellationToken cancel = default) => new LossFinder(level, cancel).Find(plan);
}

/// <summary>Looks for better plans near a plan.</summary>
internal sealed class LossFinder(Level level, CancellationToken cancel)
{
    private const int Plans = 500, MostMoves = 500;
    private const long MostStates = 200_000;
    private const decimal Slack = 1.03m;

    private readonly Metric _metric = Scorer.MedalMetric(level);
    private readonly SafetyCheck _safety = new(level, MostStates);

    public LossSplit? Find(Plan plan)
    {
        SurveyedPlan mine = new PlanJudge(level).Judge(plan);
        if (mine.Score.Verdict != Verdict.Served || _safety.Ask(plan) is InspectionVerdict.Race or InspectionVerdict.Deadlock) return null;
        SurveyedPlan byOrder = Improve(mine, MoveScope.Order), byDeal = Improve(byOrder, MoveScope.Deal);
        return new(mine, byOrder, byDeal, BestKnown(byDeal), BestMove(mine), _metric);
    }

    /// <summary>The author's best plan, or the solver's where there is none, unless what was found is better.</summary>
    private SurveyedPlan BestKnown(SurveyedPlan found)
    {
        SurveyedPlan? best = level.Plans.FirstOrDefault(p => p.Name == "best") is { } author ? new PlanJudge(level).Judge(author.Plan) : Solver.Solve(level, SolverBudget.Quick, cancel).Best;
        cancel.ThrowIfCancellationRequested();
        return best is { Score.Verdict: Verdict.Served } && Value(best) < Value(found) ? best : found;
    }

    /// <summary>Goes on with plans that are not much worse, from the best again after a while.</summary>
    private SurveyedPlan Improve(SurveyedPlan given, MoveScope scope)
    {
        PlanMoves moves = new(level, new SeededRandom(1), scope);
        PlanJudge judge = new(level, cancel);
        SurveyedPlan best = given with { Plan = PlanForm.Canonical(level, given.Plan) }, at = best;
        for (int step = 0; step < Plans; step++)
        {
            cancel.ThrowIfCancellationRequested();
            if (step % (Plans / 5) == 0) at = best;
            if (!moves.HasAny || moves.Change(at.Plan) is not { } changed || judge.JudgeNew(changed) is not { Score.Verdict: Verdict.Served } next) continue;
            if (Value(next) <= Value(at) * Slack) at = next;
            if (IsBetter(next, best)) best = next;
        }
        return Value(best) < Value(given) ? best : given;
    }

    /// <summary>Every single move of one entry to another place, or of one step of a list by hand.</summary>
    private SurveyedPlan? BestMove(SurveyedPlan mine)
    {
        PlanJudge judge = new(level, cancel);
        SurveyedPlan? best = null;
        foreach (Plan plan in Moves(mine.Plan).Take(MostMoves))
        {
            cancel.ThrowIfCancellationRequested();
            if (ReferenceEquals(plan, mine.Plan) || !PlanChecker.Check(level, plan).IsEmpty) continue;
            SurveyedPlan next = judge.Judge(plan);
            if (next.Score.Verdict == Verdict.Served && IsBetter(next, best ?? mine)) best = next;
        }
        return best;
    }

    private IEnumerable<Plan> Moves(Plan plan)
    {
        ImmutableArray<LaneAddress> lanes = PlanEdit.Lanes(plan);
        foreach (LaneAddress at in lanes)
        {
            Lane lane = PlanEdit.LaneAt(plan, at);
            for (int from = 0; from < lane.Steps.Length; from++)
                for (int to = 0; to < lane.Steps.Length; to++) if (to != from) yield return ManualEdit.Move(plan, at, from, to);
            foreach (TaskRef entry in lane.Tasks)
                foreach (LaneAddress other in lanes.Where(l => PlanEdit.LaneAt(plan, l).Kind != LaneKind.Manual))
                    for (int to = 0; to <= PlanEdit.LaneAt(plan, other).Tasks.Length - (other == at ? 1 : 0); to++) yield return PlanEdit.Place(level, plan, entry, other, to);
        }
    }

    private bool IsBetter(SurveyedPlan plan, SurveyedPlan than) => Value(plan) < Value(than) && _safety.Ask(plan.Plan) == InspectionVerdict.Safe;

    private decimal Value(SurveyedPlan plan) => plan.Score[_metric];
}
