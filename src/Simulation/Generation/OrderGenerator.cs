using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Solving;

namespace ShortOrder.Simulation.Generation;

/// <summary>An order made by chance, and what is known of it.</summary>
/// <param name="Level">A whole level: medals, hints, and the author's plans with what they reach.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Solution">The best plan and what is proved about it.</param>
/// <param name="Tries">Drafts that were looked at until one was a puzzle.</param>
public sealed record GeneratedOrder(Level Level, OrderKind Kind, Solution Solution, int Tries);

/// <summary>Makes orders by chance and keeps the first that is a puzzle. Seeds give the same order on every machine: whole numbers, and budgets in plans and branches.</summary>
public static class OrderGenerator
{
    private const int MostTries = 100;

    /// <summary>Drafts after which a stated gap will do in place of a proof.</summary>
    private const int ProvedTries = 20;
    private const decimal MostGap = 0.05m;
    private const int SurveyedPlans = 400;

    /// <summary>Gold lies in a gap between what plans reach if there is one so near above the best.</summary>
    private const decimal MostGold = 1.12m;

    private static readonly SolverBudget Glance = new(400, 0), Proof = new(1_500, 40_000), Search = new(400, 2_000);
    private static readonly ImmutableArray<OrderKind> Kinds = [.. Enum.GetValues<OrderKind>()];

    /// <summary>The order of a seed.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="id">Id of the level.</param>
    /// <param name="cancel">Ends the search with <see cref="OperationCanceledException"/>.</param>
    public static GeneratedOrder Make(ulong seed, string id, CancellationToken cancel = default)
    {
        SeededRandom random = new(seed);
        OrderKind kind = random.Of(Kinds);
        for (int tries = 1; tries <= MostTries; tries++)
        {
            cancel.ThrowIfCancellationRequested();
            SeededRandom chance = new(random.Next());
            if (Finish(new OrderDraft(chance).Draw(kind, id), chance, tries) is { } made) return made with { Kind = kind, Tries = tries };
        }
        throw new InvalidOperationException($"Seed {seed}: no draft of {MostTries} is a puzzle.");
    }

    /// <summary>The draft with medals and plans; null if it is no puzzle. What costs least is asked first.</summary>
    private static GeneratedOrder? Finish(Level draft, SeededRandom random, int tries)
    {
        OrderReview review = new(draft);
        ImmutableArray<SurveyedPlan> obvious = review.Obvious();
        if (Solver.Solve(draft, Glance).Best is not { } glance || !OrderReview.HidesBest(obvious, glance.Score[Metric.Time])) return null;
        if (!review.IsRare(glance, random)) return null;
        Solution solution = Solver.Solve(draft, Proof);
        if (solution.Best is not { } best || (solution.Proof == Solving.Proof.None && (tries <= ProvedTries || solution.Gap is not <= MostGap))) return null;
        if (!OrderReview.HidesBest(obvious, solution.Value) || !review.IsRare(best, random)) return null;
        SurveyedPlan naive = obvious[0], trap = obvious.Skip(1).MinBy(p => p.Score[Metric.Time]) ?? naive;
        IEnumerable<decimal> reached = PlanSurvey.Take(draft, SurveyedPlans, seed: 1).Plans.Concat(obvious).Append(best).Select(p => p.Score[Metric.Time]);
        MedalThresholds medals = MedalAdvice.Suggest(Metric.Time, reached) is { } inGaps && inGaps.Gold <= solution.Value * MostGold
            ? inGaps : MedalAdvice.Above(Metric.Time, solution.Value, [.. obvious.Append(best).Select(p => p.Score[Metric.Time])]);
        if (naive.Score[Metric.Time] <= medals.Silver || trap.Score[Metric.Time] <= medals.Gold || !review.NeedsAll(best, medals.Gold, Search)) return null;
        Level level = draft with
        {
            Medals = [medals],
            Plans = [Author("naive", naive), .. trap == naive ? [] : (AuthorPlan[])[Author("trap", trap)], Author("best", best) with { Optimal = solution.Proof != Solving.Proof.None }],
        };
        return new(level, default, solution, tries);
    }

    private static AuthorPlan Author(string name, SurveyedPlan plan) => new(name, plan.Plan, Verdict.Served, [new(Metric.Time, plan.Score[Metric.Time])], Optimal: false);
}
