using Microsoft.Extensions.Logging;
using ShortOrder.Contest.Submissions;

namespace ShortOrder.Contest.Judging;

/// <summary>Takes submissions from the queue, one at a time: claims one, judges it, hands in what came out.</summary>
/// <param name="desk">Where to claim and to hand in.</param>
/// <param name="judge">Judges.</param>
/// <param name="machine">Name of this machine.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Log.</param>
public sealed partial class JudgeWorker(JudgingDesk desk, Judge judge, string machine, TimeProvider time, ILogger log)
{
    /// <summary>A plan was run here and has its verdict: number of the submission.</summary>
    public event Action<long>? Measured;

    /// <summary>Handles a submission that the queue gives; does nothing if there is nothing to do any more.</summary>
    /// <param name="number">Number of the submission.</param>
    /// <param name="isRecovered">Whether the judge that had it is known to be gone.</param>
    /// <param name="cancel">This judge is being stopped: the submission goes back into the queue.</param>
    public async Task HandleAsync(long number, bool isRecovered, CancellationToken cancel)
    {
        if (await desk.ClaimAsync(number, machine, isRecovered, cancel).ConfigureAwait(false) is not { } task) return;
        Finding found;
        try
        {
            found = await judge.JudgeAsync(task.Level.Text.Text, task.Submission.PlanText, cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await desk.LoseAsync(machine, CancellationToken.None).ConfigureAwait(false);
            return;
        }
        if (found.Outcome == JudgementOutcome.Noisy)
        {
            if (await desk.DisturbAsync(number, CancellationToken.None).ConfigureAwait(false) < JudgingDesk.MostDisturbances)
            {
                WasDisturbed(number);
                return;
            }
            found = Judge.Settle(found);
        }
        if (found is { Outcome: JudgementOutcome.Error, IsWorthRetrying: true })
        {
            Failed(number, found.Explanation);
            await desk.FailAsync(number, CancellationToken.None).ConfigureAwait(false);
            return;
        }
        Submission submission = task.Submission;
        bool isNew = await desk.SettleAsync(found.AsJudgement(submission.LevelHash, submission.PlanHash, submission.Epoch, machine, time.GetUtcNow().ToUnixTimeMilliseconds()), CancellationToken.None).ConfigureAwait(false);
        Judged(number, found.Outcome.Name(), found.Minutes, isNew);
        if (isNew && !found.Runs.IsEmpty) Measured?.Invoke(number);
    }

    [LoggerMessage(61, LogLevel.Information, "Submission {Submission}: {Outcome}, {Minutes} minutes; new: {IsNew}")]
    private partial void Judged(long submission, string outcome, decimal? minutes, bool isNew);

    [LoggerMessage(62, LogLevel.Warning, "The judge failed at submission {Submission} and tries again: {Reason}")]
    private partial void Failed(long submission, string reason);

    [LoggerMessage(63, LogLevel.Information, "Submission {Submission} was disturbed and has its turn after the others")]
    private partial void WasDisturbed(long submission);
}
