using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Screens.Replay;

/// <summary>What somebody does, in words.</summary>
internal static class Doing
{
    /// <summary>What a span is about, e.g. <c>Coffee: boil</c>, <c>Toast wants the toaster</c> or, of the lane itself, <c>head cook: starting</c>.</summary>
    public static string Of(Span span, CompiledPlan plan, TimelineNames names)
    {
        string what = What(span, plan, names);
        if (span.Task < 0) return $"{Words.Of(plan.Rows[span.Row], plan.Processes.Length <= 1)}: {what}";
        return IsStep(span.State) ? $"{names.Task(span.Task)}: {what}" : $"{names.Task(span.Task)} {what}";
    }

    /// <summary>The same without the task's name.</summary>
    public static string What(Span span, CompiledPlan plan, TimelineNames names) => span.State switch
    {
        _ when IsStep(span.State) => names.Step(span.Task, span.Step) is { Length: > 0 } step ? step : Words.Of(span.State).Meaning,
        SpanState.Tool when span.Resource >= 0 && span.Resource < plan.Level.Tools.Length => $"wants the {plan.Level.Tools[span.Resource].Id}",
        SpanState.Lock when span.Resource >= 0 && span.Resource < plan.Locks.Length => $"is locked out of the {plan.Locks[span.Resource]}",
        SpanState.After when span.HeldBy >= 0 => $"awaits {names.Task(span.HeldBy)}",
        SpanState.Arrival => "is not yet ordered",
        SpanState.Crate => span.HeldBy >= 0 && span.HeldBy != span.Task ? $"awaits the crate of {names.Task(span.HeldBy)}" : "awaits its crate",
        SpanState.Turn => "waits for its turn",
        SpanState.Packing when span.Task >= 0 => "is being packed",
        SpanState.Booting => "opening the kitchen",
        SpanState.Starting when span.Task >= 0 => "is being started",
        _ => Words.Of(span.State).Meaning,
    };

    private static bool IsStep(SpanState state) => state is SpanState.Working or SpanState.Waiting or SpanState.Blocking;
}
