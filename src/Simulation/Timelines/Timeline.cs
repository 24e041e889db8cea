using System.Collections.Immutable;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Simulation.Timelines;

/// <summary>What happened when, predicted by the model or measured by the executor: the same shape from both.</summary>
/// <param name="Rows">One row per thread of the plan, in the order of <c>CompiledPlan.Threads</c>.</param>
/// <param name="Spans">By start, then row, then task. On a loop's row the spans of several tasks overlap.</param>
/// <param name="Finished">Per task instance, when its last step was done (and packed, away from home); null if never.</param>
/// <param name="End">When the last task was finished and every result was home, or when nothing could move any more.</param>
public sealed record Timeline(ImmutableArray<TimelineRow> Rows, ImmutableArray<Span> Spans, ImmutableArray<KitchenTime?> Finished, KitchenTime End)
{
    /// <summary>Attempts of steps that failed, in the order in which the tasks heard of it.</summary>
    public ImmutableArray<FailedAttempt> Failures { get; init; } = [];

    /// <summary>Spans of one row, in order.</summary>
    public IEnumerable<Span> SpansOf(int row) => Spans.Where(s => s.Row == row);
}

/// <summary>An attempt that failed.</summary>
/// <param name="Row">The lane that heard of it.</param>
/// <param name="Task">Task instance.</param>
/// <param name="Step">Its step.</param>
/// <param name="At">When the task heard of it, at the end of the wait or as soon as it could run.</param>
public readonly record struct FailedAttempt(int Row, int Task, int Step, KitchenTime At);

/// <summary>One thread of a run.</summary>
/// <param name="Kitchen">Name of its kitchen, with <c>#n</c> for a copy.</param>
/// <param name="Process">Index of the process.</param>
/// <param name="Label">Name within the kitchen: <c>main</c>, <c>thread 1</c>, <c>pool 2/4</c>, <c>loop</c>, <c>helper 1</c>.</param>
/// <param name="IsLoop">Whether several tasks can be under way on it at once.</param>
public sealed record TimelineRow(string Kitchen, int Process, string Label, bool IsLoop);
