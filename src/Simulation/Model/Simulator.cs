using ShortOrder.Simulation.Programs;

namespace ShortOrder.Simulation.Model;

/// <summary>The model: a deterministic discrete-event simulation of a compiled plan.</summary>
/// <remarks>The rules are in README.md beside this folder; they follow CPython's GIL and asyncio's loop. Cost: well over a million events a second.</remarks>
public static class Simulator
{
    /// <summary>Counts the changes of the rules of time: timelines are comparable only within one version.</summary>
    public const int RulesVersion = 1;

    /// <summary>Runs the plan to its end, or until nothing can move.</summary>
    public static SimulationResult Run(CompiledPlan plan) => new SimMachine(plan, isTraced: true).Run();

    /// <summary>Like <see cref="Run"/> but without a timeline's spans: for searches that need only the outcome.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="stop">Ends a run that takes too long with <see cref="OperationCanceledException"/>: hours of work switch hats millions of times.</param>
    public static SimulationResult RunUntraced(CompiledPlan plan, CancellationToken stop = default) => new SimMachine(plan, isTraced: false, stop).Run();
}
