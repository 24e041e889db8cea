using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Model;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Simulation.Solving;

/// <summary>Runs plans of a level in the model, each once, and counts what that costs.</summary>
/// <param name="level">The level.</param>
/// <param name="stop">Ends a run that takes too long with <see cref="OperationCanceledException"/>.</param>
internal sealed class PlanJudge(Level level, CancellationToken stop = default)
{
    /// <summary>What one plan costs besides its events: compiling it.</summary>
    private const int CostOfTask = 8;

    private readonly bool _needsSpans = level.Tasks.Any(t => t.Steps.Any(s => s.Ageing is not null));
    private readonly int _instances = level.Tasks.Sum(t => t.Count);
    private readonly HashSet<string> _seen = [];

    /// <summary>Events and compiled tasks so far: the same on every machine.</summary>
    public long Cost { get; private set; }

    /// <summary>Different plans so far.</summary>
    public int Count => _seen.Count;

    /// <summary>The score of a legal plan in canonical form; null if it was judged before.</summary>
    public SurveyedPlan? JudgeNew(Plan plan) => _seen.Add(PlanWriter.Write(plan)) ? Judge(plan) : null;

    /// <summary>The score of a legal plan.</summary>
    public SurveyedPlan Judge(Plan plan)
    {
        CompiledPlan compiled = PlanCompiler.Compile(level, plan);
        SimulationResult run = _needsSpans ? Simulator.Run(compiled) : Simulator.RunUntraced(compiled, stop);
        Cost += run.Events + CostOfTask * (_instances + 2);
        return new(plan, Scorer.Judge(compiled, run));
    }
}
