using System.Data.Common;
using ShortOrder.Contest.Judging;
using ShortOrder.Contest.Store;

namespace ShortOrder.Contest.Tests.Judging;

/// <summary>A transaction of ours and one of the queue that want the same two rows, each the one that the other has. A plain connection does what Quartz does, statement by statement, so that they meet for certain.</summary>
public sealed class QueueDeadlockTests(ContestDatabases databases) : IClassFixture<ContestDatabases>
{
    private static readonly DateTimeOffset Past = DateTimeOffset.UtcNow.AddDays(-1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_newer_plan_takes_the_place_of_one_that_a_judge_is_just_clearing()
    {
        // The database looks for a deadlock on behalf of who has waited so long, and undoes what that one did: ours, which waits first, and not the queue's.
        ContestDatabase database = ContestDatabase.Of(databases.New("postgres") + ";Options=-c deadlock_timeout=3s");
        using ContestDatabase elsewhere = ContestDatabase.Of(database.ConnectionString.Replace("3s", "10min", StringComparison.Ordinal));
        ContestStore store = await ContestStore.OpenAsync(database, Cancel);
        await using JudgeQueue queue = await JudgeQueue.OpenAsync(database, null, new("test"), null, Cancel);
        await queue.StartAsync(Cancel);
        await store.WriteAsync(transaction => queue.EnqueueAsync(new(1, "ann", "crowd", Past), transaction, Cancel), Cancel);

        await using DbConnection judge = await elsewhere.ConnectAsync(Cancel);
        await using DbTransaction judges = await judge.BeginTransactionAsync(Cancel);
        Assert.Equal(1, await judge.RunAsync("DELETE FROM qrtz_simple_triggers WHERE trigger_name = 'ann/crowd'", Cancel, judges));
        int attempts = 0, written = 0;
        database.Written += () => written++;
        Task ours = store.WriteAsync(async transaction =>
        {
            attempts++;
            await ContestStore.AppendAsync(transaction, Audiences.Teacher, "board", "{}", 0, 0, Cancel);
            await queue.EnqueueAsync(new(2, "ann", "crowd", Past), transaction, Cancel);
        }, Cancel);
        await RunningContest.WaitAsync(async () => (await elsewhere.ReadAsync(connection => connection.ReadAsync(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query ILIKE '%triggers%'", row => row.GetInt64(0), Cancel), Cancel))[0] > 0);
        await judge.RunAsync("DELETE FROM qrtz_triggers WHERE trigger_name = 'ann/crowd'", Cancel, judges);
        await judges.CommitAsync(Cancel);
        await ours;

        Assert.Equal((2, 1), (attempts, written));
        Assert.Equal(1, await queue.DepthAsync(Cancel));
        Assert.Single(await store.EventsAfterAsync(0, 10, Cancel)); // what was undone has left nothing
    }

    [Fact]
    public async Task Who_errs_by_himself_is_not_asked_again()
    {
        using ContestDatabase database = ContestDatabase.Of(databases.New("postgres"));
        ContestStore store = await ContestStore.OpenAsync(database, Cancel);
        int attempts = 0;
        await Assert.ThrowsAnyAsync<DbException>(() => store.WriteAsync(async transaction =>
        {
            attempts++;
            await transaction.Connection!.RunAsync("SELECT 1 / 0", Cancel, transaction);
        }, Cancel));
        Assert.Equal(1, attempts);
    }
}
