using System.Globalization;

namespace ShortOrder.Simulation.Generation;

/// <summary>The order of a day, the same for everybody, and orders of any seed, by their ids.</summary>
public static class DailyOrders
{
    /// <summary>What the ids begin with.</summary>
    public const string Prefix = "daily-";

    private const string SeedPrefix = Prefix + "seed-", DateForm = "yyyy-MM-dd";

    /// <summary>Whether an id has the form of one of these.</summary>
    public static bool IsDaily(string id) => id.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Id of a day's order, e.g. <c>daily-2026-11-28</c>.</summary>
    public static string IdOf(DateOnly day) => Prefix + day.ToString(DateForm, DateTimeFormatInfo.InvariantInfo);

    /// <summary>Id of a seed's order, e.g. <c>daily-seed-7</c>.</summary>
    public static string IdOf(ulong seed) => SeedPrefix + seed.ToString(NumberFormatInfo.InvariantInfo);

    /// <summary>The order of a day.</summary>
    public static GeneratedOrder Of(DateOnly day, CancellationToken cancel = default) => OrderGenerator.Make((ulong)(day.Year * 10_000 + day.Month * 100 + day.Day), IdOf(day), cancel);

    /// <summary>The order of a seed.</summary>
    public static GeneratedOrder Of(ulong seed, CancellationToken cancel = default) => OrderGenerator.Make(seed, IdOf(seed), cancel);

    /// <summary>The order of that id; null if it is no id of one.</summary>
    public static GeneratedOrder? Find(string id, CancellationToken cancel = default) =>
        id.StartsWith(SeedPrefix, StringComparison.Ordinal) ? ulong.TryParse(id[SeedPrefix.Length..], NumberStyles.None, NumberFormatInfo.InvariantInfo, out ulong seed) ? Of(seed, cancel) : null
        : id.StartsWith(Prefix, StringComparison.Ordinal) && TryParse(id[Prefix.Length..], out DateOnly day) ? Of(day, cancel) : null;

    /// <summary>Reads a day written as <c>2026-11-28</c>.</summary>
    public static bool TryParse(string text, out DateOnly day) => DateOnly.TryParseExact(text, DateForm, DateTimeFormatInfo.InvariantInfo, DateTimeStyles.None, out day);
}
