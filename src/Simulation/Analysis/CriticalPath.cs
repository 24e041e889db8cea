using System.Collections.Immutable;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Simulation.Analysis;

/// <summary>Who held the order up, hop by hop: the chain of spans from the start to the end in which every hop had to end before the next could begin.</summary>
/// <param name="Hops">In order of time, without overlap. A hop may be cut short at its front, where the hop before took over.</param>
public sealed record CriticalPath(ImmutableArray<Span> Hops)
{
    /// <summary>Measured spans that belong together do not meet to the tick: this much apart is together.</summary>
    private const long Slip = KitchenDuration.TicksPerMinute / 100;

    /// <summary>Traces a timeline back from its end.</summary>
    /// <remarks>A wait for somebody is replaced by what that somebody did; a wait that nobody caused stays. Cost: spans × hops at worst.</remarks>
    public static CriticalPath Of(Timeline timeline)
    {
        Span[] byEnd = [.. timeline.Spans.OrderBy(s => s.End.Ticks)];
        List<Span> hops = [];
        KitchenTime at = timeline.End;
        Span? current = Latest(byEnd, at, after: null);
        while (current is { } span && at > KitchenTime.Zero)
        {
            if (!IsWaitForOthers(span.State) || Releaser(timeline, span, at) is not { } releaser)
            {
                if (at > span.Start) hops.Add(span with { End = at });
                at = span.Start;
                current = Latest(byEnd, at, span);
            }
            else current = releaser;
        }
        hops.Reverse();
        return new([.. hops]);
    }

    /// <summary>Whether the state ends when somebody else lets go, hands over or gets through.</summary>
    public static bool IsWaitForOthers(SpanState state) => state is SpanState.Hat or SpanState.Core or SpanState.Lock or SpanState.Tool
        or SpanState.After or SpanState.Crate or SpanState.Turn or SpanState.Helper;

    /// <summary>What ended last, not later than <paramref name="at"/>: of all that ended together the same task's first, then the same lane's, then anybody's.</summary>
    private static Span? Latest(Span[] byEnd, KitchenTime at, Span? after)
    {
        int last = LastNotLater(byEnd, at);
        Span? best = null;
        for (int i = last; i >= 0 && byEnd[i].End.Ticks >= byEnd[last].End.Ticks - Slip; i--)
            if (best is not { } b || Rank(byEnd[i]) > Rank(b)) best = byEnd[i];
        return best;

        int Rank(Span s) => after is not { } a ? 0 : s.Task == a.Task && s.Task >= 0 ? 2 : s.Row == a.Row ? 1 : 0;
    }

    private static int LastNotLater(Span[] byEnd, KitchenTime at)
    {
        int low = 0, high = byEnd.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (byEnd[middle].End <= at) low = middle + 1;
            else high = middle;
        }
        return low - 1;
    }

    /// <summary>What was really done until the wait was over: by its holder if that is known, else on the same lane, else by anybody who ended just then.</summary>
    private static Span? Releaser(Timeline timeline, Span wait, KitchenTime at)
    {
        bool needsHands = wait.State is SpanState.Hat or SpanState.Core or SpanState.Turn;
        Span? best = null;
        int bestRank = 1;
        foreach (Span span in timeline.Spans)
        {
            if (IsWaitForOthers(span.State) || span.Start >= at || span.End.Ticks < at.Ticks - Slip) continue;
            if (span.Task == wait.Task && (wait.Task >= 0 || span.Row == wait.Row)) continue;
            if (needsHands && span.State is SpanState.Waiting or SpanState.Arrival) continue; // it holds neither hat nor core nor window
            bool isSameRow = span.Row == wait.Row;
            int rank = (span.End == at ? 8 : Math.Abs((span.End - at).Ticks) <= Slip ? 4 : 0) + (span.Task >= 0 && span.Task == wait.HeldBy ? 2 : 0) + (isSameRow ? 1 : 0);
            if (rank > bestRank || rank == 1 && best is null) (best, bestRank) = (span, rank);
        }
        return best;
    }
}
