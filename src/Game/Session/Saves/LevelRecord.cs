using Microsoft.Data.Sqlite;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Game.Session.Saves;

/// <summary>All runs of a level in one line.</summary>
/// <param name="Level">Id of the level.</param>
/// <param name="Medal">The best medal.</param>
/// <param name="BestMinutes">The shortest measured time of a served run; null without one.</param>
/// <param name="Runs">How many there were.</param>
/// <param name="Served">How many of them were served.</param>
/// <param name="LastRun">When the last one ended.</param>
internal sealed record LevelRecord(string Level, Medal Medal, decimal? BestMinutes, int Runs, int Served, DateTimeOffset LastRun)
{
    /// <summary>Every level that was ever run, by id.</summary>
    public static List<LevelRecord> All(SqliteConnection db) => db.Rows(
        r => new LevelRecord(r.GetString(0), (Medal)r.GetInt64(1), r.IsDBNull(2) ? null : new KitchenDuration(r.GetInt64(2)).Minutes, r.GetInt32(3), r.GetInt32(4), DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(5))),
        """
        SELECT level, max(CASE verdict WHEN $1 THEN medal ELSE 0 END), min(CASE verdict WHEN $1 THEN minutes_ticks END), count(*), count(CASE verdict WHEN $1 THEN 1 END), max(at_ms)
        FROM run GROUP BY level ORDER BY level
        """, Verdict.Served.Name());
}
