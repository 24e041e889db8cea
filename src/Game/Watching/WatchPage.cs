using System.Globalization;
using ShortOrder.Game.Authoring;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Reading;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Solving;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Watching;

/// <summary>Draws a watched level as rows of text.</summary>
internal static class WatchPage
{
    private const int MostProblems = 8, MostLanes = 6;

    /// <summary>The rows from top to bottom, at most so wide.</summary>
    public static IEnumerable<string> Draw(WatchedLevel watched, string source, int width)
    {
        LevelCheck check = watched.Check;
        string state = check.Level is null ? "does not read yet" : !check.IsGood ? $"{check.Problems.Length} to mend" : watched.IsFinal ? "good" : "good so far";
        yield return Cut($"{source}: {state}{(check.Level is { } named ? $" · {named.Title} ({named.Id})" : "")}", width);
        foreach (Problem problem in check.Problems.Take(MostProblems))
            foreach (Line row in Layout.Wrap($"{problem.Line}:{problem.Column}: {problem.Path}: {problem.Message}", width - 2)) yield return $"  {row}";
        if (check.Problems.Length > MostProblems) yield return $"  and {check.Problems.Length - MostProblems} more";
        if (check.Level is not { } level) yield break;
        foreach (LevelAdvice advice in LevelCheck.AdviceFor(check.Problems))
            foreach (Line row in Layout.Wrap($"mend: {advice.Mend}", width - 4)) yield return $"    {row}";
        foreach (string row in Search(watched, level)) yield return Cut(row, width);
        foreach (string row in Plans(watched, width)) yield return row;
    }

    private static IEnumerable<string> Plans(WatchedLevel watched, int width)
    {
        if (watched.Plans.IsEmpty) yield break;
        KitchenDuration span = watched.Plans.Max(p => p.Forecast.Run.Timeline.End).SinceStart;
        foreach ((AuthorPlan plan, Forecast forecast) in watched.Plans)
        {
            yield return "";
            yield return Cut($"{plan.Name}: {string.Join(", ", forecast.Score.Metrics.Where(m => forecast.Compiled.Level.Metrics.Contains(m.Metric)).Select(m => $"{m.Metric.Name()} {Text(m.Value)}"))}"
                + $" · {forecast.Score.Verdict.Name()}{(forecast.Score.Medal == Medal.None ? "" : $" · {forecast.Score.Medal.ToString().ToLowerInvariant()}")}", width);
            Timeline timeline = forecast.Run.Timeline;
            foreach (Line row in TimelineRows.Draw(timeline, TimelineNames.Of(forecast.Compiled), new(width, MostLanes, span))) yield return row.ToString();
        }
        yield return TimelineRows.Axis(width, span).ToString();
        yield return TimelineRows.Legend(width, [.. watched.Plans.Select(p => p.Forecast.Run.Timeline)]).ToString().TrimEnd();
    }

    private static IEnumerable<string> Search(WatchedLevel watched, Level level)
    {
        if (watched.Found is not { } found) yield break;
        yield return found.Best is null ? $"search: no plan that is served yet; bound {Text(found.Bound)}"
            : $"search: {found.Metric.Name()} {Text(found.Value)}, bound {Text(found.Bound)} ({found.BoundName}){(found.Proof == Proof.None ? "" : ", proved best")}{(watched.IsFinal ? "" : "; still searching")}";
        if (watched.Medals is { } medals)
            yield return $"medals in gaps, to paste: \"medals\": {{ \"{medals.Metric.Name()}\": {{ \"gold\": {Text(medals.Gold)}, \"silver\": {Text(medals.Silver)}, \"bronze\": {Text(medals.Bronze)} }} }},";
        if (watched.IsFinal && watched.Check.IsGood) yield return $"next: shortorder play it, or put it into a pack; \"{level.Id}\" passes every check";
    }

    private static string Cut(string text, int width) => TextWidth.Of(text) <= width ? text : Line.Of(text).Fit(width).ToString();

    private static string Text(decimal value) => value.ToString("0.####", NumberFormatInfo.InvariantInfo);
}
