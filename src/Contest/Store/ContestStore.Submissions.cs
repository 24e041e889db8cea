using System.Data.Common;
using ShortOrder.Contest.Judging;
using ShortOrder.Contest.Submissions;

namespace ShortOrder.Contest.Store;

public sealed partial class ContestStore
{
    private const string SubmissionColumns = "number, id, player, level_id, level_hash, plan_hash, plan_text, state, epoch, contest_ms, received_at_ms, due_ms, disturbances, failures, idempotency_key, machine, model_json";

    /// <summary>The last submissions, the newest first.</summary>
    public Task<List<Submission>> LatestSubmissionsAsync(int most, CancellationToken cancel) =>
        RowsAsync($"SELECT {SubmissionColumns} FROM submission ORDER BY number DESC LIMIT @most", SubmissionOf, cancel, ("most", most));

    /// <summary>How many pending submissions have their turn before one.</summary>
    public async Task<int> CountBeforeAsync(Submission submission, CancellationToken cancel) => (int)(await RowsAsync(
        $"SELECT COUNT(*) FROM submission WHERE {IsPending} AND (due_ms < @due OR (due_ms = @due AND number < @number))", row => row.GetInt64(0), cancel,
        ("due", submission.DueMs), ("number", submission.Number)).ConfigureAwait(false))[0];

    /// <summary>How many wait, and how many are being judged.</summary>
    public async Task<(int Waiting, int Judging)> CountPendingAsync(CancellationToken cancel)
    {
        List<(string State, long Count)> counts = await RowsAsync($"SELECT state, COUNT(*) FROM submission WHERE {IsPending} GROUP BY state", row => (row.GetString(0), row.GetInt64(1)), cancel).ConfigureAwait(false);
        long judging = counts.Where(c => c.State == SubmissionState.Judging.Name()).Sum(c => c.Count);
        return ((int)(counts.Sum(c => c.Count) - judging), (int)judging);
    }

    /// <summary>How many different plans wait: so many runs it takes to answer all.</summary>
    public async Task<int> CountAwaitedPlansAsync(CancellationToken cancel) => (int)(await RowsAsync(
        $"SELECT COUNT(*) FROM (SELECT DISTINCT level_hash, plan_hash, epoch FROM submission WHERE {IsPending}) AS plans", row => row.GetInt64(0), cancel).ConfigureAwait(false))[0];

    /// <summary>Whether a verdict counts that a machine measured, and that is not to be judged again.</summary>
    public async Task<bool> HasJudgedAsync(string machine, CancellationToken cancel) =>
        (await RowsAsync("SELECT number FROM submission WHERE state = @state AND machine = @machine LIMIT 1", row => row.GetInt64(0), cancel, ("state", SubmissionState.Judged.Name()), ("machine", machine)).ConfigureAwait(false)).Count > 0;

    /// <summary>Every submission in the order of arrival.</summary>
    public Task<List<Submission>> SubmissionsAsync(CancellationToken cancel) => RowsAsync($"SELECT {SubmissionColumns} FROM submission ORDER BY number", SubmissionOf, cancel);

    /// <summary>A player's submissions in the order of arrival.</summary>
    public Task<List<Submission>> SubmissionsOfAsync(string player, CancellationToken cancel) =>
        RowsAsync($"SELECT {SubmissionColumns} FROM submission WHERE player = @player ORDER BY number", SubmissionOf, cancel, ("player", player));

    /// <summary>The submission of that public id; null if none.</summary>
    public async Task<Submission?> FindSubmissionAsync(string id, CancellationToken cancel) =>
        (await RowsAsync($"SELECT {SubmissionColumns} FROM submission WHERE id = @id", SubmissionOf, cancel, ("id", id)).ConfigureAwait(false)).FirstOrDefault();

    /// <summary>The submission of that number; null if none.</summary>
    public async Task<Submission?> FindSubmissionAsync(long number, CancellationToken cancel) =>
        (await RowsAsync($"SELECT {SubmissionColumns} FROM submission WHERE number = @number", SubmissionOf, cancel, ("number", number)).ConfigureAwait(false)).FirstOrDefault();

    /// <summary>The submission of that number; null if none.</summary>
    public static async Task<Submission?> FindSubmissionAsync(DbTransaction transaction, long number, CancellationToken cancel) =>
        (await RowsAsync(transaction, $"SELECT {SubmissionColumns} FROM submission WHERE number = @number", SubmissionOf, cancel, ("number", number)).ConfigureAwait(false)).FirstOrDefault();

    /// <summary>What the player has sent under that key; null if nothing.</summary>
    public static async Task<Submission?> FindByKeyAsync(DbTransaction transaction, string player, string key, CancellationToken cancel) =>
        (await RowsAsync(transaction, $"SELECT {SubmissionColumns} FROM submission WHERE player = @player AND idempotency_key = @key", SubmissionOf, cancel, ("player", player), ("key", key)).ConfigureAwait(false)).FirstOrDefault();

    /// <summary>What the player has sent under that key; null if nothing.</summary>
    public async Task<Submission?> FindByKeyAsync(string player, string key, CancellationToken cancel) =>
        (await RowsAsync($"SELECT {SubmissionColumns} FROM submission WHERE player = @player AND idempotency_key = @key", SubmissionOf, cancel, ("player", player), ("key", key)).ConfigureAwait(false)).FirstOrDefault();

    /// <summary>What still needs a judge, in the order of the queue: queued, judging and disturbed.</summary>
    public Task<List<Submission>> PendingAsync(CancellationToken cancel) => RowsAsync($"SELECT {SubmissionColumns} FROM submission WHERE {IsPending} ORDER BY due_ms, number", SubmissionOf, cancel);

