using ShortOrder.Benchmarks.Classroom;
using ShortOrder.Contest.Judging;
using ShortOrder.Contest.Protocol;
using ShortOrder.Contest.Store;
using ShortOrder.Contest.Submissions;

namespace ShortOrder.Contest.Tests.Judging;

/// <summary>Takes submissions without a server, for tests of the queue alone.</summary>
internal static class CrowdDesk
{
    /// <summary>Takes a submission: row and place in the queue in one transaction, an older one of the player that waits replaced, the same key twice taken once.</summary>
    public static Task SubmitAsync(ContestStore store, IJudgeQueue queue, string player, int plan, string key) => SubmitAsync(store, queue, player, CrowdLevel.Plan(plan), key);

    /// <summary>As the other, with any plan of the crowd's level.</summary>
    public static Task SubmitAsync(ContestStore store, IJudgeQueue queue, string player, string text, string key) => store.WriteAsync(async transaction =>
    {
        CancellationToken cancel = CancellationToken.None;
        if (await ContestStore.FindByKeyAsync(transaction, player, key, cancel) is not null) return;
        long now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        List<Submission> pending = await ContestStore.PendingAsync(transaction, player, cancel);
        foreach (Submission older in pending.Where(s => s.State != SubmissionState.Judging)) await ContestStore.MoveAsync(transaction, older.Number, SubmissionTrigger.Replace, null, cancel);
        Submission submission = new()
        {
            Id = Hashes.Secret(64),
            Player = player,
            Level = CrowdLevel.Level.Id,
            LevelHash = CrowdLevel.Level.Hash,
            PlanHash = CrowdLevel.Hash(text),
            PlanText = text,
            State = SubmissionState.Queued,
            ContestMs = 0,
            ReceivedAtMs = now,
            DueMs = now - (long)TimeSpan.FromDays(1).TotalMilliseconds + (10_000 * pending.Count),
            IdempotencyKey = key,
            ModelJson = """{ "verdict": "served", "explanation": "", "minutes": 21, "medal": "none", "metrics": [] }""",
        };
        long number = await ContestStore.InsertAsync(transaction, submission, cancel);
        await queue.EnqueueAsync(JudgingDesk.JobOf(submission with { Number = number }), transaction, cancel);
    }, CancellationToken.None);
}
