using System.Collections.Immutable;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Analysis;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Screens.Explain;

/// <summary>The critical path as one would tell it.</summary>
internal static class PathRows
{
    public static IEnumerable<Line> Of(Explanation explanation, int cursor, int width, int height)
    {
        TimelineNames names = TimelineNames.Of(explanation.Plan);
        List<Line> told = [];
        int chosen = 0;
        for (int i = 0; i < explanation.Path.Length; i++)
        {
            told.AddRange(Tell(explanation.Path[i], explanation, names, width - 2).Select(line => (Line.Of("  ") + line).For(new ExplainModel.EntryTarget(i))));
            if (i == cursor) chosen = told.Count - 1;
        }
        if (told.Count > 0) told[chosen] = told[chosen].Overlay(0, Line.Of("▶", Ink.Key));
        int[] others = [.. Enumerable.Range(0, names.Tasks.Length).Except(explanation.Path.SelectMany(s => s.Tasks))];
        string off = others.Length == 0 ? "" : $"Not on this chain: {Listed(others, names)}. Doing these faster would not, by itself, have ended it sooner.";
        List<Line> after = off.Length == 0 ? [] : [Line.Empty, .. Layout.Wrap(off, width, Ink.Dim)];
        int room = Math.Max(1, height - 3 - after.Count), from = Layout.Around(chosen, told.Count, room);
        yield return Line.Of("Each had to end before the next could begin. Together: the whole time.", Ink.Dim).Fit(width);
        yield return Line.Empty;
        foreach (Line line in told.Skip(from).Take(room)) yield return line;
        if (from + room < told.Count) yield return Line.Of($"↓ {told.Count - from - room} more", Ink.Dim);
        foreach (Line line in after) yield return line;
    }

    private static IEnumerable<Line> Tell(PathStage stage, Explanation explanation, TimelineNames names, int width)
    {
        TimelineRow row = explanation.Timeline.Rows[stage.First.Row];
        bool isOnlyKitchen = explanation.Timeline.Rows.Select(r => r.Process).Distinct().Count() <= 1;
        string cook = Words.Of(row, isOnlyKitchen);
        if (stage.Wait is { } wait)
            yield return Line.Of(new string(' ', 16) + $"↳ {names.Task(stage.First.Task)} had stood for {Sentences.Minutes(wait.Length)}: {Words.Of(wait.State).Meaning}{Holder(wait, names)}", Ink.Warn).Fit(width);
        Line what = stage.Tasks.Length switch
        {
            0 => Line.Of($"{Words.Of(stage.First.State).Meaning}", Ink.Warn),
            1 => Line.Of(names.Task(stage.Tasks[0]), names.InkOf(stage.Tasks[0])) + Line.Of($": {(names.Step(stage.First.Task, stage.First.Step) is { Length: > 0 } step && stage.First.State is SpanState.Working or SpanState.Waiting or SpanState.Blocking ? step : Words.Of(stage.First.State).Meaning)}"),
            _ => Line.Of("in turns: ") + Line.Of(string.Join(", ", stage.Tasks.Select(names.Task)), Ink.Strong),
        };
        string time = $"{At(stage.Start.Minutes),6} – {At(stage.End.Minutes),6}";
        yield return Line.Of(time, Ink.Dim) + Line.Of($"{Sentences.Minutes(stage.Length),7} ", Ink.Strong) + Line.Of(Words.Of(stage.First.State).Glyph + " ", Ink.Dim) + what.Fit(Math.Max(10, width - 25 - TimelineRows.Gutter - 1)) + Line.Of(" " + cook, Ink.Dim);
    }

    private static string Holder(Span wait, TimelineNames names) => wait.HeldBy < 0 ? "" : $" ({names.Task(wait.HeldBy)} had it)";

    private static string At(decimal minutes) => Words.Minutes(decimal.Round(minutes, 1));

    private static string Listed(int[] tasks, TimelineNames names)
    {
        const int Most = 6;
        string list = string.Join(", ", tasks.Take(Most).Select(names.Task));
        return tasks.Length > Most ? $"{list} and {tasks.Length - Most} more" : list;
    }
}
