using System.Data.Common;
using ShortOrder.Contest.Competitions;
using ShortOrder.Simulation.Model;

namespace ShortOrder.Contest.Store;

public sealed partial class ContestStore
{
    private const string CompetitionColumns = "id, title, join_code, state, duration_ms, freeze_before_end_ms, has_duel, seats, tempo_ms, elapsed_ms, frozen_at_ms, revealed, is_locked, asks_factor, has_roster, admin_hash, factor_secret, waiver, announcement, created_at_ms, twin_seed";

    /// <summary>The database's competition; null if there is none yet.</summary>
    public Task<Competition?> FindCompetitionAsync(CancellationToken cancel) => _database.ReadAsync(async connection =>
    {
        List<ContestLevel> levels = await connection.ReadAsync("SELECT level_id, title, level_text, weight FROM level_use ORDER BY place",
            row => new ContestLevel(row.GetString(0), row.GetString(1), row.GetString(2), (int)row.GetInt64(3)), cancel).ConfigureAwait(false);
        return (await connection.ReadAsync($"SELECT {CompetitionColumns} FROM competition", row => CompetitionOf(row, levels), cancel).ConfigureAwait(false)).FirstOrDefault();
    }, cancel);

    /// <summary>Puts a new competition into a database that has none.</summary>
    public static async Task InsertAsync(DbTransaction transaction, Competition competition, CancellationToken cancel)
    {
        await RunAsync(transaction, $"INSERT INTO competition (one, {CompetitionColumns}, rules_version) VALUES (1, @id, @title, @code, @state, @duration, @freeze, @duel, @seats, @tempo, @elapsed, @frozen, @revealed, @locked, @factor, @roster, @admin, @secret, @waiver, @announcement, @created, @twins, @rules)",
            cancel, [.. Values(competition), ("rules", Simulator.RulesVersion)]).ConfigureAwait(false);
        for (int place = 0; place < competition.Settings.Levels.Length; place++)
        {
            ContestLevel level = competition.Settings.Levels[place];
            await RunAsync(transaction, "INSERT INTO level_use (place, level_id, title, level_hash, weight, level_text) VALUES (@place, @id, @title, @hash, @weight, @text)", cancel,
                ("place", place), ("id", level.Id), ("title", level.Title), ("hash", level.Hash), ("weight", level.Weight), ("text", level.Text)).ConfigureAwait(false);
        }
    }

    /// <summary>Writes what can change of a competition: all but its id and levels.</summary>
    public static Task UpdateAsync(DbTransaction transaction, Competition competition, CancellationToken cancel) => RunAsync(transaction,
        "UPDATE competition SET id = @id, title = @title, join_code = @code, state = @state, duration_ms = @duration, freeze_before_end_ms = @freeze, has_duel = @duel, seats = @seats, tempo_ms = @tempo, elapsed_ms = @elapsed, frozen_at_ms = @frozen, revealed = @revealed, is_locked = @locked, asks_factor = @factor, has_roster = @roster, admin_hash = @admin, factor_secret = @secret, waiver = @waiver, announcement = @announcement, created_at_ms = @created, twin_seed = @twins",
        cancel, Values(competition));

    /// <summary>Notes how far the contest clock is, so that a restart goes on from there.</summary>
    public static Task NoteElapsedAsync(DbTransaction transaction, long elapsedMs, CancellationToken cancel) =>
        RunAsync(transaction, "UPDATE competition SET elapsed_ms = @elapsed WHERE elapsed_ms < @elapsed", cancel, ("elapsed", elapsedMs));

    /// <summary>Notes that a pause begins.</summary>
    public static Task BeginPauseAsync(DbTransaction transaction, long contestMs, long nowMs, string? reason, CancellationToken cancel) =>
        RunAsync(transaction, "INSERT INTO pause (contest_ms, from_ms, reason) VALUES (@contest, @from, @reason)", cancel, ("contest", contestMs), ("from", nowMs), ("reason", reason ?? ""));

    /// <summary>Notes that the pause is over; nothing if there is none.</summary>
    public static Task EndPauseAsync(DbTransaction transaction, long nowMs, CancellationToken cancel) =>
        RunAsync(transaction, "UPDATE pause SET to_ms = @to WHERE to_ms IS NULL", cancel, ("to", nowMs));

    /// <summary>Every pause in order.</summary>
    public Task<List<ContestPause>> PausesAsync(CancellationToken cancel) =>
        RowsAsync("SELECT contest_ms, from_ms, to_ms, reason FROM pause ORDER BY number", row => new ContestPause(row.GetInt64(0), row.GetInt64(1), row.Number(2), row.Text(3) ?? ""), cancel);

    private static (string Name, object? Value)[] Values(Competition c) =>
    [
        ("id", c.Id), ("title", c.Settings.Title), ("code", c.JoinCode), ("state", c.State.Name()), ("duration", c.Settings.DurationMs), ("freeze", c.Settings.FreezeBeforeEndMs),
        ("duel", c.Settings.HasDuel), ("seats", c.Settings.Seats), ("tempo", c.Settings.TempoMs), ("elapsed", c.ElapsedMs), ("frozen", c.FrozenAtMs), ("revealed", c.Revealed),
        ("locked", c.IsLocked), ("factor", c.AsksFactor), ("roster", c.HasRoster), ("admin", c.AdminHash), ("secret", c.FactorSecret), ("waiver", c.Waiver), ("announcement", c.Announcement),
        ("created", c.CreatedAtMs), ("twins", c.Settings.TwinSeed),
    ];

    private static Competition CompetitionOf(DbDataReader row, List<ContestLevel> levels) => new()
    {
        Id = row.GetString(0),
        JoinCode = row.GetString(2),
        State = CompetitionNames.FindState(row.GetString(3)) ?? throw new InvalidDataException($"No competition is ever \"{row.GetString(3)}\": the database was written by something else."),
        Settings = new()
        {
            Title = row.GetString(1),
            DurationMs = row.GetInt64(4),
            FreezeBeforeEndMs = row.GetInt64(5),
            HasDuel = row.Flag(6),
            Seats = (int)row.GetInt64(7),
            TempoMs = (int)row.GetInt64(8),
            Levels = [.. levels],
            TwinSeed = row.Text(20),
        },
        ElapsedMs = row.GetInt64(9),
        FrozenAtMs = row.Number(10),
        Revealed = (int)row.GetInt64(11),
        IsLocked = row.Flag(12),
        AsksFactor = row.Flag(13),
        HasRoster = row.Flag(14),
        AdminHash = row.GetString(15),
        FactorSecret = row.GetString(16),
        Waiver = row.Text(17),
        Announcement = row.Text(18),
        CreatedAtMs = row.GetInt64(19),
    };
}

/// <summary>A pause of the contest clock.</summary>
/// <param name="ContestMs">Contest time at which the clock stood.</param>
/// <param name="FromMs">UTC.</param>
/// <param name="ToMs">UTC; null while it lasts.</param>
/// <param name="Reason">The teacher's; empty if none.</param>
public sealed record ContestPause(long ContestMs, long FromMs, long? ToMs, string Reason);
