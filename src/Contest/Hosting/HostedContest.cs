using System.Collections.Immutable;
using System.Threading.Channels;
using ShortOrder.Contest.Joining;
using ShortOrder.Contest.Protocol;

namespace ShortOrder.Contest.Hosting;

/// <summary>A competition from its teacher's side: does what it is told, one thing after the other, and always has a view that can be shown. Talks to the server by its calls alone, so that the server may be anywhere.</summary>
/// <remarks>Everything public is thread-safe; nothing is ever called back.</remarks>
public sealed class HostedContest : IAsyncDisposable
{
    /// <summary>Name of the archive among the results.</summary>
    public const string ArchiveName = "results.json";

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1.5);

    private readonly AdminClient _client;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<HostCommand?> _commands = Channel.CreateUnbounded<HostCommand?>();
    private readonly Lock _lock = new();
    private readonly Task _work;
    private HostView _view;
    private long _cameAt;
    private int _revision;

    /// <summary>Follows a competition from now on.</summary>
    /// <param name="client">Calls the server; disposed with this.</param>
    /// <param name="start">What is known before the server answers: code, addresses, and the roster's personal codes, which it gives only once.</param>
    /// <param name="clock">Counts the time that remains; null: the system's.</param>
    public HostedContest(AdminClient client, HostView start, TimeProvider? clock = null)
    {
        (_client, _view, _clock) = (client, start, clock ?? TimeProvider.System);
        _work = Task.WhenAll(Task.Run(WorkAsync), Task.Run(LookOftenAsync));
    }

    /// <summary>Another number whenever the view has changed, apart from the time that passes.</summary>
    public int Revision => Volatile.Read(ref _revision);

    /// <summary>The competition as of now.</summary>
    public HostView View
    {
        get
        {
            lock (_lock)
            {
                TimeSpan left = _view.Remaining - (_view.State is "running" or "frozen" ? _clock.GetElapsedTime(_cameAt) : TimeSpan.Zero);
                return _view with { Remaining = left > TimeSpan.Zero ? left : TimeSpan.Zero };
            }
        }
    }

    /// <summary>Has something done; what came of it is told by <see cref="HostView.Notice"/>.</summary>
    public void Do(HostCommand command) => _commands.Writer.TryWrite(command);

    /// <summary>Stops following. The competition goes on.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _work.ConfigureAwait(false);
        _client.Dispose();
        _stop.Dispose();
    }

    private async Task LookOftenAsync()
    {
        try
        {
            using PeriodicTimer timer = new(LookEvery, _clock);
            do _commands.Writer.TryWrite(null);
            while (await timer.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            // it has ended
        }
    }

    private async Task WorkAsync()
    {
        try
        {
            while (await _commands.Reader.WaitToReadAsync(_stop.Token).ConfigureAwait(false))
            {
                while (_commands.Reader.TryRead(out HostCommand? command))
                    if (command is not null) await TryAsync(() => DoAsync(command)).ConfigureAwait(false);
                await TryAsync(LookAsync).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // it has ended
        }
    }

    private async Task TryAsync(Func<Task> call)
    {
        try
        {
            await call().ConfigureAwait(false);
        }
        catch (ContestException e)
        {
            Change(view => view with { Notice = e.Message });
        }
        catch (Exception e) when (e is HttpRequestException or IOException or UnauthorizedAccessException)
        {
            Change(view => view with { Notice = SafeWords.Of(e.Message), IsOnline = e is not HttpRequestException && view.IsOnline });
        }
    }

    private async Task DoAsync(HostCommand command)
    {
        switch (command)
        {
            case HostCommand.Trigger trigger:
                StateView state = await _client.DoAsync(trigger.Name, new(trigger.Expected, trigger.Minutes, trigger.Reason, trigger.Override), _stop.Token).ConfigureAwait(false);
                Change(view => view with { Notice = "", State = SafeWords.Of(state.State) });
                break;
            case HostCommand.Player player:
                await _client.DoAsync(player.Id, player.Verb, player.Command, _stop.Token).ConfigureAwait(false);
                Change(view => view with { Notice = "Done." });
                break;
            case HostCommand.Lobby lobby:
                await _client.LobbyAsync(lobby.Command, _stop.Token).ConfigureAwait(false);
                Change(view => view with { Notice = "" });
                break;
            case HostCommand.Announce announce:
                await _client.AnnounceAsync(announce.Text, _stop.Token).ConfigureAwait(false);
                Change(view => view with { Notice = "Everybody has been told." });
                break;
            case HostCommand.Rejudge rejudge:
                RejudgeView answer = await _client.RejudgeAsync(rejudge.Request, _stop.Token).ConfigureAwait(false);
                Change(view => answer.IsDryRun
                    ? view with { Preview = new(rejudge.Request, answer.Count), Notice = "" }
                    : view with { Preview = null, Notice = $"{Submissions(answer.Count)} judged again." });
                break;
            case HostCommand.ForgetPreview:
                Change(view => view with { Preview = null });
                break;
            case HostCommand.Export export:
                Change(view => view with { Notice = "Writing the results…" });
                await ExportAsync(export.Folder).ConfigureAwait(false);
                break;
        }
    }

    private async Task ExportAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (string ending in (string[])["csv", "json"])
            DurableFile.Write(Path.Combine(folder, "results." + ending), await _client.ExportAsync(ending, _stop.Token).ConfigureAwait(false));
        Change(view => view with { Notice = $"In {folder}: results.csv, and results.json for shortorder verify." });
    }

    private async Task LookAsync()
    {
        CompetitionView competition = await _client.CompetitionAsync(_stop.Token).ConfigureAwait(false);
        ImmutableArray<PlayerView> players = await _client.PlayersAsync(_stop.Token).ConfigureAwait(false);
        ImmutableArray<RosterSeat> roster = await _client.RosterAsync(_stop.Token).ConfigureAwait(false);
        JudgesView judges = await _client.JudgesAsync(_stop.Token).ConfigureAwait(false);
        Board board = await _client.BoardAsync(_stop.Token).ConfigureAwait(false);
        ImmutableArray<CopyView> copies = await _client.CopiesAsync(_stop.Token).ConfigureAwait(false);
        long now = _clock.GetTimestamp();
        Change(view => view with
        {
            Title = SafeWords.Of(competition.Title),
            State = SafeWords.Of(competition.State),
            Remaining = TimeSpan.FromMilliseconds(competition.RemainingMs),
            Revealed = competition.Revealed,
            IsLocked = competition.IsLocked,
            Factor = competition.Factor is { } factor ? SafeWords.Of(factor) : null,
            Players = players,
            Roster = [.. roster.Select(r => new RosterLine(SafeWords.Of(r.Name), view.Roster.FirstOrDefault(l => l.Name == r.Name)?.Code ?? "", r.Player is not null))],
            Levels = competition.Levels,
            Judges = judges,
            Board = board,
            Copies = copies,
            Announcement = SafeWords.Of(competition.Announcement),
            IsOnline = true,
            Notice = view.IsOnline ? view.Notice : "",
        });
        lock (_lock) _cameAt = now;
    }

    private static string Submissions(int count) => count == 1 ? "1 submission is" : $"{count} submissions are";

    private void Change(Func<HostView, HostView> change)
    {
        lock (_lock)
        {
            HostView next = change(_view);
            if (next == _view) return;
            _view = next;
        }
        Interlocked.Increment(ref _revision);
    }
}
