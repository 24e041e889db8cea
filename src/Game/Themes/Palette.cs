using ShortOrder.Game.Widgets;

namespace ShortOrder.Game.Themes;

/// <summary>How an ink looks.</summary>
/// <param name="Rgb">Foreground, 0xRRGGBB.</param>
/// <param name="IsBold">Heavier.</param>
/// <param name="IsFaint">Paler; where there is no colour this is all that tells it from plain text.</param>
public readonly record struct Look(int Rgb, bool IsBold = false, bool IsFaint = false);

/// <summary>The colours of the kitchen at night: all of them stand out from the background and, in pairs of neighbours, from each other also without red and green.</summary>
public static class Palette
{
    /// <summary>The background, 0xRRGGBB.</summary>
    public const int Background = 0x1D1F24;

    /// <summary>The look of an ink.</summary>
    public static Look Of(Ink ink) => ink switch
    {
        Ink.Dim => new(0x8A8577, IsFaint: true),
        Ink.Strong => new(0xFFFFFF, IsBold: true),
        Ink.Title => new(0xE6B450, IsBold: true),
        Ink.Key => new(0x9AD1FF, IsBold: true),
        Ink.Good => new(0x8CCB5E),
        Ink.Bad => new(0xFF7A6B, IsBold: true),
        Ink.Warn => new(0xF2A65A),
        Ink.Gold => new(0xFFD75F, IsBold: true),
        Ink.Silver => new(0xC8CCD4, IsBold: true),
        Ink.Bronze => new(0xD08B5B, IsBold: true),
        Ink.Ghost => new(0x6B6A64, IsFaint: true),
        Ink.Task0 => new(0x6FB3E0),
        Ink.Task1 => new(0xE6B450),
        Ink.Task2 => new(0x8CCB5E),
        Ink.Task3 => new(0xD98CC8),
        Ink.Task4 => new(0xE8865A),
        Ink.Task5 => new(0x58C9B9),
        Ink.Task6 => new(0xB7A6F0),
        Ink.Task7 => new(0xD8D27A),
        _ => new(0xE8E3D8),
    };
}
