using System.Collections.Immutable;
using System.Data.Common;

namespace ShortOrder.Contest.Store;

/// <summary>A plan's place in the duel of its level.</summary>
/// <param name="LevelHash">SHA-256 of the level's text as the plan's player had it.</param>
/// <param name="PlanHash">SHA-256 of the canonical plan.</param>
/// <param name="Rank">From 1; those that nothing can tell apart share one.</param>
/// <param name="BestMinutes">Its fastest round in kitchen minutes.</param>
/// <param name="Rounds">Rounds that counted.</param>
public sealed record DuelResult(string LevelHash, string PlanHash, int Rank, decimal BestMinutes, int Rounds);

public sealed partial class ContestStore
{
    /// <summary>Writes down a level's duel as a whole; nothing if it is there already. The level goes by the hash of the teacher's text, each place by that of its plan's. A level in which there was nothing to settle has an empty one.</summary>
    public static async Task InsertDuelAsync(DbTransaction transaction, string levelHash, ImmutableArray<DuelResult> results, CancellationToken cancel)
    {
        if (await RunAsync(transaction, "INSERT INTO duel (level_hash) VALUES (@level) ON CONFLICT DO NOTHING", cancel, ("level", levelHash)).ConfigureAwait(false) == 0) return;
        foreach (DuelResult result in results)
            await RunAsync(transaction, "INSERT INTO duel_place (level_hash, plan_hash, place, best_ticks, rounds) VALUES (@level, @plan, @place, @best, @rounds)", cancel,
                ("level", result.LevelHash), ("plan", result.PlanHash), ("place", result.Rank), ("best", Ticks(result.BestMinutes)), ("rounds", result.Rounds)).ConfigureAwait(false);
    }

    /// <summary>Hashes of the teacher's texts of the levels whose duel is settled.</summary>
    public async Task<HashSet<string>> SettledDuelsAsync(CancellationToken cancel) => [.. await RowsAsync("SELECT level_hash FROM duel", row => row.GetString(0), cancel).ConfigureAwait(false)];

    /// <summary>The places in all duels, text by text, winners first.</summary>
    public Task<List<DuelResult>> DuelsAsync(CancellationToken cancel) => RowsAsync("SELECT level_hash, plan_hash, place, best_ticks, rounds FROM duel_place ORDER BY level_hash, place, plan_hash",
        row => new DuelResult(row.GetString(0), row.GetString(1), (int)row.GetInt64(2), Minutes(row.GetInt64(3))!.Value, (int)row.GetInt64(4)), cancel);
}
