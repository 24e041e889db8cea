using System.Collections.Immutable;
using System.Data.Common;
using System.Text.Json;
using ShortOrder.Contest.Protocol;
using ShortOrder.Contest.Store;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Contest.Competitions;

/// <summary>When a request's head arrived: what counts, however long its body takes.</summary>
/// <param name="ElapsedMs">Contest time.</param>
/// <param name="State">The competition's state.</param>
public readonly record struct Arrival(long ElapsedMs, CompetitionState State);

/// <summary>Runs the one competition of a database: its life, its clock, its lobby's rules. The state is the database's; what is kept here is a copy of what was committed last.</summary>
public sealed class CompetitionDesk
{
    /// <summary>Noise floor of a judge's machine above which a start needs a waiver, in per cent.</summary>
    public const decimal NoisyPercent = 15;

    /// <summary>Longest text of a teacher.</summary>
    public const int LongestText = 200;

    private static readonly TimeSpan Checkpoint = TimeSpan.FromSeconds(2);

    private readonly ContestStore _store;
    private readonly TimeProvider _time;
    private readonly Func<Task<int>> _coverable;
    private readonly SemaphoreSlim _one = new(1);
    private long _notedAt;
    private int _inFlight;

    private CompetitionDesk(ContestStore store, TimeProvider time, Competition competition, bool hasDuel, Func<Task<int>> coverable)
    {
        (_store, _time, Current, HasDuel, _coverable) = (store, time, competition, hasDuel, coverable);
        Levels = competition.Settings.ReadLevels();
        Clock = new(time);
        Clock.Set(competition.ElapsedMs, competition.State.IsTicking());
    }

    /// <summary>The competition as it is.</summary>
    public Competition Current { get; private set; }

    /// <summary>Its levels.</summary>
    public LevelSet Levels { get; }

    /// <summary>Contest time.</summary>
    public CompetitionClock Clock { get; }

    /// <summary>Whether somebody is there to run a duel.</summary>
    public bool HasDuel { get; }

    /// <summary>Submissions whose heads have come and whose bodies have not all.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Longest extra time of a player; the competition ends by itself when that is over, too.</summary>
    public long MostExtraMs { get; set; }

    /// <summary>Takes up a database's competition where it was left.</summary>
    /// <param name="store">The database.</param>
    /// <param name="time">The clock.</param>
    /// <param name="hasDuel">Whether somebody is there to run a duel.</param>
    /// <param name="coverable">Counts the rows that a reveal can uncover.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="InvalidDataException">There is none, or its levels cannot be read.</exception>
    public static async Task<CompetitionDesk> OpenAsync(ContestStore store, TimeProvider time, bool hasDuel, Func<Task<int>> coverable, CancellationToken cancel)
    {
        Competition competition = await store.FindCompetitionAsync(cancel).ConfigureAwait(false) ?? throw new InvalidDataException("The database has no competition: name the levels of a new one.");
        List<Submissions.Submission> late = await store.LatestSubmissionsAsync(1, cancel).ConfigureAwait(false);
        // What was noted of the clock may be 2 s old, a submission tells better.
        if (late.Count > 0 && competition.State is not (CompetitionState.Draft or CompetitionState.Lobby)) competition = competition with { ElapsedMs = Math.Max(competition.ElapsedMs, late[0].ContestMs) };
        return new(store, time, competition, hasDuel && competition.Settings.HasDuel, coverable);
    }

