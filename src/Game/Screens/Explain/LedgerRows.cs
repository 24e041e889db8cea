using System.Collections.Immutable;
using ShortOrder.Game.Almanac;
using ShortOrder.Game.Screens.Almanac;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Analysis;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Screens.Explain;

/// <summary>A bar for each lane, and what could have been avoided.</summary>
internal static class LedgerRows
{
    private const int Label = TimelineRows.Gutter;

    public static IEnumerable<Line> Of(Explanation explanation, int first, int width, int height)
    {
        Timeline timeline = explanation.Timeline;
        ImmutableArray<LedgerAccount> lanes = explanation.Ledger.Rows;
        bool isOnlyKitchen = timeline.Rows.Select(r => r.Process).Distinct().Count() <= 1;
        int bar = Math.Clamp(width / 3, 20, 50), room = Math.Max(1, height - 7), from = Math.Clamp(first, 0, Math.Max(0, lanes.Length - room));
        yield return Line.Empty;
        Line[][] rows = [.. Enumerable.Range(from, Math.Min(lanes.Length - from, room)).Select(lane => Rows(Words.Of(timeline.Rows[lane], isOnlyKitchen), lanes[lane], bar, width))];
        Line[] total = Rows("together", explanation.Ledger.Total, bar, width);
        bool hasRoom = rows.Sum(r => r.Length) + total.Length <= room + 1; // otherwise every lane is told in one row, as far as it goes
        foreach (Line line in rows.SelectMany(r => r.Take(hasRoom ? r.Length : 1))) yield return line;
        yield return Layout.Rule("", width);
        foreach (Line line in total.Take(hasRoom ? total.Length : 1)) yield return line;
        yield return Line.Empty;
        if (explanation.Avoidable.FirstOrDefault() is { } most)
        {
            foreach (Line line in Layout.Wrap($"Most of what need not have been: {Sentences.Minutes(most.Length)} min {Sentences.Of(most)}. That is called “{AlmanacTerms.NameOf(most.Term)}”: Enter opens the almanac.", width, Ink.Strong)) yield return line.For(new TermTarget(most.Term));
        }
        else
        {
            foreach (Line line in Layout.Wrap("No minute here was lost to others. If the order took longer than it must, the next page shows what it waited for.", width, Ink.Good)) yield return line;
        }
    }

    private static Line[] Rows(string name, LedgerAccount account, int bar, int width)
    {
        (SpanState State, KitchenDuration Length)[] parts =
            [.. Enum.GetValues<SpanState>().Select(s => (s, account[s])).Where(p => p.Item2.Ticks > 0).OrderBy(p => p.s == SpanState.None).ThenByDescending(p => p.Item2.Ticks)];
        long total = Math.Max(1, parts.Sum(p => p.Length.Ticks)), sum = 0;
        Line drawn = Line.Empty;
        foreach ((SpanState state, KitchenDuration length) in parts)
        {
            int from = (int)(sum * bar / total), to = (int)((sum + length.Ticks) * bar / total);
            drawn += Line.Of(new string(Words.Of(state).Glyph, to - from), InkOf(state));
            sum += length.Ticks;
        }
        string[] shown = [.. parts.Where(p => p.Length.Ticks * 20 >= KitchenDuration.TicksPerMinute).Select(p => $"{Sentences.Minutes(p.Length)} {Words.Of(p.State).Meaning}")];
        Line head = Line.Of(name).Fit(Label - 1) + Line.Of(" ") + drawn.Fit(bar) + Line.Of("  "), margin = Line.Of(new string(' ', head.Width));
        return [.. Layout.Flow(shown.Select((part, i) => Line.Of(i + 1 < shown.Length ? part + "," : part, Ink.Dim)), width - head.Width, " ").Select((text, i) => ((i == 0 ? head : margin) + text).Fit(width)).DefaultIfEmpty(head.Fit(width))];
    }

    private static Ink InkOf(SpanState state) => state switch
    {
        SpanState.Working => Ink.Good,
        SpanState.None or SpanState.Waiting or SpanState.Arrival => Ink.Dim,
        SpanState.Blocking => Ink.Bad,
        _ => Ink.Warn,
    };
}