    /// <summary>What still needs a judge of one player, in the order of the queue.</summary>
    public static Task<List<Submission>> PendingAsync(DbTransaction transaction, string player, CancellationToken cancel) =>
        RowsAsync(transaction, $"SELECT {SubmissionColumns} FROM submission WHERE {IsPending} AND player = @player ORDER BY due_ms, number", SubmissionOf, cancel, ("player", player));

    /// <summary>What still needs a judge of one plan in one epoch.</summary>
    public static Task<List<Submission>> PendingAsync(DbTransaction transaction, string levelHash, string planHash, int epoch, CancellationToken cancel) =>
        RowsAsync(transaction, $"SELECT {SubmissionColumns} FROM submission WHERE {IsPending} AND level_hash = @level AND plan_hash = @plan AND epoch = @epoch ORDER BY number", SubmissionOf, cancel,
            ("level", levelHash), ("plan", planHash), ("epoch", epoch));

    /// <summary>What the model said, as <see cref="Submission.ModelJson"/>, of a player's plans of a level that have a verdict and rank.</summary>
    public static Task<List<string>> RankedModelsAsync(DbTransaction transaction, string player, string levelHash, CancellationToken cancel) => RowsAsync(transaction, """
        SELECT s.model_json FROM submission s JOIN verdict v ON v.level_hash = s.level_hash AND v.plan_hash = s.plan_hash AND v.epoch = s.epoch
        WHERE s.player = @player AND s.level_hash = @level AND s.state = @state AND v.outcome = @outcome
        """, row => row.GetString(0), cancel, ("player", player), ("level", levelHash), ("state", SubmissionState.Judged.Name()), ("outcome", JudgementOutcome.Ok.Name()));

    /// <summary>Adds a submission.</summary>
    /// <returns>Its number.</returns>
    public static async Task<long> InsertAsync(DbTransaction transaction, Submission submission, CancellationToken cancel) => (await RowsAsync(transaction, """
        INSERT INTO submission (id, player, level_id, level_hash, plan_hash, plan_text, state, epoch, contest_ms, received_at_ms, due_ms, disturbances, failures, idempotency_key, machine, model_json)
        VALUES (@id, @player, @level, @levelHash, @planHash, @plan, @state, @epoch, @contest, @received, @due, @disturbances, @failures, @key, @machine, @model) RETURNING number
        """, row => row.GetInt64(0), cancel,
        ("id", submission.Id), ("player", submission.Player), ("level", submission.Level), ("levelHash", submission.LevelHash), ("planHash", submission.PlanHash), ("plan", submission.PlanText),
        ("state", submission.State.Name()), ("epoch", submission.Epoch), ("contest", submission.ContestMs), ("received", submission.ReceivedAtMs), ("due", submission.DueMs),
        ("disturbances", submission.Disturbances), ("failures", submission.Failures), ("key", submission.IdempotencyKey), ("machine", submission.Machine), ("model", submission.ModelJson)).ConfigureAwait(false))[0];

    /// <summary>Moves a submission on, if its life allows that from the state in which it is now.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="number">Its number.</param>
    /// <param name="trigger">What happened to it.</param>
    /// <param name="change">What else changes with it.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The submission as it is now; null if there is none or the trigger leads nowhere, and nothing was changed.</returns>
    public static async Task<Submission?> MoveAsync(DbTransaction transaction, long number, SubmissionTrigger trigger, Func<Submission, Submission>? change, CancellationToken cancel)
    {
        if (await FindSubmissionAsync(transaction, number, cancel).ConfigureAwait(false) is not Submission found || SubmissionLife.Next(found.State, trigger) is not SubmissionState next) return null;
        Submission moved = (change?.Invoke(found) ?? found) with { State = next };
        await RunAsync(transaction, "UPDATE submission SET state = @state, epoch = @epoch, due_ms = @due, disturbances = @disturbances, failures = @failures, machine = @machine WHERE number = @number", cancel,
            ("state", moved.State.Name()), ("epoch", moved.Epoch), ("due", moved.DueMs), ("disturbances", moved.Disturbances), ("failures", moved.Failures), ("machine", moved.Machine), ("number", number)).ConfigureAwait(false);
        return moved;
    }

    /// <summary>The latest turn of what is pending; 0 if nothing is.</summary>
    public static async Task<long> LatestDueAsync(DbTransaction transaction, CancellationToken cancel) =>
        (await RowsAsync(transaction, $"SELECT COALESCE(MAX(due_ms), 0) FROM submission WHERE {IsPending}", row => row.GetInt64(0), cancel).ConfigureAwait(false))[0];

    private const string IsPending = "state IN ('queued', 'judging', 'disturbed')";

    private static Submission SubmissionOf(DbDataReader row) => new()
    {
        Number = row.GetInt64(0),
        Id = row.GetString(1),
        Player = row.GetString(2),
        Level = row.GetString(3),
        LevelHash = row.GetString(4),
        PlanHash = row.GetString(5),
        PlanText = row.GetString(6),
        State = SubmissionNames.State(row.GetString(7)),
        Epoch = (int)row.GetInt64(8),
        ContestMs = row.GetInt64(9),
        ReceivedAtMs = row.GetInt64(10),
        DueMs = row.GetInt64(11),
        Disturbances = (int)row.GetInt64(12),
        Failures = (int)row.GetInt64(13),
        IdempotencyKey = row.GetString(14),
        Machine = row.Text(15),
        ModelJson = row.GetString(16),
    };
}
