using System.Collections.Immutable;
using System.Data.Common;
using System.Text.Json;
using ShortOrder.Contest.Judging;
using ShortOrder.Contest.Protocol;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Contest.Store;

public sealed partial class ContestStore
{
    private const string VerdictColumns = "level_hash, plan_hash, epoch, outcome, verdict, explanation, ticks, best_ticks, second_ticks, model_ticks, bound_ticks, metrics_json, medal, machine, created_at_ms";

    /// <summary>Every verdict, without runs and traces.</summary>
    public Task<List<Judgement>> JudgementsAsync(CancellationToken cancel) => RowsAsync($"SELECT {ReadColumns} FROM verdict v ORDER BY created_at_ms, plan_hash, epoch", JudgementOf, cancel);

    /// <summary>The verdict of that key, without runs and trace; null if none.</summary>
    public async Task<Judgement?> FindJudgementAsync(string levelHash, string planHash, int epoch, CancellationToken cancel) =>
        (await RowsAsync(FindVerdict, JudgementOf, cancel, ("level", levelHash), ("plan", planHash), ("epoch", epoch)).ConfigureAwait(false)).FirstOrDefault();

    /// <summary>The verdict of that key, without runs and trace; null if none.</summary>
    public static async Task<Judgement?> FindJudgementAsync(DbTransaction transaction, string levelHash, string planHash, int epoch, CancellationToken cancel) =>
        (await RowsAsync(transaction, FindVerdict, JudgementOf, cancel, ("level", levelHash), ("plan", planHash), ("epoch", epoch)).ConfigureAwait(false)).FirstOrDefault();

    /// <summary>The highest epoch in which a plan was or is to be judged; 0 if it never was.</summary>
    public static async Task<int> LatestEpochAsync(DbTransaction transaction, string levelHash, string planHash, CancellationToken cancel) => (int)(await RowsAsync(transaction,
        "SELECT COALESCE(MAX(epoch), 0) FROM submission WHERE level_hash = @level AND plan_hash = @plan", row => row.GetInt64(0), cancel, ("level", levelHash), ("plan", planHash)).ConfigureAwait(false))[0];

    /// <summary>The runs of every verdict of that key.</summary>
    public Task<List<JudgedRun>> RunsAsync(string levelHash, string planHash, int epoch, CancellationToken cancel) => RowsAsync(
        "SELECT ordinal, elapsed_us, discarded_because FROM run WHERE level_hash = @level AND plan_hash = @plan AND epoch = @epoch ORDER BY ordinal",
        row => new JudgedRun((int)row.GetInt64(0), row.GetInt64(1) / 1000m, row.Text(2)), cancel, ("level", levelHash), ("plan", planHash), ("epoch", epoch));

    /// <summary>The packed timeline of a verdict; null if it has none.</summary>
    public async Task<byte[]?> FindTraceAsync(string levelHash, string planHash, int epoch, CancellationToken cancel) => (await RowsAsync(
        "SELECT trace FROM verdict WHERE level_hash = @level AND plan_hash = @plan AND epoch = @epoch AND trace IS NOT NULL", row => row.GetFieldValue<byte[]>(0), cancel,
        ("level", levelHash), ("plan", planHash), ("epoch", epoch)).ConfigureAwait(false)).FirstOrDefault();

    /// <summary>Adds a verdict with its runs.</summary>
    /// <returns>False if there is one of that key already: nothing is changed then.</returns>
    public static async Task<bool> InsertAsync(DbTransaction transaction, Judgement judgement, CancellationToken cancel)
    {
        int added = await RunAsync(transaction,
            $"INSERT INTO verdict ({VerdictColumns}{(judgement.Trace is null ? "" : ", trace")}) VALUES (@level, @plan, @epoch, @outcome, @verdict, @explanation, @ticks, @best, @second, @model, @bound, @metrics, @medal, @machine, @created{(judgement.Trace is null ? "" : ", @trace")}) ON CONFLICT DO NOTHING",
            cancel, Values(judgement)).ConfigureAwait(false);
        if (added == 0) return false;
        foreach (JudgedRun run in judgement.Runs)
            await RunAsync(transaction, "INSERT INTO run (level_hash, plan_hash, epoch, ordinal, elapsed_us, discarded_because) VALUES (@level, @plan, @epoch, @ordinal, @elapsed, @because)", cancel,
                ("level", judgement.LevelHash), ("plan", judgement.PlanHash), ("epoch", judgement.Epoch), ("ordinal", run.Ordinal), ("elapsed", (long)(run.ElapsedMs * 1000)), ("because", run.DiscardedBecause)).ConfigureAwait(false);
        return true;
    }

