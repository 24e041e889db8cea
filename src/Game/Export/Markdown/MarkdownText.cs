using System.Text;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Game.Export.Markdown;

/// <summary>Puts what a level's author or a player wrote into Markdown, so that it can be nothing but text: neither markup nor HTML.</summary>
internal static class MarkdownText
{
    private const string Markup = @"\`*_{}[]()#|!~$";

    /// <summary>A text within a line, a table's cell or a heading.</summary>
    public static string Escape(string text)
    {
        string safe = SafeText.Escape(text);
        StringBuilder escaped = new(safe.Length + 16);
        for (int i = 0; i < safe.Length; i++)
        {
            char c = safe[i];
            bool startsList = i == 0 && c is '-' or '+' or '=' || c is '.' && i > 0 && safe[..i].All(char.IsAsciiDigit);
            if (c is '<') escaped.Append("&lt;");
            else if (c is '>') escaped.Append("&gt;");
            else if (c is '&') escaped.Append("&amp;");
            else if (startsList || Markup.Contains(c, StringComparison.Ordinal)) escaped.Append('\\').Append(c);
            else escaped.Append(c);
        }
        return escaped.ToString();
    }

    /// <summary>A block of text kept as it is, between fences longer than any row of backticks in it.</summary>
    public static string Block(string text, string language = "")
    {
        string safe = string.Join('\n', text.Split('\n').Select(SafeText.Escape)).TrimEnd();
        int longest = 2, run = 0;
        foreach (char c in safe) longest = Math.Max(longest, run = c == '`' ? run + 1 : 0);
        string fence = new('`', longest + 1);
        return $"{fence}{language}\n{safe}\n{fence}";
    }
}
