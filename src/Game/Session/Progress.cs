using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Session;

/// <summary>A plan that was really executed, and what it earned.</summary>
/// <param name="Level">Id of the level.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Verdict">How it ended.</param>
/// <param name="Medal">What the time earned.</param>
/// <param name="Minutes">Measured minutes; meaningful only when served. In a level for the inspector, the switches that broke the plan.</param>
public sealed record Attempt(string Level, Plan Plan, Verdict Verdict, Medal Medal, decimal Minutes)
{
    /// <summary>The attempt that a broken plan is, in a level for the inspector.</summary>
    public static Attempt OfBroken(Level level, int switches) => new(level.Id, level.GivenPlan!, Verdict.Served, level.Challenge!.MedalFor(switches), switches);

    /// <summary>Minutes the model predicted; null if it was not asked.</summary>
    public decimal? ModelMinutes { get; init; }

    /// <summary>Real milliseconds of each counted run, in order.</summary>
    public ImmutableArray<decimal> ElapsedMs { get; init; } = [];

    /// <summary>Runs thrown away because something outside disturbed them.</summary>
    public int Discarded { get; init; }

    /// <summary>Real milliseconds of a kitchen minute.</summary>
    public int TempoMs { get; init; } = 20;

    /// <summary>What the calibration found, nanoseconds for a chunk of work; null if unknown.</summary>
    public double? NsPerChunk { get; init; }
}

/// <summary>A plan that the player put aside under a name of their own.</summary>
/// <param name="Name">Unique among the plans of its level.</param>
/// <param name="Plan">The plan, which may be unfinished.</param>
public sealed record NamedPlan(string Name, Plan Plan);

/// <summary>What the player has done so far. For one thread; nothing it does fails: what could not be kept is told by <see cref="Notice"/>.</summary>
public interface IProgressStore
{
    /// <summary>What the player has to know of the store, e.g. that nothing will be kept; empty if all is well.</summary>
    string Notice { get; }

    /// <summary>Notes an attempt, good or bad.</summary>
    void Add(Attempt attempt);

    /// <summary>The fastest served attempt at a level; null if none was served.</summary>
    Attempt? Best(string levelId);

    /// <summary>The attempts at a level, the oldest first; of very many the latest 500.</summary>
    ImmutableArray<Attempt> Runs(string levelId);

    /// <summary>The plan on the board of a level as it was last kept, with every plan it ever was; null if there is none. What does not fit the level any more cannot be gone to.</summary>
    EditHistory<Plan>? Recall(Level level);

    /// <summary>Keeps the plan on the board of a level; to be called after every edit, undo and redo.</summary>
    void Keep(Level level, EditHistory<Plan> plan);

    /// <summary>The plans put aside for a level, by name.</summary>
    ImmutableArray<NamedPlan> Named(string levelId);

    /// <summary>Puts a plan aside, in place of the plan of that name if there is one.</summary>
    void PutAside(NamedPlan plan);

    /// <summary>Throws away a plan that was put aside; no plan of that name is no mistake.</summary>
    void ThrowAway(string levelId, string name);

    /// <summary>A setting; null if it was never set.</summary>
    string? Setting(string key);

    /// <summary>Changes a setting.</summary>
    void Set(string key, string value);
}

/// <summary>Progress for as long as the game runs.</summary>
public sealed class MemoryProgress : IProgressStore
{
    private readonly Dictionary<string, Attempt> _best = [];
    private readonly List<Attempt> _runs = [];
    private readonly Dictionary<string, EditHistory<Plan>> _boards = [];
    private readonly SortedDictionary<(string Level, string Name), NamedPlan> _named = [];
    private readonly Dictionary<string, string> _settings = [];

    /// <inheritdoc/>
    public string Notice { get; init; } = "";

    /// <inheritdoc/>
    public void Add(Attempt attempt)
    {
        _runs.Add(attempt);
        if (attempt.Verdict == Verdict.Served && (Best(attempt.Level) is not { } best || attempt.Minutes < best.Minutes)) _best[attempt.Level] = attempt;
    }

    /// <inheritdoc/>
    public Attempt? Best(string levelId) => _best.GetValueOrDefault(levelId);

    /// <inheritdoc/>
    public ImmutableArray<Attempt> Runs(string levelId) => [.. _runs.Where(r => r.Level == levelId).TakeLast(500)];

    /// <inheritdoc/>
    public EditHistory<Plan>? Recall(Level level) => _boards.GetValueOrDefault(level.Id) is not { } board ? null
        : EditHistory<Plan>.Of([.. Enumerable.Range(0, board.Count).Select(i => new EditState<Plan>(i, board[i].Parent, () => board[i].Value is { } plan && Batches.Fit(level, plan) ? plan : null))], board.Current.Number, () => PlanEdit.Default(level));

    /// <inheritdoc/>
    public void Keep(Level level, EditHistory<Plan> plan) => _boards[level.Id] = plan;

    /// <inheritdoc/>
    public ImmutableArray<NamedPlan> Named(string levelId) => [.. _named.Where(p => p.Key.Level == levelId).Select(p => p.Value)];

    /// <inheritdoc/>
    public void PutAside(NamedPlan plan) => _named[(plan.Plan.Level, plan.Name)] = plan;

    /// <inheritdoc/>
    public void ThrowAway(string levelId, string name) => _named.Remove((levelId, name));

    /// <inheritdoc/>
    public string? Setting(string key) => _settings.GetValueOrDefault(key);

    /// <inheritdoc/>
    public void Set(string key, string value) => _settings[key] = value;
}
