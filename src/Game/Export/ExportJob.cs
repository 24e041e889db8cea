using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Export;

/// <summary>What is to be exported.</summary>
/// <param name="Plan">The plan, compiled for its level.</param>
/// <param name="PlanName">What the command line calls the plan: a name, a file, or <c>-</c>.</param>
/// <param name="Library">Library of a Python program, by name; null: by the plan's lanes.</param>
public sealed record ExportJob(CompiledPlan Plan, string PlanName, string? Library = null)
{
    private Timeline? _timeline;

    /// <summary>What the model says happens; computed when it is first asked for.</summary>
    public Timeline Timeline => _timeline ??= Simulation.Model.Simulator.Run(Plan).Timeline;
}
