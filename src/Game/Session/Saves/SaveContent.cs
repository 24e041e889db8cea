using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace ShortOrder.Game.Session.Saves;

/// <summary>A plan put aside, as the save file keeps it.</summary>
/// <param name="Level">Id of the level.</param>
/// <param name="Name">Unique in its level.</param>
/// <param name="AtMs">When, in milliseconds since 1970 UTC.</param>
/// <param name="Plan">A plan file.</param>
internal sealed record SavedPlanText(string Level, string Name, long AtMs, string Plan);

/// <summary>Everything a save file holds: what is exported, and merged when imported.</summary>
/// <param name="Runs">Oldest first.</param>
/// <param name="Plans">Plans put aside, by level and name.</param>
/// <param name="Edits">In the order in which they were made.</param>
/// <param name="Boards">Level, and the edit at which its board stands; by level.</param>
/// <param name="Settings">By key.</param>
internal sealed record SaveContent(
    ImmutableArray<SavedRun> Runs, ImmutableArray<SavedPlanText> Plans, ImmutableArray<SavedEdit> Edits, ImmutableArray<(string Level, string Edit)> Boards, ImmutableArray<(string Key, string Value)> Settings)
{
    /// <summary>All of a file, as of one moment.</summary>
    public static SaveContent Of(SqliteConnection db)
    {
        using SqliteTransaction moment = db.BeginTransaction(deferred: true);
        return new(
            [.. SavedRun.All(db)],
            [.. db.Rows(r => new SavedPlanText(r.GetString(0), r.GetString(1), r.GetInt64(2), r.GetString(3)), "SELECT level, name, at_ms, plan FROM named_plan ORDER BY level, name")],
            [.. db.Rows(r => new SavedEdit(r.GetString(0), r.IsDBNull(1) ? null : r.GetString(1), r.GetString(2), r.GetInt64(3), r.GetString(4)), "SELECT id, parent, level, at_ms, plan FROM edit ORDER BY seq")],
            [.. db.Rows(r => (r.GetString(0), r.GetString(1)), "SELECT level, edit FROM board ORDER BY level")],
            [.. db.Rows(r => (r.GetString(0), r.GetString(1)), "SELECT key, value FROM setting ORDER BY key")]);
    }

    /// <summary>Adds what a file does not have yet; all or nothing. Nothing in the file is changed or lost.</summary>
    /// <remarks>
    /// Runs and edits are known by their ids. A plan put aside under a name that another plan has there gets a further name, unless that
    /// level has the same plan already. A board that is in use and a setting that was made stay as they are.
    /// </remarks>
    public SaveMerge MergeInto(SqliteConnection db)
    {
        using SqliteTransaction all = db.BeginTransaction();
        SaveMerge merge = new(
            Runs.Count(run => run.AddTo(db)), Runs.Length,
            Plans.Count(plan => Add(db, plan)), Plans.Length,
            Edits.Count(edit => edit.AddTo(db)), Edits.Length);
        foreach ((string level, string edit) in Boards) db.Do("INSERT OR IGNORE INTO board (level, edit) VALUES ($1, $2)", level, edit);
        foreach ((string key, string value) in Settings) db.Do("INSERT OR IGNORE INTO setting (key, value) VALUES ($1, $2)", key, value);
        all.Commit();
        return merge;
    }

    private static bool Add(SqliteConnection db, SavedPlanText plan)
    {
        if (db.Number("SELECT count(*) FROM named_plan WHERE level = $1 AND plan = $2", plan.Level, plan.Plan) > 0) return false;
        string name = plan.Name;
        for (int i = 2; db.Do("INSERT OR IGNORE INTO named_plan (level, name, at_ms, plan) VALUES ($1, $2, $3, $4)", plan.Level, name, plan.AtMs, plan.Plan) == 0; i++) name = $"{plan.Name} ({i})";
        return true;
    }
}

/// <summary>What an import brought.</summary>
/// <param name="NewRuns">Runs that were not known.</param>
/// <param name="AllRuns">Runs in the import.</param>
/// <param name="NewPlans">Plans put aside that were not known.</param>
/// <param name="AllPlans">Plans put aside in the import.</param>
/// <param name="NewEdits">Edits that were not known.</param>
/// <param name="AllEdits">Edits in the import.</param>
internal sealed record SaveMerge(int NewRuns, int AllRuns, int NewPlans, int AllPlans, int NewEdits, int AllEdits);
