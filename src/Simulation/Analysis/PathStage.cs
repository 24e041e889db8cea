using System.Collections.Immutable;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Simulation.Analysis;

/// <summary>A critical path's hops, put together as one would tell them.</summary>
/// <param name="Tasks">The task; several if they took turns under one hat; empty if the lane itself was busy (opening, booting).</param>
/// <param name="First">The first hop that belongs to it, for its lane, step and state.</param>
/// <param name="End">When the next stage takes over.</param>
/// <param name="Wait">What the task waited for until this stage began; null if it did not wait for anybody.</param>
public sealed record PathStage(ImmutableArray<int> Tasks, Span First, KitchenTime End, Span? Wait)
{
    /// <summary>Hops shorter than this belong to their neighbours: less than the scored tenth of a minute.</summary>
    private const long Tiny = KitchenDuration.TicksPerMinute / 20;

    /// <summary>From.</summary>
    public KitchenTime Start => First.Start;

    /// <summary>How long.</summary>
    public KitchenDuration Length => End - Start;

    /// <summary>Tells a path. The stages cover the same time as its hops.</summary>
    /// <param name="path">The path.</param>
    /// <param name="timeline">What it was traced in.</param>
    /// <param name="quantum">Work of several tasks of one process in pieces not longer than this is one stage: they took turns.</param>
    public static ImmutableArray<PathStage> Of(CriticalPath path, Timeline timeline, KitchenDuration quantum)
    {
        List<PathStage> stages = [];
        List<int> turns = [];
        bool isShort = false;
        foreach (Span hop in path.Hops)
        {
            PathStage? last = stages.Count == 0 ? null : stages[^1];
            bool isPiece = hop.State == SpanState.Working && hop.Length.Ticks <= quantum.Ticks + Tiny;
            if (last is null) Add(hop, hop.Start);
            else if (IsSame(last.First, hop)) stages[^1] = last with { End = hop.End };
            else if (isPiece && isShort && last.First.State == SpanState.Working && timeline.Rows[last.First.Row].Process == timeline.Rows[hop.Row].Process)
            {
                turns.Add(hop.Task);
                stages[^1] = last with { End = hop.End };
            }
            else if (last.Length.Ticks < Tiny && hop.Length.Ticks >= Tiny) Replace(hop, last.Start);
            else if (hop.Length.Ticks < Tiny && !isPiece) stages[^1] = last with { End = hop.End };
            else if (hop.Length.Ticks < Tiny && last.Length.Ticks < Tiny) Replace(hop, last.Start);
            else Add(hop, hop.Start);
            if (hop.Length.Ticks >= Tiny || stages[^1].First == hop) isShort = isPiece;
        }
        Close();
        return [.. stages];

        void Add(Span hop, KitchenTime start)
        {
            Close();
            stages.Add(Begin(hop, start));
        }

        void Replace(Span hop, KitchenTime start)
        {
            turns.Clear();
            stages[^1] = Begin(hop, start);
        }

        void Close()
        {
            if (turns.Count > 0) stages[^1] = stages[^1] with { Tasks = [.. stages[^1].Tasks.Concat(turns).Distinct()] };
            turns.Clear();
        }

        PathStage Begin(Span hop, KitchenTime start) => new(hop.Task < 0 ? [] : [hop.Task], hop with { Start = start }, hop.End, WaitBefore(timeline, hop));
    }

    private static bool IsSame(Span a, Span b) => (a.Row, a.Task, a.Step, a.State) == (b.Row, b.Task, b.Step, b.State);

    private static Span? WaitBefore(Timeline timeline, Span hop)
    {
        if (hop.Task < 0) return null;
        foreach (Span span in timeline.Spans)
            if (span.Task == hop.Task && span.End == hop.Start && CriticalPath.IsWaitForOthers(span.State) && span.Length.Ticks >= Tiny) return span;
        return null;
    }
}
