using System.Collections.Immutable;
using System.Data.Common;
using System.Text.Json;
using ShortOrder.Contest.Judging;
using ShortOrder.Contest.Protocol;
using ShortOrder.Contest.Submissions;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Contest.Store;

/// <summary>A submission with what counts of its verdict.</summary>
public sealed record Result
{
    /// <summary>Number of the submission.</summary>
    public required long Number { get; init; }

    /// <summary>Id of the player.</summary>
    public required string Player { get; init; }

    /// <summary>Id of the level.</summary>
    public required string Level { get; init; }

    /// <summary>When it arrived, in contest time.</summary>
    public required long ContestMs { get; init; }

    /// <summary>What became of it; null as long as it has no verdict.</summary>
    public JudgementOutcome? Outcome { get; init; }

    /// <summary>Every metric, by <see cref="Metric"/>; empty without a verdict.</summary>
    public ImmutableArray<MetricValue> Metrics { get; init; } = [];

    /// <summary>What it earned.</summary>
    public Medal Medal { get; init; }

    /// <summary>(second − best) / best in per cent; null where there were no two runs.</summary>
    public decimal? SpreadPercent { get; init; }

    /// <summary>Its plan's place in the level's duel, from 1; null if it was in none.</summary>
    public int? DuelRank { get; init; }

    /// <summary>Its plan's fastest round of the duel in kitchen minutes, which then is its time; null if it was in none.</summary>
    public decimal? DuelMinutes { get; init; }
}

public sealed partial class ContestStore
{
    /// <summary>Every submission in the order of arrival, with its last verdict: while it is judged again, that is the one before.</summary>
    public Task<List<Result>> ResultsAsync(CancellationToken cancel) => RowsAsync("""
        SELECT s.number, s.player, s.level_id, s.contest_ms, v.outcome, v.metrics_json, v.medal, v.best_ticks, v.second_ticks, d.place, d.best_ticks FROM submission s
        LEFT JOIN verdict v ON (s.state = 'judged' OR s.epoch > 0) AND v.level_hash = s.level_hash AND v.plan_hash = s.plan_hash
            AND v.epoch = (SELECT MAX(w.epoch) FROM verdict w WHERE w.level_hash = s.level_hash AND w.plan_hash = s.plan_hash AND w.epoch <= s.epoch)
        LEFT JOIN duel_place d ON d.level_hash = s.level_hash AND d.plan_hash = s.plan_hash
        ORDER BY s.number
        """, ResultOf, cancel);

    private static Result ResultOf(DbDataReader row) => new()
    {
        Number = row.GetInt64(0),
        Player = row.GetString(1),
        Level = row.GetString(2),
        ContestMs = row.GetInt64(3),
        Outcome = row.Text(4) is { } outcome ? OutcomeNames.Find(outcome) : null,
        Metrics = row.Text(5) is { } metrics
            ? [.. JsonSerializer.Deserialize(metrics, ContestJson.Default.ImmutableArrayMetricView).Select(m => new MetricValue((Metric)ScoringNames.Metrics.IndexOf(m.Metric), m.Value))] : [],
        Medal = row.Text(6) is { } medal ? MedalNames.Medal(medal) : Medal.None,
        SpreadPercent = row.Number(7) is > 0 and long best && row.Number(8) is long second ? decimal.Round((second - best) * 100m / best, 3) : null,
        DuelRank = (int?)row.Number(9),
        DuelMinutes = Minutes(row.Number(10)),
    };
}
