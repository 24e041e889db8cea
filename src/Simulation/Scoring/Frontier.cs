using System.Collections.Immutable;

namespace ShortOrder.Simulation.Scoring;

/// <summary>Which of several results nobody beats in everything (the Pareto frontier). Less is better in both metrics.</summary>
public static class Frontier
{
    /// <summary>The points that no other is better than in one metric and at least as good as in the other; by X, each once.</summary>
    public static ImmutableArray<(decimal X, decimal Y)> Of(IEnumerable<(decimal X, decimal Y)> points)
    {
        ImmutableArray<(decimal X, decimal Y)>.Builder best = ImmutableArray.CreateBuilder<(decimal X, decimal Y)>();
        foreach ((decimal X, decimal Y) point in points.Order())
            if (best.Count == 0 || point.Y < best[^1].Y) best.Add(point);
        return best.ToImmutable();
    }
}
