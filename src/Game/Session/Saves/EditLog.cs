using Microsoft.Data.Sqlite;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Game.Session.Saves;

/// <summary>One edit of a plan on a board.</summary>
/// <param name="Id">32 hexadecimal digits, unique in all the world.</param>
/// <param name="Parent">The edit it was made upon; null for the plan a level was opened with.</param>
/// <param name="Level">Id of the level.</param>
/// <param name="AtMs">When, in milliseconds since 1970 UTC.</param>
/// <param name="Plan">The plan after it, as a plan file.</param>
internal sealed record SavedEdit(string Id, string? Parent, string Level, long AtMs, string Plan)
{
    /// <summary>Adds it.</summary>
    /// <returns>Whether it was not there before.</returns>
    public bool AddTo(SqliteConnection db) =>
        db.Do("INSERT OR IGNORE INTO edit (id, parent, level, at_ms, plan) VALUES ($1, $2, $3, $4, $5)", Id, Parent, Level, AtMs, Plan) > 0;
}

/// <summary>Every edit of every board. An edit costs one small append, an undo or redo only a change of place.</summary>
internal sealed class EditLog(SqliteConnection db)
{
    /// <summary>How many steps can be undone after the game was closed. Older ones stay in the file.</summary>
    public const int MostUndone = 2_000;

    private readonly Dictionary<string, Dictionary<Plan, string>> _ids = [];

    /// <summary>Where the board of a level was left, with what led there and what was last undone; null if it was never edited.</summary>
    public PlanHistory? Load(string level)
    {
        Dictionary<Plan, string> ids = _ids[level] = new(ReferenceEqualityComparer.Instance);
        if (db.Text("SELECT edit FROM board WHERE level = $1", level) is not string current) return null;
        List<string> path = PathThrough(level, current, out int ahead);
        PlanHistory? history = null;
        int undone = 0;
        for (int i = 0; i < path.Count; i++)
        {
            if (db.Text("SELECT plan FROM edit WHERE id = $1", path[i]) is not string json || SavedPlan.Read(json) is not Plan plan) continue;
            ids[plan] = path[i];
            history = history?.Do(plan) ?? PlanHistory.Start(plan);
            if (i >= path.Count - ahead) undone++;
        }
        while (undone-- > 0) history = history?.Undo();
        return history;
    }

    /// <summary>What has to be written so that the board is found as it is now.</summary>
    /// <param name="level">Id of the level.</param>
    /// <param name="history">The board.</param>
    /// <param name="now">The time of new edits.</param>
    public Action Note(string level, PlanHistory history, DateTimeOffset now)
    {
        if (!_ids.TryGetValue(level, out Dictionary<Plan, string>? ids)) ids = _ids[level] = new(ReferenceEqualityComparer.Instance);
        Stack<Plan> fresh = new();
        PlanHistory at = history;
        for (; !ids.ContainsKey(at.Present); at = at.Undo())
        {
            fresh.Push(at.Present);
            if (!at.CanUndo) break;
        }
        string? parent = ids.GetValueOrDefault(at.Present);
        List<SavedEdit> edits = [];
        foreach (Plan plan in fresh)
        {
            SavedEdit edit = new(Guid.CreateVersion7(now).ToString("N"), parent, level, now.ToUnixTimeMilliseconds(), PlanWriter.Write(plan));
            edits.Add(edit);
            parent = ids[plan] = edit.Id;
        }
        return () => Write(level, edits, parent!);
    }

    private void Write(string level, List<SavedEdit> edits, string current)
    {
        using SqliteTransaction all = db.BeginTransaction();
        foreach (SavedEdit edit in edits) edit.AddTo(db);
        db.Do("INSERT INTO board (level, edit) VALUES ($1, $2) ON CONFLICT (level) DO UPDATE SET edit = excluded.edit", level, current);
        all.Commit();
    }

    /// <summary>From the oldest edit that can still be undone, through the present one, to the end of the branch worked on last.</summary>
    /// <param name="level">Id of the level.</param>
    /// <param name="current">The present edit.</param>
    /// <param name="ahead">How many of them lie ahead of it.</param>
    private List<string> PathThrough(string level, string current, out int ahead)
    {
        Dictionary<string, string?> parents = [];
        Dictionary<string, string> latest = [];
        foreach ((string id, string? parent) in db.Rows(r => (r.GetString(0), r.IsDBNull(1) ? null : r.GetString(1)), "SELECT id, parent FROM edit WHERE level = $1 ORDER BY seq", level))
        {
            parents[id] = parent;
            if (parent is not null) latest[parent] = id;
        }
        HashSet<string> seen = []; // an imported file may hold a circle
        List<string> path = [];
        for (string? at = current; at is not null && parents.ContainsKey(at) && seen.Add(at) && path.Count <= MostUndone; at = parents[at]) path.Add(at);
        path.Reverse();
        ahead = 0;
        for (string at = current; latest.TryGetValue(at, out string? next) && seen.Add(next) && ahead < MostUndone; at = next, ahead++) path.Add(next);
        return path;
    }
}
