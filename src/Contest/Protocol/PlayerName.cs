using System.Globalization;
using System.Text;

namespace ShortOrder.Contest.Protocol;

/// <summary>A name that is safe to show, and that nobody can imitate.</summary>
/// <param name="Text">As it stands on the board.</param>
/// <param name="Folded">Without regard to case and spacing: equal for names that read the same.</param>
/// <param name="Skeleton">What it looks like: equal for names that look the same, whichever letters they are made of (after Unicode TR 39).</param>
public sealed record PlayerName(string Text, string Folded, string Skeleton)
{
    /// <summary>Most characters, as a reader counts them.</summary>
    public const int Longest = 20;

    /// <summary>What a name may be, in a sentence.</summary>
    public const string Rule = "A name has 1 to 20 letters, digits, spaces and - _ . ' of one script.";

    private const string Separators = "-_.'";

    /// <summary>Reads a name.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="complaint">What is wrong with it, without any of its characters that could be unsafe; empty if nothing is.</param>
    /// <returns>The name, or null.</returns>
    public static PlayerName? Read(string typed, out string complaint)
    {
        if (typed.Length > 8 * Longest) return Refuse("It is too long.", out complaint);
        string text = string.Join(' ', typed.Trim(' ').Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (text.Length == 0) return Refuse("It is empty.", out complaint);
        Script script = Script.None;
        int marks = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value is ' ' || (rune.IsAscii && Separators.Contains((char)rune.Value)) || (rune.IsAscii && Rune.IsDigit(rune))) { marks = 0; continue; }
            if (Scripts.Of(rune) is not Script its) return Refuse(string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4} may not stand in it."), out complaint);
            bool isMark = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
            marks = isMark ? marks + 1 : 0;
            if (isMark && (script == Script.None || marks > Scripts.MostMarks)) return Refuse("It has marks without a letter, or too many on one.", out complaint);
            if (script != Script.None && its != script) return Refuse($"It mixes {script} and {its} letters.", out complaint);
            script = its;
        }
        if (new StringInfo(text).LengthInTextElements > Longest) return Refuse("It is too long.", out complaint);
        string skeleton = Confusables.Skeleton(text);
        if (skeleton.Length == 0) return Refuse("It needs a letter or a digit.", out complaint);
        complaint = "";
        return new(text, Confusables.Fold(text), skeleton);
    }

    private static PlayerName? Refuse(string why, out string complaint)
    {
        complaint = $"{why} {Rule}";
        return null;
    }
}
