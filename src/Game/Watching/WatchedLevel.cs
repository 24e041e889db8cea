using System.Collections.Immutable;
using ShortOrder.Game.Authoring;
using ShortOrder.Game.Session;
using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Solving;

namespace ShortOrder.Game.Watching;

/// <summary>Everything that is shown of a level that is being written.</summary>
/// <param name="Check">What is to be mended.</param>
/// <param name="Plans">The level's plans as the model runs them; those that are not legal are among the problems.</param>
/// <param name="Found">What the search has found; null if none was made.</param>
/// <param name="Medals">Where medals could lie; null if unknown.</param>
/// <param name="IsFinal">The full check and the full search are done.</param>
internal sealed record WatchedLevel(LevelCheck Check, ImmutableArray<(AuthorPlan Plan, Forecast Forecast)> Plans, Solution? Found, MedalThresholds? Medals, bool IsFinal)
{
    private const int SurveyedPlans = 1_000;
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(60);
    private static readonly SolverBudget Small = new(150, 500);

    /// <summary>What can be said at once: the level's own plans, and what a short search finds.</summary>
    public static WatchedLevel AtOnce(ReadOnlyMemory<byte> utf8, string source, CancellationToken cancel)
    {
        LevelCheck check = LevelCheck.Of(utf8, source, searches: false, cancel: cancel);
        if (check.Level is not { } level) return new(check, [], null, null, IsFinal: true);
        ImmutableArray<(AuthorPlan, Forecast)> plans = [.. level.Plans.Select(p => (p, Prediction.Of(level, p.Plan).Forecast)).Where(p => p.Forecast is not null).Select(p => (p.p, Inspected(p.Forecast!)))];
        if (level.Challenge is not null) return new(check, plans, null, null, IsFinal: true);
        using CancellationTokenSource glance = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        glance.CancelAfter(Glance);
        return new(check, plans, Solver.Solve(level, Small, glance.Token), null, IsFinal: false);
    }

    /// <summary>What the model said, under the unkind schedule if there is one: a plan that can be broken earns nothing.</summary>
    private static Forecast Inspected(Forecast forecast) => forecast with { Score = forecast.Score.Under(Inspector.InspectForServing(forecast.Compiled)) };

    /// <summary>The same after the full check, the full search and a survey of what plans reach: some seconds.</summary>
    public WatchedLevel Refine(ReadOnlyMemory<byte> utf8, string source, CancellationToken cancel)
    {
        if (IsFinal || Check.Level is not { } level) return this;
        Solution found = Solver.Solve(level, SolverBudget.Default, cancel);
        cancel.ThrowIfCancellationRequested();
        Survey survey = PlanSurvey.Take(level, SurveyedPlans, seed: 1, cancel);
        decimal[] reached = [.. survey.Plans.Select(p => p.Score[found.Metric]), .. found.Best is null ? Array.Empty<decimal>() : [found.Value]];
        return this with { Check = LevelCheck.Of(utf8, source, cancel: cancel), Found = found, Medals = MedalAdvice.Suggest(found.Metric, reached), IsFinal = true };
    }
}
