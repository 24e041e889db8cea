using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ShortOrder.Contest.Protocol;
using ShortOrder.Contest.Store;

namespace ShortOrder.Contest.Competitions;

/// <summary>Lets players in, knows them by their tokens, and does what the teacher wants done about them. Secrets are kept as hashes only.</summary>
public sealed class PlayerDesk
{
    /// <summary>How long the digits of the second factor hold.</summary>
    public static readonly TimeSpan FactorPeriod = TimeSpan.FromSeconds(30);

    /// <summary>Most names of a roster.</summary>
    public const int MostRoster = 1000;

    private readonly ContestStore _store;
    private readonly CompetitionDesk _competition;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, Player> _byId = new(), _byToken = new();

    private PlayerDesk(ContestStore store, CompetitionDesk competition, TimeProvider time) => (_store, _competition, _time) = (store, competition, time);

    /// <summary>Everybody who ever joined.</summary>
    public IEnumerable<Player> All => _byId.Values.OrderBy(p => p.JoinedAtMs).ThenBy(p => p.Id, StringComparer.Ordinal);

    /// <summary>Players on the board.</summary>
    public int Shown => _byId.Values.Count(p => p.IsShown);

    /// <summary>Opens the desk with everybody who joined before.</summary>
    public static async Task<PlayerDesk> OpenAsync(ContestStore store, CompetitionDesk competition, TimeProvider time, CancellationToken cancel)
    {
        PlayerDesk desk = new(store, competition, time);
        foreach (Player player in await store.PlayersAsync(cancel).ConfigureAwait(false)) desk.Keep(player, null);
        return desk;
    }

    /// <summary>The player of that id; null if none.</summary>
    public Player? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The player of that token.</summary>
    /// <exception cref="ContestException">None, or removed.</exception>
    public Player Authenticate(string? token)
    {
        if (token is not { Length: 32 } || !_byToken.TryGetValue(Hashes.OfText(token), out Player? player))
            throw new ContestException(401, ErrorCodes.NotJoined, "You have not joined, or from another machine since: join again, or resume with your three words.");
        return player.IsKicked ? throw new ContestException(403, ErrorCodes.Removed, "The teacher has removed you from the competition.") : player;
    }

    /// <summary>The digits that joining asks for at this moment; null where none are asked for.</summary>
    public string? Factor => _competition.Current.AsksFactor ? FactorAt(0) : null;

    /// <summary>Lets a player in.</summary>
    /// <exception cref="ContestException">Says why not.</exception>
    public async Task<Joined> JoinAsync(JoinRequest request, CancellationToken cancel)
    {
        CheckCode(request.Code);
        Competition competition = _competition.Current;
        if (competition.State == CompetitionState.Draft || competition.State.IsOver()) throw new ContestException(404, ErrorCodes.WrongCode, "No competition with this code takes players now.");
        if (competition.IsLocked) throw new ContestException(423, ErrorCodes.Locked, "The lobby is locked: ask the teacher to open it.");
        if (competition.AsksFactor && !competition.HasRoster && !IsFactor(request.Factor))
            throw new ContestException(403, ErrorCodes.WrongFactor, "Type the digits that the projector shows now; they change every 30 seconds.");
        string? personal = null;
        if (competition.HasRoster)
            personal = Hashes.OfText(JoinCode.Read(request.Factor ?? "") ?? throw new ContestException(403, ErrorCodes.WrongFactor, "This competition needs the personal code that the teacher gave you."));
        PlayerName? name = null;
        if (personal is null) name = PlayerName.Read(request.Name, out string complaint) ?? throw new ContestException(422, ErrorCodes.NameRefused, complaint);
        (string token, string words) = (Hashes.Secret(128), Words());
        Player player = await _store.WriteAsync(async transaction =>
        {
            if (personal is not null) name = await TakeSeatAsync(transaction, personal, cancel).ConfigureAwait(false);
            if (await ContestStore.CountPlayersAsync(transaction, cancel).ConfigureAwait(false) >= competition.Settings.Seats)
                throw new ContestException(423, ErrorCodes.Full, $"All {competition.Settings.Seats} seats are taken.");
            await CheckFreeAsync(transaction, name!, null, cancel).ConfigureAwait(false);
            Player joining = new()
            {
                Id = Hashes.Secret(64),
                Name = name!.Text,
                Folded = name.Folded,
                Skeleton = name.Skeleton,
                TokenHash = Hashes.OfText(token),
                ResumeHash = Hashes.OfText(words),
                JoinedAtMs = _time.GetUtcNow().ToUnixTimeMilliseconds(),
            };
            await ContestStore.InsertAsync(transaction, joining, cancel).ConfigureAwait(false);
            if (personal is not null) await ContestStore.TakeRosterAsync(transaction, personal, joining.Id, cancel).ConfigureAwait(false);
            await TellAsync(transaction, joining, "joined", cancel).ConfigureAwait(false);
            return joining;
        }, cancel).ConfigureAwait(false);
        Keep(player, null);
        return new(player.Id, player.Name, token, words, competition.Settings.Title);
    }

