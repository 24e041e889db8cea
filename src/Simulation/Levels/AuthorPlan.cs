using System.Collections.Immutable;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Simulation.Levels;

/// <summary>A plan that the author ships with the level, and what it must reach in the model.</summary>
/// <param name="Name">Name within the level: <c>naive</c>, <c>trap</c>, <c>best</c> or another.</param>
/// <param name="Plan">The plan; its level is this one.</param>
/// <param name="Verdict">How it must end.</param>
/// <param name="Expected">Metrics it must reach exactly in the model; time in minutes.</param>
/// <param name="Optimal">The author claims that no allowed plan is faster.</param>
public sealed record AuthorPlan(string Name, Plan Plan, Verdict Verdict, ImmutableArray<MetricValue> Expected, bool Optimal);
