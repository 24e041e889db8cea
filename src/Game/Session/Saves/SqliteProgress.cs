using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Game.Session.Saves;

/// <summary>Progress in the player's save file. Every change is in the file when its call returns.</summary>
/// <remarks>What cannot be written, e.g. on a full disk, is tried again with the next change; <see cref="Notice"/> says so.</remarks>
public sealed class SqliteProgress : IProgressStore, IDisposable
{
    private readonly SaveFile _file;
    private readonly EditLog _edits;
    private readonly TimeProvider _clock;
    private readonly Queue<Action> _unwritten = new();
    private string _trouble = "";
    private Dictionary<string, Attempt>? _bests;
    private long _bestsOf;

    private SqliteProgress(SaveFile file, TimeProvider clock) => (_file, _edits, _clock) = (file, new(file.Db), clock);

    /// <inheritdoc/>
    public string Notice => _trouble.Length > 0 ? _trouble : _file.Notice;

    private SqliteConnection Db => _file.Db;

    /// <summary>Opens the save file of a folder; both are made if need be.</summary>
    /// <exception cref="SaveFileException">It cannot be used.</exception>
    public static SqliteProgress Open(string folder, TimeProvider clock)
    {
        SqliteProgress progress = new(SaveFile.Open(folder, clock), clock);
        progress.Read(progress.Bests, []); // the first screen asks for them
        return progress;
    }

    /// <inheritdoc/>
    public void Add(Attempt attempt)
    {
        SavedRun run = SavedRun.Of(attempt, _clock.GetUtcNow());
        Write(() => run.AddTo(Db));
        _bests = null;
    }

    /// <inheritdoc/>
    public Attempt? Best(string levelId) => Read(Bests, []).GetValueOrDefault(levelId);

    /// <inheritdoc/>
    public ImmutableArray<Attempt> Runs(string levelId) => Read<ImmutableArray<Attempt>>(() => [.. SavedRun.Latest(Db, levelId).Select(r => r.Attempt)], []);

    /// <inheritdoc/>
    public EditHistory<Plan>? Recall(Level level) => Read(() => _edits.Load(level), null);

    /// <inheritdoc/>
    public void Keep(Level level, EditHistory<Plan> plan) => Write(_edits.Note(level.Id, plan, _clock.GetUtcNow()));

    /// <inheritdoc/>
    public ImmutableArray<NamedPlan> Named(string levelId) => Read<ImmutableArray<NamedPlan>>(
        () => [.. Db.Rows(r => new NamedPlan(r.GetString(0), SavedPlan.ReadOrEmpty(r.GetString(1), levelId)), "SELECT name, plan FROM named_plan WHERE level = $1 ORDER BY name", levelId)], []);

    /// <inheritdoc/>
    public void PutAside(NamedPlan plan)
    {
        (string json, long at) = (PlanWriter.Write(plan.Plan), _clock.GetUtcNow().ToUnixTimeMilliseconds());
        Write(() => Db.Do("INSERT INTO named_plan (level, name, at_ms, plan) VALUES ($1, $2, $3, $4) ON CONFLICT (level, name) DO UPDATE SET at_ms = excluded.at_ms, plan = excluded.plan",
            plan.Plan.Level, plan.Name, at, json));
    }

    /// <inheritdoc/>
    public void ThrowAway(string levelId, string name) => Write(() => Db.Do("DELETE FROM named_plan WHERE level = $1 AND name = $2", levelId, name));

    /// <inheritdoc/>
    public string? Setting(string key) => Read(() => Db.Text("SELECT value FROM setting WHERE key = $1", key), null);

    /// <inheritdoc/>
    public void Set(string key, string value) =>
        Write(() => Db.Do("INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key, value));

    /// <summary>Closes the file, after a last try at what could not be written.</summary>
    public void Dispose()
    {
        WriteAll();
        _file.Dispose();
    }

    /// <summary>Read again only if this game has added a run, or another one has written anything, which SQLite counts.</summary>
    private Dictionary<string, Attempt> Bests()
    {
        long version = Db.Number("PRAGMA data_version");
        if (_bests is not null && version == _bestsOf) return _bests;
        _bestsOf = version;
        return _bests = SavedRun.Bests(Db).ToDictionary(r => r.Attempt.Level, r => r.Attempt);
    }

    private void Write(Action write)
    {
        _unwritten.Enqueue(write);
        WriteAll();
    }

    private void WriteAll()
    {
        try
        {
            while (_unwritten.TryPeek(out Action? next))
            {
                next();
                _unwritten.Dequeue();
            }
            _trouble = "";
        }
        catch (SqliteException e)
        {
            _trouble = $"Not saved yet: {e.Message} It is tried again with your next change.";
        }
    }

    private T Read<T>(Func<T> read, T otherwise)
    {
        try
        {
            return read();
        }
        catch (SqliteException e)
        {
            _trouble = $"Your progress could not be read: {e.Message}";
            return otherwise;
        }
    }
}
