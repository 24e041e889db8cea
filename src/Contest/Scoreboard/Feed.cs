using ShortOrder.Contest.Competitions;
using ShortOrder.Contest.Store;

namespace ShortOrder.Contest.Scoreboard;

/// <summary>Carries what is written, by this process or by judges on other machines, to the streams: reads the database's events on, keeps the last ones and the boards.</summary>
public sealed class Feed(ContestStore store, LevelSet levels, QuietWindow quiet) : IAsyncDisposable
{
    /// <summary>Events that are kept for streams that come back soon; who was away longer gets a snapshot.</summary>
    public const int Kept = 2000;

    /// <summary>How often others' writing is looked for.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    /// <summary>Boards are made no closer together.</summary>
    private static readonly TimeSpan BetweenBoards = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _written = new(0, 1);
    private readonly Lock _lock = new();
    private readonly Queue<ContestEvent> _events = new();
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _pump = Task.CompletedTask;
    private long _lastSeq;

    /// <summary>The board for everybody.</summary>
    public TaggedBoard Public { get; private set; } = null!;

    /// <summary>The board for the teacher.</summary>
    public TaggedBoard Teacher { get; private set; } = null!;

    /// <summary>Sequence number of the last event that is known here.</summary>
    public long LastSeq => Volatile.Read(ref _lastSeq);

    /// <summary>Completes when there is something new; take it before looking.</summary>
    public Task News
    {
        get
        {
            lock (_lock) return _news.Task;
        }
    }

    /// <summary>What went wrong in the pump, for the log.</summary>
    public event Action<Exception>? Failed;

    /// <summary>Makes the first boards and begins to follow.</summary>
    public async Task StartAsync(CancellationToken cancel)
    {
        _lastSeq = await store.LastSeqAsync(cancel).ConfigureAwait(false);
        await MakeBoardsAsync(cancel).ConfigureAwait(false);
        store.Database.Written += Wake;
        _pump = Task.Run(PumpAsync, CancellationToken.None);
    }

    /// <summary>Events after one, from what is kept; null if that does not reach so far back.</summary>
    public List<ContestEvent>? After(long seq)
    {
        lock (_lock)
        {
            if (seq >= _lastSeq) return [];
            return _events.TryPeek(out ContestEvent? first) && first.Seq <= seq + 1 ? [.. _events.Where(e => e.Seq > seq)] : null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        store.Database.Written -= Wake;
        await _stop.CancelAsync().ConfigureAwait(false);
        await _pump.ConfigureAwait(false);
        _stop.Dispose();
        _written.Dispose();
    }

    private void Wake()
    {
        try
        {
            _written.Release();
        }
        catch (Exception e) when (e is SemaphoreFullException or ObjectDisposedException)
        {
            // awake, or ended
        }
    }

    private async Task PumpAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await _written.WaitAsync(Poll, _stop.Token).ConfigureAwait(false);
                if (await store.LastSeqAsync(_stop.Token).ConfigureAwait(false) <= _lastSeq) continue;
                await quiet.WaitAsync(_stop.Token).ConfigureAwait(false);
                List<ContestEvent> news = await store.EventsAfterAsync(_lastSeq, Kept, _stop.Token).ConfigureAwait(false);
                await MakeBoardsAsync(_stop.Token).ConfigureAwait(false);
                lock (_lock)
                {
                    foreach (ContestEvent e in news) _events.Enqueue(e);
                    while (_events.Count > Kept) _events.Dequeue();
                    if (news.Count > 0) Volatile.Write(ref _lastSeq, news[^1].Seq);
                }
                Tell();
                await Task.Delay(BetweenBoards, _stop.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is System.Data.Common.DbException or IOException or InvalidOperationException)
            {
                Failed?.Invoke(e);
            }
        }
    }

    private async Task MakeBoardsAsync(CancellationToken cancel)
    {
        // The results first: a freeze that falls between the two readings then hides too much for a moment, never too little.
        List<Result> results = await store.ResultsAsync(cancel).ConfigureAwait(false);
        List<Player> players = await store.PlayersAsync(cancel).ConfigureAwait(false);
        Competition competition = await store.FindCompetitionAsync(cancel).ConfigureAwait(false) ?? throw new InvalidOperationException("The competition has gone from the database.");
        (Public, Teacher) = (TaggedBoard.Of(BoardView.Public(competition, levels, players, results)), TaggedBoard.Of(BoardView.Teacher(competition, levels, players, results)));
    }

    private void Tell()
    {
        TaskCompletionSource told;
        lock (_lock) (told, _news) = (_news, new(TaskCreationOptions.RunContinuationsAsynchronously));
        told.SetResult();
    }
}