    /// <summary>Lets a player in again: the old token dies.</summary>
    /// <exception cref="ContestException">Nobody has these words, or the code is wrong.</exception>
    public async Task<Joined> ResumeAsync(ResumeRequest request, CancellationToken cancel)
    {
        CheckCode(request.Code);
        string words = string.Join(' ', request.Words.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant(), hash = Hashes.OfText(words);
        Player before = _byId.Values.FirstOrDefault(p => p.ResumeHash == hash && !p.IsKicked) ?? throw new ContestException(404, ErrorCodes.WrongCode, "Nobody has these three words: look at the screen where you joined, or ask the teacher.");
        string token = Hashes.Secret(128);
        Player after = await ChangeAsync(before.Id, p => p with { TokenHash = Hashes.OfText(token) }, null, cancel).ConfigureAwait(false);
        return new(after.Id, after.Name, token, words, _competition.Current.Settings.Title);
    }

    /// <summary>Does what the teacher wants: kick, rename, extra-time, hide.</summary>
    /// <exception cref="ContestException">There is no such player, or it cannot be done.</exception>
    public async Task<Player> DoAsync(string id, string verb, PlayerCommand command, CancellationToken cancel)
    {
        Player after = verb switch
        {
            "kick" => await ChangeAsync(id, p => p with { IsKicked = command.On }, command.On ? "removed" : "returned", cancel).ConfigureAwait(false),
            "hide" => await ChangeAsync(id, p => p with { IsHidden = command.On }, command.On ? "hidden" : "shown", cancel).ConfigureAwait(false),
            "extra-time" => await ChangeAsync(id, p => p with { ExtraMs = ExtraMs(command.Minutes) }, "extra-time", cancel).ConfigureAwait(false),
            "rename" => await RenameAsync(id, command.Name ?? "", cancel).ConfigureAwait(false),
            _ => throw new ContestException(404, ErrorCodes.NotFound, "Nothing of that name can be done about a player: kick, rename, extra-time or hide."),
        };
        _competition.MostExtraMs = _byId.Values.Where(p => !p.IsKicked).Select(p => p.ExtraMs).DefaultIfEmpty().Max();
        return after;
    }

    /// <summary>Sets who may join, and gives each a personal code; an empty list opens the competition to all again.</summary>
    /// <exception cref="ContestException">A name is no name, or two look alike.</exception>
    public async Task<ImmutableArray<RosterCode>> SetRosterAsync(ImmutableArray<string> names, CancellationToken cancel)
    {
        if (names.Length > MostRoster) throw new ContestException(422, ErrorCodes.BadRequest, $"A roster has at most {MostRoster} names.");
        List<(PlayerName Name, string Code)> seats = [];
        for (int i = 0; i < names.Length; i++)
            seats.Add((PlayerName.Read(names[i], out string complaint) ?? throw new ContestException(422, ErrorCodes.NameRefused, $"Name {i + 1}: {complaint}"), JoinCode.New()));
        if (seats.GroupBy(s => s.Name.Skeleton).FirstOrDefault(g => g.Count() > 1) is { } alike)
            throw new ContestException(409, ErrorCodes.NameTaken, $"{string.Join(" and ", alike.Select(s => s.Name.Text))} look alike: add an initial.");
        await _store.WriteAsync(transaction => ContestStore.ReplaceRosterAsync(transaction, seats.Select(s => new RosterEntry(s.Name.Skeleton, s.Name.Text, Hashes.OfText(s.Code), null)), cancel), cancel).ConfigureAwait(false);
        await _competition.ChangeAsync(c => c with { HasRoster = seats.Count > 0 }, null, null, cancel).ConfigureAwait(false);
        return [.. seats.Select(s => new RosterCode(s.Name.Text, s.Code))];
    }

    private static async Task<PlayerName> TakeSeatAsync(DbTransaction transaction, string codeHash, CancellationToken cancel)
    {
        RosterEntry seat = await ContestStore.FindRosterAsync(transaction, codeHash, cancel).ConfigureAwait(false)
            ?? throw new ContestException(403, ErrorCodes.WrongFactor, "This is nobody's personal code: type it again, or ask the teacher.");
        if (seat.Player is not null) throw new ContestException(409, ErrorCodes.NameTaken, $"{seat.Name} is in already: resume with your three words, or ask the teacher.");
        return PlayerName.Read(seat.Name, out _)!;
    }

    private static async Task CheckFreeAsync(DbTransaction transaction, PlayerName name, string? except, CancellationToken cancel)
    {
        if (await ContestStore.FindNamesakeAsync(transaction, name.Folded, name.Skeleton, except, cancel).ConfigureAwait(false) is { } other)
            throw new ContestException(409, ErrorCodes.NameTaken, $"{other.Name} is here already, and the two would look alike: add an initial. If it is you, resume with your three words.");
    }

    private async Task<Player> RenameAsync(string id, string text, CancellationToken cancel)
    {
        PlayerName name = PlayerName.Read(text, out string complaint) ?? throw new ContestException(422, ErrorCodes.NameRefused, complaint);
        return await ChangeAsync(id, p => p with { Name = name.Text, Folded = name.Folded, Skeleton = name.Skeleton }, "renamed", cancel, transaction => CheckFreeAsync(transaction, name, id, cancel)).ConfigureAwait(false);
    }

    private async Task<Player> ChangeAsync(string id, Func<Player, Player> change, string? told, CancellationToken cancel, Func<DbTransaction, Task>? check = null)
    {
        (Player before, Player after) = await _store.WriteAsync(async transaction =>
        {
            Player found = await ContestStore.FindPlayerAsync(transaction, id, cancel).ConfigureAwait(false) ?? throw new ContestException(404, ErrorCodes.NotFound, "There is no such player.");
            if (check is not null) await check(transaction).ConfigureAwait(false);
            Player changed = change(found);
            await ContestStore.UpdateAsync(transaction, changed, cancel).ConfigureAwait(false);
            if (told is not null) await TellAsync(transaction, changed, told, cancel).ConfigureAwait(false);
            return (found, changed);
        }, cancel).ConfigureAwait(false);
        Keep(after, before);
        return after;
    }

    private Task TellAsync(DbTransaction transaction, Player player, string change, CancellationToken cancel) => ContestStore.AppendAsync(transaction, Audiences.All, FeedEvents.Player,
        JsonSerializer.Serialize(new PlayerChanged(player.Id, player.Name, change), ContestJson.Default.PlayerChanged), _competition.Clock.ElapsedMs, _time.GetUtcNow().ToUnixTimeMilliseconds(), cancel);

    private void Keep(Player player, Player? before)
    {
        if (before is not null && before.TokenHash != player.TokenHash) _byToken.TryRemove(before.TokenHash, out _);
        _byId[player.Id] = player;
        _byToken[player.TokenHash] = player;
        _competition.MostExtraMs = _byId.Values.Where(p => !p.IsKicked).Select(p => p.ExtraMs).DefaultIfEmpty().Max();
    }

    private void CheckCode(string typed)
    {
        if (JoinCode.Read(typed) is not string code || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(code), Encoding.ASCII.GetBytes(_competition.Current.JoinCode)))
            throw new ContestException(404, ErrorCodes.WrongCode, "No competition has this code: look at the projector again.");
    }

