using ShortOrder.Contest.Protocol;
using ShortOrder.Contest.Store;
using ShortOrder.Contest.Submissions;

namespace ShortOrder.Contest.Judging;

/// <summary>Judges again what matches: a set that can be looked at before it is applied. Every plan gets a new verdict beside its old one, and all who handed it in get that.</summary>
public sealed class Rejudger(ContestStore store, IJudgeQueue queue, TimeProvider time)
{
    private static readonly TimeSpan VirtualClock = TimeSpan.FromDays(1);

    /// <summary>The submissions that would be judged again, in the order of arrival: those that match, and those of the same plans.</summary>
    public async Task<List<Submission>> FindAsync(RejudgeRequest filter, CancellationToken cancel)
    {
        List<Submission> all = [.. (await store.SubmissionsAsync(cancel).ConfigureAwait(false)).Where(s => s.State is SubmissionState.Judged or SubmissionState.Rejected)];
        Dictionary<(string, string, int), string> outcomes = (await store.JudgementsAsync(cancel).ConfigureAwait(false)).ToDictionary(j => (j.LevelHash, j.PlanHash, j.Epoch), j => j.Outcome.Name());
        HashSet<(string, string)> plans = [.. all.Where(Matches).Select(s => (s.LevelHash, s.PlanHash))];
        return [.. all.Where(s => plans.Contains((s.LevelHash, s.PlanHash)))];

        bool Matches(Submission s) => (filter.Level ?? s.Level) == s.Level && (filter.Player ?? s.Player) == s.Player && (filter.Submission ?? s.Number) == s.Number
            && (filter.Machine is null || filter.Machine == s.Machine)
            && (filter.Outcome is null || filter.Outcome == (s.State == SubmissionState.Rejected ? JudgementOutcome.Error.Name() : outcomes.GetValueOrDefault((s.LevelHash, s.PlanHash, s.Epoch))));
    }

    /// <summary>Puts submissions into the queue again.</summary>
    /// <returns>How many went.</returns>
    public Task<int> ApplyAsync(IReadOnlyCollection<Submission> submissions, CancellationToken cancel) => submissions.Count == 0 ? Task.FromResult(0) : store.WriteAsync(async transaction =>
    {
        long due = time.GetUtcNow().ToUnixTimeMilliseconds() - (long)VirtualClock.TotalMilliseconds;
        int moved = 0;
        foreach (IGrouping<(string Level, string Plan), Submission> plan in submissions.GroupBy(s => (s.LevelHash, s.PlanHash)))
        {
            int epoch = await ContestStore.LatestEpochAsync(transaction, plan.Key.Level, plan.Key.Plan, cancel).ConfigureAwait(false) + 1;
            foreach (Submission submission in plan.OrderByDescending(s => s.Number)) // the newest of a player has the player's place, older ones their own
            {
                if (await ContestStore.MoveAsync(transaction, submission.Number, SubmissionTrigger.Rejudge, s => s with { Epoch = epoch, DueMs = due, Disturbances = 0, Failures = 0, Machine = null }, cancel)
                    .ConfigureAwait(false) is not { } queued) continue;
                await queue.EnqueueAsync(JudgingDesk.JobOf(queued), transaction, cancel).ConfigureAwait(false);
                moved++;
            }
        }
        return moved;
    }, cancel);
}
