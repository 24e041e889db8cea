using ShortOrder.Execution;
using ShortOrder.Game.Session;
using ShortOrder.Simulation.Model;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Export;

/// <summary>What is to be exported.</summary>
/// <param name="Plan">The plan, compiled for its level.</param>
/// <param name="PlanName">What the command line calls the plan: a name, a file, or <c>-</c>.</param>
/// <param name="Library">Library of a Python program, by name; null: by the plan's lanes.</param>
public sealed record ExportJob(CompiledPlan Plan, string PlanName, string? Library = null)
{
    /// <summary>The model's run, judged.</summary>
    public Forecast Forecast => field ??= Run(Plan);

    /// <summary>A real run made for this; null if none was asked for or none counted.</summary>
    public ServingResult? Measured { get; init; }

    /// <summary>The player's fastest served attempt with this very plan; null if none is kept.</summary>
    public Attempt? Kept { get; init; }

    /// <summary>What happened: measured where that was asked for, else predicted.</summary>
    public Timeline Timeline => Measured?.Timeline ?? Forecast.Run.Timeline;

    private static Forecast Run(CompiledPlan plan)
    {
        SimulationResult run = Simulator.Run(plan);
        return new(plan, run, Scorer.Judge(plan, run));
    }
}
