using ShortOrder.Simulation.Analysis;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Export.Perfetto;

/// <summary>Finds who handed what to whom in a run: results to the tasks that come after, crates, offloaded steps, places of tools, locks.</summary>
/// <remarks>Arrows join stretches in which a lane did something, or stood still; waits that hold no lane have no place of their own to point at.</remarks>
public sealed class HandOvers
{
    /// <summary>Of more predecessors than these only the last to finish is shown: it is the one that was waited for.</summary>
    private const int MostPredecessors = 8;

    /// <summary>Tools and locks are followed through so many waits at most: each looks at every span.</summary>
    private const int MostWaits = 1_000;

    private readonly CompiledPlan _plan;
    private readonly Timeline _timeline;
    private readonly ILookup<int, Span> _doingsOf;

    private HandOvers(CompiledPlan plan, Timeline timeline)
    {
        (_plan, _timeline) = (plan, timeline);
        _doingsOf = timeline.Spans.Where(s => s.Task >= 0 && IsOnLane(timeline, s)).ToLookup(s => s.Task);
    }

    /// <summary>Every hand-over, by task.</summary>
    public static IEnumerable<HandOver> Of(CompiledPlan plan, Timeline timeline)
    {
        HandOvers found = new(plan, timeline);
        return Enumerable.Range(0, plan.Tasks.Length).SelectMany(t => found.After(t).Concat(found.BetweenRows(t)))
            .Concat(timeline.Spans.Where(s => s.State is SpanState.Tool or SpanState.Lock).Take(MostWaits).SelectMany(found.Freed));
    }

    /// <summary>Whether a stretch occupies its lane: on a loop only what its thread does.</summary>
    public static bool IsOnLane(Timeline timeline, Span span) => !timeline.Rows[span.Row].IsLoop || span.Task < 0
        || span.State is SpanState.Working or SpanState.Blocking or SpanState.Packing or SpanState.Booting or SpanState.Starting or SpanState.Hat or SpanState.Core;

    private IEnumerable<HandOver> After(int task)
    {
        IEnumerable<int> predecessors = _plan.Tasks[task].Predecessors.Where(p => _timeline.Finished[p] is not null).OrderByDescending(p => _timeline.Finished[p]!.Value.Ticks);
        foreach (int before in predecessors.Take(_plan.Tasks[task].Predecessors.Length > MostPredecessors ? 1 : MostPredecessors))
        {
            long finished = _timeline.Finished[before]!.Value.Ticks;
            if (LastBefore(before, finished) is { } from && FirstFrom(task, finished, s => s.State is not SpanState.After) is { } to) yield return new("after", from, to);
        }
    }

    /// <summary>The same task on one row and then on another: it was sent there in a crate, or a step of it was handed to a helper.</summary>
    private IEnumerable<HandOver> BetweenRows(int task)
    {
        Span? last = null;
        foreach (Span span in _doingsOf[task])
        {
            if (last is { } from && from.Row != span.Row && from.Start < span.Start)
            {
                bool isCrate = from.State == SpanState.Packing || _timeline.Rows[from.Row].Process != _timeline.Rows[span.Row].Process;
                yield return new(isCrate ? "crate" : "offload", from, span);
            }
            last = span;
        }
    }

    /// <summary>Who let go of the tool or lock that this wait was for.</summary>
    private IEnumerable<HandOver> Freed(Span wait)
    {
        Moment before = Moment.Of(_plan, _timeline, wait.End - new KitchenDuration(1)), after = Moment.Of(_plan, _timeline, wait.End);
        foreach (Span holder in before.HoldersFor(wait))
        {
            bool stillHas = after.Spans.Any(s => s.Task == holder.Task && (wait.State == SpanState.Tool ? after.HasTool(s, wait.Resource) : after.HasLock(s, wait.Resource)));
            if (stillHas || LastBefore(holder.Task, wait.End.Ticks) is not { } from || FirstFrom(wait.Task, wait.End.Ticks, _ => true) is not { } to) continue;
            yield return new(wait.State == SpanState.Tool ? "tool" : "lock", from, to);
            yield break;
        }
    }

    private Span? LastBefore(int task, long ticks)
    {
        Span? last = null;
        foreach (Span span in _doingsOf[task]) if (span.Start.Ticks < ticks) last = span;
        return last;
    }

    private Span? FirstFrom(int task, long ticks, Func<Span, bool> counts)
    {
        foreach (Span span in _doingsOf[task]) if (span.Start.Ticks >= ticks && counts(span)) return span;
        return null;
    }
}
