using System.Collections.Immutable;
using ShortOrder.Execution.Lanes;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Execution.Pantry;

/// <summary>Sets the pantry up for a run. Used by the coordinator, on a connection of its own.</summary>
internal sealed class PantryControl(string path) : IDisposable
{
    private readonly PantryConnection _connection = new(path, isLoop: false);

    /// <summary>Forgets the last run and sets up the tools of the next.</summary>
    /// <param name="tools">The level's tools.</param>
    /// <param name="tempoMs">Real milliseconds of one kitchen minute: how soon those that refuse do.</param>
    /// <param name="earlyMicroseconds">How much earlier than due answers leave, to make up for the way; 0 for none.</param>
    /// <param name="failing">Steps whose first requests fail.</param>
    public void Reset(ImmutableArray<ToolSpec> tools, int tempoMs, int earlyMicroseconds, IEnumerable<FailingStep> failing)
    {
        _connection.Ask(new() { Id = -1, Verb = PantryVerb.Reset, Tool = -1, Argument = earlyMicroseconds });
        for (int i = 0; i < tools.Length; i++)
        {
            _connection.Ask(new() { Id = i, Verb = PantryVerb.Places, Tool = i, Argument = tools[i].Places });
            if (tools[i].Refuses is { } refusal) _connection.Ask(new() { Id = i, Verb = PantryVerb.Refuses, Tool = i, Argument = PlanFacts.Microseconds(refusal.After.Ticks, tempoMs) });
        }

        foreach (FailingStep step in failing) _connection.Ask(new() { Id = step.Task, Verb = PantryVerb.Fails, Step = (ushort)(step.Step + 1), Tool = -1, Argument = step.Fails });
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();
}
