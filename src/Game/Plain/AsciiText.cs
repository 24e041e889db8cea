using System.Text;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Game.Plain;

/// <summary>Text as a line printer has it: no signs beyond ASCII, no control characters.</summary>
internal static class AsciiText
{
    /// <summary>The text with typographic signs spelled in ASCII. Letters of any alphabet stay, for a name is read by them; whatever else is beyond ASCII, and every control character, becomes <c>?</c>.</summary>
    public static string Of(string text)
    {
        if (Ascii(text)) return text;
        StringBuilder plain = new(text.Length + 8);
        foreach (Rune rune in text.Replace(" · ", "; ", StringComparison.Ordinal).EnumerateRunes()) plain.Append(Spelled(rune));
        return plain.ToString();
    }

    private static bool Ascii(string text)
    {
        foreach (char c in text) if (c is < ' ' or > '~') return false;
        return true;
    }

    private static string Spelled(Rune rune) => rune.Value switch
    {
        >= ' ' and <= '~' => rune.ToString(),
        '\t' or '\u00a0' or '\u202f' => " ",
        '“' or '”' or '„' or '«' or '»' => "\"",
        '‘' or '’' or '‚' => "'",
        '–' or '—' or '−' or '‐' or '‑' => "-",
        '…' => "...",
        '×' => "x",
        '·' or '•' => "*",
        '→' => "->",
        '←' => "<-",
        '≤' => "at most",
        '≥' => "at least",
        _ when Rune.IsLetterOrDigit(rune) && (!rune.IsBmp || !SafeText.IsUnsafe((char)rune.Value)) => rune.ToString(),
        _ => "?",
    };
}
