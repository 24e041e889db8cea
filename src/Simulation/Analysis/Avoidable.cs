using System.Collections.Immutable;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Simulation.Analysis;

/// <summary>Minutes of a ledger that another plan need not have.</summary>
/// <param name="Term">Id of the almanac's entry on what causes them.</param>
/// <param name="State">Where the ledger books them.</param>
/// <param name="Length">How many, of all lanes together.</param>
public sealed record Avoidable(string Term, SpanState State, KitchenDuration Length)
{
    private static readonly ImmutableArray<(SpanState State, string Term)> Causes =
    [
        (SpanState.Blocking, "blocking"), (SpanState.Hat, "gil"), (SpanState.Core, "core"), (SpanState.Lock, "lock"), (SpanState.Tool, "bottleneck"),
        (SpanState.Refused, "semaphore"),
        (SpanState.After, "dependency"), (SpanState.Crate, "inter-process-communication"), (SpanState.Turn, "event-loop"), (SpanState.Helper, "run-in-executor"),
        (SpanState.Packing, "pickling"), (SpanState.Booting, "process"), (SpanState.Starting, "thread"),
    ];

    /// <summary>All of them, the largest first; less than a tenth of a minute or a fiftieth of the whole time is left out.</summary>
    /// <remarks>Waiting counts only where a lane stood and watched with tasks still on its list; idle lanes cost nothing by themselves.</remarks>
    public static ImmutableArray<Avoidable> Of(CompiledPlan plan, Timeline timeline, Ledger ledger) =>
    [
        .. Causes.Select(c => new Avoidable(c.Term, c.State, ledger.Total[c.State])).Append(new("blocking", SpanState.Waiting, Staring(plan, timeline).Length))
            .Where(a => a.Length.Ticks * 10 >= KitchenDuration.TicksPerMinute && a.Length.Ticks * 50 >= timeline.End.Ticks).OrderByDescending(a => a.Length.Ticks),
    ];

    /// <summary>How long lanes that block watched a wait while a task of their list had not begun, and the longest such wait.</summary>
    internal static (KitchenDuration Length, Span? Longest) Staring(CompiledPlan plan, Timeline timeline)
    {
        (long all, long most, Span? longest) = (0, 0, null);
        ILookup<int, Span> byRow = timeline.Spans.ToLookup(s => s.Row);
        Dictionary<int, long> begins = [];
        foreach (Span span in timeline.Spans) begins.TryAdd(span.Task, span.Start.Ticks);
        for (int row = 0; row < plan.Threads.Length; row++)
        {
            if (plan.Threads[row] is not { Kind: LaneKind.Main or LaneKind.Thread, Queue: >= 0 and int queue } || plan.Queues[queue].Tasks.IsEmpty) continue;
            long lastBegins = begins.GetValueOrDefault(plan.Queues[queue].Tasks[^1], timeline.End.Ticks);
            foreach (Span span in byRow[row].Where(s => s.State == SpanState.Waiting))
            {
                long stared = Math.Min(span.End.Ticks, lastBegins) - span.Start.Ticks;
                if (stared <= 0) continue;
                all += stared;
                if (stared > most) (most, longest) = (stared, span);
            }
        }
        return (new(all), longest);
    }
}
