using System.Collections.Immutable;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Simulation.Model;

/// <summary>What the model predicts for a plan.</summary>
/// <param name="Timeline">Every span.</param>
/// <param name="IsDeadlocked">Nothing can move any more, and somebody still waits. A task that an error ended waits for nothing.</param>
/// <param name="WaitCycle">Who waits for whom when deadlocked, a sentence per blocked task, in task order; empty otherwise.</param>
/// <param name="LostUpdates">Shared things that lost at least one update, with how many.</param>
/// <param name="Events">Events processed: a measure of the model's work.</param>
public sealed record SimulationResult(
    Timeline Timeline, bool IsDeadlocked, ImmutableArray<string> WaitCycle, ImmutableArray<LostUpdate> LostUpdates, long Events)
{
    /// <summary>Tasks that are never finished, because a step failed and nothing caught that; in the order of the failures.</summary>
    public ImmutableArray<TaskError> Errors { get; init; } = [];
}

/// <summary>A shared thing that lost updates.</summary>
/// <param name="Shared">Its name in the level.</param>
/// <param name="Count">How many writes did not count.</param>
public readonly record struct LostUpdate(string Shared, int Count);
