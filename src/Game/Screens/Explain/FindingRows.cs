using ShortOrder.Game.Almanac;
using ShortOrder.Game.Screens.Almanac;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Analysis;

namespace ShortOrder.Game.Screens.Explain;

/// <summary>Sentences, each with its concept.</summary>
internal static class FindingRows
{
    public static IEnumerable<Line> Of(Explanation explanation, int cursor, int width)
    {
        yield return Line.Empty;
        if (explanation.Findings.IsEmpty)
        {
            foreach (Line line in Layout.Wrap("Nothing stands out: no rule of thumb has anything against this plan. If it can be faster, then by an idea and not by mending.", width, Ink.Good)) yield return line;
            yield break;
        }
        for (int i = 0; i < explanation.Findings.Length; i++)
        {
            Finding finding = explanation.Findings[i];
            Target entry = new ExplainModel.EntryTarget(i);
            yield return (Line.Of(i == cursor ? "▶ " : "  ", Ink.Key) + Line.Of(AlmanacTerms.NameOf(finding.Term), Ink.Key, isReversed: i == cursor).For(new TermTarget(finding.Term)) + Line.Of($"   about {Sentences.Minutes(finding.Cost)} min", Ink.Dim)).For(entry);
            foreach (Line line in Layout.Wrap(finding.Sentence, width - 4)) yield return (Line.Of("    ") + line).For(entry);
            yield return Line.Empty;
        }
    }
}
