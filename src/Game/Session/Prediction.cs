using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Model;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Session;

/// <summary>What the model says about the plan on the board.</summary>
/// <param name="Problems">Why it cannot be executed yet; empty if it can.</param>
/// <param name="Forecast">The model's run; null if there are problems.</param>
public sealed record Prediction(ImmutableArray<PlanProblem> Problems, Forecast? Forecast)
{
    /// <summary>Checks the plan and, if it is legal, runs it in the model.</summary>
    public static Prediction Of(Level level, Plan plan)
    {
        ImmutableArray<PlanProblem> problems = PlanChecker.Check(level, plan);
        if (!problems.IsEmpty) return new(problems, null);
        CompiledPlan compiled = PlanCompiler.Compile(level, plan);
        SimulationResult run = Simulator.Run(compiled);
        return new([], new(compiled, run, Scorer.Judge(compiled, run)));
    }
}

/// <summary>A legal plan as the model runs it.</summary>
/// <param name="Compiled">Its instructions: what is executed later.</param>
/// <param name="Run">Timeline and outcome.</param>
/// <param name="Score">What that would earn.</param>
public sealed record Forecast(CompiledPlan Compiled, SimulationResult Run, Score Score);
