using System.Collections.Immutable;
using ShortOrder.Contest.Protocol;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Contest.Joining;

public sealed partial class JoinedContest
{
    /// <summary>A whole class hears of a new board at once; not all of them ask for it in the same moment.</summary>
    public static readonly TimeSpan MostSpread = TimeSpan.FromMilliseconds(400);

    private int _wanted;

    [Flags]
    private enum Wanted
    {
        Nothing = 0,
        Competition = 1,
        Board = 2,
        Submissions = 4,
    }

    private void Want(Wanted what)
    {
        Interlocked.Or(ref _wanted, (int)what);
        _toFetch.Release();
    }

    /// <summary>Sends what is written down, the oldest first, each until it has an answer.</summary>
    private async Task SendAsync()
    {
        Backoff backoff = new();
        while (!_stop.IsCancellationRequested)
        {
            if (!await WaitAsync(_toSend).ConfigureAwait(false)) return;
            while (!_stop.IsCancellationRequested && _outbox.Entries is [var entry, ..])
            {
                TimeSpan? wait = await SendAsync(entry, backoff).ConfigureAwait(false);
                if (wait is null) backoff.Reset();
                else if (wait == Timeout.InfiniteTimeSpan) break;
                else await PauseAsync(wait.Value).ConfigureAwait(false);
            }
        }
    }

    /// <summary>One try; null: it is answered, infinite: until something changes.</summary>
    private async Task<TimeSpan?> SendAsync(OutboxEntry entry, Backoff backoff)
    {
        try
        {
            SubmissionView answer = await _client.SubmitAsync(entry.Key, new(entry.Level, entry.LevelHash, entry.Plan), _stop.Token).ConfigureAwait(false);
            _outbox.Remove(entry.Key, answer.Id);
            Change(state => (state.Submissions.Any(s => s.Id == answer.Id && s.Judgement is not null) ? state : state.With(answer)) with { Held = "" }); // its verdict may have been faster
            if (answer.Judgement is not null) Want(Wanted.Nothing);
            return null;
        }
        catch (ContestException e) when (IsFinal(e))
        {
            return Timeout.InfiniteTimeSpan;
        }
        catch (ContestException e) when (e.Problem.Code == ErrorCodes.NotRunning)
        {
            return Timeout.InfiniteTimeSpan; // a state event, or the next snapshot, brings it on
        }
        catch (ContestException e) when (e.Problem.Status >= 500 || e.Problem.RetryAfterMs is not null || e.Problem.Code is ErrorCodes.TooMany or ErrorCodes.CoolDown)
        {
            Change(state => state with { Held = SafeWords.Of(e.Message) });
            return e.Problem.RetryAfterMs is { } ms ? TimeSpan.FromMilliseconds(Math.Clamp(ms, 100, 60_000)) : backoff.Next();
        }
        catch (ContestException e)
        {
            string words = e.Problem.Problems is { IsDefaultOrEmpty: false } problems ? $"{SafeWords.Of(problems[0].Path)}: {SafeWords.Of(problems[0].Message)}" : e.Message;
            _outbox.Remove(entry.Key, null);
            Change(state => state with { Held = "", Refused = state.Refused.Add(new(entry.Key, entry.LevelHash, entry.Plan.GetRawText()) { State = OwnState.Refused, Words = words }) });
            return null;
        }
        catch (Exception e) when (IsLine(e))
        {
            return backoff.Next();
        }
        catch (OperationCanceledException)
        {
            return Timeout.InfiniteTimeSpan;
        }
    }

    /// <summary>Fetches what events have told of, and what is missing.</summary>
    private async Task FetchAsync()
    {
        Backoff backoff = new();
        while (await WaitAsync(_toFetch).ConfigureAwait(false))
        {
            Wanted wanted = (Wanted)Interlocked.Exchange(ref _wanted, 0);
            try
            {
                if (wanted.HasFlag(Wanted.Competition))
                {
                    Come(await _client.CompetitionAsync(_stop.Token).ConfigureAwait(false));
                    _toSend.Release();
                }
                if (wanted.HasFlag(Wanted.Submissions)) await FetchSubmissionsAsync().ConfigureAwait(false);
                await FetchLevelsAsync().ConfigureAwait(false);
                if (wanted.HasFlag(Wanted.Board))
                {
                    await PauseAsync(MostSpread * Random.Shared.NextDouble()).ConfigureAwait(false);
                    Board board = await _client.BoardAsync(_stop.Token).ConfigureAwait(false);
                    Change(state => state with { Board = board });
                }
                await FetchTracesAsync().ConfigureAwait(false);
                backoff.Reset();
            }
            catch (ContestException e) when (IsFinal(e))
            {
                return;
            }
            catch (Exception e) when (e is ContestException || IsLine(e))
            {
                Want(wanted);
                await PauseAsync(backoff.Next()).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task FetchSubmissionsAsync()
    {
        ImmutableArray<SubmissionView> all = await _client.SubmissionsAsync(_stop.Token).ConfigureAwait(false);
        HashSet<string> listed = [.. all.Select(s => s.Id)];
        // What was handed in while the list was on its way is not in it, and has not gone.
        Change(state => state with { Submissions = [.. all.Reverse(), .. state.Submissions.Where(s => !listed.Contains(s.Id))] });
    }

    private async Task FetchLevelsAsync()
    {
        JoinedState state;
        lock (_lock) state = _state;
        foreach (LevelView level in state.Competition?.Levels ?? [])
        {
            if (state.Levels.ContainsKey(level.Hash)) continue;
            (Level?, string) read = await _levels.GetAsync(_client, level.Hash, _stop.Token).ConfigureAwait(false);
            Change(s => s with { Levels = s.Levels.SetItem(level.Hash, read) });
        }
    }

    /// <summary>The runs of judged plans that were sent from here, once each.</summary>
    private async Task FetchTracesAsync()
    {
        JoinedState state;
        lock (_lock) state = _state;
        foreach (SubmissionView view in state.Submissions.Where(s => s.Judgement is { Runs: > 0 } && !state.Traces.ContainsKey(s.Id) && _outbox.Sent(s.Id) is not null).Reverse())
        {
            JudgedTrace? trace = null;
            try
            {
                trace = JudgedTrace.Read(await _client.TraceAsync(view.Id, _stop.Token).ConfigureAwait(false));
            }
            catch (ContestException e) when (e.Problem.Code == ErrorCodes.NotFound)
            {
                // there is none to have
            }
            Change(s => s with { Traces = s.Traces.SetItem(view.Id, trace) });
        }
    }

    private async Task<bool> WaitAsync(SemaphoreSlim signal)
    {
        try
        {
            await signal.WaitAsync(_stop.Token).ConfigureAwait(false);
            while (signal.Wait(0)) continue; // several calls are one
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
