using ShortOrder.Simulation.Time;

namespace ShortOrder.Simulation.Timelines;

/// <summary>Something that has happened: a task, or the lane itself if <paramref name="Task"/> is −1, came into a state. The former state of the same task (or lane) ends there.</summary>
/// <param name="At">When.</param>
/// <param name="Row">The lane.</param>
/// <param name="Task">Task instance or −1.</param>
/// <param name="Step">Step or −1.</param>
/// <param name="State">The new state; <see cref="SpanState.None"/> only ends the former one.</param>
/// <param name="Resource">As in <see cref="Span"/>.</param>
/// <param name="HeldBy">As in <see cref="Span"/>.</param>
public readonly record struct TraceEntry(KitchenTime At, int Row, int Task, int Step, SpanState State, int Resource = -1, int HeldBy = -1);
