using System.Collections.Immutable;
using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Simulation.Solving;

/// <summary>A plan and what it earns in the model.</summary>
/// <param name="Plan">Legal, in the form in which the board writes it.</param>
/// <param name="Score">By <see cref="Scorer.Judge(Programs.CompiledPlan, Model.SimulationResult)"/>.</param>
public sealed record SurveyedPlan(Plan Plan, Score Score);

/// <summary>What the plans of a level reach.</summary>
/// <param name="Plans">Plans that are served, no two the same, in the order in which they were found.</param>
/// <param name="IsComplete">Every allowed plan was looked at, identical copies of tasks not told apart.</param>
public sealed record Survey(ImmutableArray<SurveyedPlan> Plans, bool IsComplete);

/// <summary>Runs many plans of a level in the model: all of them where they are few, otherwise a seeded sample from poor to very good.</summary>
public static class PlanSurvey
{
    /// <summary>Events and tasks after which a survey ends early; about a second or two.</summary>
    private const long MostCost = 10_000_000;

    /// <summary>States of the inspector's after which plans count as safe.</summary>
    private const long MostStates = 300_000;

    /// <summary>Plans that are tried in vain for each that is kept.</summary>
    private const int TriesPerPlan = 12;

    /// <summary>Surveys a level. The same arguments give the same survey.</summary>
    /// <param name="level">The level.</param>
    /// <param name="mostPlans">Most plans to run.</param>
    /// <param name="seed">Of a sample.</param>
    /// <param name="cancel">Ends the survey with <see cref="OperationCanceledException"/>.</param>
    /// <remarks>Plans that the inspector breaks are left out, for nobody is served by them; those it cannot decide soon are kept.</remarks>
    public static Survey Take(Level level, int mostPlans, ulong seed, CancellationToken cancel = default) =>
        TakeAll(level, mostPlans, cancel) ?? TakeSample(level, mostPlans, seed, cancel);

    /// <summary>Every allowed plan; null if they are too many.</summary>
    private static Survey? TakeAll(Level level, int mostPlans, CancellationToken cancel)
    {
        if (!OpenSpace.IsWhole(level)) return null;
        int count = 0;
        if (!PlanSpace.Visit(level, (long)mostPlans * TriesPerPlan, _ => ++count <= mostPlans)) return null;
        PlanJudge judge = new(level, cancel);
        SafetyCheck safety = new(level, MostStates);
        List<SurveyedPlan> served = [];
        bool isComplete = PlanSpace.Visit(level, long.MaxValue, plan =>
        {
            cancel.ThrowIfCancellationRequested();
            if (judge.JudgeNew(PlanForm.Canonical(level, plan)) is { Score.Verdict: Verdict.Served } good && IsKept(safety, good)) served.Add(good);
            return judge.Cost <= MostCost;
        });
        return isComplete ? new([.. served], IsComplete: true) : null;
    }

    private static bool IsKept(SafetyCheck safety, SurveyedPlan plan) => safety.Ask(plan.Plan) is InspectionVerdict.Safe or InspectionVerdict.Unknown;

    private static Survey TakeSample(Level level, int mostPlans, ulong seed, CancellationToken cancel)
    {
        PlanJudge judge = new(level, cancel);
        PlanMoves moves = new(level, new SeededRandom(seed));
        SampledPlans found = new(level);
        foreach (Plan start in PlanStarts.Of(level)) Try(start);
        for (long tries = (long)mostPlans * TriesPerPlan; tries > 0 && !found.IsEmpty && IsLeft(); tries--)
            if (moves.Change(found.Parent(moves.Random)) is Plan plan) Try(plan);
        return new([.. found.Served], IsComplete: false);

        void Try(Plan plan)
        {
            cancel.ThrowIfCancellationRequested();
            if (IsLeft() && judge.JudgeNew(PlanForm.Canonical(level, plan)) is { } judged) found.Add(judged);
        }

        bool IsLeft() => judge.Count < mostPlans && judge.Cost <= MostCost;
    }

    /// <summary>What a sample has found, and from where it goes on: from anywhere, from the latest, from the best.</summary>
    private sealed class SampledPlans(Level level)
    {
        private const int Best = 12;

        private readonly SafetyCheck _safety = new(level, MostStates);
        private readonly Metric _metric = Scorer.MedalMetric(level);
        private readonly List<Plan> _all = [];
        private readonly List<SurveyedPlan> _best = [];

        public List<SurveyedPlan> Served { get; } = [];

        public bool IsEmpty => _all.Count == 0;

        public void Add(SurveyedPlan plan)
        {
            _all.Add(plan.Plan);
            if (plan.Score.Verdict != Verdict.Served || !IsKept(_safety, plan)) return;
            Served.Add(plan);
            int place = _best.FindLastIndex(b => b.Score[_metric] <= plan.Score[_metric]) + 1;
            _best.Insert(place, plan);
            if (_best.Count > Best) _best.RemoveAt(Best);
        }

        public Plan Parent(SeededRandom random) => random.Below(3) switch
        {
            0 when _best.Count > 0 => random.Of(_best).Plan,
            1 => _all[^1],
            _ => random.Of(_all),
        };
    }
}
