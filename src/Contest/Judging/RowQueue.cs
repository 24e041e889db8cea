using System.Data.Common;

namespace ShortOrder.Contest.Judging;

/// <summary>The queue that the submissions' rows are by themselves: what is pending, by its turn. For a server without a judge of its own, and for judges that ask the store.</summary>
public sealed class RowQueue : IJudgeQueue
{
    /// <inheritdoc/>
    public Task EnqueueAsync(JudgeJob job, DbTransaction transaction, CancellationToken cancel) => Task.CompletedTask;
}
