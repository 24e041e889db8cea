using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Game.Session;

/// <summary>One sitting: the campaign, the level being played and the plans made so far.</summary>
/// <param name="worlds">The campaign.</param>
/// <param name="progress">What the player has reached.</param>
public sealed class GameSession(IReadOnlyList<World> worlds, IProgressStore progress)
{
    private IReadOnlyList<World> _campaign = worlds;
    private readonly Dictionary<string, (Level Level, EditHistory<Plan> Plan)> _plans = [];

    private readonly Dictionary<string, int> _hintsRead = [];

    /// <summary>The campaign, and behind it what the player has made.</summary>
    public IReadOnlyList<World> Worlds { get; private set; } = worlds;

    /// <summary>What the player has reached.</summary>
    public IProgressStore Progress { get; } = progress;

    /// <summary>The level being played; null before the first is opened.</summary>
    public Level? Level { get; private set; }

    /// <summary>The level after the present one; null after the last, and for a level outside the campaign.</summary>
    public Level? NextLevel
    {
        get
        {
            ImmutableArray<Level> all = [.. Worlds.Where(w => !w.IsOwn).SelectMany(w => w.Levels)];
            int index = Level is null ? -1 : all.IndexOf(Level);
            return index >= 0 && index + 1 < all.Length ? all[index + 1] : null;
        }
    }

    /// <summary>Whether the level being played is none of the campaign and none that the player has made: today's order, a file.</summary>
    public bool IsApart => Level is { } level && !IsListed(level);

    /// <summary>The level that was opened last, in this sitting or an earlier one; null if none was, or if it is not in the campaign.</summary>
    public Level? LastLevel => Preferences.LastLevel(Progress) is { } id ? Worlds.SelectMany(w => w.Levels).FirstOrDefault(l => l.Id == id) : null;

    /// <summary>The concept that a level brings: the first of its concepts that no level before it is about, otherwise the first; null if it has none that is known.</summary>
    public string? ConceptOf(Level level, Func<string, bool> isKnown)
    {
        HashSet<string> before = [.. Worlds.SelectMany(w => w.Levels).TakeWhile(l => l != level).SelectMany(l => l.Teaches)];
        ImmutableArray<string> known = [.. level.Teaches.Where(isKnown)];
        return known.FirstOrDefault(t => !before.Contains(t)) ?? known.FirstOrDefault();
    }

    /// <summary>Puts other levels in place of the campaign: those of a competition, when they come.</summary>
    public void Replace(IReadOnlyList<World> campaign) => Worlds = _campaign = campaign;

    /// <summary>Brings the player's own levels up to date; null: there are none.</summary>
    public void SetOwn(World? own) => Worlds = own is null ? _campaign : [.. _campaign, own];

    /// <summary>Makes this the level being played, by the author who is making it.</summary>
    public void Try(Level level) => Level = level;

    /// <summary>Makes this the level being played. What is none of the campaign is not what the next sitting goes on with.</summary>
    public void Open(Level level)
    {
        Level = level;
        if (IsListed(level)) Preferences.SetLastLevel(Progress, level.Id);
    }

    /// <summary>The plan made for a level with its history, in this sitting or an earlier one; the default plan if none was made.</summary>
    public EditHistory<Plan> PlanFor(Level level)
    {
        if (!_plans.TryGetValue(level.Id, out var kept) || !ReferenceEquals(kept.Level, level)) // not of a level that has been edited since
            _plans[level.Id] = kept = (level, Progress.Recall(level) ?? EditHistory<Plan>.Start(PlanEdit.Default(level)));
        return kept.Plan;
    }

    /// <summary>How many of a level's own hints have been read in this sitting.</summary>
    public int HintsRead(Level level) => Math.Min(_hintsRead.GetValueOrDefault(level.Id), level.Hints.Length);

    /// <summary>Keeps how many hints of a level have been read.</summary>
    public void KeepHints(Level level, int read) => _hintsRead[level.Id] = read;

    /// <summary>Keeps a plan for when the level is played again.</summary>
    public void Keep(Level level, EditHistory<Plan> plan)
    {
        if (_plans.TryGetValue(level.Id, out var before) && ReferenceEquals(before.Plan, plan)) return;
        _plans[level.Id] = (level, plan);
        Progress.Keep(level, plan);
    }

    private bool IsListed(Level level) => Worlds.Any(w => w.Levels.Any(l => l.Id == level.Id));
}
