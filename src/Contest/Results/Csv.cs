using System.Globalization;

namespace ShortOrder.Contest.Results;

/// <summary>Cells of comma-separated values (RFC 4180) that no spreadsheet takes for a formula.</summary>
public static class Csv
{
    /// <summary>A text: always quoted, and with an apostrophe before it if it could begin a formula.</summary>
    /// <remarks>Spreadsheets look past leading blanks, so the first character that is none decides.</remarks>
    public static string Text(string text)
    {
        string trimmed = text.TrimStart();
        bool isFormula = text.Length > 0 && (text[0] is '\t' or '\r' || (trimmed.Length > 0 && trimmed[0] is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠'));
        return $"\"{(isFormula ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>A number with a point; empty for null.</summary>
    public static string Number(decimal? number) => number?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A row with its line end.</summary>
    public static string Row(IEnumerable<string> cells) => string.Join(',', cells) + "\r\n";
}
