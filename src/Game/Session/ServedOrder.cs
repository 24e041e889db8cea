using ShortOrder.Execution;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Session;

/// <summary>A plan that was executed: what the model said, what was measured, what it earned.</summary>
/// <param name="Level">The level.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Forecast">The model's run of it.</param>
/// <param name="Result">The real run.</param>
/// <param name="Score">What the real run earned; null where there is nothing to judge (too noisy, or the machine could not).</param>
public sealed record ServedOrder(Level Level, Plan Plan, Forecast Forecast, ServingResult Result, Score? Score)
{
    /// <summary>How it ended: the scorer's word on a run that came to an end, the executor's otherwise.</summary>
    public Verdict Verdict => Score?.Verdict ?? Result.Verdict;

    /// <summary>One sentence on how it ended.</summary>
    public string Explanation => Score is { Verdict: not Verdict.Served } score ? score.Explanation : Result.Explanation;

    /// <summary>What the time earned; none where the machine had too few cores to prove it.</summary>
    public Medal Medal => Result.IsProved && Score is { } score ? score.Medal : Medal.None;

    /// <summary>Judges what was executed.</summary>
    public static ServedOrder Judge(Forecast forecast, ServingResult result)
    {
        bool canJudge = result.Timeline is not null && result.Verdict is Verdict.Served or Verdict.LostUpdate or Verdict.Deadlock;
        Score? score = canJudge
            ? Scorer.JudgeMeasured(forecast.Compiled, result.Timeline!, result.Minutes, result.Verdict == Verdict.Deadlock, result.WaitCycle, result.LostUpdates) : null;
        return new(forecast.Compiled.Level, forecast.Compiled.Plan, forecast, result, score);
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
