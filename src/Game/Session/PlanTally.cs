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

/// <summary>Plans being counted on a worker.</summary>
public sealed class TallyJob : IDisposable
{
    private readonly CancellationTokenSource _cancel = new();

    /// <summary>Starts at once.</summary>
    public TallyJob(Level level, Survey? known, ImmutableArray<Attempt> earlier)
    {
        Level = level;
        CancellationToken cancel = _cancel.Token;
        Done = Task.Run(() => Count(level, known, earlier, cancel));
    }

    /// <summary>Whose plans are counted.</summary>
    public Level Level { get; }

    /// <summary>Ends with the tally; null if it was disposed of before.</summary>
    public Task<PlanTally?> Done { get; }

    /// <summary>Tells it to stop and waits until it has: at most as long as one plan takes.</summary>
    public void Dispose()
    {
        _cancel.Cancel();
        Done.Wait(TimeSpan.FromSeconds(2));
        _cancel.Dispose();
    }

    private static PlanTally? Count(Level level, Survey? known, ImmutableArray<Attempt> earlier, CancellationToken cancel)
    {
        try
        {
            return PlanTally.Of(level, known, earlier, cancel);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
