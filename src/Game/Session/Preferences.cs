using System.Collections.Immutable;
using System.Globalization;

namespace ShortOrder.Game.Session;

/// <summary>What the player has chosen for all levels.</summary>
/// <param name="Theme">Name of a theme; null: what suits the terminal.</param>
/// <param name="IsAscii">Whether to draw with ASCII alone; null: what suits the terminal.</param>
/// <param name="TempoMs">Real milliseconds of a kitchen minute in a real run.</param>
public sealed record Preferences(string? Theme, bool? IsAscii, int TempoMs)
{
    /// <summary>Tempos to choose from; slower ones take longer and drown less in noise.</summary>
    public static readonly ImmutableArray<int> Tempos = [12, 20, 40, 80];

    private const string ThemeKey = "theme", AsciiKey = "ascii", TempoKey = "tempo-ms", LastLevelKey = "last-level", EditedFilesKey = "edited-files", ClassAddressKey = "class-address";
    private const int MostEditedFiles = 8;

    /// <summary>As they were kept; what was never chosen, or is not understood, is as usual.</summary>
    /// <param name="store">Where they are kept.</param>
    /// <param name="usualTempoMs">The tempo if none was chosen.</param>
    public static Preferences Read(IProgressStore store, int usualTempoMs)
    {
        bool hasTempo = int.TryParse(store.Setting(TempoKey), NumberStyles.None, CultureInfo.InvariantCulture, out int tempo) && Tempos.Contains(tempo);
        bool? isAscii = bool.TryParse(store.Setting(AsciiKey), out bool ascii) ? ascii : null;
        return new(store.Setting(ThemeKey) is { Length: > 0 } theme ? theme : null, isAscii, hasTempo ? tempo : usualTempoMs);
    }

    /// <summary>Keeps them.</summary>
    public void Write(IProgressStore store)
    {
        store.Set(ThemeKey, Theme ?? "");
        store.Set(AsciiKey, IsAscii?.ToString() ?? "");
        store.Set(TempoKey, TempoMs.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Level files that were saved by the editor, as full paths, the latest first.</summary>
    public static ImmutableArray<string> EditedFiles(IProgressStore store) => [.. (store.Setting(EditedFilesKey) ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Notes that a level file was saved.</summary>
    public static void AddEditedFile(IProgressStore store, string file) =>
        store.Set(EditedFilesKey, string.Join('\n', EditedFiles(store).Remove(file).Insert(0, file).Take(MostEditedFiles)));

    /// <summary>Where the class met that was joined last from the title; empty if none was.</summary>
    public static string ClassAddress(IProgressStore store) => store.Setting(ClassAddressKey) ?? "";

    /// <summary>Notes where a class met.</summary>
    public static void SetClassAddress(IProgressStore store, string address) => store.Set(ClassAddressKey, address);

    /// <summary>Id of the level that was opened last; null if none was.</summary>
    public static string? LastLevel(IProgressStore store) => store.Setting(LastLevelKey);

    /// <summary>Notes that a level was opened.</summary>
    public static void SetLastLevel(IProgressStore store, string levelId) => store.Set(LastLevelKey, levelId);
}
