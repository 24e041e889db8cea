using System.Net;
using Npgsql;
using ShortOrder.Contest.Protocol;
using ShortOrder.Contest.Store;
using ShortOrder.Contest.Tests.Judging;

namespace ShortOrder.Contest.Tests.Server;

/// <summary>What a watchdog asks: alive means that the process answers, ready that the database does, too.</summary>
public sealed class HealthTests(ContestDatabases databases) : IClassFixture<ContestDatabases>
{
    [Fact]
    public async Task Nothing_answers_before_the_start_and_after_the_end()
    {
        RunningContest contest = await RunningContest.StartAsync();
        Uri address = contest.Server.Address;
        foreach (string path in (string[])[Routes.Live, Routes.Ready]) Assert.Equal(HttpStatusCode.OK, (await contest.SendAsync(HttpMethod.Get, path)).Status);
        await contest.DisposeAsync();
        using HttpClient http = new();
        foreach (string path in (string[])[Routes.Live, Routes.Ready]) await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(new Uri(address, path), RunningContest.Cancel));
    }

    [Fact]
    public async Task While_the_database_is_away_a_server_is_alive_and_not_ready_and_afterwards_it_goes_on_by_itself()
    {
        string connection = databases.New("postgres");
        await using RunningContest contest = await RunningContest.StartAsync(database: ContestDatabase.Of(connection));
        Joined anna = await contest.JoinAsync("Anna");
        await contest.StartClockAsync();
        await LetInAsync(connection, isOpen: false);

        Answer away = await contest.SendAsync(HttpMethod.Get, Routes.Ready);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, ErrorCodes.Unavailable), (away.Status, away.Code));
        Assert.NotNull(away.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, (await contest.SendAsync(HttpMethod.Get, Routes.Live)).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await contest.SubmitAsync(anna.Token, key: "kept")).Status); // and a client keeps it
        Assert.Equal(HttpStatusCode.OK, (await contest.SendAsync(HttpMethod.Get, Routes.Board)).Status); // the board is in the memory

        await LetInAsync(connection, isOpen: true);
        await RunningContest.WaitAsync(async () => (await contest.SendAsync(HttpMethod.Get, Routes.Ready)).Status == HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.Accepted, (await contest.SubmitAsync(anna.Token, key: "kept")).Status);
        await contest.Judge.JudgeAllAsync();
        await contest.BoardWhenAsync(b => b.Rows is [{ Rank: 1 }]);
        await contest.RestartAsync(); // nothing of the broken connections is in the way of an orderly end
        Assert.Equal("running", (await contest.ViewAsync()).State);
    }

    /// <summary>Shuts the contest's database for everybody, as a server of it that is away does, or opens it again.</summary>
    private static async Task LetInAsync(string connection, bool isOpen)
    {
        NpgsqlConnectionStringBuilder other = new(connection);
        string name = other.Database!;
        other.Database = "postgres";
        other.Pooling = false;
        await using NpgsqlConnection door = new(other.ToString());
        await door.OpenAsync(RunningContest.Cancel);
        await using NpgsqlCommand command = new($"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS {(isOpen ? "true" : "false")}", door);
        await command.ExecuteNonQueryAsync(RunningContest.Cancel);
        if (isOpen) return;
        command.CommandText = $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'";
        await command.ExecuteNonQueryAsync(RunningContest.Cancel);
    }
}
