using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Solving;

namespace ShortOrder.Game.Session;

/// <summary>What one of the player's earlier runs reached: its time as measured, everything else by the model.</summary>
/// <param name="Attempt">The run.</param>
/// <param name="Model">What the model says of its plan.</param>
public sealed record OwnRun(Attempt Attempt, Score Model)
{
    /// <summary>The value of a metric.</summary>
    public decimal this[Metric metric] => metric == Metric.Time ? decimal.Round(Attempt.Minutes, 1) : Model[metric];
}

/// <summary>What plans of a level reach, and what the player's own did.</summary>
/// <param name="Survey">Many plans, or all.</param>
/// <param name="Own">The player's served runs before the present one, the oldest first.</param>
public sealed record PlanTally(Survey Survey, ImmutableArray<OwnRun> Own)
{
    private const int MostPlans = 2_000;

    /// <summary>Counts. Takes a second or two.</summary>
    /// <param name="level">The level.</param>
    /// <param name="known">A survey of the level that was made before; null: it is made now.</param>
    /// <param name="earlier">The player's attempts; those of a time when the level was another are left out.</param>
    /// <param name="cancel">Ends it with <see cref="OperationCanceledException"/>.</param>
    public static PlanTally Of(Level level, Survey? known, ImmutableArray<Attempt> earlier, CancellationToken cancel)
    {
        Survey survey = known ?? PlanSurvey.Take(level, MostPlans, seed: 1, cancel);
        Dictionary<string, Score?> scores = [];
        ImmutableArray<OwnRun>.Builder own = ImmutableArray.CreateBuilder<OwnRun>();
        foreach (Attempt attempt in earlier.Where(a => a.Verdict == Verdict.Served))
        {
            cancel.ThrowIfCancellationRequested();
            string text = PlanWriter.Write(attempt.Plan);
            if (!scores.TryGetValue(text, out Score? score)) scores[text] = score = Prediction.Of(level, attempt.Plan).Forecast?.Score;
            if (score is not null) own.Add(new(attempt, score));
        }
        return new(survey, own.ToImmutable());
    }
}
