using System.Globalization;
using System.Text;
using Terminal.Gui.Text;

namespace ShortOrder.Game.Widgets;

/// <summary>Columns that text takes on a terminal.</summary>
public static class TextWidth
{
    /// <summary>Columns of a text as <see cref="Clean"/> gives it.</summary>
    public static int Of(string text) => IsPlain(text) ? text.Length : Graphemes(text).Sum(g => g.Columns);

    /// <summary>The graphemes of a text with their columns; none is wider than 2.</summary>
    public static IEnumerable<(string Text, int Columns)> Graphemes(string text)
    {
        TextElementEnumerator elements = StringInfo.GetTextElementEnumerator(Clean(text));
        while (elements.MoveNext())
        {
            string grapheme = elements.GetTextElement();
            yield return (grapheme, Math.Clamp(grapheme.GetColumns(), 0, 2));
        }
    }

    /// <summary>The text without anything that could move the cursor, change a mode or turn the direction of writing: such characters become <c>?</c>.</summary>
    public static string Clean(string text)
    {
        if (!text.Any(IsUnsafe)) return text;
        StringBuilder clean = new(text.Length);
        foreach (char c in text) clean.Append(IsUnsafe(c) ? '?' : c);
        return clean.ToString();
    }

    private static bool IsPlain(string text)
    {
        foreach (char c in text) if (c is not ((>= ' ' and <= '~') or (>= '\u2500' and <= '\u259f') or '·')) return false;
        return true;
    }

    /// <summary>C0, C1, line and paragraph separators, direction marks, embeddings and isolates.</summary>
    private static bool IsUnsafe(char c) =>
        char.IsControl(c) || c is '\u061c' or '\u200e' or '\u200f' or (>= '\u2028' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\ufeff';
}
