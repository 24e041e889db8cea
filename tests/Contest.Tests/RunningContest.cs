using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ShortOrder.Contest.Competitions;
using ShortOrder.Contest.Judging;
using ShortOrder.Contest.Protocol;
using ShortOrder.Contest.Server;
using ShortOrder.Contest.Store;
using ShortOrder.Simulation.Plans;
using ShortOrder.Support;

namespace ShortOrder.Contest.Tests;

/// <summary>An answer of the server.</summary>
internal sealed record Answer(HttpStatusCode Status, string Text, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders)
{
    public string? Code => Status >= HttpStatusCode.BadRequest && Text.StartsWith('{') ? As(ContestJson.Default.ContestProblem).Code : null;

    public T As<T>(JsonTypeInfo<T> form) => JsonSerializer.Deserialize(Text, form) ?? throw new InvalidDataException(Text);
}

/// <summary>A real server on loopback with free ports, its database, and calls to it.</summary>
internal sealed class RunningContest : IAsyncDisposable
{
    public const string LevelId = "three-kettles";

    private readonly ContestDatabase _database;
    private ServerOptions _options;
    private readonly string? _folder;

    private RunningContest(ContestDatabase database, ContestStore store, ServerOptions options, string token, string? folder) => (_database, Store, _options, Token, _folder) = (database, store, options, token, folder);

    public ContestServer Server { get; private set; } = null!;

    public ContestStore Store { get; }

    public string Token { get; }

    public ModelJudge Judge { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public string Code => Server.Competition.Current.JoinCode;

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Starts a competition in its lobby, or as the draft it is before.</summary>
    public static async Task<RunningContest> StartAsync(ServerOptions? options = null, Func<CompetitionSettings, CompetitionSettings>? settings = null, ContestDatabase? database = null, bool isDraft = false)
    {
        string? folder = null;
        if (database is null)
        {
            folder = Directory.CreateTempSubdirectory("shortorder-test-").FullName;
            database = ContestDatabase.OfFile(Path.Combine(folder, "contest.db"));
        }
        ContestStore store = await ContestStore.OpenAsync(database, Cancel);
        CompetitionSettings usual = new() { Title = "Friday", DurationMs = 45 * 60_000, Levels = [TestLevels.Shipped(LevelId)] };
        ServerOptions used = (options ?? new()) with { Address = IPAddress.Loopback, Port = 0 };
        string token = await CompetitionDesk.CreateAsync(store, settings?.Invoke(usual) ?? usual, used.Time, Cancel);
        RunningContest contest = new(database, store, used, token, folder);
        await contest.BeginAsync();
        if (!isDraft) Assert.Equal(HttpStatusCode.OK, (await contest.DoAsync("open", "draft")).Status);
        return contest;
    }

    /// <summary>Ends the server and starts it again on the same database.</summary>
    public async Task RestartAsync()
    {
        await EndAsync();
        await BeginAsync();
    }

    public async Task<Joined> JoinAsync(string name) => (await SendAsync(HttpMethod.Post, Routes.Join, JsonSerializer.Serialize(new JoinRequest(Code, name), ContestJson.Default.JoinRequest))).As(ContestJson.Default.Joined);

    public Task<Answer> TryJoinAsync(string name, string? code = null, string? factor = null) =>
        SendAsync(HttpMethod.Post, Routes.Join, JsonSerializer.Serialize(new JoinRequest(code ?? Code, name, factor), ContestJson.Default.JoinRequest));

    /// <summary>A command to the competition, expecting a state.</summary>
    public Task<Answer> DoAsync(string trigger, string expected, decimal? minutes = null, bool isOverride = false) =>
        AdminAsync(HttpMethod.Post, $"{Routes.AdminCompetition}/{trigger}", JsonSerializer.Serialize(new AdminCommand(expected, minutes, Override: isOverride), ContestJson.Default.AdminCommand));

    public async Task StartClockAsync()
    {
        Answer started = await DoAsync("start", "lobby", isOverride: true);
        Assert.True(started.Status == HttpStatusCode.OK, started.Text);
    }

    public Task<Answer> AdminAsync(HttpMethod method, string path, string? body = null) => SendAsync(method, path, body, Token, root: Server.AdminAddress);

    public async Task<Answer> SendAsync(HttpMethod method, string path, string? body = null, string? token = null, Action<HttpRequestMessage>? change = null, Uri? root = null)
    {
        using HttpRequestMessage request = new(method, new Uri(root ?? Server.Address, path));
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        change?.Invoke(request);
        using HttpResponseMessage response = await Http.SendAsync(request, Cancel);
        return new(response.StatusCode, await response.Content.ReadAsStringAsync(Cancel), response.Headers, response.Content.Headers);
    }

    /// <summary>Hands in one of the level's author plans.</summary>
    public Task<Answer> SubmitAsync(string token, string plan = "best", string? key = null, string level = LevelId) => SubmitTextAsync(token, PlanOf(plan, level), key, level);

    public Task<Answer> SubmitTextAsync(string token, string plan, string? key = null, string level = LevelId, string? hash = null)
    {
        hash ??= TestLevels.Shipped(level).Hash;
        return SendAsync(HttpMethod.Post, Routes.Submissions, $$"""{ "level": "{{level}}", "levelHash": "{{hash}}", "plan": {{plan}} }""", token,
            request => request.Headers.Add(Routes.IdempotencyKey, key ?? Guid.NewGuid().ToString("N")));
    }

    public static string PlanOf(string name, string level = LevelId) => PlanWriter.Write(LevelFiles.Find(level).Plans.Single(p => p.Name == name).Plan);

    public async Task<Board> BoardAsync(string? token = null) => (await SendAsync(HttpMethod.Get, Routes.Board, token: token)).As(ContestJson.Default.Board);

    /// <summary>The board once a condition holds.</summary>
    public async Task<Board> BoardWhenAsync(Func<Board, bool> holds)
    {
        Board board = await BoardAsync();
        await WaitAsync(async () => holds(board = await BoardAsync()), () => JsonSerializer.Serialize(board, ContestJson.Default.Board));
        return board;
    }

    public async Task<ImmutableArray<SubmissionView>> OwnAsync(string token) => (await SendAsync(HttpMethod.Get, Routes.Submissions, token: token)).As(ContestJson.Default.ImmutableArraySubmissionView);

    public async Task<CompetitionView> ViewAsync(string? token = null) => (await SendAsync(HttpMethod.Get, Routes.Competition, token: token)).As(ContestJson.Default.CompetitionView);

    /// <summary>Waits for a condition, a minute at most.</summary>
    public static async Task WaitAsync(Func<Task<bool>> holds, Func<string>? state = null)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (!await holds())
        {
            Assert.False(patience.IsCancellationRequested, $"Waited in vain. {state?.Invoke()}");
            await Task.Delay(20, Cancel);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _database.Dispose();
        if (_folder is not null) Directory.Delete(_folder, recursive: true);
    }

    private async Task BeginAsync()
    {
        Server = await ContestServer.StartAsync(Store, new RowQueue(), _options, Cancel);
        _options = _options with { Port = Server.Address.Port }; // started again, it is where it was
        Judge = new(Store, Server.Judging);
        Http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, MaxConnectionsPerServer = 40 });
    }

    private async Task EndAsync()
    {
        Http.Dispose();
        await Judge.DisposeAsync();
        await Server.DisposeAsync();
    }
}