    /// <summary>Makes a competition in a database that has none.</summary>
    /// <returns>The teacher's token: 256 bits in hex, of which only the hash is kept.</returns>
    /// <exception cref="InvalidDataException">Its levels cannot be played.</exception>
    public static async Task<string> CreateAsync(ContestStore store, CompetitionSettings settings, TimeProvider time, CancellationToken cancel)
    {
        settings.ReadLevels();
        if (SafeText.FirstUnsafe(settings.Title) >= 0 || settings.Title.Length is 0 or > LongestText) throw new InvalidDataException($"The title must be 1 to {LongestText} characters without control characters.");
        string token = Hashes.Secret(256);
        Competition competition = new()
        {
            Id = Hashes.Secret(64),
            Settings = settings,
            JoinCode = JoinCode.New(),
            State = CompetitionState.Draft,
            AdminHash = Hashes.OfText(token),
            FactorSecret = Hashes.Secret(128),
            CreatedAtMs = time.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        await store.WriteAsync(transaction => ContestStore.InsertAsync(transaction, competition, cancel), cancel).ConfigureAwait(false);
        return token;
    }

    /// <summary>A new teacher's token; the old one dies. For a server that is started again.</summary>
    public async Task<string> RenewTokenAsync(CancellationToken cancel)
    {
        string token = Hashes.Secret(256);
        await ChangeAsync(c => c with { AdminHash = Hashes.OfText(token) }, null, null, cancel).ConfigureAwait(false);
        return token;
    }

    /// <summary>This moment, for a request whose head has just come.</summary>
    public Arrival Arrive() => new(Clock.ElapsedMs, Current.State);

    /// <summary>As <see cref="Arrive"/>, for a submission: until it is disposed, the competition is not taken to be drained.</summary>
    public IDisposable Expect() => new Underway(this);

    /// <summary>The caller's end, in contest time.</summary>
    public long EndMs(Player? player) => Current.Settings.DurationMs + (player?.ExtraMs ?? 0);

    /// <summary>Contest time from which the board stands still; null if it is live.</summary>
    public static long? FrozenAtMs(Competition competition) => competition.State is CompetitionState.Published or CompetitionState.Void ? null : competition.FrozenAtMs;

    /// <summary>Does what the trigger says.</summary>
    /// <param name="trigger">The trigger.</param>
    /// <param name="command">With the state that is expected; null if the server itself fires it, from whatever state it is in.</param>
    /// <param name="players">Players who joined.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="ContestException">The state is not the expected one, or the trigger leads nowhere from it.</exception>
    public async Task<CompetitionState> FireAsync(CompetitionTrigger trigger, AdminCommand? command, int players, CancellationToken cancel)
    {
        if (command?.Reason is { } reason) CheckText(reason);
        await _one.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            Competition before = Current;
            if (command is not null && command.Expected != before.State.Name())
                throw new ContestException(409, ErrorCodes.WrongState, $"The competition is {before.State.Name()} by now, not {SafeText.Quote(command.Expected)}: look again, and repeat the command if you still want it.");
            long elapsed = Clock.ElapsedMs;
            bool isQuiet = !(await _store.MachinesAsync(cancel).ConfigureAwait(false)).Any(m => m.NoisePercent > NoisyPercent || m.IsQuarantined);
            CompetitionFacts facts = new()
            {
                IsReady = command?.Override == true || (players > 0 && isQuiet),
                IsBoardFrozen = before.FrozenAtMs is not null,
                HasDuel = HasDuel,
                HasCoveredRows = before.FrozenAtMs is not null && before.Revealed < await _coverable().ConfigureAwait(false),
            };
            CompetitionState state = before.State;
            CompetitionLife life = new(() => state, next => state = next, () => facts);
            if (!life.CanFire(trigger)) throw Refused(trigger, before.State, players, isQuiet);
            life.Fire(trigger);
            Competition after = Settle(before with { State = state, ElapsedMs = elapsed }, trigger, command, elapsed, facts);
            await CommitAsync(after, async transaction =>
            {
                long now = _time.GetUtcNow().ToUnixTimeMilliseconds();
                if (trigger == CompetitionTrigger.Pause) await ContestStore.BeginPauseAsync(transaction, elapsed, now, command?.Reason, cancel).ConfigureAwait(false);
                if (before.State is CompetitionState.Paused or CompetitionState.FrozenPaused && after.State != before.State) await ContestStore.EndPauseAsync(transaction, now, cancel).ConfigureAwait(false);
                StateChanged changed = new(after.State.Name(), elapsed, after.Settings.DurationMs, after.Revealed);
                await ContestStore.AppendAsync(transaction, Audiences.All, FeedEvents.State, JsonSerializer.Serialize(changed, ContestJson.Default.StateChanged), elapsed, now, cancel).ConfigureAwait(false);
            }, cancel).ConfigureAwait(false);
            if (after.State.IsTicking()) Clock.Let(true);
            else Clock.Set(after.ElapsedMs, false); // where it stands is what was written down, not what passed while it was
            return after.State;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Changes what is no matter of its life: lobby, announcement, roster.</summary>
    /// <param name="change">Gives the new competition.</param>
    /// <param name="kind">Kind of an event that everybody gets; null: none.</param>
    /// <param name="payload">Its payload.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task ChangeAsync(Func<Competition, Competition> change, string? kind, string? payload, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            long elapsed = Clock.ElapsedMs;
            await CommitAsync(change(Current) with { ElapsedMs = elapsed }, transaction => kind is null ? Task.CompletedTask
                : ContestStore.AppendAsync(transaction, Audiences.All, kind, payload!, elapsed, _time.GetUtcNow().ToUnixTimeMilliseconds(), cancel), cancel).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Does what time brings: freezes, ends, notes the clock, goes on when the queue is empty. To be called a few times a second.</summary>
    /// <param name="players">Players who joined.</param>
    /// <param name="pending">Counts what waits for the judge.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task TickAsync(int players, Func<Task<int>> pending, CancellationToken cancel)
    {
        Competition now = Current;
        long elapsed = Clock.ElapsedMs, end = now.Settings.DurationMs;
        if (now.State == CompetitionState.Running && now.Settings.FreezeBeforeEndMs > 0 && elapsed >= end - now.Settings.FreezeBeforeEndMs) await TryAsync(CompetitionTrigger.Freeze, now, players, cancel).ConfigureAwait(false);
        else if (now.State.IsTicking() && elapsed >= end + MostExtraMs) await TryAsync(CompetitionTrigger.Finish, now, players, cancel).ConfigureAwait(false);
        else if (now.State == CompetitionState.Finished && Volatile.Read(ref _inFlight) == 0 && await pending().ConfigureAwait(false) == 0) await TryAsync(CompetitionTrigger.Drained, now, players, cancel).ConfigureAwait(false);
        else if (now.State.IsTicking() && _time.GetElapsedTime(_notedAt) >= Checkpoint)
        {
            _notedAt = _time.GetTimestamp();
            await _store.WriteAsync(transaction => ContestStore.NoteElapsedAsync(transaction, elapsed, cancel), cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Refuses what a teacher's text may not be.</summary>
    /// <exception cref="ContestException">It is too long, or not plain text.</exception>
    public static void CheckText(string text)
    {
        if (text.Length > LongestText) throw new ContestException(422, ErrorCodes.BadRequest, $"The text is {text.Length} characters long; at most {LongestText}.");
        if (SafeText.FirstUnsafe(text) is >= 0 and int at) throw new ContestException(422, ErrorCodes.BadRequest, $"Character {at + 1} is U+{(int)text[at]:X4}, which is no plain text: leave it out.");
    }

    private async Task TryAsync(CompetitionTrigger trigger, Competition seen, int players, CancellationToken cancel)
    {
        try
        {
            await FireAsync(trigger, new(seen.State.Name()), players, cancel).ConfigureAwait(false);
        }
        catch (ContestException e) when (e.Problem.Code == ErrorCodes.WrongState)
        {
            // The teacher was faster; the next tick looks again.
        }
    }

    private Competition Settle(Competition next, CompetitionTrigger trigger, AdminCommand? command, long elapsed, CompetitionFacts facts)
    {
        switch (trigger)
        {
            case CompetitionTrigger.Start:
                return next with { ElapsedMs = 0, Waiver = command?.Override == true ? "started by the teacher although nobody had joined or the judge was noisy" : null };
            case CompetitionTrigger.Freeze:
                long due = next.Settings.FreezeBeforeEndMs > 0 ? next.Settings.DurationMs - next.Settings.FreezeBeforeEndMs : long.MaxValue;
                return next with { FrozenAtMs = Math.Min(elapsed, due) };
            case CompetitionTrigger.Thaw:
                return next with { FrozenAtMs = null };
            case CompetitionTrigger.Extend:
                if (command?.Minutes is not decimal minutes || Math.Abs(minutes) > 24 * 60) throw new ContestException(422, ErrorCodes.BadRequest, "Say by how many minutes, within a day.");
                long from = next.State != CompetitionState.Lobby && facts is not null && Current.State == CompetitionState.Finished ? elapsed : next.Settings.DurationMs;
                long duration = from + (long)(minutes * 60_000);
                if (duration <= elapsed || duration < 1000) throw new ContestException(422, ErrorCodes.BadRequest, "That would end it before now: use finish.");
                return next with { Settings = next.Settings with { DurationMs = duration } };
            case CompetitionTrigger.Reveal:
                return next with { Revealed = next.Revealed + 1 };
            default:
                return next;
        }
    }

    private ContestException Refused(CompetitionTrigger trigger, CompetitionState state, int players, bool isQuiet) => new(409, ErrorCodes.WrongState, (trigger, state) switch
    {
        (CompetitionTrigger.Start, CompetitionState.Lobby) when players == 0 => "Nobody is here yet: wait for players, or start all the same, by an override.",
        (CompetitionTrigger.Start, CompetitionState.Lobby) when !isQuiet => $"The judge's machine is too noisy (above {NoisyPercent:0} %): close programs and plug it in, or start all the same, by an override.",
        (CompetitionTrigger.Reveal, CompetitionState.Sealed) => "Every row is uncovered: publish.",
        _ => $"A competition that is {state.Name()} cannot {trigger.Name()}.",
    });

    private async Task CommitAsync(Competition after, Func<DbTransaction, Task> more, CancellationToken cancel)
    {
        await _store.WriteAsync(async transaction =>
        {
            await ContestStore.UpdateAsync(transaction, after, cancel).ConfigureAwait(false);
            await more(transaction).ConfigureAwait(false);
        }, cancel).ConfigureAwait(false);
        Current = after;
    }

    private sealed class Underway : IDisposable
    {
        private CompetitionDesk? _desk;

        public Underway(CompetitionDesk desk)
        {
            _desk = desk;
            Interlocked.Increment(ref desk._inFlight);
        }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _desk, null) is { } desk) Interlocked.Decrement(ref desk._inFlight);
        }
    }
}
