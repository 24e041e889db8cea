using System.Collections.Immutable;

namespace ShortOrder.Game.Widgets;

/// <summary>Capital letters and digits five rows high, to be read from the last row of a classroom.</summary>
public static class BlockLetters
{
    /// <summary>Dots across a letter.</summary>
    public const int Dots = 5;

    /// <summary>By symbol, the five rows from above, each a number whose bits are the dots from the left.</summary>
    private static readonly Dictionary<char, byte[]> Font = new()
    {
        ['0'] = [14, 17, 17, 17, 14],
        ['1'] = [4, 12, 4, 4, 14],
        ['2'] = [30, 1, 14, 16, 31],
        ['3'] = [30, 1, 14, 1, 30],
        ['4'] = [18, 18, 31, 2, 2],
        ['5'] = [31, 16, 30, 1, 30],
        ['6'] = [14, 16, 30, 17, 14],
        ['7'] = [31, 1, 2, 4, 4],
        ['8'] = [14, 17, 14, 17, 14],
        ['9'] = [14, 17, 15, 1, 14],
        ['A'] = [14, 17, 31, 17, 17],
        ['B'] = [30, 17, 30, 17, 30],
        ['C'] = [15, 16, 16, 16, 15],
        ['D'] = [30, 17, 17, 17, 30],
        ['E'] = [31, 16, 30, 16, 31],
        ['F'] = [31, 16, 30, 16, 16],
        ['G'] = [15, 16, 19, 17, 15],
        ['H'] = [17, 17, 31, 17, 17],
        ['I'] = [14, 4, 4, 4, 14],
        ['J'] = [7, 1, 1, 17, 14],
        ['K'] = [17, 18, 28, 18, 17],
        ['L'] = [16, 16, 16, 16, 31],
        ['M'] = [17, 27, 21, 17, 17],
        ['N'] = [17, 25, 21, 19, 17],
        ['O'] = [14, 17, 17, 17, 14],
        ['P'] = [30, 17, 30, 16, 16],
        ['Q'] = [14, 17, 17, 18, 13],
        ['R'] = [30, 17, 30, 18, 17],
        ['S'] = [15, 16, 14, 1, 30],
        ['T'] = [31, 4, 4, 4, 4],
        ['U'] = [17, 17, 17, 17, 14],
        ['V'] = [17, 17, 17, 10, 4],
        ['W'] = [17, 17, 21, 27, 17],
        ['X'] = [17, 10, 4, 10, 17],
        ['Y'] = [17, 10, 4, 4, 4],
        ['Z'] = [31, 2, 4, 8, 31],
    };

    /// <summary>Five rows of <see cref="WidthOf"/> columns. What is no capital letter and no digit is a blank.</summary>
    /// <param name="text">The text.</param>
    /// <param name="dot">Columns of a dot: 1 or 2.</param>
    /// <param name="ink">Its style.</param>
    public static ImmutableArray<Line> Draw(string text, int dot, Ink ink) =>
        [.. Enumerable.Range(0, 5).Select(row => Line.Of(string.Concat(text.Select(c => Row(c, row, dot))).TrimEnd().PadRight(WidthOf(text, dot)), ink))];

    /// <summary>Columns that a text takes.</summary>
    public static int WidthOf(string text, int dot) => text.Length * (Dots + 1) * dot;

    private static string Row(char symbol, int row, int dot)
    {
        int dots = Font.TryGetValue(symbol, out byte[]? rows) ? rows[row] : 0;
        return string.Concat(Enumerable.Range(0, Dots).Select(i => new string((dots & (1 << (Dots - 1 - i))) != 0 ? '█' : ' ', dot))) + new string(' ', dot);
    }
}
