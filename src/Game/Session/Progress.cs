using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Session;

/// <summary>A plan that was really executed, and what it earned.</summary>
/// <param name="Level">Id of the level.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Verdict">How it ended.</param>
/// <param name="Medal">What the time earned.</param>
/// <param name="Minutes">Measured minutes; meaningful only when served.</param>
public sealed record Attempt(string Level, Plan Plan, Verdict Verdict, Medal Medal, decimal Minutes);

/// <summary>What the player has done so far.</summary>
public interface IProgressStore
{
    /// <summary>Notes an attempt, good or bad.</summary>
    void Add(Attempt attempt);

    /// <summary>The fastest served attempt at a level; null if none was served.</summary>
    Attempt? Best(string levelId);
}

/// <summary>Progress for as long as the game runs.</summary>
public sealed class MemoryProgress : IProgressStore
{
    private readonly Dictionary<string, Attempt> _best = [];

    /// <inheritdoc/>
    public void Add(Attempt attempt)
    {
        if (attempt.Verdict == Verdict.Served && (Best(attempt.Level) is not { } best || attempt.Minutes < best.Minutes)) _best[attempt.Level] = attempt;
    }

    /// <inheritdoc/>
    public Attempt? Best(string levelId) => _best.GetValueOrDefault(levelId);
}
