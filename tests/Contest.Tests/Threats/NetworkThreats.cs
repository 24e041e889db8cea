using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ShortOrder.Contest.Competitions;
using ShortOrder.Contest.Protocol;

namespace ShortOrder.Contest.Tests.Threats;

/// <summary>Attacks by connections and clocks. Numbers as in the table of threats in src/Contest/README.md.</summary>
public sealed class NetworkThreats
{
    [Fact]
    public async Task Threat19_SlowLoris()
    {
        await using RunningContest contest = await RunningContest.StartAsync(new() { Limits = new() { ConnectionsPerAddress = 300 } });
        Joined anna = await contest.JoinAsync("Anna");
        await contest.StartClockAsync();
        Stopwatch watch = Stopwatch.StartNew();
        Task[] heads = [.. Enumerable.Range(0, 100).Select(_ => DripAsync(contest, "GET /api/v1/board HTTP/1.1\r\nHost: x\r\nX: "))];
        Task[] bodies = [.. Enumerable.Range(0, 60).Select(_ => DripAsync(contest, $"POST {Routes.Submissions} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {anna.Token}\r\n{Routes.IdempotencyKey}: k\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{{"))];
        Assert.Equal(HttpStatusCode.OK, (await contest.SendAsync(HttpMethod.Get, Routes.Board)).Status); // others are served meanwhile
        await Task.WhenAll([.. heads, .. bodies]).WaitAsync(TimeSpan.FromSeconds(90), RunningContest.Cancel); // each is cut off, and not by the attacker
        Assert.True(watch.Elapsed > TimeSpan.FromSeconds(1), "they were given a chance");
        Assert.Empty(await contest.OwnAsync(anna.Token));
    }

