using System.Text;

namespace ShortOrder.Contest.Protocol;

/// <summary>A writing system that a name may be of.</summary>
internal enum Script
{
    None,
    Latin,
    Greek,
    Cyrillic,
    Armenian,
    Hebrew,
    Arabic,
    Devanagari,
    Bengali,
    Tamil,
    Thai,
    Georgian,
    Ethiopic,
    Chinese,
    Japanese,
    Korean,
}

/// <summary>Which letters belong to which writing system. What is not listed may not stand in a name: symbols, presentation and full-width forms, mathematical letters, joiners, tags.</summary>
/// <remarks>Letters with accents are single characters here; Latin, Greek and Cyrillic names get no combining marks, so that a name can be written in one way only.</remarks>
internal static class Scripts
{
    /// <summary>Most marks on a letter where a script needs marks.</summary>
    public const int MostMarks = 4;

    private static readonly (int First, int Last, Script Script)[] Ranges =
    [
        ('A', 'Z', Script.Latin), ('a', 'z', Script.Latin), (0xC0, 0xD6, Script.Latin), (0xD8, 0xF6, Script.Latin), (0xF8, 0x131, Script.Latin), (0x134, 0x13E, Script.Latin), (0x141, 0x148, Script.Latin),
        (0x14A, 0x17E, Script.Latin), (0x1A0, 0x1A1, Script.Latin), (0x1AF, 0x1B0, Script.Latin), (0x1CD, 0x1DC, Script.Latin), (0x218, 0x21B, Script.Latin), (0x1E00, 0x1E99, Script.Latin), (0x1EA0, 0x1EF9, Script.Latin),
        (0x386, 0x386, Script.Greek), (0x388, 0x38A, Script.Greek), (0x38C, 0x38C, Script.Greek), (0x38E, 0x3A1, Script.Greek), (0x3A3, 0x3CE, Script.Greek),
        (0x400, 0x45F, Script.Cyrillic), (0x490, 0x491, Script.Cyrillic), (0x492, 0x4BF, Script.Cyrillic), (0x4D0, 0x4FF, Script.Cyrillic),
        (0x531, 0x556, Script.Armenian), (0x561, 0x586, Script.Armenian),
        (0x5D0, 0x5EA, Script.Hebrew), (0x621, 0x63A, Script.Arabic), (0x641, 0x652, Script.Arabic), (0x671, 0x6D3, Script.Arabic),
        (0x901, 0x939, Script.Devanagari), (0x93C, 0x94D, Script.Devanagari), (0x981, 0x9CD, Script.Bengali), (0xB82, 0xBCD, Script.Tamil), (0xE01, 0xE3A, Script.Thai), (0xE40, 0xE4E, Script.Thai),
        (0x10D0, 0x10F0, Script.Georgian), (0x1200, 0x135A, Script.Ethiopic),
        (0x3041, 0x3096, Script.Japanese), (0x30A1, 0x30FA, Script.Japanese), (0x30FC, 0x30FC, Script.Japanese), (0x4E00, 0x9FFF, Script.Chinese), (0xAC00, 0xD7A3, Script.Korean),
    ];

    /// <summary>The script of a letter or mark; null if it may not stand in a name.</summary>
    public static Script? Of(Rune rune)
    {
        if (!Rune.IsLetter(rune) && Rune.GetUnicodeCategory(rune) is not (System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark)) return null;
        foreach ((int first, int last, Script script) in Ranges)
            if (rune.Value >= first && rune.Value <= last) return script;
        return null;
    }
}
