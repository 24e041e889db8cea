using System.Text;
using System.Text.Json;

namespace ShortOrder.Simulation.Reading;

/// <summary>Turns the parser's complaint into what an author can mend.</summary>
internal static class JsonSyntax
{
    private static readonly (string Written, string Message)[] NotJson =
    [
        ("NaN", "NaN is no number: write digits"),
        ("Infinity", "Infinity is no number: write digits"),
        ("-Infinity", "-Infinity is no number: write digits"),
        ("'", "texts stand in double quotes: write \" instead of '"),
        ("True", "write true in small letters"),
        ("False", "write false in small letters"),
        ("None", "write null instead of None"),
        ("undefined", "undefined is no value: write one or leave the key out"),
        ("+", "numbers have no leading +: leave it out"),
        (".", "a number begins with a digit: write 0 before the point"),
    ];

    /// <summary>Where the text stops being JSON and why.</summary>
    public static (int Offset, string Message) Explain(ReadOnlySpan<byte> utf8, int offset, int openCount, JsonItem? unclosed, JsonException e)
    {
        if (IsBlank(utf8[..offset]) && IsBlank(utf8[offset..])) return (0, "the file is empty: it should hold one object, { … }");
        if (openCount >= JsonText.MostLevels && offset < utf8.Length && utf8[offset] is (byte)'{' or (byte)'[')
            return (offset, $"nested deeper than {JsonText.MostLevels} levels: nothing in a level or plan is");
        int valueAt = StartOfWord(utf8, offset);
        string rest = Encoding.UTF8.GetString(utf8[valueAt..Math.Min(utf8.Length, valueAt + 16)]);
        foreach ((string written, string message) in NotJson)
            if (rest.StartsWith(written, StringComparison.Ordinal)) return (valueAt, message);
        if (offset < utf8.Length && utf8[offset] is < 0x20 and not ((byte)'\n' or (byte)'\r' or (byte)'\t'))
            return (offset, $"the control character U+{utf8[offset]:X4} may not stand in JSON: take it out");
        if (openCount > 0 && IsBlank(utf8[offset..]) || e.Message.Contains("reached end of data", StringComparison.Ordinal))
        {
            string bracket = unclosed?.Kind == JsonKind.Array ? "]" : "}";
            return (offset, openCount == 0 ? "the text ends in the middle: is the file complete?"
                : $"the text ends while {openCount} bracket{(openCount == 1 ? " is" : "s are")} open, the innermost waits for {bracket}: is the file complete?");
        }
        return (offset, Plain(e.Message));
    }

    /// <summary>Whether an escaped string holds <c>\uD8xx</c> without the <c>\uDCxx</c> that belongs to it, or the other way round.</summary>
    public static bool HasLoneSurrogate(ReadOnlySpan<byte> escaped)
    {
        bool wantsLow = false;
        for (int i = 0; i < escaped.Length; i++)
        {
            bool isUnicode = escaped[i] == '\\' && escaped[i + 1] == 'u';
            int hex = isUnicode && HexDigit(escaped[i + 2]) == 0xD ? HexDigit(escaped[i + 3]) : 0;
            bool isHigh = hex is >= 8 and <= 11, isLow = hex >= 12;
            if (wantsLow != isLow) return true;
            wantsLow = isHigh;
            if (escaped[i] == '\\') i += isUnicode ? 5 : 1;
        }
        return wantsLow;
    }

    private static int HexDigit(byte b) => b <= '9' ? b - '0' : (b | 0x20) - 'a' + 10;

    /// <summary>The parser stops inside a word such as NaN or Infinity: go back to its first letter.</summary>
    private static int StartOfWord(ReadOnlySpan<byte> utf8, int offset)
    {
        int start = Math.Min(offset, utf8.Length);
        while (start > 0 && offset - start < 16 && (char.IsAsciiLetterOrDigit((char)utf8[start - 1]) || utf8[start - 1] == '-')) start--;
        return start;
    }

    private static bool IsBlank(ReadOnlySpan<byte> utf8) => utf8.IndexOfAnyExcept(" \t\r\n"u8) < 0;

    /// <summary>The parser's own sentence without its position and with a small first letter.</summary>
    private static string Plain(string message)
    {
        int end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        string sentence = (end < 0 ? message : message[..end]).TrimEnd('.');
        return $"not valid JSON: {sentence}";
    }
}
