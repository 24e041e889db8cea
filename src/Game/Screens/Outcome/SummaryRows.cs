using System.Collections.Immutable;
using System.Globalization;
using ShortOrder.Execution;
using ShortOrder.Game.Almanac;
using ShortOrder.Game.Screens.Almanac;
using ShortOrder.Game.Screens.Inspect;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Analysis;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Screens.Outcome;

/// <summary>What came out, in words and one large number.</summary>
internal static class SummaryRows
{
    private const int MostMoves = 6;

    public static IEnumerable<Line> Of(Standing standing, Finding? finding, string? term, int width)
    {
        ServedOrder served = standing.Served;
        IEnumerable<Line> head = served.Verdict == Verdict.Served ? Served(standing, width) : Failed(served, width);
        foreach (Line line in head) yield return line;
        if (!served.Result.IsProved) foreach (Line line in Layout.Wrap("This machine has fewer cores than the plan keeps busy, so the measured time proves nothing: the model's time stands unproved.", width, Ink.Warn)) yield return line;
        foreach (string waiting in served.Result.WaitCycle.Take(4)) yield return Line.Of("· " + waiting, Ink.Warn);
        foreach (Line line in Ahead(standing, width)) yield return line;
        yield return Runs(served).Fit(width);
        if (served.Result.ElapsedMs.IsEmpty) foreach (string disturbance in served.Result.Disturbances.Distinct().Take(3)) yield return Line.Of("· " + disturbance, Ink.Dim);
        if (finding is not null) foreach (Line line in Layout.Wrap(finding.Sentence, width)) yield return line;
        if (term is not null) yield return (Line.Of("→ ", Ink.Dim) + Line.Of(AlmanacTerms.NameOf(term), Ink.Key) + Line.Of(" (a)", Ink.Dim)).For(new TermTarget(term));
    }

    /// <summary>The large number with three rows beside it.</summary>
    private static IEnumerable<Line> Served(Standing standing, int width)
    {
        (ServingResult result, decimal model) = (standing.Served.Result, standing.Served.Forecast.Score[Metric.Time]);
        string percent = model > 0 ? $" ({((result.Minutes - model) / model * 100).ToString("+0.0;-0.0;0.0", NumberFormatInfo.InvariantInfo)} %)" : "";
        Line[] beside =
        [
            Words.Of(standing.Served.Medal) + (standing.HasCrown ? Line.Of("   ★ crown", Ink.Gold) + Line.Of(": it cannot be beaten") : Line.Empty),
            Line.Of($"{Words.Minutes(decimal.Round(result.Minutes, 2))} min measured", Ink.Strong) + Line.Of($"   the model said {Words.Minutes(decimal.Round(model, 2))}{percent}", Ink.Dim),
            Best(standing),
        ];
        return BigNumber.Draw(decimal.Round(result.Minutes, 1).ToString("0.0", NumberFormatInfo.InvariantInfo), InkOf(standing.Served.Medal)).Zip(beside, (big, text) => (big + Line.Of("  ") + text).Fit(width));
    }

    private static Line Best(Standing standing) => standing.Gain switch
    {
        null when standing.BestBefore is null => Line.Of("Your first served run of this level.", Ink.Dim),
        null => Line.Empty,
        > 0 and var gain => Line.Of($"Your best: {Words.Minutes(gain)} less than {At(standing)} before.", Ink.Good),
        0 => Line.Of($"As fast as your best, {At(standing)}.", Ink.Dim),
        var lost => Line.Of($"Your best is {At(standing)}: {Words.Minutes(-lost.Value)} less.", Ink.Dim),
    };

    private static string At(Standing standing) => Words.Minutes(decimal.Round(standing.BestBefore!.Minutes, 1));

    private static IEnumerable<Line> Failed(ServedOrder served, int width)
    {
        Line head = Line.Of(Words.Of(served.Verdict).ToUpperInvariant(), Ink.Bad);
        if (served.Result.Minutes > 0) head += Line.Of($"   {Words.Minutes(decimal.Round(served.Result.Minutes, 2))} min measured", Ink.Dim);
        Line[] model = served.Verdict == Verdict.TooNoisy ? [Line.Of($"The model says {Words.Minutes(decimal.Round(served.Forecast.Score[Metric.Time], 2))} min, ") + Words.Of(served.Forecast.Score.Medal) + Line.Of(".")] : [];
        return [head, .. Layout.Wrap(served.Explanation, width), .. model, .. Schedule(served).Select(l => l.Fit(width))];
    }

    /// <summary>The schedule that breaks a plan which went well, move by move.</summary>
    private static IEnumerable<Line> Schedule(ServedOrder served)
    {
        if (served.Found is not { Schedule: { IsEmpty: false } moves } found) yield break;
        for (int i = 0; i < Math.Min(MostMoves, moves.Length); i++)
            yield return Line.Of($"{i + 1,3} {(found.IsSwitch(i) ? "⇄" : " ")} {InspectRows.TextOf(served.Forecast.Compiled, moves[i])}", Ink.Warn);
        if (moves.Length > MostMoves) yield return Line.Of($"    and {Words.Count(moves.Length - MostMoves, "move")} more", Ink.Dim);
    }

    /// <summary>What the next medal takes, or how far it is to the floor.</summary>
    private static IEnumerable<Line> Ahead(Standing standing, int width)
    {
        ServedOrder served = standing.Served;
        if (served.IsBetterByModel)
        {
            yield return (Line.Of("By the model this plan earns ") + Words.Of(served.Forecast.Score.Medal) + Line.Of(": the rest was the machine's.")).Fit(width);
            yield return Line.Of("Serve it again when less is going on.").Fit(width);
        }
        else if (served.Verdict == Verdict.Served && standing.NextMedal is { } next && served.Score is { } score)
        {
            string what = standing.MedalMetric == Metric.Time ? "min" : Words.Of(standing.MedalMetric);
            yield return (Line.Of("For ") + Words.Of(next.Medal) + Line.Of($" at most {Words.Number(next.Most)} {what}: {Words.Number(decimal.Round(score[standing.MedalMetric] - next.Most, 2))} less.")).Fit(width);
        }
        if (served.Verdict == Verdict.Served && served.Medal == Medal.Gold)
            foreach (Line line in Layout.Wrap(KnownWords.Of(standing.Known), width, Ink.Dim).Take(2)) yield return line;
    }

    private static Line Runs(ServedOrder served)
    {
        ServingResult result = served.Result;
        string runs = Words.RunsCounted(result.ElapsedMs.Length, result.Discarded);
        if (result.IsChecksumRight) runs += " · every dish checked";
        if (served.Score is { } score)
            foreach (Metric metric in served.Level.Metrics.Where(m => m != Metric.Time).Union(served.Level.Limits.Select(l => l.Metric)))
                runs += $" · {Words.Of(metric)} {Words.Number(decimal.Round(score[metric], 2))}";
        return Line.Of(runs, Ink.Dim);
    }

    private static Ink InkOf(Medal medal) => medal switch { Medal.Gold => Ink.Gold, Medal.Silver => Ink.Silver, Medal.Bronze => Ink.Bronze, _ => Ink.Normal };
}
