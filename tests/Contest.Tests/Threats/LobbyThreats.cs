using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using ShortOrder.Contest.Protocol;
using ShortOrder.Contest.Server;

namespace ShortOrder.Contest.Tests.Threats;

/// <summary>Attacks on the way in. Numbers as in the table of threats in src/Contest/README.md.</summary>
public sealed class LobbyThreats
{
    [Fact]
    public async Task Threat07_NameSkeleton()
    {
        await using RunningContest contest = await RunningContest.StartAsync();
        Joined anna = await contest.JoinAsync("Anna"), modern = await contest.JoinAsync("modern");
        foreach (string alike in (string[])["Anna", "anna ", "ANNA", "An na", "A-n-n-a", "modem", "rnodern"])
            Assert.Equal((HttpStatusCode.Conflict, ErrorCodes.NameTaken), await TryAsync(alike));
        foreach (string mixed in (string[])["Аnna", "An\u200Bna", "Anna\u200D", "\u202EannA", "Ａｎｎａ", "Anna\u0301"])
            Assert.Equal((HttpStatusCode.UnprocessableEntity, ErrorCodes.NameRefused), await TryAsync(mixed));
        Joined ben = await contest.JoinAsync("Ben");
        Answer renamed = await contest.AdminAsync(HttpMethod.Post, $"{Routes.AdminPlayers}/{ben.Player}/rename", """{ "name": "ANNA" }""");
        Assert.Equal((HttpStatusCode.Conflict, ErrorCodes.NameTaken), (renamed.Status, renamed.Code));
        Assert.Equal(HttpStatusCode.OK, (await contest.AdminAsync(HttpMethod.Post, $"{Routes.AdminPlayers}/{anna.Player}/rename", """{ "name": "Zoe" }""")).Status);
        Assert.Equal(HttpStatusCode.OK, (await contest.AdminAsync(HttpMethod.Post, $"{Routes.AdminPlayers}/{modern.Player}/kick", "{}")).Status);
        Assert.Equal((HttpStatusCode.Forbidden, ErrorCodes.Removed), await TryAsTokenAsync(modern.Token));
        Assert.Equal(["Ben", "Zoe"], (await contest.BoardWhenAsync(b => b.Rows.Length == 2)).Rows.Select(r => r.Name).Order());

        async Task<(HttpStatusCode, string?)> TryAsync(string name)
        {
            Answer answer = await contest.TryJoinAsync(name);
            return (answer.Status, answer.Code);
        }

        async Task<(HttpStatusCode, string?)> TryAsTokenAsync(string token)
        {
            Answer answer = await contest.SendAsync(HttpMethod.Get, Routes.Competition, token: token);
            return (answer.Status, answer.Code);
        }
    }

