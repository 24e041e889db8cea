using ShortOrder.Execution;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Game.Commands;

/// <summary>What serves a plan.</summary>
internal enum Engine
{
    /// <summary>Real processes, threads, loops and sockets, measured.</summary>
    Real,

    /// <summary>The deterministic model.</summary>
    Model,

    /// <summary>The plan's Python program, run by a Python of this machine.</summary>
    Python,
}

/// <summary>A plan to be served.</summary>
/// <param name="Plan">The compiled plan.</param>
/// <param name="Engine">What serves it.</param>
/// <param name="Serving">Tempo and repeats, for the engines that measure.</param>
internal sealed record RunRequest(CompiledPlan Plan, Engine Engine, ServingOptions Serving);
