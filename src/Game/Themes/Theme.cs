using System.Collections.Immutable;
using ShortOrder.Game.Widgets;

namespace ShortOrder.Game.Themes;

/// <summary>How an ink looks.</summary>
/// <param name="Rgb">Foreground, 0xRRGGBB.</param>
/// <param name="IsBold">Heavier.</param>
/// <param name="IsFaint">Paler; where there is no colour this is all that tells it from plain text.</param>
public readonly record struct Look(int Rgb, bool IsBold = false, bool IsFaint = false);

/// <summary>A look for every ink, on one background.</summary>
public sealed class Theme
{
    private readonly ImmutableArray<Look> _looks;

    private Theme(string name, int background, ImmutableArray<Look> looks) => (Name, Background, _looks) = (name, background, looks);

    /// <summary>The colours of the kitchen at night.</summary>
    public static Theme Dark { get; } = Of("dark", 0x1D1F24, text: 0xE8E3D8, dim: 0x8F8A7D, strong: 0xFFFFFF, title: 0xE6B450, key: 0x9AD1FF, good: 0x8CCB5E, bad: 0xFF7A6B, warn: 0xF2A65A,
        gold: 0xFFD75F, silver: 0xC8CCD4, bronze: 0xD08B5B, ghost: 0x77756E, [0x6FB3E0, 0xE6B450, 0x8CCB5E, 0xD98CC8, 0xE8865A, 0x58C9B9, 0xB7A6F0, 0xD8D27A]);

    /// <summary>The same by day.</summary>
    public static Theme Light { get; } = Of("light", 0xFAF6EC, text: 0x2A2823, dim: 0x6A665C, strong: 0x000000, title: 0x7A4E00, key: 0x004C8C, good: 0x2C6A0A, bad: 0xB3261E, warn: 0x8F4A00,
        gold: 0x7D5A00, silver: 0x4E545E, bronze: 0x84451A, ghost: 0x807B70, [0x1B5E92, 0x7A5500, 0x37690F, 0x8A2F78, 0xA33E10, 0x00695E, 0x5A44A8, 0x5E5A00]);

    /// <summary>The sixteen colours that every colour terminal has, on black.</summary>
    public static Theme Sixteen { get; } = Of("16 colours", 0x000000, text: Ansi.White, dim: Ansi.Grey, strong: Ansi.BrightWhite, title: Ansi.BrightYellow, key: Ansi.BrightCyan, good: Ansi.BrightGreen,
        bad: Ansi.BrightRed, warn: Ansi.Yellow, gold: Ansi.BrightYellow, silver: Ansi.BrightWhite, bronze: Ansi.Yellow, ghost: Ansi.Grey,
        [Ansi.BrightBlue, Ansi.BrightYellow, Ansi.BrightGreen, Ansi.BrightMagenta, Ansi.BrightRed, Ansi.BrightCyan, Ansi.Magenta, Ansi.Yellow]);

    /// <summary>No colour at all: the terminal's own, with bold, faint and reversed text.</summary>
    public static Theme Mono { get; } = new("mono", 0, Dark._looks) { HasColours = false };

    /// <summary>Every theme, in the order in which a player goes through them.</summary>
    public static ImmutableArray<Theme> All { get; } = [Dark, Light, Sixteen, Mono];

    /// <summary>As the player reads it, and as it is kept.</summary>
    public string Name { get; }

    /// <summary>0xRRGGBB.</summary>
    public int Background { get; }

    /// <summary>False: the colours of the looks are not sent.</summary>
    public bool HasColours { get; private init; } = true;

    /// <summary>Its colours are the sixteen, to be sent as such.</summary>
    public bool IsSixteen => ReferenceEquals(this, Sixteen);

    /// <summary>Its background is dark, or unknown.</summary>
    public bool IsOnDark => IsDark(Background);

    /// <summary>The look of an ink.</summary>
    public Look Of(Ink ink) => _looks[(int)ink];

    /// <summary>The theme of that name; null if there is none.</summary>
    public static Theme? Find(string? name) => All.FirstOrDefault(t => t.Name == name);

    private static bool IsDark(int rgb) => (rgb >> 16 & 0xFF) + (rgb >> 8 & 0xFF) + (rgb & 0xFF) < 3 * 0x80;

    private static Theme Of(string name, int background, int text, int dim, int strong, int title, int key, int good, int bad, int warn, int gold, int silver, int bronze, int ghost, ImmutableArray<int> tasks)
    {
        Look LookOf(Ink ink) => ink switch
        {
            Ink.Dim => new(dim, IsFaint: true),
            Ink.Strong => new(strong, IsBold: true),
            Ink.Title => new(title, IsBold: true),
            Ink.Key => new(key, IsBold: true),
            Ink.Good => new(good),
            Ink.Bad => new(bad, IsBold: true),
            Ink.Warn => new(warn),
            Ink.Gold => new(gold, IsBold: true),
            Ink.Silver => new(silver, IsBold: true),
            Ink.Bronze => new(bronze, IsBold: true),
            Ink.Ghost => new(ghost, IsFaint: true),
            Ink.Paper => new(IsDark(background) ? 0xFFFFFF : 0x000000),
            >= Ink.Task0 => new(tasks[ink - Ink.Task0]),
            _ => new(text),
        };
        return new(name, background, [.. Enum.GetValues<Ink>().Select(LookOf)]);
    }

    /// <summary>The sixteen colours as Terminal.Gui knows them, so that each is sent as itself; what they look like is up to the terminal.</summary>
    private static class Ansi
    {
        public const int Yellow = 0xFFFF00, Magenta = 0xFF00FF, White = 0x808080, Grey = 0x767676;
        public const int BrightBlue = 0x3B78FF, BrightGreen = 0x16C60C, BrightCyan = 0x61D6D6, BrightRed = 0xE74856, BrightMagenta = 0xB4009E, BrightYellow = 0xF9F1A5, BrightWhite = 0xFFFFFF;
    }
}
