using System.Collections.Immutable;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Plain;

/// <summary>Tells a timeline: per lane what happens when.</summary>
internal static class TimelineTalk
{
    /// <summary>So many entries of a lane unless it is asked for by itself; then so many.</summary>
    private const int Few = 16, Many = 200;

    /// <summary>Every row, or one.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="forecast">Names of tasks and steps.</param>
    /// <param name="timeline">What happened.</param>
    /// <param name="only">Place of the row; null: all.</param>
    public static void Tell(PlainWriter output, Forecast forecast, Timeline timeline, int? only)
    {
        TimelineNames names = TimelineNames.Of(forecast.Compiled);
        bool isOnlyKitchen = IsOnlyKitchen(timeline);
        int most = only is null ? Few : Many, rows = only is null ? Few : timeline.Rows.Length;
        for (int row = 0; row < Math.Min(rows, timeline.Rows.Length); row++)
        {
            if (only is { } one && one != row) continue;
            List<Span> spans = SpansOf(timeline, row);
            string[] items = [.. Failures(timeline, row, names).Concat(spans.Select(s => (At: s.Start.Ticks, Text: $"{Time(s.Start)} to {Time(s.End)}: {What(s, names)}."))).OrderBy(i => i.At).Select(i => i.Text)];
            output.Say($"{row + 1}. {Spoken.Sentence(Words.Of(timeline.Rows[row], isOnlyKitchen))}{(items.Length == 0 ? ": idle." : ":")}");
            foreach (string item in items.Take(most)) output.Item(item);
            if (items.Length > most) output.Item($"And {items.Length - most} more{(only is null ? $"; type timeline {row + 1} to hear more of this one" : "")}.");
        }
        if (rows < timeline.Rows.Length) output.Say($"And {timeline.Rows.Length - rows} more: type timeline and a number for one of them.");
        output.Say($"All is done at {Time(timeline.End)}.");
    }

    /// <summary>What every row does at one moment.</summary>
    public static void Moment(PlainWriter output, Forecast forecast, Timeline timeline, KitchenTime at)
    {
        output.Say($"At {Time(at)}:");
        ImmutableArray<Line> lanes = MomentWords.Of(forecast.Compiled, timeline, at);
        foreach (Line lane in lanes.Take(Few)) output.Item(Spoken.Stopped(Spoken.Sentence(lane.ToString())));
        if (lanes.Length > Few) output.Item($"And {lanes.Length - Few} more.");
    }

    /// <summary>A point of time to the hundredth of a minute.</summary>
    public static string Time(KitchenTime at) => Words.Minutes(decimal.Round(at.Minutes, 2));

    public static bool IsOnlyKitchen(Timeline timeline) => timeline.Rows.Select(r => r.Process).Distinct().Count() <= 1;

    /// <summary>What is worth telling of a row: pieces that continue each other as one, and no slip's wait for its first turn, which says only that others are before it.</summary>
    private static List<Span> SpansOf(Timeline timeline, int row)
    {
        List<Span> told = [];
        Dictionary<int, int> last = [];
        foreach (Span span in timeline.SpansOf(row).Where(s => s.Length.Ticks * 200 >= KitchenDuration.TicksPerMinute))
        {
            bool isKnown = last.TryGetValue(span.Task, out int index);
            if (!isKnown && span is { State: SpanState.Turn, Task: >= 0 }) continue;
            if (isKnown && told[index] is var before && (before.Step, before.State, before.End) == (span.Step, span.State, span.Start)) told[index] = before with { End = span.End };
            else
            {
                last[span.Task] = told.Count;
                told.Add(span);
            }
        }
        return told;
    }

    private static IEnumerable<(long At, string Text)> Failures(Timeline timeline, int row, TimelineNames names) =>
        timeline.Failures.Where(f => f.Row == row).Select(f => (f.At.Ticks, $"{Time(f.At)}: {names.Task(f.Task)}, {names.Step(f.Task, f.Step)}, {Words.Of(SpanState.Failed).Meaning}."));

    private static string What(Span span, TimelineNames names)
    {
        string[] parts = [names.Task(span.Task), names.Step(span.Task, span.Step), Words.Of(span.State).Meaning];
        return string.Join(", ", parts.Where(p => p.Length > 0));
    }
}
