using System.Data.Common;
using ShortOrder.Contest.Competitions;

namespace ShortOrder.Contest.Store;

public sealed partial class ContestStore
{
    private const string PlayerColumns = "id, name, folded, skeleton, token_hash, resume_hash, extra_ms, is_hidden, is_kicked, joined_at_ms";

    /// <summary>Everybody who ever joined, in that order.</summary>
    public Task<List<Player>> PlayersAsync(CancellationToken cancel) => RowsAsync($"SELECT {PlayerColumns} FROM player ORDER BY joined_at_ms, id", PlayerOf, cancel);

    /// <summary>The player of that id; null if none.</summary>
    public static async Task<Player?> FindPlayerAsync(DbTransaction transaction, string id, CancellationToken cancel) =>
        (await RowsAsync(transaction, $"SELECT {PlayerColumns} FROM player WHERE id = @id", PlayerOf, cancel, ("id", id)).ConfigureAwait(false)).FirstOrDefault();

    /// <summary>Players so far, removed ones counted.</summary>
    public static async Task<long> CountPlayersAsync(DbTransaction transaction, CancellationToken cancel) =>
        (await RowsAsync(transaction, "SELECT COUNT(*) FROM player", row => row.GetInt64(0), cancel).ConfigureAwait(false))[0];

    /// <summary>A player whose name reads or looks the same; null if none.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="folded">The name without regard to case.</param>
    /// <param name="skeleton">What the name looks like.</param>
    /// <param name="except">Id of a player who is not meant; null: all are.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<Player?> FindNamesakeAsync(DbTransaction transaction, string folded, string skeleton, string? except, CancellationToken cancel) =>
        (await RowsAsync(transaction, $"SELECT {PlayerColumns} FROM player WHERE (folded = @folded OR skeleton = @skeleton) AND id <> @except", PlayerOf, cancel,
            ("folded", folded), ("skeleton", skeleton), ("except", except ?? "")).ConfigureAwait(false)).FirstOrDefault();

    /// <summary>Adds a player.</summary>
    public static Task InsertAsync(DbTransaction transaction, Player player, CancellationToken cancel) => RunAsync(transaction,
        $"INSERT INTO player ({PlayerColumns}) VALUES (@id, @name, @folded, @skeleton, @token, @resume, @extra, @hidden, @kicked, @joined)", cancel, Values(player));

    /// <summary>Writes what can change of a player.</summary>
    public static Task UpdateAsync(DbTransaction transaction, Player player, CancellationToken cancel) => RunAsync(transaction,
        "UPDATE player SET name = @name, folded = @folded, skeleton = @skeleton, token_hash = @token, resume_hash = @resume, extra_ms = @extra, is_hidden = @hidden, is_kicked = @kicked, joined_at_ms = @joined WHERE id = @id",
        cancel, Values(player));

    /// <summary>Replaces the roster.</summary>
    public static async Task ReplaceRosterAsync(DbTransaction transaction, IEnumerable<RosterEntry> roster, CancellationToken cancel)
    {
        await RunAsync(transaction, "DELETE FROM roster WHERE player IS NULL", cancel).ConfigureAwait(false);
        foreach (RosterEntry entry in roster)
            await RunAsync(transaction, "INSERT INTO roster (skeleton, name, code_hash) VALUES (@skeleton, @name, @code) ON CONFLICT (skeleton) DO UPDATE SET name = @name, code_hash = @code", cancel,
                ("skeleton", entry.Skeleton), ("name", entry.Name), ("code", entry.CodeHash)).ConfigureAwait(false);
    }

    /// <summary>The roster, by name; empty if there is none.</summary>
    public Task<List<RosterEntry>> RosterAsync(CancellationToken cancel) => RowsAsync("SELECT skeleton, name, code_hash, player FROM roster ORDER BY name", RosterOf, cancel);

    /// <summary>The roster's entry of that personal code; null if there is none.</summary>
    public static async Task<RosterEntry?> FindRosterAsync(DbTransaction transaction, string codeHash, CancellationToken cancel) =>
        (await RowsAsync(transaction, "SELECT skeleton, name, code_hash, player FROM roster WHERE code_hash = @code", RosterOf, cancel, ("code", codeHash)).ConfigureAwait(false)).FirstOrDefault();

    /// <summary>Notes who came with a personal code.</summary>
    public static Task TakeRosterAsync(DbTransaction transaction, string codeHash, string player, CancellationToken cancel) =>
        RunAsync(transaction, "UPDATE roster SET player = @player WHERE code_hash = @code", cancel, ("player", player), ("code", codeHash));

    private static RosterEntry RosterOf(DbDataReader row) => new(row.GetString(0), row.GetString(1), row.GetString(2), row.Text(3));

    private static (string Name, object? Value)[] Values(Player p) =>
    [
        ("id", p.Id), ("name", p.Name), ("folded", p.Folded), ("skeleton", p.Skeleton), ("token", p.TokenHash), ("resume", p.ResumeHash), ("extra", p.ExtraMs), ("hidden", p.IsHidden),
        ("kicked", p.IsKicked), ("joined", p.JoinedAtMs),
    ];

    private static Player PlayerOf(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        Name = row.GetString(1),
        Folded = row.GetString(2),
        Skeleton = row.GetString(3),
        TokenHash = row.GetString(4),
        ResumeHash = row.GetString(5),
        ExtraMs = row.GetInt64(6),
        IsHidden = row.Flag(7),
        IsKicked = row.Flag(8),
        JoinedAtMs = row.GetInt64(9),
    };
}

/// <summary>Who may join where there is a roster.</summary>
/// <param name="Skeleton">What the name looks like.</param>
/// <param name="Name">The name.</param>
/// <param name="CodeHash">SHA-256 of the personal code.</param>
/// <param name="Player">Who came with it; null if nobody yet.</param>
public sealed record RosterEntry(string Skeleton, string Name, string CodeHash, string? Player);
