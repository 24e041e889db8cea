using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Model;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Simulation.Levels;

/// <summary>What an author may say of a plan, taken from the model.</summary>
public static class PlanClaim
{
    /// <summary>The plan as an author plan that claims exactly what it reaches: its verdict and, where the order gets done, the level's metrics.</summary>
    /// <param name="level">The level.</param>
    /// <param name="name">Name of the plan.</param>
    /// <param name="plan">A legal plan.</param>
    /// <param name="isOptimal">Whether no allowed plan is faster.</param>
    public static AuthorPlan Of(Level level, string name, Plan plan, bool isOptimal)
    {
        CompiledPlan compiled = PlanCompiler.Compile(level, plan);
        Score score = Scorer.Judge(compiled, Simulator.Run(compiled)).Under(Inspector.InspectForServing(compiled));
        bool isDone = score.Verdict is Verdict.Served or Verdict.Late or Verdict.OverBudget;
        return new(name, plan, score.Verdict, isDone ? [.. level.Metrics.Select(m => new MetricValue(m, decimal.Round(score[m], 4)))] : [], isOptimal && score.Verdict == Verdict.Served);
    }

    /// <summary>Whether the author plan claims what it reaches, as far as it claims anything.</summary>
    public static bool Holds(Level level, AuthorPlan plan)
    {
        AuthorPlan now = Of(level, plan.Name, plan.Plan, plan.Optimal);
        return now.Verdict == plan.Verdict && plan.Expected.All(e => !now.Expected.Any(n => n.Metric == e.Metric && n.Value != e.Value));
    }
}
