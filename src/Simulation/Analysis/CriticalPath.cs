using System.Collections.Immutable;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Simulation.Analysis;

/// <summary>Who held the order up, hop by hop: the chain of spans from the start to the end in which every hop had to end before the next could begin.</summary>
/// <param name="Hops">In order of time, without overlap. A hop may be cut short at its front, where the hop before took over.</param>
public sealed record CriticalPath(ImmutableArray<Span> Hops)
{
    /// <summary>Traces a timeline back from its end.</summary>
    /// <remarks>A wait for somebody is replaced by what that somebody did; a wait that nobody caused stays. Cost: spans × hops at worst.</remarks>
    public static CriticalPath Of(Timeline timeline)
    {
        List<Span> hops = [];
        KitchenTime at = timeline.End;
        Span? current = Latest(timeline, at, after: null);
        while (current is { } span && at > KitchenTime.Zero)
        {
            if (!IsWaitForOthers(span.State) || Releaser(timeline, span, at) is not { } releaser)
            {
                if (at > span.Start) hops.Add(span with { End = at });
                at = span.Start;
                current = Latest(timeline, at, span);
            }
            else current = releaser;
        }
        hops.Reverse();
        return new([.. hops]);
    }

    /// <summary>Whether the state ends when somebody else lets go, hands over or gets through.</summary>
    internal static bool IsWaitForOthers(SpanState state) => state is SpanState.Hat or SpanState.Core or SpanState.Lock or SpanState.Tool
        or SpanState.After or SpanState.Crate or SpanState.Turn or SpanState.Helper;

    /// <summary>What ended last, not later than <paramref name="at"/>: the same task's first, then the same lane's, then anybody's.</summary>
    private static Span? Latest(Timeline timeline, KitchenTime at, Span? after)
    {
        Span? best = null;
        foreach (Span span in timeline.Spans)
        {
            if (span.End > at || span.Start >= at) continue;
            if (best is not { } b || Rank(span).CompareTo(Rank(b)) > 0) best = span;
        }
        return best;

        (long, int) Rank(Span s) => (s.End.Ticks, after is not { } a ? 0 : s.Task == a.Task && s.Task >= 0 ? 2 : s.Row == a.Row ? 1 : 0);
    }

    /// <summary>What was really done until the wait was over: by its holder if that is known, else on the same lane, else by anybody.</summary>
    private static Span? Releaser(Timeline timeline, Span wait, KitchenTime at)
    {
        Span? best = null;
        int bestRank = -1;
        foreach (Span span in timeline.Spans)
        {
            if (IsWaitForOthers(span.State) || span.Start >= at || span.End < at || span.Task == wait.Task && (wait.Task >= 0 || span.Row == wait.Row)) continue;
            int rank = (span.End == at ? 4 : 0) + (span.Task >= 0 && span.Task == wait.HeldBy ? 2 : 0) + (span.Row == wait.Row ? 1 : 0);
            if (rank > bestRank && (rank >= 2 || span.Row == wait.Row)) (best, bestRank) = (span, rank);
        }
        return best;
    }
}
