using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json;
using ShortOrder.Contest.Joining;
using ShortOrder.Contest.Protocol;

namespace ShortOrder.Benchmarks.Classroom;

/// <summary>What calls of one kind took.</summary>
internal sealed class Latencies
{
    private readonly ConcurrentDictionary<string, ConcurrentBag<double>> _kinds = new();

    public void Add(string kind, double ms) => _kinds.GetOrAdd(kind, _ => []).Add(ms);

    public IEnumerable<(string Kind, double[] Sorted)> ByKind => _kinds.OrderBy(k => k.Key, StringComparer.Ordinal).Select(k => (k.Key, k.Value.Order().ToArray()));

    public double[] All => [.. _kinds.Values.SelectMany(v => v).Order()];

    public static double Percentile(double[] sorted, double share) => sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
}

/// <summary>A student of the load test: an address of its own on loopback, an event stream, and a plan for each level.</summary>
internal sealed class LoadPlayer(ServerAddress server, int number, Latencies latencies) : IDisposable
{
    private readonly ContestClient _client = new(server, new IPAddress([127, 1, (byte)(number / 250), (byte)(1 + (number % 250))]));
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _boardIsWanted;
    private long _heardAt;

    /// <summary>What went wrong, one line each.</summary>
    public ConcurrentQueue<string> Errors { get; } = new();

    /// <summary>Ids of the submissions that the server accepted.</summary>
    public List<string> Accepted { get; } = [];

    /// <summary>How often the player was told to wait because the judge was behind.</summary>
    public int CoolDowns { get; private set; }

    /// <summary>When the player heard of each board that it fetched, and when it had it, in milliseconds since 1970.</summary>
    public ConcurrentQueue<(long HeardAt, long HadAt)> Boards { get; } = new();

    private static long Now => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    public Task Started => _started.Task;

    public async Task JoinAsync(string code, CancellationToken cancel)
    {
        Joined joined = await TimedAsync("join", () => _client.JoinAsync(new(code, $"cook {number}"), cancel));
        _client.Token = joined.Token;
    }

    /// <summary>Follows the events until cancelled and fetches the board whenever it changed, as the game does.</summary>
    public async Task WatchAsync(CancellationToken cancel)
    {
        BoardFeed feed = new(_client);
        Task fetching = Task.CompletedTask;
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await foreach (FeedItem item in feed.ReadAsync(cancel))
                {
                    if (item.Kind is FeedEvents.Snapshot && JsonSerializer.Deserialize(item.Data, ContestJson.Default.CompetitionView)!.State == "running") _started.TrySetResult();
                    if (item.Kind is FeedEvents.State && JsonSerializer.Deserialize(item.Data, ContestJson.Default.StateChanged)!.State == "running") _started.TrySetResult();
                    if (item.Kind is not FeedEvents.Board) continue;
                    Interlocked.Exchange(ref _heardAt, Now);
                    Interlocked.Exchange(ref _boardIsWanted, 1);
                    if (fetching.IsCompleted) fetching = FetchBoardAsync();
                }
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                // over
            }
            catch (Exception e) when (e is HttpRequestException or IOException or ContestException)
            {
                Errors.Enqueue($"events: {e.Message}");
                await Task.Delay(1_000, CancellationToken.None);
            }
        }
        await fetching;
    }

    /// <summary>Fetches the levels and hands in a plan of each, with time to think before.</summary>
    public async Task PlayAsync(IReadOnlyDictionary<string, JsonElement[]> plans, Random random, TimeSpan span, CancellationToken cancel)
    {
        await Started.WaitAsync(cancel);
        CompetitionView view = await TimedAsync("competition", () => _client.CompetitionAsync(cancel));
        foreach (LevelView level in view.Levels)
        {
            byte[] text = await TimedAsync("level", () => _client.LevelAsync(level.Hash, cancel));
            if (text.Length == 0) Errors.Enqueue($"level {level.Id} is empty");
            await Task.Delay(random.NextDouble() * 2 * span / view.Levels.Length, cancel);
            JsonElement[] choice = plans[level.Id];
            SubmitRequest submission = new(level.Id, level.Hash, choice[random.Next(choice.Length)]);
            Accepted.Add(await SubmitAsync(submission, cancel));
        }
    }

    /// <summary>Hands a plan in, again under the same key while the judge is behind, as the game does.</summary>
    private async Task<string> SubmitAsync(SubmitRequest submission, CancellationToken cancel)
    {
        string key = Guid.NewGuid().ToString("N");
        while (true)
        {
            try
            {
                return (await TimedAsync("submit", () => _client.SubmitAsync(key, submission, cancel))).Id;
            }
            catch (ContestException e) when (e.Problem.Code == ErrorCodes.CoolDown)
            {
                CoolDowns++;
                await Task.Delay(TimeSpan.FromMilliseconds(e.Problem.RetryAfterMs ?? 1_000), cancel);
            }
        }
    }

    /// <summary>Ids and states of all submissions that the server has of this player.</summary>
    public async Task<(string Id, string State)[]> SubmissionsAsync(CancellationToken cancel) =>
        [.. (await TimedAsync("own submissions", () => _client.SubmissionsAsync(cancel))).Select(s => (s.Id, s.State))];

    public void Dispose() => _client.Dispose();

    private async Task FetchBoardAsync()
    {
        while (Interlocked.Exchange(ref _boardIsWanted, 0) == 1)
        {
            try
            {
                long heard = Interlocked.Read(ref _heardAt);
                await Task.Delay(JoinedContest.MostSpread * Random.Shared.NextDouble());
                await TimedAsync("board", () => _client.BytesAsync(_client.Get(Routes.Board), CancellationToken.None));
                Boards.Enqueue((heard, Now));
            }
            catch (Exception e) when (e is HttpRequestException or ContestException)
            {
                Errors.Enqueue($"board: {e.Message}");
            }
        }
    }

    private async Task<T> TimedAsync<T>(string kind, Func<Task<T>> call)
    {
        long begun = Stopwatch.GetTimestamp();
        T result = await call();
        latencies.Add(kind, Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        return result;
    }
}