    private static long ExtraMs(decimal? minutes) => minutes is >= 0 and <= 24 * 60 ? (long)(minutes.Value * 60_000) : throw new ContestException(422, ErrorCodes.BadRequest, "Say how many minutes of extra time, from 0 to a day.");

    private bool IsFactor(string? typed) => typed is not null && (typed == FactorAt(0) || typed == FactorAt(1));

    // Four digits from the time since the machine's start: setting its clock changes nothing.
    private string FactorAt(int periodsAgo)
    {
        long period = (long)(_time.GetElapsedTime(0) / FactorPeriod) - periodsAgo;
        byte[] mac = HMACSHA256.HashData(Convert.FromHexString(_competition.Current.FactorSecret), Encoding.ASCII.GetBytes(period.ToString(CultureInfo.InvariantCulture)));
        return (BitConverter.ToUInt32(mac) % 10_000).ToString("0000", CultureInfo.InvariantCulture);
    }

    /// <summary>Three words of five letters that can be spoken: 50 bits.</summary>
    private static string Words() => string.Join(' ', Enumerable.Range(0, 3).Select(_ => string.Concat(Enumerable.Range(0, 5).Select(i => RandomNumberGenerator.GetString(i % 2 == 0 ? "bdfghjklmnprstvz" : "aeiou", 1)))));
}
