using System.Data.Common;

namespace ShortOrder.Contest.Judging;

/// <summary>A place in the judges' queue.</summary>
/// <param name="Submission">Number of the submission.</param>
/// <param name="Player">Id of its player.</param>
/// <param name="Level">Id of its level.</param>
/// <param name="Due">Its turn on the virtual clock: the earlier goes first. Always in the past.</param>
public sealed record JudgeJob(long Submission, string Player, string Level, DateTimeOffset Due);

/// <summary>The durable queue in front of the judges: what is in it is judged at least once, whatever dies meanwhile.</summary>
/// <remarks>The queue says in which order; the submission's row in the store says whether there is anything to do. A job whose submission is not pending any more does nothing.</remarks>
public interface IJudgeQueue
{
    /// <summary>Puts a submission in, in place of an older one of the same player and level that still waits. Doing it twice is harmless.</summary>
    /// <param name="job">The place.</param>
    /// <param name="transaction">The transaction in which the submission's row is written: both come to be, or neither.</param>
    /// <param name="cancel">Gives up.</param>
    Task EnqueueAsync(JudgeJob job, DbTransaction transaction, CancellationToken cancel);
}
