using System.Collections.Immutable;
using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Simulation.Solving;

/// <summary>How hard the solver tries; in plans and branches, so that every machine finds the same.</summary>
/// <param name="Plans">Most plans of the seeded search.</param>
/// <param name="Nodes">Most branches of the complete search.</param>
public sealed record SolverBudget(int Plans, long Nodes)
{
    /// <summary>Some seconds at the most.</summary>
    public static SolverBudget Default { get; } = new(8_000, 150_000);

    /// <summary>About a second, for checking many levels.</summary>
    public static SolverBudget Quick { get; } = new(2_000, 40_000);
}

/// <summary>Why no plan is better.</summary>
public enum Proof
{
    /// <summary>It is not known whether one is.</summary>
    None,

    /// <summary>The best plan reaches a lower bound.</summary>
    Bound,

    /// <summary>Every plan that the bounds leave open was looked at.</summary>
    EveryPlan,
}

/// <summary>What the solver found.</summary>
/// <param name="Best">The best plan, served in the model and safe by the inspector; null if none was found.</param>
/// <param name="Metric">What is solved for: the metric of the medals.</param>
/// <param name="Bound">No plan can be below this value of the metric.</param>
/// <param name="BoundName">What limits the order, e.g. <c>hands</c>; <c>every plan</c> after a complete search.</param>
/// <param name="Reason">The bound's arithmetic in a sentence, without full stop.</param>
/// <param name="Proof">Whether, and why, no plan is better than the best.</param>
/// <param name="Plans">Plans that were run.</param>
/// <param name="Nodes">Branches of the complete search.</param>
public sealed record Solution(SurveyedPlan? Best, Metric Metric, decimal Bound, string BoundName, string Reason, Proof Proof, long Plans, long Nodes)
{
    /// <summary>What the best plan reaches; 0 without one.</summary>
    public decimal Value => Best?.Score[Metric] ?? 0;

    /// <summary>By how much, at the most, the best plan is above what is possible: 0.02 is 2 %. Null where the bound is nothing.</summary>
    public decimal? Gap => Proof != Proof.None ? 0 : Best is null || Bound <= 0 ? null : Value / Bound - 1;
}

/// <summary>Looks for the best plan of a level and for a proof that there is no better.</summary>
/// <remarks>
/// First a seeded local search (threshold accepting, Dueck and Scheuer 1990) from dealt plans, then a branch and bound over all plans. A plan counts only if the
/// model serves it and the inspector finds no schedule that breaks it. Deterministic: same level and budget, same answer, unless stopped.
/// </remarks>
public sealed class Solver
{
    private const ulong Seed = 1;
    private const int Rounds = 4;
    private const long MostStates = 2_000_000;

    private readonly Level _level;
    private readonly Metric _metric;
    private readonly ImmutableArray<Metric> _order;
    private readonly PlanJudge _judge;
    private readonly SpaceBound _bound;
    private readonly CancellationToken _stop;
    private readonly SafetyCheck _safety;
    private SurveyedPlan? _best;
    private decimal _openValue = decimal.MaxValue;
    private decimal _sought = -1;
    private long _plans, _nodes;

    private Solver(Level level, CancellationToken stop)
    {
        (_level, _stop) = (level, stop);
        _metric = Scorer.MedalMetric(level);
        _order = [_metric, .. level.Metrics.Where(m => m != _metric)];
        (_judge, _safety) = (new(level, stop), new(level, MostStates));
        _bound = new(new LevelWork(level));
    }

    /// <summary>Solves a level for the metric of its medals within its limits; equal plans are told apart by the level's further metrics.</summary>
    /// <param name="level">The level.</param>
    /// <param name="budget">How hard to try.</param>
    /// <param name="stop">Ends the search early with what has been found.</param>
    public static Solution Solve(Level level, SolverBudget budget, CancellationToken stop = default) => new Solver(level, stop).Solve(budget);

    /// <summary>A served and safe plan that reaches a value of the medal metric or less; null if none was found. Cheaper than solving, most of all where the bounds rule it out.</summary>
    public static SurveyedPlan? FindAtMost(Level level, decimal value, SolverBudget budget, CancellationToken stop = default)
    {
        Solver solver = new(level, stop);
        if (solver.Floor().Value > value) return null;
        solver.Search(budget.Plans, value, isAnyGood: true);
        if (solver._best is { } best && best.Score[solver._metric] <= value) return best;
        if (solver._metric == Metric.Time) solver._bound.Most = KitchenDuration.FromMinutes(decimal.Round(value, 4, MidpointRounding.ToZero)).Ticks;
        solver._sought = value;
        PlanSpace.Visit(level, budget.Nodes, solver.Visit, solver._bound);
        return solver._best is { } found && found.Score[solver._metric] <= value ? found : null;
    }

