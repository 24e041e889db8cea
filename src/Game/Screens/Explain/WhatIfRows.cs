using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Analysis;

namespace ShortOrder.Game.Screens.Explain;

/// <summary>What each change would bring, with a bar.</summary>
internal static class WhatIfRows
{
    public static IEnumerable<Line> Of(Explanation explanation, int first, int width, int height)
    {
        yield return Line.Of("One thing changed, everything else as it is; the model has run each of them.", Ink.Dim).Fit(width);
        yield return Line.Empty;
        if (explanation.WhatIfs.IsEmpty)
        {
            foreach (Line line in Layout.Wrap("Nothing that was tried would change the end: either the plan gets stuck, or it is not one thing that holds it up.", width)) yield return line;
            yield break;
        }
        long most = explanation.WhatIfs.Max(w => Math.Abs(w.Gain.Ticks));
        int room = Math.Max(1, height - 4), from = Math.Clamp(first, 0, Math.Max(0, explanation.WhatIfs.Length - room)), bar = Math.Clamp(width / 5, 8, 24);
        foreach (WhatIf what in explanation.WhatIfs.Skip(from).Take(room))
        {
            bool isGain = what.Gain.Ticks > 0;
            int length = (int)Math.Max(1, Math.Abs(what.Gain.Ticks) * bar / most);
            Line gain = Line.Of($"{(isGain ? "−" : "+")}{Words.Minutes(decimal.Round(Math.Abs(what.Gain.Minutes), 2))} min".PadLeft(12) + "  ", isGain ? Ink.Good : Ink.Bad);
            Line drawn = Line.Of(new string(isGain ? '█' : '░', length), isGain ? Ink.Good : Ink.Bad).Fit(bar + 2);
            yield return (gain + drawn + Line.Of(Sentences.Of(what, explanation.Plan.Level)) + Line.Of(what.IsAllowed ? "  ← you may do this" : "", Ink.Key)).Fit(width);
        }
        if (from + room < explanation.WhatIfs.Length) yield return Line.Of($"↓ {explanation.WhatIfs.Length - from - room} more", Ink.Dim);
    }
}