    /// <summary>Notes a judge's machine and that it lives.</summary>
    public static Task NoteMachineAsync(DbTransaction transaction, JudgeMachine machine, CancellationToken cancel) => RunAsync(transaction, """
        INSERT INTO judge_machine (name, cores, aside_because, noise_ppm, certificate_json, seen_at_ms) VALUES (@name, @cores, @aside, @noise, @certificate, @seen)
        ON CONFLICT (name) DO UPDATE SET cores = @cores, aside_because = @aside, noise_ppm = @noise, certificate_json = @certificate, seen_at_ms = @seen
        """, cancel, ("name", machine.Name), ("cores", machine.Cores), ("aside", machine.AsideBecause), ("noise", (long)(machine.NoisePercent * 10_000)),
        ("certificate", machine.CertificateJson), ("seen", machine.SeenAtMs));

    /// <summary>Every machine that ever judged, by name.</summary>
    public Task<List<JudgeMachine>> MachinesAsync(CancellationToken cancel) => RowsAsync("SELECT name, cores, aside_because, noise_ppm, certificate_json, seen_at_ms FROM judge_machine ORDER BY name",
        row => new JudgeMachine(row.GetString(0), (int)row.GetInt64(1), row.Text(2), row.GetInt64(3) / 10_000m, row.GetString(4), row.GetInt64(5)), cancel);

    private const string ReadColumns = VerdictColumns + ", (SELECT COUNT(*) FROM run r WHERE r.level_hash = v.level_hash AND r.plan_hash = v.plan_hash AND r.epoch = v.epoch AND r.discarded_because IS NULL)";

    private const string FindVerdict = $"SELECT {ReadColumns} FROM verdict v WHERE level_hash = @level AND plan_hash = @plan AND epoch = @epoch";

    private static (string Name, object? Value)[] Values(Judgement j)
    {
        ImmutableArray<MetricView> metrics = [.. j.Metrics.Select(m => new MetricView(m.Metric.Name(), m.Value))];
        (string, object?)[] values =
        [
            ("level", j.LevelHash), ("plan", j.PlanHash), ("epoch", j.Epoch), ("outcome", j.Outcome.Name()), ("verdict", j.Verdict.Name()), ("explanation", j.Explanation), ("ticks", Ticks(j.Minutes)),
            ("best", Ticks(j.BestMinutes)), ("second", Ticks(j.SecondMinutes)), ("model", Ticks(j.ModelMinutes)), ("bound", Ticks(j.BoundMinutes)),
            ("metrics", JsonSerializer.Serialize(metrics, ContestJson.Default.ImmutableArrayMetricView)), ("medal", MedalNames.Name(j.Medal)), ("machine", j.Machine), ("created", j.CreatedAtMs),
        ];
        return j.Trace is null ? values : [.. values, ("trace", j.Trace)];
    }

    private static Judgement JudgementOf(DbDataReader row) => new()
    {
        LevelHash = row.GetString(0),
        PlanHash = row.GetString(1),
        Epoch = (int)row.GetInt64(2),
        Outcome = OutcomeNames.Find(row.GetString(3)) ?? JudgementOutcome.Error,
        Verdict = (Verdict)Math.Max(0, ScoringNames.Verdicts.IndexOf(row.GetString(4))),
        Explanation = row.GetString(5),
        Minutes = Minutes(row.Number(6)),
        BestMinutes = Minutes(row.Number(7)),
        SecondMinutes = Minutes(row.Number(8)),
        ModelMinutes = Minutes(row.GetInt64(9))!.Value,
        BoundMinutes = Minutes(row.GetInt64(10))!.Value,
        Metrics = [.. JsonSerializer.Deserialize(row.GetString(11), ContestJson.Default.ImmutableArrayMetricView).Select(m => new MetricValue((Metric)ScoringNames.Metrics.IndexOf(m.Metric), m.Value))],
        Medal = MedalNames.Medal(row.GetString(12)),
        Machine = row.Text(13),
        CreatedAtMs = row.GetInt64(14),
        CountedRuns = (int)row.GetInt64(15),
    };

    private static long? Ticks(decimal? minutes) => minutes is decimal m ? (long)decimal.Round(m * KitchenDuration.TicksPerMinute) : null;

    private static decimal? Minutes(long? ticks) => ticks / (decimal)KitchenDuration.TicksPerMinute;
}
