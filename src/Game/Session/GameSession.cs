using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Game.Session;

/// <summary>One sitting: the campaign, the level being played and the plans made so far.</summary>
/// <param name="worlds">The campaign.</param>
/// <param name="progress">What the player has reached.</param>
public sealed class GameSession(IReadOnlyList<World> worlds, IProgressStore progress)
{
    private readonly Dictionary<string, EditHistory<Plan>> _plans = [];

    /// <summary>The campaign.</summary>
    public IReadOnlyList<World> Worlds { get; } = worlds;

    /// <summary>What the player has reached.</summary>
    public IProgressStore Progress { get; } = progress;

    /// <summary>The level being played; null before the first is opened.</summary>
    public Level? Level { get; private set; }

    /// <summary>The level after the present one; null after the last, and for a level outside the campaign.</summary>
    public Level? NextLevel
    {
        get
        {
            ImmutableArray<Level> all = [.. Worlds.SelectMany(w => w.Levels)];
            int index = Level is null ? -1 : all.IndexOf(Level);
            return index >= 0 && index + 1 < all.Length ? all[index + 1] : null;
        }
    }

    /// <summary>The level that was opened last, in this sitting or an earlier one; null if none was, or if it is not in the campaign.</summary>
    public Level? LastLevel => Preferences.LastLevel(Progress) is { } id ? Worlds.SelectMany(w => w.Levels).FirstOrDefault(l => l.Id == id) : null;

    /// <summary>The concept that a level brings: the first of its concepts that no level before it is about, otherwise the first; null if it has none that is known.</summary>
    public string? ConceptOf(Level level, Func<string, bool> isKnown)
    {
        HashSet<string> before = [.. Worlds.SelectMany(w => w.Levels).TakeWhile(l => l != level).SelectMany(l => l.Teaches)];
        ImmutableArray<string> known = [.. level.Teaches.Where(isKnown)];
        return known.FirstOrDefault(t => !before.Contains(t)) ?? known.FirstOrDefault();
    }

    /// <summary>Makes this the level being played.</summary>
    public void Open(Level level)
    {
        Level = level;
        Preferences.SetLastLevel(Progress, level.Id);
    }

    /// <summary>The plan made for a level with its history, in this sitting or an earlier one; the default plan if none was made.</summary>
    public EditHistory<Plan> PlanFor(Level level) =>
        _plans.TryGetValue(level.Id, out EditHistory<Plan>? plan) ? plan : _plans[level.Id] = Progress.Recall(level) ?? EditHistory<Plan>.Start(PlanEdit.Default(level));

    /// <summary>Keeps a plan for when the level is played again.</summary>
    public void Keep(Level level, EditHistory<Plan> plan)
    {
        if (_plans.TryGetValue(level.Id, out EditHistory<Plan>? before) && ReferenceEquals(before, plan)) return;
        _plans[level.Id] = plan;
        Progress.Keep(level, plan);
    }
}