    private Solution Solve(SolverBudget budget)
    {
        (decimal floor, string name, string reason) = Floor();
        Search(budget.Plans, floor, isAnyGood: _order.Length == 1);
        bool isComplete = false;
        if (_best is null || _best.Score[_metric] > floor) isComplete = PlanSpace.Visit(_level, budget.Nodes, Visit, _bound);
        decimal value = _best?.Score[_metric] ?? 0;
        if (_best is not null && value <= floor) return new(_best, _metric, floor, name, reason, Proof.Bound, _plans, _nodes);
        if (!isComplete) return new(_best, _metric, floor, name, reason, Proof.None, _plans, _nodes);
        if (_best is not null && _openValue >= value)
            return new(_best, _metric, value, "every plan", _nodes == 0 ? "the bounds rule out every better plan" : $"the bounds leave {_nodes} plans open and none of them is better", Proof.EveryPlan, _plans, _nodes);
        return new(_best, _metric, Math.Max(floor, _openValue == decimal.MaxValue ? 0 : _openValue), name, reason, Proof.None, _plans, _nodes);
    }

    private (decimal Value, string Name, string Reason) Floor()
    {
        if (_metric != Metric.Time) return (0, "nothing", "no bound is known for this metric");
        LowerBound bound = LowerBounds.Of(_level)[0];
        return (bound.Makespan.Minutes, bound.Name, bound.Reason);
    }

    /// <summary>Threshold accepting: a worse plan is gone on with as long as it is not much worse, less and less so. At the floor the search ends,
    /// or goes on for a while if equal plans are to be told apart.</summary>
    private void Search(int plans, decimal floor, bool isAnyGood)
    {
        PlanMoves moves = new(_level, new SeededRandom(Seed));
        foreach (Plan start in PlanStarts.Of(_level))
        {
            if (_stop.IsCancellationRequested && _plans > 0) return;
            Try(PlanForm.Canonical(_level, start));
        }
        SurveyedPlan? at = _best;
        for (int step = 0; step < plans && at is not null && !_stop.IsCancellationRequested && !(IsFound(floor) && (isAnyGood || step >= plans / Rounds)); step++)
        {
            int within = step % Math.Max(1, plans / Rounds);
            if (within == 0) at = _best!;
            if (moves.Change(at.Plan) is not Plan plan || Try(plan) is not { } next) continue;
            decimal permille = 60 - 60m * within / Math.Max(1, plans / Rounds);
            if (next.Score[_metric] <= at.Score[_metric] * (1 + permille / 1_000)) at = next;
        }
    }

    private bool IsFound(decimal value) => _best is not null && _best.Score[_metric] <= value;

    /// <summary>Runs a plan unless it was run before; the plan if it is served.</summary>
    private SurveyedPlan? Try(Plan plan)
    {
        if (UnlessStopped(() => _judge.JudgeNew(plan)) is not { } judged) return null;
        _plans++;
        return Offer(judged) ? judged : null;
    }

    private bool Visit(Plan plan)
    {
        _nodes++;
        if (UnlessStopped(() => _judge.Judge(plan)) is not { } judged) return false;
        Offer(judged);
        if (_metric == Metric.Time && OpenSpace.HasMore(_level, plan)) _openValue = Math.Min(_openValue, new KitchenDuration(_bound.LeastOf(plan)).Minutes);
        else if (OpenSpace.HasMore(_level, plan)) _openValue = 0;
        return !_stop.IsCancellationRequested && !IsFound(_sought);
    }

    /// <summary>A plan's run, unless the search is stopped in the middle of it: then what has been found so far holds.</summary>
    private static SurveyedPlan? UnlessStopped(Func<SurveyedPlan?> run)
    {
        try
        {
            return run();
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Whether the plan is served; the best so far is replaced if it is better and safe.</summary>
    private bool Offer(SurveyedPlan judged)
    {
        if (judged.Score.Verdict != Verdict.Served) return false;
        if (_best is not null && Compare(judged.Score, _best.Score) >= 0) return true;
        InspectionVerdict safety = _safety.Ask(judged.Plan);
        if (safety == InspectionVerdict.Unknown) _openValue = Math.Min(_openValue, judged.Score[_metric]);
        if (safety != InspectionVerdict.Safe) return false;
        _best = judged;
        if (_metric == Metric.Time) _bound.Most = KitchenDuration.FromMinutes(judged.Score[Metric.Time]).Ticks - 1;
        return true;
    }

    private int Compare(Score a, Score b)
    {
        foreach (Metric metric in _order) if (a[metric] != b[metric]) return a[metric].CompareTo(b[metric]);
        return 0;
    }
}
