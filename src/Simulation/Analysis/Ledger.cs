using System.Collections.Immutable;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Simulation.Analysis;

/// <summary>Where every minute of every lane went.</summary>
/// <param name="Rows">One account per row of the timeline.</param>
/// <param name="Total">All rows together: sums to rows × elapsed time.</param>
public sealed record Ledger(ImmutableArray<LedgerAccount> Rows, LedgerAccount Total)
{
    /// <summary>The states by which a lane with several coroutines at once is booked: the first that any of them is in.</summary>
    private static readonly ImmutableArray<SpanState> Precedence =
    [
        SpanState.Working, SpanState.Packing, SpanState.Booting, SpanState.Starting, SpanState.Blocking, SpanState.Hat, SpanState.Core,
        SpanState.Waiting, SpanState.Tool, SpanState.Refused, SpanState.Lock, SpanState.After, SpanState.Helper, SpanState.Crate, SpanState.Arrival, SpanState.Turn,
    ];

    /// <summary>Books a timeline.</summary>
    public static Ledger Of(Timeline timeline)
    {
        LedgerAccount[] rows = [.. timeline.Rows.Select((_, row) => Book([.. timeline.SpansOf(row)], timeline.End))];
        return new([.. rows], new([.. Enumerable.Range(0, LedgerAccount.States).Select(s => new KitchenDuration(rows.Sum(r => r[(SpanState)s].Ticks)))]));
    }

    private static LedgerAccount Book(Span[] spans, KitchenTime end)
    {
        long[] ticks = new long[LedgerAccount.States];
        int[] open = new int[LedgerAccount.States];
        IEnumerable<(long At, SpanState State, int Change)> edges = spans.SelectMany(s => new[] { (s.Start.Ticks, s.State, 1), (s.End.Ticks, s.State, -1) });
        long since = 0;
        foreach ((long at, SpanState state, int change) in edges.OrderBy(e => e.At).Append((end.Ticks, SpanState.None, 0)))
        {
            ticks[(int)Precedence.FirstOrDefault(s => open[(int)s] > 0)] += at - since;
            since = at;
            open[(int)state] += change;
        }
        return new([.. ticks.Select(t => new KitchenDuration(t))]);
    }
}

/// <summary>Minutes by state. <see cref="SpanState.None"/> is idle.</summary>
/// <param name="ByState">One entry per <see cref="SpanState"/>.</param>
public sealed record LedgerAccount(ImmutableArray<KitchenDuration> ByState)
{
    internal const int States = (int)SpanState.Failed + 1;

    /// <summary>Minutes in one state.</summary>
    public KitchenDuration this[SpanState state] => ByState[(int)state];

    /// <summary>Minutes in which the lane did nothing at all.</summary>
    public KitchenDuration Idle => this[SpanState.None];

    /// <summary>Hands-on minutes of the order itself.</summary>
    public KitchenDuration Working => this[SpanState.Working];

    /// <summary>What the machinery of concurrency took: packing, booting, starting.</summary>
    public KitchenDuration Overhead => this[SpanState.Packing] + this[SpanState.Booting] + this[SpanState.Starting];
}
