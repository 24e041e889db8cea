using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Export.Svg;

/// <summary>One bar of the picture: what a lane does, or what one coroutine of a loop goes through.</summary>
/// <param name="Row">Row of the timeline.</param>
/// <param name="Task">The coroutine's task; −1 for the lane.</param>
/// <param name="Label">What stands before it.</param>
/// <param name="Spans">Its stretches in order.</param>
internal sealed record SvgTrack(int Row, int Task, string Label, Span[] Spans);

/// <summary>Tracks that belong together: those of a few lanes are drawn with names; many, the cooks of a large pool or two hundred guests, are drawn thin and named together.</summary>
/// <param name="Label">The name of all; empty where each has its own.</param>
/// <param name="Tracks">Those that are drawn, from the top.</param>
/// <param name="Left">How many more there are that are not drawn.</param>
internal sealed record SvgGroup(string Label, SvgTrack[] Tracks, int Left)
{
    /// <summary>Up to so many tracks of a kind each have a name.</summary>
    private const int MostNamed = 12;

    /// <summary>Up to so many tracks of a kind are drawn at all.</summary>
    private const int MostDrawn = 240;

    /// <summary>Height of one track.</summary>
    public int Height => Label.Length == 0 ? 24 : Math.Max(2, MostDrawn * 2 / Tracks.Length);

    /// <summary>The groups of a run, in the order of its lanes.</summary>
    public static IEnumerable<SvgGroup> Of(CompiledPlan plan, Timeline timeline)
    {
        bool isOnlyKitchen = plan.Processes.Length == 1;
        TimelineNames names = TimelineNames.Of(plan);
        ILookup<int, Span> spans = timeline.Spans.ToLookup(s => s.Row);
        for (int row = 0; row < timeline.Rows.Length;)
        {
            int pool = PoolSize(plan, row);
            SvgTrack[] lanes = [.. Enumerable.Range(row, pool).Select(r => new SvgTrack(r, -1, Words.Of(timeline.Rows[r], isOnlyKitchen),
                [.. spans[r].Where(s => !timeline.Rows[r].IsLoop || s.Task < 0 || s.State is SpanState.Working or SpanState.Blocking or SpanState.Packing or SpanState.Booting or SpanState.Starting)]))];
            if (pool <= MostNamed) yield return new("", lanes, 0);
            else yield return Many($"{pool} cooks", lanes);
            foreach (IGrouping<int, SvgTrack> kind in timeline.Rows[row].IsLoop ? Coroutines(plan, names, [.. spans[row]], row) : [])
            {
                if (kind.Count() <= MostNamed) yield return new("", [.. kind], 0);
                else yield return Many($"{plan.Level.Tasks[kind.Key].Title} × {kind.Count()}", [.. kind]);
            }
            row += pool;
        }
    }

    private static SvgGroup Many(string label, SvgTrack[] tracks) => new(label, [.. tracks.Take(MostDrawn)], Math.Max(0, tracks.Length - MostDrawn));

    private static IEnumerable<IGrouping<int, SvgTrack>> Coroutines(CompiledPlan plan, TimelineNames names, Span[] spans, int row) =>
        spans.Where(s => s.Task >= 0).GroupBy(s => s.Task).OrderBy(g => g.Key).Select(g => new SvgTrack(row, g.Key, $"  {names.Task(g.Key)}", [.. g])).GroupBy(t => plan.Tasks[t.Task].Spec);

    private static int PoolSize(CompiledPlan plan, int row)
    {
        int count = 1;
        while (plan.Threads[row].Queue >= 0 && row + count < plan.Threads.Length && plan.Threads[row + count].Queue == plan.Threads[row].Queue && plan.Threads[row + count].Process == plan.Threads[row].Process) count++;
        return count;
    }
}
