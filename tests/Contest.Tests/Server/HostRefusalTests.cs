using System.Net;
using System.Net.Sockets;
using ShortOrder.Contest.Competitions;
using ShortOrder.Contest.Judging;
using ShortOrder.Contest.Server;
using ShortOrder.Contest.Store;

namespace ShortOrder.Contest.Tests.Server;

/// <summary>A host that cannot be is refused before it leaves anything behind.</summary>
public sealed class HostRefusalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("shortorder-test-").FullName;

    private string Data => Path.Combine(_folder, "contest.db");

    [Fact]
    public async Task A_host_beside_another_judge_makes_no_competition()
    {
        string path = Path.Combine(_folder, "judge.lock");
        using (MachineLock.Take(path))
            await Assert.ThrowsAsync<JudgeRefusedException>(() => StartAsync(new() { Address = IPAddress.Loopback, Port = 0 }, path));

        Assert.False(File.Exists(Data), "a database was left behind, which host without levels would go on with");
        MachineLock.Take(path).Dispose(); // and nothing holds the machine
    }

    [Fact]
    public async Task A_host_whose_port_is_taken_makes_no_competition_and_says_which()
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        int port = ((IPEndPoint)other.LocalEndpoint).Port;

        IOException refused = await Assert.ThrowsAsync<IOException>(() => StartAsync(new() { Address = IPAddress.Loopback, Port = port }, null));

        Assert.StartsWith($"Port {port} is taken on this machine", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Data));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task StartAsync(ServerOptions server, string? lockPath)
    {
        using ContestDatabase database = ContestDatabase.OfFile(Data);
        CompetitionSettings settings = new() { Title = "Friday", DurationMs = 60_000, Levels = [TestLevels.Shipped(RunningContest.LevelId)] };
        await (await ContestHost.StartAsync(new() { Database = database, New = settings, Server = server, IsJudging = lockPath is not null, LockPath = lockPath }, TestContext.Current.CancellationToken)).DisposeAsync();
    }
}
