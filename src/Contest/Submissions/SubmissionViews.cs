using System.Collections.Immutable;
using System.Text.Json;
using ShortOrder.Contest.Judging;
using ShortOrder.Contest.Protocol;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Contest.Submissions;

/// <summary>What the outside sees of submissions and verdicts.</summary>
internal static class SubmissionViews
{
    /// <summary>A submission with its verdict, if it has one.</summary>
    public static SubmissionView Of(Submission submission, Judgement? judgement, ImmutableArray<Metric> metrics, int? position = null, string? player = null) => new()
    {
        Id = submission.Id,
        Level = submission.Level,
        State = submission.State.Name(),
        ContestMs = submission.ContestMs,
        Position = position,
        Model = JsonSerializer.Deserialize(submission.ModelJson, ContestJson.Default.ModelView)!,
        Judgement = judgement is null ? null : Of(judgement, metrics),
        Player = player,
        PlanHash = submission.PlanHash,
    };

    /// <summary>A verdict, with what the level scores.</summary>
    public static JudgementView Of(Judgement judgement, ImmutableArray<Metric> metrics) => new()
    {
        Outcome = judgement.Outcome.Name(),
        Verdict = judgement.Verdict.Name(),
        Explanation = judgement.Explanation,
        Minutes = judgement.Minutes is decimal minutes ? decimal.Round(minutes, 1) : null,
        BandPercent = judgement.SpreadPercent ?? 0,
        Runs = judgement.CountedRuns,
        Medal = MedalNames.Name(judgement.Medal),
        Metrics = [.. judgement.Metrics.Where(m => metrics.Contains(m.Metric)).OrderBy(m => metrics.IndexOf(m.Metric)).Select(m => new MetricView(m.Metric.Name(), m.Value))],
        Machine = judgement.Machine,
    };

    /// <summary>What the model says of a plan.</summary>
    public static ModelView Of(Score score, decimal minutes, Level level) =>
        new(score.Verdict.Name(), score.Explanation, minutes, MedalNames.Name(score.Medal), [.. level.Metrics.Select(m => new MetricView(m.Name(), score[m]))]);
}
