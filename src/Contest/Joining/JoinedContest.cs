using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ShortOrder.Contest.Protocol;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Contest.Joining;

/// <summary>A competition that was joined: follows the server's events, sends what is written down, fetches what is needed, and always has a view that can be shown. Without a server it goes on with what it knows, and catches up later.</summary>
/// <remarks>Everything public is thread-safe; nothing is ever called back. A screen asks <see cref="Revision"/> whether there is news.</remarks>
public sealed partial class JoinedContest : IAsyncDisposable
{
    private const string CompetitionName = "competition.json";

    private readonly ContestClient _client;
    private readonly Seat _seat;
    private readonly LevelCache _levels;
    private readonly Outbox _outbox;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _toSend = new(0), _toFetch = new(0);
    private readonly Lock _lock = new();
    private readonly Task _work;
    private JoinedState _state = new();
    private int _revision;

    /// <summary>Takes part from now on.</summary>
    /// <param name="client">Calls the server; disposed with this.</param>
    /// <param name="seat">Who the player is.</param>
    /// <param name="levels">Levels by hash.</param>
    /// <param name="clock">Counts the time that remains; null: the system's.</param>
    /// <exception cref="IOException">The seat's folder cannot be used.</exception>
    public JoinedContest(ContestClient client, Seat seat, LevelCache levels, TimeProvider? clock = null)
    {
        (_client, _seat, _levels, _clock) = (client, seat, levels, clock ?? TimeProvider.System);
        client.Token = seat.Player.Token;
        _outbox = new(seat.Folder);
        _state = _state with { Competition = LastSeen(), CameAt = _clock.GetTimestamp() };
        _toSend.Release();
        if (_state.Competition is not null) _toFetch.Release();
        _work = Task.WhenAll(Task.Run(FollowAsync), Task.Run(SendAsync), Task.Run(FetchAsync));
    }

    /// <summary>Another number whenever the view has changed, apart from the time that passes.</summary>
    public int Revision => Volatile.Read(ref _revision);

    /// <summary>The competition as of now.</summary>
    public JoinedView View
    {
        get
        {
            JoinedState state;
            lock (_lock) state = _state;
            return JoinedViews.Of(state, _seat, _client.Address, _outbox, _clock.GetElapsedTime(state.CameAt));
        }
    }

    /// <summary>Hands a plan in. When this returns it is written down, and will be sent however long that takes.</summary>
    /// <returns>Its key.</returns>
    /// <exception cref="IOException">It could not be written down: nothing was submitted.</exception>
    public string Submit(JoinedLevel level, JsonElement plan)
    {
        OutboxEntry entry = _outbox.Add(level.Id, level.Hash, plan);
        Change(state => state);
        _toSend.Release();
        return entry.Key;
    }

    /// <summary>Stops following and sending; what was not sent stays written down.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _work.ConfigureAwait(false);
        _client.Dispose();
        _stop.Dispose();
        _toSend.Dispose();
        _toFetch.Dispose();
    }

    /// <summary>Follows the events; again and again, later and later, where the line breaks.</summary>
    private async Task FollowAsync()
    {
        BoardFeed feed = new(_client);
        Backoff backoff = new();
        while (!_stop.IsCancellationRequested)
        {
            TimeSpan? wait = null;
            try
            {
                await foreach (FeedItem item in feed.ReadAsync(_stop.Token).ConfigureAwait(false))
                {
                    backoff.Reset();
                    if (!Take(item)) return;
                }
            }
            catch (ContestException e) when (IsFinal(e))
            {
                return;
            }
            catch (ContestException e)
            {
                wait = Offline(e.Message, e.Problem.RetryAfterMs, backoff);
            }
            catch (Exception e) when (IsLine(e))
            {
                wait = Offline(WordsOf(e), null, backoff);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            await PauseAsync(wait ?? Offline("The server has closed the line.", null, backoff)).ConfigureAwait(false);
        }
    }

    /// <summary>An event; false: there will be no more.</summary>
    private bool Take(FeedItem item)
    {
        switch (item.Kind)
        {
            case FeedEvents.Snapshot when Read(item.Data, ContestJson.Default.CompetitionView) is { } competition:
                Come(competition);
                Want(Wanted.Submissions | Wanted.Board);
                _toSend.Release();
                break;
            case FeedEvents.State:
                Want(Wanted.Competition | Wanted.Board);
                break;
            case FeedEvents.Board:
                Want(Wanted.Board);
                break;
            case FeedEvents.Player:
                Want(Wanted.Competition | Wanted.Board);
                break;
            case FeedEvents.Submission when Read(item.Data, ContestJson.Default.SubmissionView) is { } submission:
                Change(state => state.With(submission));
                if (submission.Judgement is not null) Want(Wanted.Nothing);
                break;
            case FeedEvents.Announce when Read(item.Data, ContestJson.Default.Announcement) is { } announcement:
                Change(state => state.WithAnnouncement(announcement.Text));
                break;
            case FeedEvents.End:
                Change(state => state with { Link = LinkState.Refused, LinkWords = "The server has ended your stream: you joined from another place, or the teacher removed you." });
                return false;
        }
        return true;
    }

    /// <summary>A state of the competition has come.</summary>
    private void Come(CompetitionView competition)
    {
        long now = _clock.GetTimestamp();
        Change(state => (state with { Competition = competition, CameAt = now, Link = LinkState.Online, LinkWords = "" }).WithAnnouncement(competition.Announcement));
        try
        {
            DurableFile.Write(Path.Combine(_seat.Folder, CompetitionName), JsonSerializer.SerializeToUtf8Bytes(competition, ContestJson.Default.CompetitionView));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // only what is seen when the game is started without a line
        }
    }

    private CompetitionView? LastSeen()
    {
        try
        {
            string file = Path.Combine(_seat.Folder, CompetitionName);
            return File.Exists(file) ? JsonSerializer.Deserialize(File.ReadAllBytes(file), ContestJson.Default.CompetitionView) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Notes a refusal that no trying again can mend.</summary>
    private bool IsFinal(ContestException e)
    {
        if (e.Problem.Code is not (ErrorCodes.NotJoined or ErrorCodes.Removed)) return false;
        Change(state => state with
        {
            Link = LinkState.Refused,
            LinkWords = e.Problem.Code == ErrorCodes.Removed ? "The teacher has removed you from the competition." : "The server does not know you any more: leave and join again.",
        });
        return true;
    }

    private TimeSpan Offline(string words, long? retryAfterMs, Backoff backoff)
    {
        Change(state => state.Link == LinkState.Refused ? state : state with { Link = LinkState.Offline, LinkWords = $"Offline: {words} Plan on; it is asked again and again." });
        TimeSpan wait = backoff.Next();
        return retryAfterMs is { } ms ? TimeSpan.FromMilliseconds(Math.Clamp(ms, 0, 60_000)) + (wait / 4) : wait;
    }

    private void Change(Func<JoinedState, JoinedState> change)
    {
        lock (_lock) _state = change(_state);
        Interlocked.Increment(ref _revision);
    }

    private async Task PauseAsync(TimeSpan time)
    {
        try
        {
            await Task.Delay(time, _clock, _stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // the loop sees it
        }
    }

    private static bool IsLine(Exception e) => e is HttpRequestException or IOException or SocketException or InvalidDataException;

    private static string WordsOf(Exception e) => SafeWords.Of(e is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } ? "The server cannot be reached." : e.Message);

    /// <summary>What an event carries; null if it is not of this form, and then it is as if it had not come.</summary>
    private static T? Read<T>(string json, JsonTypeInfo<T> form) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, form);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
