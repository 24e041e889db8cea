using System.Data.Common;
using System.Text.Json;
using ShortOrder.Contest.Competitions;
using ShortOrder.Contest.Judging;
using ShortOrder.Contest.Protocol;
using ShortOrder.Contest.Store;

namespace ShortOrder.Contest.Submissions;

/// <summary>A submission that a judge has taken.</summary>
/// <param name="Submission">The submission.</param>
/// <param name="Level">Its level, as its player plays it.</param>
public sealed record JudgeTask(Submission Submission, PlayedLevel Level);

/// <summary>Where judges, in this process or on other machines, take submissions and hand in verdicts. All state is the database's: who dies in between has lost nothing but time.</summary>
/// <param name="store">The database.</param>
/// <param name="queue">Where to put again what was not judged.</param>
/// <param name="time">The clock.</param>
public sealed class JudgingDesk(ContestStore store, IJudgeQueue queue, TimeProvider time)
{
    /// <summary>How often a judge may fail at a submission.</summary>
    public const int MostFailures = 3;

    /// <summary>How often a disturbed submission goes back.</summary>
    public const int MostDisturbances = 3;

    /// <summary>How much later than the others a disturbed submission has its turn.</summary>
    private static readonly TimeSpan Penalty = TimeSpan.FromSeconds(30);

    /// <summary>How long a machine may be silent and still be believed to be at work.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(20);

    private LevelSet? _levels;

    /// <summary>Takes a submission.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="machine">Name of the judge's machine.</param>
    /// <param name="isLost">Whether the judge that had it before is known to be gone.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Null if there is nothing to do: it is not pending any more, another judge is at it, or its plan's verdict is known meanwhile, which it then has.</returns>
    public async Task<JudgeTask?> ClaimAsync(long number, string machine, bool isLost, CancellationToken cancel)
    {
        HashSet<string> atWork = isLost ? [] : await AtWorkAsync(cancel).ConfigureAwait(false);
        LevelSet levels = await LevelsAsync(cancel).ConfigureAwait(false);
        return await store.WriteAsync<JudgeTask?>(async transaction =>
        {
            if (await ContestStore.FindSubmissionAsync(transaction, number, cancel).ConfigureAwait(false) is not { } found || !found.State.IsPending()) return null;
            if (found.State == SubmissionState.Judging && found.Machine is { } other && other != machine && atWork.Contains(other)) return null;
            if (await ContestStore.FindJudgementAsync(transaction, found.LevelHash, found.PlanHash, found.Epoch, cancel).ConfigureAwait(false) is { } known)
            {
                await AnswerAsync(transaction, found, known, cancel).ConfigureAwait(false);
                return null;
            }
            if (found.State == SubmissionState.Disturbed) await ContestStore.MoveAsync(transaction, number, SubmissionTrigger.Requeue, null, cancel).ConfigureAwait(false);
            Submission? claimed = await ContestStore.MoveAsync(transaction, number, SubmissionTrigger.Claim, s => s with { Machine = machine }, cancel).ConfigureAwait(false);
            if (claimed is null) return null;
            await TellAsync(transaction, claimed, null, cancel).ConfigureAwait(false);
            return new(claimed, levels.Find(claimed.Level, claimed.Player) is { } level && level.Text.Hash == claimed.LevelHash ? level
                : throw new InvalidDataException($"Submission {number} is for a level that the competition does not have."));
        }, cancel).ConfigureAwait(false);
    }

    /// <summary>Hands in a verdict: it holds for every pending submission of the same plan.</summary>
    /// <returns>False if there was one already, which then holds.</returns>
    public Task<bool> SettleAsync(Judgement judgement, CancellationToken cancel) => store.WriteAsync(async transaction =>
    {
        bool isNew = await ContestStore.InsertAsync(transaction, judgement, cancel).ConfigureAwait(false);
        Judgement holds = isNew ? judgement : (await ContestStore.FindJudgementAsync(transaction, judgement.LevelHash, judgement.PlanHash, judgement.Epoch, cancel).ConfigureAwait(false))!;
        foreach (Submission pending in await ContestStore.PendingAsync(transaction, judgement.LevelHash, judgement.PlanHash, judgement.Epoch, cancel).ConfigureAwait(false))
            await AnswerAsync(transaction, pending, holds, cancel).ConfigureAwait(false);
        return isNew;
    }, cancel);

    /// <summary>Gives back a submission whose runs were disturbed: it has its turn after the others.</summary>
    /// <returns>How often it was disturbed so far; after <see cref="MostDisturbances"/> it is not put back, and the judge hands in what it has.</returns>
    public Task<int> DisturbAsync(long number, CancellationToken cancel) => store.WriteAsync(async transaction =>
    {
        if (await ContestStore.FindSubmissionAsync(transaction, number, cancel).ConfigureAwait(false) is not { State: SubmissionState.Judging } found) return 0;
        if (found.Disturbances + 1 >= MostDisturbances) return found.Disturbances + 1;
        long due = Math.Max(found.DueMs, await ContestStore.LatestDueAsync(transaction, cancel).ConfigureAwait(false)) + (long)Penalty.TotalMilliseconds;
        await ContestStore.MoveAsync(transaction, number, SubmissionTrigger.Disturb, s => s with { Disturbances = s.Disturbances + 1, DueMs = due }, cancel).ConfigureAwait(false);
        Submission moved = (await ContestStore.MoveAsync(transaction, number, SubmissionTrigger.Requeue, null, cancel).ConfigureAwait(false))!;
        await queue.EnqueueAsync(JobOf(moved), transaction, cancel).ConfigureAwait(false);
        await TellAsync(transaction, moved, null, cancel).ConfigureAwait(false);
        return moved.Disturbances;
    }, cancel);