    [Fact]
    public async Task Threat08_SessionTheft()
    {
        StringWriter log = new();
        await using RunningContest contest = await RunningContest.StartAsync(new() { Log = TextWriter.Synchronized(log) });
        Joined anna = await contest.JoinAsync("Anna");
        await contest.StartClockAsync();
        await contest.SubmitAsync(anna.Token);
        foreach (string wrong in (string[])["", "0", anna.Token[..31], anna.Token + "0", new string('0', 32), anna.Player, anna.Token.ToUpperInvariant()])
            Assert.Equal(HttpStatusCode.Unauthorized, (await contest.SendAsync(HttpMethod.Get, Routes.Submissions, change: r => r.Headers.TryAddWithoutValidation("Authorization", $"Bearer {wrong}"))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await contest.SendAsync(HttpMethod.Get, $"{Routes.Submissions}?token={anna.Token}")).Status); // never in an address

        string everything = log + string.Concat(await Task.WhenAll(((string[])[Routes.AdminPlayers, Routes.AdminSubmissions, Routes.AdminBoard, Routes.AdminJudges, Routes.AdminCopies]).Select(async p => (await contest.AdminAsync(HttpMethod.Get, p)).Text)))
            + (await contest.SendAsync(HttpMethod.Get, Routes.Board)).Text;
        Assert.Contains("joined", everything, StringComparison.Ordinal);
        Assert.DoesNotContain(anna.Token, everything, StringComparison.Ordinal);
        Assert.DoesNotContain(contest.Token, everything, StringComparison.Ordinal);
        Assert.DoesNotContain(anna.Resume, everything, StringComparison.Ordinal);
        string file = Convert.ToHexStringLower(await ReadSharedAsync(contest.Store.Database.FilePath!)) + Convert.ToHexStringLower(await ReadSharedAsync(contest.Store.Database.FilePath! + "-wal"));
        Assert.DoesNotContain(Convert.ToHexStringLower(System.Text.Encoding.ASCII.GetBytes(anna.Token)), file, StringComparison.Ordinal); // hashed in the database too
        Assert.Contains(Convert.ToHexStringLower(System.Text.Encoding.ASCII.GetBytes(Hashes.OfText(anna.Token))), file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Threat08_TlsWithAPinnedCertificate()
    {
        string folder = Directory.CreateTempSubdirectory("shortorder-test-").FullName;
        try
        {
            await using RunningContest contest = await RunningContest.StartAsync(new() { CertificateFolder = folder });
            string? seen = null;
            using HttpClient client = new(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, given, _, _) => (seen = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(given!.GetRawCertData()))) == contest.Server.Fingerprint } });
            Assert.Equal("https", contest.Server.Address.Scheme);
            Assert.Equal("ok\n", await client.GetStringAsync(new Uri(contest.Server.Address, Routes.Live), RunningContest.Cancel));
            Assert.Equal(contest.Server.Fingerprint, seen);
            Assert.Contains(contest.Server.Fingerprint!, contest.Server.Place.Address, StringComparison.Ordinal);
            await Assert.ThrowsAsync<HttpRequestException>(() => contest.Http.GetAsync(new Uri(contest.Server.Address, Routes.Live), RunningContest.Cancel)); // without the fingerprint nobody trusts it
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "server.pfx")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Threat09_JoinCodeBruteForce()
    {
        await using RunningContest contest = await RunningContest.StartAsync(new() { Limits = new() { OpenCalls = 100_000, Joins = 100_000 } });
        Stopwatch watch = Stopwatch.StartNew();
        int answered = 0, refused = 0;
        for (int batch = 0; batch < 200; batch++)
            foreach (Answer answer in await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => contest.TryJoinAsync("Eve", JoinCode.New()))))
                if (answer.Status == HttpStatusCode.NotFound) answered++;
                else if (answer.Status == HttpStatusCode.TooManyRequests && answer.Headers.RetryAfter is not null) refused++;
        Assert.Equal(10_000, answered + refused);
        Assert.InRange(answered, 1, 10 + (int)(watch.Elapsed.TotalSeconds / 6) + 1);

        // Not even the right code is answered then: nobody learns anything from the difference.
        Assert.Equal(HttpStatusCode.TooManyRequests, (await contest.TryJoinAsync("Eve")).Status);
    }

    [Fact]
    public async Task Threat09_LockAndSecondFactor()
    {
        await using RunningContest contest = await RunningContest.StartAsync();
        await contest.AdminAsync(HttpMethod.Post, Routes.AdminLobby, """{ "locked": true }""");
        Assert.Equal(ErrorCodes.Locked, (await contest.TryJoinAsync("Anna")).Code);
        await contest.AdminAsync(HttpMethod.Post, Routes.AdminLobby, """{ "locked": false, "askFactor": true }""");
        string shown = (await contest.ViewAsync()).Factor!;
        string wrong = shown == "0000" ? "0001" : "0000";
        Assert.Equal(ErrorCodes.WrongFactor, (await contest.TryJoinAsync("Anna")).Code);
        Assert.Equal(ErrorCodes.WrongFactor, (await contest.TryJoinAsync("Anna", factor: wrong)).Code);
        Assert.Equal(HttpStatusCode.Created, (await contest.TryJoinAsync("Anna", factor: (await contest.ViewAsync()).Factor)).Status);
    }

    [Fact]
    public async Task Threat10_JoinFlood()
    {
        await using RunningContest contest = await RunningContest.StartAsync(new() { Limits = new() { OpenCalls = 100_000, Joins = 100_000, ConnectionsPerAddress = 200 } }, s => s with { Seats = 30 });
        await contest.StartClockAsync();
        using HttpClient spectator = new(new SocketsHttpHandler { UseProxy = false }); // who does not wait behind the flood's own connections
        await BoardAsync(); // connected
        Stopwatch whole = Stopwatch.StartNew();
        Task<Answer[]> flood = Task.WhenAll(Enumerable.Range(0, 3000).Select(i => contest.TryJoinAsync($"Bot {i}")));
        List<TimeSpan> board = [];
        while (!flood.IsCompleted) board.Add(await BoardAsync());
        whole.Stop();
        Answer[] answers = await flood;
        Assert.Equal(30, answers.Count(a => a.Status == HttpStatusCode.Created));
        Assert.All(answers, a => Assert.True(a.Status == HttpStatusCode.Created || a.Code is ErrorCodes.Full or ErrorCodes.NameTaken, a.Text));
        Assert.Equal(30, (await contest.ViewAsync()).Players);
        // The board was answered all along: one after another, and none of them had to wait for the flood to pass.
        TestContext.Current.TestOutputHelper?.WriteLine($"{board.Count} boards in {whole.Elapsed.TotalMilliseconds:0} ms, the slowest in {board.Max().TotalMilliseconds:0.0} ms");
        Assert.True(board.Count >= 20 && board.Max() < whole.Elapsed / 4, $"{board.Count} boards in {whole.Elapsed}, the slowest in {board.Max()}");

        await using RunningContest usual = await RunningContest.StartAsync(new() { Limits = new() { ConnectionsPerAddress = 200 } });
        Assert.Contains(await Task.WhenAll(Enumerable.Range(0, 300).Select(i => usual.TryJoinAsync($"Bot {i}"))), a => a.Status == HttpStatusCode.TooManyRequests);

        async Task<TimeSpan> BoardAsync()
        {
            Stopwatch watch = Stopwatch.StartNew();
            await spectator.GetByteArrayAsync(new Uri(contest.Server.Address, Routes.Board), RunningContest.Cancel);
            return watch.Elapsed;
        }
    }

    [Fact]
    public async Task Threat10_Roster()
    {
        await using RunningContest contest = await RunningContest.StartAsync();
        ImmutableArray<RosterCode> codes = (await contest.AdminAsync(HttpMethod.Post, Routes.AdminRoster, """{ "names": ["Anna", "Ben"] }""")).As(ContestJson.Default.ImmutableArrayRosterCode);
        Assert.Equal(ErrorCodes.WrongFactor, (await contest.TryJoinAsync("Eve")).Code);
        Assert.Equal(ErrorCodes.WrongFactor, (await contest.TryJoinAsync("Anna", factor: "222222")).Code);
        Answer joined = await contest.TryJoinAsync("whatever", factor: codes[1].Code);
        Assert.Equal("Ben", joined.As(ContestJson.Default.Joined).Name);
        Assert.Equal([new("Anna"), new("Ben", joined.As(ContestJson.Default.Joined).Player)], (await contest.AdminAsync(HttpMethod.Get, Routes.AdminRoster)).As(ContestJson.Default.ImmutableArrayRosterSeat));
        Assert.Equal(ErrorCodes.NameTaken, (await contest.TryJoinAsync("Ben", factor: codes[1].Code)).Code); // a code seats one
    }

    [Fact]
    public async Task Threat11_TeacherTokenTheft()
    {
        await using RunningContest contest = await RunningContest.StartAsync();
        Joined anna = await contest.JoinAsync("Anna");
        string[] paths = [Routes.AdminPlayers, Routes.AdminRoster, Routes.AdminBoard, Routes.AdminEvents, Routes.AdminExport + ".json"];
        foreach (string path in paths)
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await contest.SendAsync(HttpMethod.Get, path, token: contest.Token)).Status);  // the right token, on the players' port
            Assert.Equal(HttpStatusCode.Forbidden, (await contest.SendAsync(HttpMethod.Get, path, token: anna.Token, root: contest.Server.AdminAddress)).Status);
            Assert.Equal(HttpStatusCode.Unauthorized, (await contest.SendAsync(HttpMethod.Get, path, root: contest.Server.AdminAddress)).Status);
        }
        Assert.Equal(64, contest.Token.Length); // 256 bits
        Assert.Equal("127.0.0.1", contest.Server.AdminAddress.Host);
        foreach (IPAddress other in NetworkInterface.GetAllNetworkInterfaces().SelectMany(n => n.GetIPProperties().UnicastAddresses).Select(a => a.Address).Where(a => a.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(a)))
        {
            using Socket socket = new(other.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            SocketException refused = await Assert.ThrowsAsync<SocketException>(async () => await socket.ConnectAsync(other, contest.Server.AdminAddress.Port, RunningContest.Cancel));
            Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);
        }
    }

    private static async Task<byte[]> ReadSharedAsync(string path)
    {
        await using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using MemoryStream bytes = new();
        await file.CopyToAsync(bytes, RunningContest.Cancel);
        return bytes.ToArray();
    }
}
