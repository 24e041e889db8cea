using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using ShortOrder.Simulation.Model;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Game.Session.Saves;

/// <summary>A run as the save file keeps it.</summary>
/// <param name="Id">32 hexadecimal digits, unique in all the world, so that merged files know their duplicates.</param>
/// <param name="At">When it ended.</param>
/// <param name="Engine">What ran it, <c>real</c>.</param>
/// <param name="Machine">System, processor and cores, e.g. <c>Debian GNU/Linux 13, X64, 8 cores</c>.</param>
/// <param name="Rules">Version of the model's rules.</param>
/// <param name="Attempt">Plan, verdict and measurement.</param>
internal sealed record SavedRun(string Id, DateTimeOffset At, string Engine, string Machine, int Rules, Attempt Attempt)
{
    private const string Columns = "id, at_ms, engine, machine, rules, level, plan, verdict, medal, minutes_ticks, model_ticks, elapsed_ms, discarded, tempo_ms, ns_per_chunk";

    /// <summary>This machine, without its name.</summary>
    public static string ThisMachine { get; } =
        $"{RuntimeInformation.OSDescription.Trim()}, {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} cores";

    /// <summary>A run that ended just now, here.</summary>
    public static SavedRun Of(Attempt attempt, DateTimeOffset now) => new(Guid.CreateVersion7(now).ToString("N"), now, "real", ThisMachine, Simulator.RulesVersion, attempt);

    /// <summary>Every run, oldest first.</summary>
    public static List<SavedRun> All(SqliteConnection db) => db.Rows(Read, $"SELECT {Columns} FROM run ORDER BY at_ms, id");

    /// <summary>The fastest served run of every level that has one, the oldest of equals.</summary>
    public static List<SavedRun> Bests(SqliteConnection db) => db.Rows(Read,
        $"SELECT {Columns} FROM (SELECT *, row_number() OVER (PARTITION BY level ORDER BY minutes_ticks, at_ms) AS place FROM run WHERE verdict = $1) WHERE place = 1", Verdict.Served.Name());

    /// <summary>The latest 500 runs of a level, oldest first.</summary>
    public static List<SavedRun> Latest(SqliteConnection db, string level)
    {
        List<SavedRun> runs = db.Rows(Read, $"SELECT {Columns} FROM run WHERE level = $1 ORDER BY at_ms DESC, rowid DESC LIMIT 500", level);
        runs.Reverse();
        return runs;
    }

    /// <summary>Adds it.</summary>
    /// <returns>Whether it was not there before.</returns>
    public bool AddTo(SqliteConnection db) => db.Do(
        $"INSERT OR IGNORE INTO run ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        Id, At.ToUnixTimeMilliseconds(), Engine, Machine, Rules, Attempt.Level, PlanWriter.Write(Attempt.Plan), Attempt.Verdict.Name(), (long)Attempt.Medal,
        TicksOf(Attempt.Minutes), Attempt.ModelMinutes is decimal model ? (object)TicksOf(model) : null,
        string.Join(' ', Attempt.ElapsedMs.Select(e => e.ToString(CultureInfo.InvariantCulture))), Attempt.Discarded, Attempt.TempoMs, Attempt.NsPerChunk) > 0;

    /// <summary>Measured minutes have more digits than the scale of time; no medal depends on them.</summary>
    private static long TicksOf(decimal minutes) => (long)decimal.Round(minutes * KitchenDuration.TicksPerMinute);

    private static decimal MinutesOf(long ticks) => new KitchenDuration(ticks).Minutes;

    private static Verdict VerdictOf(string name) => ScoringNames.Verdicts.IndexOf(name) is int index and >= 0 ? (Verdict)index : Verdict.Cannot;

    private static SavedRun Read(SqliteDataReader row) => new(row.GetString(0), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)), row.GetString(2), row.GetString(3), row.GetInt32(4),
        new(row.GetString(5), SavedPlan.ReadOrEmpty(row.GetString(6), row.GetString(5)), VerdictOf(row.GetString(7)), (Medal)row.GetInt64(8), MinutesOf(row.GetInt64(9)))
        {
            ModelMinutes = row.IsDBNull(10) ? null : MinutesOf(row.GetInt64(10)),
            ElapsedMs = [.. row.GetString(11).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(e => decimal.Parse(e, CultureInfo.InvariantCulture))],
            Discarded = row.GetInt32(12),
            TempoMs = row.GetInt32(13),
            NsPerChunk = row.IsDBNull(14) ? null : row.GetDouble(14),
        });
}
