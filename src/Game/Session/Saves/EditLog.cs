using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using ShortOrder.Simulation.Levels;
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

/// <summary>Every edit of every board, as a tree for each level. An edit costs one small append, an undo or redo only a change of place.</summary>
internal sealed class EditLog(SqliteConnection db)
{
    private readonly Dictionary<string, Dictionary<EditState<Plan>, string>> _ids = [];

    /// <summary>Where the board of a level was left, with every edit ever made of it; null if it was never edited.</summary>
    /// <remarks>Plans are read from the file when somebody goes to them, so that a long history costs little.</remarks>
    public EditHistory<Plan>? Load(Level level)
    {
        Dictionary<EditState<Plan>, string> ids = _ids[level.Id] = new(ReferenceEqualityComparer.Instance);
        if (db.Text("SELECT edit FROM board WHERE level = $1", level.Id) is not string current) return null;
        Dictionary<string, int> numbers = [];
        ImmutableList<EditState<Plan>>.Builder states = ImmutableList.CreateBuilder<EditState<Plan>>();
        foreach ((string id, string? parent) in InOrder(level.Id))
        {
            EditState<Plan> state = new(states.Count, parent is null ? -1 : numbers.GetValueOrDefault(parent, -1), () => PlanOf(id, level));
            states.Add(state);
            numbers[id] = state.Number;
            ids[state] = id;
        }
        return numbers.TryGetValue(current, out int number) ? EditHistory<Plan>.Of(states.ToImmutable(), number, () => PlanEdit.Default(level)) : null;
    }

    /// <summary>What has to be written so that the board is found as it is now.</summary>
    /// <param name="level">Id of the level.</param>
    /// <param name="history">The board.</param>
    /// <param name="now">The time of new edits.</param>
    public Action Note(string level, EditHistory<Plan> history, DateTimeOffset now)
    {
        if (!_ids.TryGetValue(level, out Dictionary<EditState<Plan>, string>? ids)) ids = _ids[level] = new(ReferenceEqualityComparer.Instance);
        int known = history.Count;
        while (known > 0 && !ids.ContainsKey(history[known - 1])) known--;
        List<SavedEdit> edits = [];
        for (int i = known; i < history.Count; i++)
        {
            EditState<Plan> state = history[i];
            string? parent = state.Parent < 0 ? null : ids[history[state.Parent]];
            SavedEdit edit = new(Guid.CreateVersion7(now).ToString("N"), parent, level, now.ToUnixTimeMilliseconds(), PlanWriter.Write(state.Value!));
            edits.Add(edit);
            ids[state] = edit.Id;
        }
        string current = ids[history.Current];
        return () => Write(level, edits, current);
    }

    private void Write(string level, List<SavedEdit> edits, string current)
    {
        using SqliteTransaction all = db.BeginTransaction();
        foreach (SavedEdit edit in edits) edit.AddTo(db);
        db.Do("INSERT INTO board (level, edit) VALUES ($1, $2) ON CONFLICT (level) DO UPDATE SET edit = excluded.edit", level, current);
        all.Commit();
    }

    /// <summary>A plan of the file if it can still be edited; null too if the file cannot be read just then.</summary>
    private Plan? PlanOf(string id, Level level)
    {
        try
        {
            return db.Text("SELECT plan FROM edit WHERE id = $1", id) is string json && SavedPlan.Read(json) is Plan plan && Batches.Fit(level, plan) ? plan : null;
        }
        catch (SqliteException)
        {
            return null;
        }
    }

    /// <summary>Every edit of a level after the one it was made upon, otherwise as they were written. Where an imported file holds a circle, its first edit counts as made upon nothing.</summary>
    private List<(string Id, string? Parent)> InOrder(string level)
    {
        List<(string Id, string? Parent)> written = db.Rows(r => (r.GetString(0), r.IsDBNull(1) ? null : r.GetString(1)), "SELECT id, parent FROM edit WHERE level = $1 ORDER BY seq", level);
        Dictionary<string, string?> parents = written.ToDictionary(e => e.Id, e => e.Parent);
        List<(string, string?)> ordered = new(written.Count);
        HashSet<string> done = [], begun = [];
        Stack<string> ahead = new();
        foreach ((string id, _) in written)
        {
            string? at = id;
            for (; at is not null && !done.Contains(at) && parents.ContainsKey(at) && begun.Add(at); at = parents[at]) ahead.Push(at);
            if (at == id && done.Add(id)) ordered.Add((id, null)); // a circle through this one
            while (ahead.TryPop(out string? next))
            {
                string? parent = parents[next];
                if (done.Contains(next)) continue;
                ordered.Add((next, parent is not null && done.Contains(parent) ? parent : null));
                done.Add(next);
            }
        }
        return ordered;
    }
}
