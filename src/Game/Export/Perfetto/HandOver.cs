using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Export.Perfetto;

/// <summary>One doing let another go on.</summary>
/// <param name="What">What passed from one to the other: <c>after</c>, <c>crate</c>, <c>offload</c>, <c>tool</c> or <c>lock</c>.</param>
/// <param name="From">The last stretch on a lane before it did.</param>
/// <param name="To">The first stretch on a lane after it.</param>
public readonly record struct HandOver(string What, Span From, Span To);
