using ShortOrder.Execution;
using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Session;

/// <summary>A plan that was executed: what the model said, what was measured, what it earned.</summary>
/// <param name="Level">The level.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Forecast">The model's run of it.</param>
/// <param name="Result">The real run.</param>
/// <param name="Found">What the inspector found in the plan; null where there is nothing to judge, and where it was not asked about a run that had gone wrong.</param>
/// <param name="Score">What the real run earned; null where there is nothing to judge (too noisy, or the machine could not).</param>
public sealed record ServedOrder(Level Level, Plan Plan, Forecast Forecast, ServingResult Result, Inspection? Found, Score? Score)
{
    /// <summary>How it ended: the scorer's word on a run that came to an end, the executor's otherwise.</summary>
    public Verdict Verdict => Score?.Verdict ?? Result.Verdict;

    /// <summary>One sentence on how it ended.</summary>
    public string Explanation => Score is { Verdict: not Verdict.Served } score ? score.Explanation : Result.Explanation;

    /// <summary>What the time earned; none where the machine had too few cores to prove it.</summary>
    public Medal Medal => Result.IsProved && Score is { } score ? score.Medal : Medal.None;

    /// <summary>What was measured, as far as it says something about the plan; null also where the machine was too noisy, for then it says something about the machine.</summary>
    public Timeline? Measured => Result.Verdict == Verdict.TooNoisy ? null : Result.Timeline;

    /// <summary>Whether the model gives the plan a better medal than its measured time: then the machine was in the way, not the plan.</summary>
    public bool IsBetterByModel => Verdict == Verdict.Served && Result.IsProved && Forecast.Score.Medal > Medal;

    /// <summary>Judges what was executed. However well the run went, a plan that an unkind schedule breaks was not served.</summary>
    /// <param name="forecast">The plan and the model's run of it.</param>
    /// <param name="result">The real run.</param>
    /// <param name="found">What the inspector found; null if it was not asked yet, and then it is asked here.</param>
    public static ServedOrder Judge(Forecast forecast, ServingResult result, Inspection? found = null)
    {
        CompiledPlan plan = forecast.Compiled;
        if (result.Timeline is null || result.Verdict is not (Verdict.Served or Verdict.LostUpdate or Verdict.Deadlock or Verdict.UncaughtError)) return new(plan.Level, plan.Plan, forecast, result, null, null);
        Score score = Scorer.JudgeMeasured(plan, result.Timeline, result.Minutes, result.Verdict == Verdict.Deadlock, result.WaitCycle, result.LostUpdates);
        if (score.Verdict == Verdict.Served) found ??= Inspector.InspectForServing(plan);
        return new(plan.Level, plan.Plan, forecast, result, found, found is null ? score : score.Under(found));
    }

    /// <summary>For the player's progress. An unproved time is none.</summary>
    /// <param name="tempoMs">Real milliseconds of a kitchen minute in this run.</param>
    public Attempt ToAttempt(int tempoMs) => new(Level.Id, Plan, Result.IsProved ? Verdict : Verdict.Cannot, Medal, Result.Minutes)
    {
        ModelMinutes = Forecast.Run.Timeline.End.Minutes,
        ElapsedMs = Result.ElapsedMs,
        Discarded = Result.Discarded,
        TempoMs = tempoMs,
        NsPerChunk = Result.NsPerChunk,
    };
}
