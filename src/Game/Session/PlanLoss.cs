using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Solving;

namespace ShortOrder.Game.Session;

/// <summary>What a plan loses against the best one known, with the model's run of the plan that shows most of it.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Split">What it loses; null if the model does not serve it, or the inspector breaks it.</param>
/// <param name="Known">What is known of the best.</param>
public sealed record PlanLoss(CompiledPlan Plan, LossSplit? Split, KnownBest Known)
{
    /// <summary>How many hints there are in it, from vague to plain.</summary>
    public const int Rungs = 3;

    /// <summary>Whether nothing better is known.</summary>
    public bool IsNone => Split is { Total: <= 0 };

    /// <summary>Looks for better plans near it and far from it; about a second.</summary>
    public static PlanLoss Of(CompiledPlan plan, CancellationToken cancel) => new(plan, LossSplit.Of(plan.Original, plan.Plan, cancel), KnownBest.Of(plan.Original));
}
