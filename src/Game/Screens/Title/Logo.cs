using System.Collections.Immutable;
using ShortOrder.Game.Widgets;

namespace ShortOrder.Game.Screens.Title;

/// <summary>The name of the game in blocks: one word at work, the other one waiting beside it.</summary>
internal static class Logo
{
    private static readonly ImmutableArray<string> Short =
    [
        "████  █  █  ████  ████  █████",
        "█     █  █  █  █  █  █    █  ",
        "████  ████  █  █  ███     █  ",
        "   █  █  █  █  █  █ █     █  ",
        "████  █  █  ████  █  █    █  ",
    ];

    private static readonly ImmutableArray<string> Order =
    [
        "████  ████  ███   ████  ████",
        "█  █  █  █  █  █  █     █  █",
        "█  █  ███   █  █  ███   ███ ",
        "█  █  █ █   █  █  █     █ █ ",
        "████  █  █  ███   ████  █  █",
    ];

    /// <summary>Five rows of 62 columns.</summary>
    public static ImmutableArray<Line> Rows { get; } =
        [.. Short.Zip(Order, (left, right) => Line.Of(left, Ink.Title) + Line.Of("     ") + Line.Of(right.Replace('█', '▒'), Ink.Key))];
}
