using System.Globalization;
using System.Text;

namespace ShortOrder.Simulation.Reading;

/// <summary>Keeps what a file or a player wrote from reaching a terminal as anything but plain text.</summary>
public static class SafeText
{
    /// <summary>A text without unsafe characters, as a regular expression of ECMAScript.</summary>
    public const string Pattern = """^(?:[^\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]|[\ud800-\udbff][\udc00-\udfff])*$""";

    private const int LongestQuote = 48;

    /// <summary>Whether the character could move the cursor, start an escape sequence or turn the direction of writing: controls (C0, DEL, C1),
    /// line and paragraph separators, bidirectional overrides and isolates, the byte order mark, a lone surrogate.</summary>
    public static bool IsUnsafe(char c) => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\u200E' or '\u200F' or '\u061C' or '\uFEFF'
        || c is >= '\u202A' and <= '\u202E' || c is >= '\u2066' and <= '\u2069';

    /// <summary>Place of the first unsafe character, −1 if there is none. Surrogates in pairs are safe.</summary>
    public static int FirstUnsafe(ReadOnlySpan<char> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else if (IsUnsafe(text[i])) return i;
        }
        return -1;
    }

    /// <summary>The text with every unsafe character written as <c>\uXXXX</c>.</summary>
    public static string Escape(string text)
    {
        if (FirstUnsafe(text) < 0) return text;
        StringBuilder safe = new(text.Length + 16);
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) safe.Append(text[i]).Append(text[++i]);
            else if (IsUnsafe(text[i])) safe.Append(Hex(text[i]));
            else safe.Append(text[i]);
        }
        return safe.ToString();
    }

    /// <summary>The text in quotation marks, escaped and cut to 48 characters: for messages.</summary>
    public static string Quote(string text)
    {
        bool isCut = text.Length > LongestQuote;
        return $"\"{Escape(isCut ? text[..(LongestQuote - 1)] : text)}{(isCut ? "…" : "")}\"";
    }

    private static string Hex(char c) => $"\\u{((int)c).ToString("X4", NumberFormatInfo.InvariantInfo)}";
}
