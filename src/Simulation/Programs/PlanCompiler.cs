using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Simulation.Programs;

/// <summary>Flattens a legal plan to instructions.</summary>
public static class PlanCompiler
{
    /// <summary>The instructions of every thread and task.</summary>
    /// <exception cref="ArgumentException">The plan is not legal for the level: check it first.</exception>
    public static CompiledPlan Compile(Level level, Plan plan) => throw new NotImplementedException();
}