    [Fact]
    public async Task Threat19_ConnectionHoarding()
    {
        await using RunningContest contest = await RunningContest.StartAsync(new() { Limits = new() { ConnectionsPerAddress = 8, HeaderTimeout = TimeSpan.FromSeconds(120) } });
        List<Socket> hoard = [];
        try
        {
            for (int i = 0; i < 40; i++) if (await TryConnectAsync(contest) is { } socket) hoard.Add(socket);
            int open = 0;
            await RunningContest.WaitAsync(() =>
            {
                open = hoard.Count(s => !IsClosed(s));
                return Task.FromResult(open <= 8);
            }, () => $"{open} open");
        }
        finally
        {
            foreach (Socket socket in hoard) socket.Dispose();
        }
        await RunningContest.WaitAsync(async () =>
        {
            try
            {
                return (await contest.SendAsync(HttpMethod.Get, Routes.Live)).Status == HttpStatusCode.OK;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
    }

    [Fact]
    public async Task Threat19_OneStreamForEachPlayer()
    {
        await using RunningContest contest = await RunningContest.StartAsync(new() { Limits = new() { StreamsPerAddress = 2 } });
        Joined anna = await contest.JoinAsync("Anna");
        await using SseReader first = await SseReader.OpenAsync(contest, anna.Token);
        Assert.Equal(FeedEvents.Snapshot, (await first.NextAsync()).EventType);
        await using SseReader second = await SseReader.OpenAsync(contest, anna.Token);
        await second.NextAsync();
        Assert.True(await first.EndsWithAsync(FeedEvents.End)); // the older one ends, and is told not to come back
        await using SseReader one = await SseReader.OpenAsync(contest, null), two = await SseReader.OpenAsync(contest, null);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await contest.SendAsync(HttpMethod.Get, Routes.Events)).Status);
    }

    [Fact]
    public async Task Threat20_ClockManipulation()
    {
        ManualTime time = new();
        await using RunningContest contest = await RunningContest.StartAsync(new() { Time = time });
        Joined anna = await contest.JoinAsync("Anna");
        await contest.StartClockAsync();
        time.Pass(TimeSpan.FromMinutes(10));
        foreach (int hours in (int[])[-48, +96, -48])
        {
            time.SetWallClock(TimeSpan.FromHours(hours));
            CompetitionView view = await contest.ViewAsync(anna.Token);
            Assert.Equal(("running", 600_000, 35 * 60_000), (view.State, view.ElapsedMs, view.RemainingMs));
        }
        // What a client says of its own time is not asked for anywhere.
        Answer submitted = await contest.SubmitAsync(anna.Token);
        Assert.Equal(600_000, submitted.As(ContestJson.Default.SubmissionView).ContestMs);
        Answer dated = await contest.SendAsync(HttpMethod.Get, Routes.Competition, token: anna.Token, change: r => r.Headers.Date = DateTimeOffset.UtcNow.AddDays(-1));
        Assert.Equal(600_000, dated.As(ContestJson.Default.CompetitionView).ElapsedMs);
    }

    [Fact]
    public async Task Threat20_ASlowUploadThatBeganInTimeCounts()
    {
        ManualTime time = new();
        await using RunningContest contest = await RunningContest.StartAsync(new() { Time = time, Limits = new() { RateGrace = TimeSpan.FromSeconds(60) } });
        Joined anna = await contest.JoinAsync("Anna");
        await contest.StartClockAsync();
        string body = $$"""{ "level": "{{RunningContest.LevelId}}", "levelHash": "{{TestLevels.Shipped(RunningContest.LevelId).Hash}}", "plan": {{RunningContest.PlanOf("best")}} }""";
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        time.Pass(TimeSpan.FromMinutes(45) - TimeSpan.FromMilliseconds(1));
        using Socket slow = await ConnectAsync(contest);
        await slow.SendAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"POST {Routes.Submissions} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer {anna.Token}\r\n{Routes.IdempotencyKey}: slow\r\nContent-Type: application/json\r\nContent-Length: {bytes.Length}\r\n\r\n")), RunningContest.Cancel);
        await slow.SendAsync(bytes.AsMemory(0, 10), RunningContest.Cancel);
        await RunningContest.WaitAsync(() => Task.FromResult(contest.Server.Competition.InFlight == 1));
        time.Pass(TimeSpan.FromMilliseconds(1));
        await RunningContest.WaitAsync(async () => (await contest.ViewAsync()).State == "finished"); // and stays so while somebody is under way
        Assert.Equal((HttpStatusCode.Gone, ErrorCodes.Over), await contest.SubmitAsync(anna.Token, "naive") is var late ? (late.Status, late.Code) : default);

        await slow.SendAsync(bytes.AsMemory(10), RunningContest.Cancel);
        Assert.StartsWith("HTTP/1.1 202", await ReadAsync(slow), StringComparison.Ordinal);
        await contest.Judge.JudgeAllAsync();
        Assert.Equal(1, (await contest.BoardWhenAsync(b => b.Rows.Any(r => r.Rank == 1))).Rows[0].Rank);
        await RunningContest.WaitAsync(async () => (await contest.ViewAsync()).State == "sealed");
    }

    private static async Task DripAsync(RunningContest contest, string start)
    {
        using Socket socket = await ConnectAsync(contest);
        await socket.SendAsync(Encoding.ASCII.GetBytes(start), RunningContest.Cancel);
        try
        {
            while (!IsClosed(socket))
            {
                await socket.SendAsync("a"u8.ToArray(), RunningContest.Cancel);
                await Task.Delay(500, RunningContest.Cancel);
            }
        }
        catch (SocketException)
        {
            // cut off
        }
    }

    /// <summary>A connection; null if it was cut off as soon as it was there.</summary>
    private static async Task<Socket?> TryConnectAsync(RunningContest contest)
    {
        try
        {
            return await ConnectAsync(contest);
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private static async Task<Socket> ConnectAsync(RunningContest contest)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, contest.Server.Address.Port, RunningContest.Cancel);
        return socket;
    }

    /// <summary>Whether the server has closed it: it is readable and there is nothing, or an answer and then nothing.</summary>
    private static bool IsClosed(Socket socket)
    {
        try
        {
            while (socket.Poll(0, SelectMode.SelectRead))
                if (socket.Receive(new byte[4096]) == 0) return true;
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    private static async Task<string> ReadAsync(Socket socket)
    {
        byte[] buffer = new byte[64 * 1024];
        int count = await socket.ReceiveAsync(buffer, RunningContest.Cancel);
        return Encoding.UTF8.GetString(buffer, 0, count);
    }
}
