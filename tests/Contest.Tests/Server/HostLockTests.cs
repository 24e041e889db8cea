using System.Data.Common;
using System.Net;
using ShortOrder.Contest.Protocol;
using ShortOrder.Contest.Server;
using ShortOrder.Contest.Store;
using ShortOrder.Contest.Tests.Judging;

namespace ShortOrder.Contest.Tests.Server;

/// <summary>One server to a database, also when the database was away for a while: it ends the server's sessions, as a restart of it does, or the way to it is cut.</summary>
public sealed class HostLockTests(ContestDatabases databases) : IClassFixture<ContestDatabases>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_takes_its_lock_again_when_the_database_is_back()
    {
        using ContestDatabase database = ContestDatabase.Of(databases.New("postgres")), other = ContestDatabase.Of(database.ConnectionString);
        await using HostLock first = await HostLock.TakeAsync(database, Cancel);
        Assert.True(await first.KeepAsync(Cancel));
        for (int away = 0; away < 2; away++)
        {
            await EndSessionsAsync(other);
            await KeptAsync(first);
            await Assert.ThrowsAsync<HostLockedException>(() => HostLock.TakeAsync(other, Cancel));
        }
        await first.DisposeAsync();
        await (await HostLock.TakeAsync(other, Cancel)).DisposeAsync();
    }

    [Fact]
    public async Task A_server_that_comes_back_too_late_is_told_that_another_one_runs_the_competition()
    {
        using ContestDatabase database = ContestDatabase.Of(databases.New("postgres")), other = ContestDatabase.Of(database.ConnectionString);
        await using HostLock first = await HostLock.TakeAsync(database, Cancel);
        await EndSessionsAsync(other);
        await using HostLock second = await HostLock.TakeAsync(other, Cancel);
        HostLockedException late = await Assert.ThrowsAsync<HostLockedException>(() => KeptAsync(first));
        Assert.Contains("another server has taken over", late.Message, StringComparison.Ordinal);
        Assert.True(await second.KeepAsync(Cancel)); // the late one has not driven it out
    }

    /// <summary>A cable that is pulled: the database keeps the old session, and the lock with it, since nobody has told it.</summary>
    [Fact]
    public async Task A_server_is_not_locked_out_by_its_own_session_of_before()
    {
        string connection = databases.New("postgres");
        using CutDatabase way = new(connection);
        using ContestDatabase database = ContestDatabase.Of(way.ConnectionString), other = ContestDatabase.Of(connection);
        await using HostLock first = await HostLock.TakeAsync(database, Cancel);
        way.Cut();
        await Assert.ThrowsAsync<HostLockedException>(() => HostLock.TakeAsync(other, Cancel)); // still held, by nobody
        await KeptAsync(first);
        await Assert.ThrowsAsync<HostLockedException>(() => HostLock.TakeAsync(other, Cancel));
    }

    [Fact]
    public async Task A_server_that_was_replaced_answers_with_that_alone_and_leaves_the_clock_to_the_other()
    {
        ManualTime time = new();
        string connection = databases.New("postgres");
        using ContestDatabase other = ContestDatabase.Of(connection);
        RunningContest contest = await RunningContest.StartAsync(new() { Time = time }, database: ContestDatabase.Of(connection));
        Joined anna = await contest.JoinAsync("Anna");
        await contest.StartClockAsync();
        await using HostLock second = await TakeOverAsync(other);
        string why = await contest.Server.Replaced.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
        Answer refused = await contest.SubmitAsync(anna.Token);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, ErrorCodes.Unavailable), (refused.Status, refused.Code));
        Assert.Equal(why, refused.As(ContestJson.Default.ContestProblem).Detail);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await contest.DoAsync("finish", "running")).Status); // the teacher's, too
        time.Pass(TimeSpan.FromMinutes(10));
        ContestStore store = await ContestStore.OpenAsync(other, Cancel);
        long elapsed = (await store.FindCompetitionAsync(Cancel))!.ElapsedMs;
        await contest.DisposeAsync();
        Assert.Equal(elapsed, (await store.FindCompetitionAsync(Cancel))!.ElapsedMs);
    }

    /// <summary>Until it is held again, or never will be.</summary>
    private static async Task KeptAsync(HostLock held) => await RunningContest.WaitAsync(async () =>
    {
        try
        {
            return await held.KeepAsync(Cancel);
        }
        catch (DbException)
        {
            return false; // a connection of before, which nobody has tried since
        }
    });

    private static async Task EndSessionsAsync(ContestDatabase database) => await database.ReadAsync(connection => connection.RunAsync(
        "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()", Cancel), Cancel);

    private static async Task<HostLock> TakeOverAsync(ContestDatabase database)
    {
        HostLock? taken = null;
        await RunningContest.WaitAsync(async () =>
        {
            await EndSessionsAsync(database);
            try
            {
                taken = await HostLock.TakeAsync(database, Cancel);
            }
            catch (HostLockedException)
            {
                // The server was faster.
            }
            return taken is not null;
        });
        return taken!;
    }
}
