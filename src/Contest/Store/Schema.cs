using System.Data.Common;
using System.Globalization;

namespace ShortOrder.Contest.Store;

/// <summary>The tables, the same in both databases. One competition to a database.</summary>
/// <remarks>Times are milliseconds: of contest time where the name says so, else UTC since 1970. Kitchen times are ticks (10,000 to the minute). Hashes and ids are lower-case hex.</remarks>
internal static class Schema
{
    /// <summary>Number of this form of the tables.</summary>
    public const long Version = 3;

    /// <summary>What makes each form before into the next, from the first on.</summary>
    private static readonly string[][] Steps =
    [
        ["ALTER TABLE competition ADD COLUMN twin_seed text"],
        ["ALTER TABLE judge_machine ADD COLUMN aside_because text", "ALTER TABLE judge_machine DROP COLUMN is_quarantined"],
    ];

    private const string Tables = """
        CREATE TABLE IF NOT EXISTS schema_version (version bigint NOT NULL);
        CREATE TABLE IF NOT EXISTS competition (
            one bigint PRIMARY KEY CHECK (one = 1), id text NOT NULL, title text NOT NULL, join_code text NOT NULL, state text NOT NULL,
            duration_ms bigint NOT NULL, freeze_before_end_ms bigint NOT NULL, has_duel bigint NOT NULL, seats bigint NOT NULL, tempo_ms bigint NOT NULL,
            elapsed_ms bigint NOT NULL, frozen_at_ms bigint, revealed bigint NOT NULL, is_locked bigint NOT NULL, asks_factor bigint NOT NULL, has_roster bigint NOT NULL,
            admin_hash text NOT NULL, factor_secret text NOT NULL, waiver text, announcement text, rules_version bigint NOT NULL, created_at_ms bigint NOT NULL, twin_seed text);
        CREATE TABLE IF NOT EXISTS level_use (
            place bigint PRIMARY KEY, level_id text NOT NULL UNIQUE, title text NOT NULL, level_hash text NOT NULL UNIQUE, weight bigint NOT NULL, level_text text NOT NULL);
        CREATE TABLE IF NOT EXISTS pause (
            number {identity}, contest_ms bigint NOT NULL, from_ms bigint NOT NULL, to_ms bigint, reason text);
        CREATE TABLE IF NOT EXISTS player (
            id text PRIMARY KEY, name text NOT NULL, folded text NOT NULL UNIQUE, skeleton text NOT NULL UNIQUE, token_hash text NOT NULL UNIQUE, resume_hash text NOT NULL UNIQUE,
            extra_ms bigint NOT NULL, is_hidden bigint NOT NULL, is_kicked bigint NOT NULL, joined_at_ms bigint NOT NULL);
        CREATE TABLE IF NOT EXISTS roster (
            skeleton text PRIMARY KEY, name text NOT NULL, code_hash text NOT NULL, player text);
        CREATE TABLE IF NOT EXISTS submission (
            number {identity}, id text NOT NULL UNIQUE, player text NOT NULL, level_id text NOT NULL, level_hash text NOT NULL, plan_hash text NOT NULL, plan_text text NOT NULL,
            state text NOT NULL, epoch bigint NOT NULL, contest_ms bigint NOT NULL, received_at_ms bigint NOT NULL, due_ms bigint NOT NULL, disturbances bigint NOT NULL,
            failures bigint NOT NULL, idempotency_key text NOT NULL, machine text, model_json text NOT NULL, UNIQUE (player, idempotency_key));
        CREATE INDEX IF NOT EXISTS submission_state ON submission (state, due_ms);
        CREATE INDEX IF NOT EXISTS submission_player ON submission (player, level_id);
        CREATE INDEX IF NOT EXISTS submission_plan ON submission (level_hash, plan_hash);
        CREATE TABLE IF NOT EXISTS verdict (
            level_hash text NOT NULL, plan_hash text NOT NULL, epoch bigint NOT NULL, outcome text NOT NULL, verdict text NOT NULL, explanation text NOT NULL,
            ticks bigint, best_ticks bigint, second_ticks bigint, model_ticks bigint NOT NULL, bound_ticks bigint NOT NULL, metrics_json text NOT NULL, medal text NOT NULL,
            machine text, trace {blob}, created_at_ms bigint NOT NULL, PRIMARY KEY (level_hash, plan_hash, epoch));
        CREATE TABLE IF NOT EXISTS run (
            level_hash text NOT NULL, plan_hash text NOT NULL, epoch bigint NOT NULL, ordinal bigint NOT NULL, elapsed_us bigint NOT NULL, discarded_because text,
            PRIMARY KEY (level_hash, plan_hash, epoch, ordinal));
        CREATE TABLE IF NOT EXISTS duel (level_hash text PRIMARY KEY);
        CREATE TABLE IF NOT EXISTS duel_place (
            level_hash text NOT NULL, plan_hash text NOT NULL, place bigint NOT NULL, best_ticks bigint NOT NULL, rounds bigint NOT NULL, PRIMARY KEY (level_hash, plan_hash));
        CREATE TABLE IF NOT EXISTS judge_machine (
            name text PRIMARY KEY, cores bigint NOT NULL, aside_because text, noise_ppm bigint NOT NULL, certificate_json text NOT NULL, seen_at_ms bigint NOT NULL);
        CREATE TABLE IF NOT EXISTS event (
            seq {identity}, audience text NOT NULL, number bigint NOT NULL, kind text NOT NULL, payload text NOT NULL, contest_ms bigint NOT NULL, created_at_ms bigint NOT NULL,
            UNIQUE (audience, number));
        """;

    /// <summary>Makes what is missing.</summary>
    /// <exception cref="InvalidDataException">The database is of another version of the game.</exception>
    public static async Task EnsureAsync(ContestDatabase database, CancellationToken cancel)
    {
        string sql = Tables.Replace("{identity}", database.Dialect.Identity, StringComparison.Ordinal).Replace("{blob}", database.Dialect.Blob, StringComparison.Ordinal);
        await database.WriteAsync(async transaction =>
        {
            DbConnection connection = transaction.Connection!;
            foreach (string statement in sql.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                await connection.RunAsync(statement, cancel, transaction).ConfigureAwait(false);
            List<long> versions = await connection.ReadAsync("SELECT version FROM schema_version", row => row.GetInt64(0), cancel, transaction).ConfigureAwait(false);
            if (versions is [>= 1 and < Version and long before])
            {
                foreach (string step in Steps[(int)(before - 1)..].SelectMany(s => s)) await connection.RunAsync(step, cancel, transaction).ConfigureAwait(false);
                await connection.RunAsync("UPDATE schema_version SET version = @version", cancel, transaction, ("version", Version)).ConfigureAwait(false);
            }
            else if (versions is []) await connection.RunAsync("INSERT INTO schema_version (version) VALUES (@version)", cancel, transaction, ("version", Version)).ConfigureAwait(false);
            else if (versions[0] != Version)
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture,
                    $"The database's tables are of form {versions[0]}, this version of the game writes form {Version}: name another file with --data, or use the version that made it."));
            return 0;
        }, cancel).ConfigureAwait(false);
    }
}
