using ShortOrder.Simulation.Programs;

namespace ShortOrder.Simulation.Model;

/// <summary>The model: a deterministic discrete-event simulation of a compiled plan.</summary>
public static class Simulator
{
    /// <summary>Runs the plan to its end, or until nothing can move.</summary>
    public static SimulationResult Run(CompiledPlan plan) => throw new NotImplementedException();
}
