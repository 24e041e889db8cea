using System.Collections.Frozen;
using System.Collections.Immutable;
using ShortOrder.Game.Session;

namespace ShortOrder.Game.Almanac;

/// <summary>All terms of the almanac.</summary>
public static class AlmanacTerms
{
    /// <summary>By name, case ignored.</summary>
    public static ImmutableArray<AlmanacEntry> All { get; } =
    [
        .. new[] { WaitingTerms.Entries, SchedulingTerms.Entries, ThreadTerms.Entries, SharingTerms.Entries, KitchenTerms.Entries, WindowTerms.Entries, RushTerms.Entries }
            .SelectMany(part => part).OrderBy(e => e.Name, StringComparer.OrdinalIgnoreCase),
    ];

    private static readonly FrozenDictionary<string, AlmanacEntry> ById = All.ToFrozenDictionary(e => e.Id);

    /// <summary>The entry of that id, or null.</summary>
    public static AlmanacEntry? Find(string id) => ById.GetValueOrDefault(id);

    /// <summary>Whether there is an entry of that id.</summary>
    public static bool Has(string id) => ById.ContainsKey(id);

    /// <summary>The name of a term as the almanac writes it; the id itself if the almanac does not know it.</summary>
    public static string NameOf(string id) => Find(id)?.Name ?? id;

    /// <summary>Entries that a search finds: those whose name begins with it, then those with it in the name, at the start of one of the kitchen's words, of the text's words. All for an empty search.</summary>
    public static ImmutableArray<AlmanacEntry> Search(string text)
    {
        string sought = text.Trim();
        return sought.Length == 0 ? All : [.. All.Select(e => (Entry: e, Rank: Rank(e, sought))).Where(e => e.Rank < NotFound).OrderBy(e => e.Rank).Select(e => e.Entry)];
    }

    /// <summary>The levels of a campaign that show a term, with their numbers, e.g. <c>2.1 Deliveries</c>, those about it first.</summary>
    public static ImmutableArray<string> LevelsAbout(string id, IReadOnlyList<World> worlds) =>
    [
        .. worlds.SelectMany((world, w) => world.Levels.Select((level, l) => (Name: $"{w + 1}.{l + 1} {level.Title}", Place: level.Teaches.IndexOf(id))))
            .Where(level => level.Place >= 0).OrderBy(level => level.Place).Select(level => level.Name),
    ];

    private const int NotFound = 4;

    private static int Rank(AlmanacEntry entry, string sought)
    {
        if (Begins(entry.Name) || Begins(entry.Id)) return 0;
        if (entry.Name.Contains(sought, StringComparison.OrdinalIgnoreCase)) return 1;
        if (HasWord(entry.Kitchen)) return 2;
        return HasWord(entry.Text) ? 3 : NotFound;

        bool Begins(string text) => text.StartsWith(sought, StringComparison.OrdinalIgnoreCase);
        bool HasWord(string text) => $" {text}".Contains($" {sought}", StringComparison.OrdinalIgnoreCase);
    }
}
