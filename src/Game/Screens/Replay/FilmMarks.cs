using System.Collections.Immutable;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Screens.Replay;

/// <summary>Finds where something happens in a run.</summary>
internal static class FilmMarks
{
    /// <summary>What happens so soon after something else that nobody could tell is one event with it; in a measured run nothing happens at quite the same time.</summary>
    private const long Together = KitchenDuration.TicksPerMinute / 100;

    private const int MostNamed = 3;

    /// <summary>A mark wherever a task begins something or is finished, at the last of what happens together. States shorter than that are left out.</summary>
    public static ImmutableArray<FilmMark> Of(CompiledPlan plan, Timeline timeline)
    {
        TimelineNames names = TimelineNames.Of(plan);
        IEnumerable<FilmMark> begins = timeline.Spans.Where(s => s.Length.Ticks > Together).Select(s => new FilmMark(s.Start, Doing.Of(s, plan, names)));
        IEnumerable<FilmMark> ends = Enumerable.Range(0, timeline.Finished.Length).Where(t => timeline.Finished[t] is not null)
            .Select(t => new FilmMark(timeline.Finished[t]!.Value, $"{names.Task(t)} is done"));
        ImmutableArray<FilmMark>.Builder marks = ImmutableArray.CreateBuilder<FilmMark>();
        List<FilmMark> together = [];
        foreach (FilmMark mark in ends.Concat(begins).OrderBy(m => m.At.Ticks)) // stable: what ends is told before what begins
        {
            if (together.Count > 0 && (mark.At - together[0].At).Ticks > Together) Close();
            together.Add(mark);
        }
        Close();
        return marks.ToImmutable();

        void Close()
        {
            if (together.Count == 0) return;
            string more = together.Count > MostNamed ? $"; {together.Count - MostNamed} more" : "";
            marks.Add(new(together[^1].At, string.Join("; ", together.Take(MostNamed).Select(m => m.Text)) + more));
            together.Clear();
        }
    }
}