    /// <summary>A judge failed at a submission: back into the queue, or rejected if it happens once too often.</summary>
    public Task FailAsync(long number, CancellationToken cancel) => store.WriteAsync(async transaction =>
    {
        if (await ContestStore.FindSubmissionAsync(transaction, number, cancel).ConfigureAwait(false) is not { State: SubmissionState.Judging } found) return;
        bool isLast = found.Failures + 1 >= MostFailures;
        Submission moved = (await ContestStore.MoveAsync(transaction, number, isLast ? SubmissionTrigger.Reject : SubmissionTrigger.Lose, s => s with { Failures = s.Failures + 1, Machine = null }, cancel).ConfigureAwait(false))!;
        if (!isLast) await queue.EnqueueAsync(JobOf(moved), transaction, cancel).ConfigureAwait(false);
        await TellAsync(transaction, moved, null, cancel).ConfigureAwait(false);
    }, cancel);

    /// <summary>A machine's judge has ended or begins anew: what it had goes back into the queue, with the turn it had.</summary>
    /// <returns>How many.</returns>
    public async Task<int> LoseAsync(string machine, CancellationToken cancel)
    {
        List<Submission> pending = await store.PendingAsync(cancel).ConfigureAwait(false);
        long[] lost = [.. pending.Where(s => s.State == SubmissionState.Judging && s.Machine == machine).Select(s => s.Number)];
        return lost.Length == 0 ? 0 : await store.WriteAsync(async transaction =>
        {
            int count = 0;
            foreach (long number in lost)
                if (await ContestStore.MoveAsync(transaction, number, SubmissionTrigger.Lose, s => s with { Machine = null }, cancel).ConfigureAwait(false) is { } moved)
                {
                    await queue.EnqueueAsync(JobOf(moved), transaction, cancel).ConfigureAwait(false);
                    await TellAsync(transaction, moved, null, cancel).ConfigureAwait(false);
                    count++;
                }
            return count;
        }, cancel).ConfigureAwait(false);
    }

    /// <summary>Puts every pending submission into the queue that may have fallen out of it: all but those that a living judge is at. Harmless for those that have not.</summary>
    /// <returns>How many.</returns>
    public async Task<int> ReconcileAsync(CancellationToken cancel)
    {
        HashSet<string> atWork = await AtWorkAsync(cancel).ConfigureAwait(false);
        List<Submission> pending = [.. (await store.PendingAsync(cancel).ConfigureAwait(false)).Where(s => s.State != SubmissionState.Judging || s.Machine is null || !atWork.Contains(s.Machine))];
        return pending.Count == 0 ? 0 : await store.WriteAsync(async transaction =>
        {
            foreach (Submission submission in pending) await queue.EnqueueAsync(JobOf(submission), transaction, cancel).ConfigureAwait(false);
            return pending.Count;
        }, cancel).ConfigureAwait(false);
    }

    /// <summary>A submission's place in the queue.</summary>
    public static JudgeJob JobOf(Submission submission) => new(submission.Number, submission.Player, submission.Level, DateTimeOffset.FromUnixTimeMilliseconds(submission.DueMs));

    /// <summary>Names of the machines that have said lately that they live, and judge.</summary>
    public async Task<HashSet<string>> AtWorkAsync(CancellationToken cancel)
    {
        long since = time.GetUtcNow().ToUnixTimeMilliseconds() - (long)LongestSilence.TotalMilliseconds;
        return [.. (await store.MachinesAsync(cancel).ConfigureAwait(false)).Where(m => m.SeenAtMs >= since).Select(m => m.Name)];
    }

    private async Task AnswerAsync(DbTransaction transaction, Submission pending, Judgement judgement, CancellationToken cancel)
    {
        SubmissionTrigger trigger = pending.State == SubmissionState.Judging ? SubmissionTrigger.Settle : SubmissionTrigger.Answer;
        if (await ContestStore.MoveAsync(transaction, pending.Number, trigger, s => s with { Machine = judgement.Machine }, cancel).ConfigureAwait(false) is { } judged)
            await TellAsync(transaction, judged, judgement, cancel).ConfigureAwait(false);
    }

    private async Task TellAsync(DbTransaction transaction, Submission submission, Judgement? judgement, CancellationToken cancel)
    {
        LevelSet levels = await LevelsAsync(cancel).ConfigureAwait(false);
        SubmissionView view = SubmissionViews.Of(submission, judgement, levels.Find(submission.Level)?.Level.Metrics ?? []);
        await ContestStore.AppendAsync(transaction, submission.Player, FeedEvents.Submission, JsonSerializer.Serialize(view, ContestJson.Default.SubmissionView), submission.ContestMs,
            time.GetUtcNow().ToUnixTimeMilliseconds(), cancel).ConfigureAwait(false);
    }

    // They never change once there is a competition.
    private async Task<LevelSet> LevelsAsync(CancellationToken cancel) => _levels ??= (await store.FindCompetitionAsync(cancel).ConfigureAwait(false)
        ?? throw new InvalidOperationException("The database has no competition yet: begin one with shortorder host.")).Settings.ReadLevels();
}
