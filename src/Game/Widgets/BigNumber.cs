using System.Collections.Immutable;

namespace ShortOrder.Game.Widgets;

/// <summary>A number three rows high.</summary>
public static class BigNumber
{
    private static readonly ImmutableArray<string> Digits =
    [
        "█▀█ ▀█  ▀▀█ ▀▀█ █ █ █▀▀ █▀▀ ▀▀█ █▀█ █▀█",
        "█ █  █  █▀▀ ▀▀█ ▀▀█ ▀▀█ █▀█   █ █▀█ ▀▀█",
        "▀▀▀ ▀▀▀ ▀▀▀ ▀▀▀   ▀ ▀▀▀ ▀▀▀   ▀ ▀▀▀ ▀▀▀",
    ];

    /// <summary>Three rows, four columns a digit and two a point.</summary>
    /// <param name="number">Digits and points.</param>
    /// <param name="ink">Its style.</param>
    public static ImmutableArray<Line> Draw(string number, Ink ink) =>
        [.. Enumerable.Range(0, 3).Select(row => Line.Of(string.Concat(number.Select(c => c == '.' ? (row == 2 ? "▀ " : "  ") : Digits[row].Substring((c - '0') * 4, Math.Min(4, Digits[row].Length - (c - '0') * 4)).PadRight(4))), ink))];
}
