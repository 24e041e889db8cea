using System.Collections.Immutable;
using ShortOrder.Game.Session.Authoring;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Solving;

namespace ShortOrder.Game.Screens.Editor;

/// <summary>Draws what is known about the level beside the panels: what the naive plan takes, the best known one, what no plan gets under, and what there is to mend.</summary>
internal static class LevelFigures
{
    private const int Labels = 13;

    /// <summary>Its rows, the most telling first.</summary>
    public static ImmutableArray<Line> Draw(EditorModel model, int width)
    {
        if (model.Report is not { } report) return [Line.Of("looking …", Ink.Dim)];
        Ink ink = ReferenceEquals(report.Level, model.Level) ? Ink.Strong : Ink.Dim; // of the level before the last edit
        List<Line> rows = [];
        if (model.Level.Challenge is null)
        {
            rows.Add(Figure("naive plan", report.OnMain is null ? "…" : report.OnMain.Forecast is { } f ? Sentences.Ending(f) : "not possible", ink));
            rows.Add(Figure("best known", report.Solution switch
            {
                null => report.IsDone ? "–" : "…",
                { Best: null } => "none found",
                { } solution => solution.Metric == Metric.Time ? $"{Words.Minutes(decimal.Round(solution.Value, 2))} min" : $"{Words.Number(decimal.Round(solution.Value, 2))} {Words.Of(solution.Metric)}",
            }, ink));
            if (report.Solution is { Best: not null } known) rows.AddRange(Layout.Wrap(Claim(known), width - 2, known.Proof == Proof.None ? Ink.Dim : Ink.Good).Select(l => Line.Of("  ") + l));
            if (report.Bounds is [var bound, ..])
            {
                rows.Add(Figure("no plan under", $"{Words.Minutes(decimal.Round(bound.Makespan.Minutes, 2))} min", ink));
                rows.AddRange(Layout.Wrap($"{bound.Name}: {bound.Reason}", width - 2, Ink.Dim).Select(l => Line.Of("  ") + l));
            }
            if (report.Medals is { } medals && model.Level.Medals.IsEmpty) rows.Add(Line.Of($"g medals {Words.Number(medals.Gold)} {Words.Number(medals.Silver)} {Words.Number(medals.Bronze)}", Ink.Key).For(new KeyTarget("g")));
        }
        if (!model.Level.Plans.IsEmpty) rows.Add(Line.Empty);
        foreach (AuthorPlan plan in model.Level.Plans) rows.Add(Figure(plan.Name, PlanFields.Claim(plan), Ink.Normal));
        rows.Add(Line.Empty);
        rows.AddRange(Findings(model, report, width));
        return [.. rows.Select(r => r.Slice(0, width))];
    }

    private static IEnumerable<Line> Findings(EditorModel model, LevelReport report, int width)
    {
        if (report.Findings is not { } findings) return [Line.Of("checking …", Ink.Dim)];
        if (findings.IsEmpty) return [report.IsDone ? Line.Of("check is content", Ink.Good) : Line.Of("nothing to mend so far …", Ink.Dim)];
        return [Line.Of($"{findings.Length} to mend ", Ink.Warn) + (Line.Of("j", Ink.Key) + Line.Of(" goes there", Ink.Dim)).For(new KeyTarget("j")), .. findings.SelectMany(f => Layout.Wrap($"· {FindingWords.Of(model.Level, f)}", width - 1))];
    }

    private static string Claim(Solution solution) => solution switch
    {
        { Proof: Proof.Bound } => "proved best: it reaches the bound",
        { Proof: Proof.EveryPlan } => "proved best by every plan",
        { Gap: { } gap } => $"at most {Words.Number(decimal.Round(gap * 100, 1, MidpointRounding.ToPositiveInfinity))} % above the possible",
        _ => "nothing is proved",
    };

    private static Line Figure(string label, string value, Ink ink) => Line.Of(label, Ink.Dim).Fit(Labels) + Line.Of(" " + value, ink);
}
