using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using ShortOrder.Contest.Joining;
using ShortOrder.Contest.Protocol;

namespace ShortOrder.Benchmarks.Classroom;

/// <summary>A student of a contest whose server dies now and then: sends every plan under a key of its own until there is an answer, and follows the events from the last one on whenever the stream breaks.</summary>
internal sealed class KillPlayer(int number) : IDisposable
{
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(100), WhenBehind = TimeSpan.FromSeconds(1);

    private ContestClient _client = null!;
    private int _retries;

    /// <summary>The player's id.</summary>
    public string Id { get; private set; } = "";

    /// <summary>Keys of everything that was handed in, with the last answer.</summary>
    public ConcurrentDictionary<string, SubmissionView> Accepted { get; } = [];

    /// <summary>Ids of submissions, each as often as an event said that it has its verdict.</summary>
    public ConcurrentQueue<string> Judged { get; } = [];

    /// <summary>The competition's state by the events.</summary>
    public string State { get; private set; } = "";

    /// <summary>What no server should answer.</summary>
    public ConcurrentQueue<string> Problems { get; } = [];

    /// <summary>Calls that broke off, or found nobody, and were made again.</summary>
    public int Retries => Volatile.Read(ref _retries);

    /// <summary>Takes part.</summary>
    public async Task JoinAsync(int port, string code, CancellationToken cancel)
    {
        _client = new(ServerAddress.Read($"127.0.0.1:{port}")!, new IPAddress([127, 2, 0, (byte)(1 + number)]));
        Joined joined = await _client.JoinAsync(new(code, $"cook {number}"), cancel);
        (_client.Token, Id) = (joined.Token, joined.Player);
    }

    /// <summary>Follows the events until cancelled.</summary>
    public async Task WatchAsync(CancellationToken cancel)
    {
        BoardFeed feed = new(_client);
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await foreach (FeedItem item in feed.ReadAsync(cancel)) Note(item);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                await Task.Delay(Again, CancellationToken.None);
            }
        }
    }

    /// <summary>Hands in plans, one every second or two, until it is enough; then sees to it that the last one has an answer.</summary>
    public async Task PlayAsync(Random random, CancellationToken enough, CancellationToken patience)
    {
        for (int i = 0; !enough.IsCancellationRequested; i++)
        {
            string key = $"cook-{number}-{i}";
            using JsonDocument plan = JsonDocument.Parse(CrowdLevel.Plan(random.Next(CrowdLevel.Plans)));
            await SubmitAsync(key, new(CrowdLevel.Level.Id, CrowdLevel.Level.Hash, plan.RootElement.Clone()), patience);
            await Task.Delay(TimeSpan.FromSeconds(1 + random.NextDouble()), CancellationToken.None);
        }
    }

    /// <summary>What the server has of this player.</summary>
    public async Task<IReadOnlyList<SubmissionView>> OwnAsync(CancellationToken cancel) => await _client.SubmissionsAsync(cancel);

    /// <inheritdoc/>
    public void Dispose() => _client?.Dispose();

    private async Task SubmitAsync(string key, SubmitRequest request, CancellationToken patience)
    {
        while (true)
        {
            try
            {
                Accepted[key] = await _client.SubmitAsync(key, request, patience);
                return;
            }
            catch (HttpRequestException) when (!patience.IsCancellationRequested)
            {
                Interlocked.Increment(ref _retries);
                await Task.Delay(Again, patience);
            }
            catch (ContestException e) when (e.Problem.Code is ErrorCodes.CoolDown or ErrorCodes.TooMany or ErrorCodes.Unavailable)
            {
                await Task.Delay(WhenBehind, patience);
            }
            catch (ContestException e) when (e.Problem.Code == ErrorCodes.NotBetter)
            {
                return; // all plans of the crowd take the same time: this one is not taken
            }
            catch (ContestException e)
            {
                Problems.Enqueue($"{key}: {e.Message}");
                return;
            }
        }
    }

    private void Note(FeedItem item)
    {
        if (item.Kind == FeedEvents.Snapshot) State = JsonSerializer.Deserialize(item.Data, ContestJson.Default.CompetitionView)!.State;
        else if (item.Kind == FeedEvents.State) State = JsonSerializer.Deserialize(item.Data, ContestJson.Default.StateChanged)!.State;
        else if (item.Kind == FeedEvents.Submission && JsonSerializer.Deserialize(item.Data, ContestJson.Default.SubmissionView) is { State: "judged" } judged) Judged.Enqueue(judged.Id);
    }
}
