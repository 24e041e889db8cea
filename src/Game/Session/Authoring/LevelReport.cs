using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Solving;

namespace ShortOrder.Game.Session.Authoring;

/// <summary>What is known about a level that is being edited; what is null is not known yet.</summary>
/// <param name="Level">The level.</param>
public sealed record LevelReport(Level Level)
{
    private const int SurveyedPlans = 1_000;
    private const string Naive = "naive";

    /// <summary>For feedback while typing: about a second.</summary>
    private static readonly SolverBudget Budget = new(1_000, 10_000);

    /// <summary>The model's run of everything on the main thread.</summary>
    public Prediction? OnMain { get; init; }

    /// <summary>No plan is faster than the first of these.</summary>
    public ImmutableArray<LowerBound> Bounds { get; init; } = [];

    /// <summary>The best plan that a short search finds.</summary>
    public Solution? Solution { get; init; }

    /// <summary>Where the medals could lie; null also where there are no three gaps for them.</summary>
    public MedalThresholds? Medals { get; init; }

    /// <summary>What the checker has found, and if that is nothing, the lints.</summary>
    public ImmutableArray<LevelFinding>? Findings { get; init; }

    /// <summary>Whether nothing more will come.</summary>
    public bool IsDone { get; init; }

    /// <summary>Finds out everything, the cheapest first, and tells of each step.</summary>
    /// <param name="level">A level that the reader accepts.</param>
    /// <param name="tell">Takes each report; the last one is done.</param>
    /// <param name="cancel">Ends it with <see cref="OperationCanceledException"/>.</param>
    public static void Make(Level level, Action<LevelReport> tell, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested(); // while it waited for its turn
        LevelReport report = new(level) { Bounds = LowerBounds.Of(level), OnMain = Prediction.Of(level, OnMainOf(level)) };
        Tell(report);
        ImmutableArray<LevelFinding> findings = LevelChecker.Check(level);
        Tell(report with { Findings = findings });
        if (level.Challenge is null)
        {
            Solution solution = Solver.Solve(level, Budget, cancel);
            Tell(report with { Solution = solution });
            Survey survey = PlanSurvey.Take(level, SurveyedPlans, seed: 1, cancel);
            IEnumerable<decimal> reached = survey.Plans.Select(p => p.Score[solution.Metric]);
            Tell(report with { Medals = MedalAdvice.Suggest(solution.Metric, solution.Best is null ? reached : reached.Append(solution.Value)) });
            if (findings.IsEmpty) report = report with { Findings = LevelLints.Check(level, cancel) };
        }
        Tell(report with { IsDone = true });

        void Tell(LevelReport next)
        {
            cancel.ThrowIfCancellationRequested();
            tell(report = next);
        }
    }

    /// <summary>The author's own naive plan, or the order on one lane as it stands.</summary>
    private static Plan OnMainOf(Level level) =>
        level.Plans.FirstOrDefault(p => p.Name == Naive)?.Plan ?? PlanEdit.Default(level);
}
