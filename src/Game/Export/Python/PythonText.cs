using System.Globalization;
using System.Text;

namespace ShortOrder.Game.Export.Python;

/// <summary>The only ways by which words from a level or plan reach the text of a program: as a literal, in a comment, in a docstring. None of them can end what it stands in.</summary>
internal static class PythonText
{
    /// <summary>A string literal in double quotes whose value is the text.</summary>
    public static string Literal(string text)
    {
        StringBuilder literal = new(text.Length + 2);
        literal.Append('"');
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value is '"' or '\\') literal.Append('\\').Append(rune);
            else if (IsPlain(rune)) literal.Append(rune);
            else literal.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}");
        }
        return literal.Append('"').ToString();
    }

    /// <summary>The text on one line for a comment: what is not plain, such as the end of a line, becomes a blank.</summary>
    public static string Comment(string text)
    {
        StringBuilder comment = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
            if (IsPlain(rune)) comment.Append(rune);
            else comment.Append(' ');
        return comment.ToString().Trim();
    }

    /// <summary>The text on one line for a docstring between three double quotes: backslashes, and quotes that touch each other or the end, are escaped.</summary>
    public static string Docstring(string text)
    {
        string plain = Comment(text);
        StringBuilder safe = new(plain.Length);
        for (int i = 0; i < plain.Length; i++)
        {
            bool isDangerous = plain[i] == '"' && (i + 1 == plain.Length || plain[i + 1] == '"' || (i > 0 && plain[i - 1] == '"'));
            safe.Append(isDangerous || plain[i] == '\\' ? "\\" : "").Append(plain[i]);
        }
        return safe.ToString();
    }

    /// <summary>Lines of at most <paramref name="width"/> characters, broken at blanks where possible. None of an empty text.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        StringBuilder line = new();
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear();
            }
            line.Append(line.Length > 0 ? " " : "").Append(word);
        }
        if (line.Length > 0) yield return line.ToString();
    }

    /// <summary>Whether an editor shows it as what it is: letters, marks, numbers, punctuation, symbols and the blank; no controls, no separators, nothing that turns the direction of writing.</summary>
    private static bool IsPlain(Rune rune) => rune.Value == ' ' || (rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned));
}
