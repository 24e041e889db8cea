using ShortOrder.Simulation.Generation;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Game.Session;

/// <summary>Today's order: made by chance from the date, the same for everybody.</summary>
public static class DailyOrder
{
    /// <summary>What a command line calls it; <c>daily-2026-11-28</c> is that of another day, <c>daily-seed-7</c> that of a seed.</summary>
    public const string Name = "daily";

    /// <summary>The day on the player's calendar.</summary>
    public static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(clock.GetLocalNow().DateTime);

    /// <summary>The order of that name; null if it is none. Takes a second or two.</summary>
    public static Level? Find(string text, TimeProvider clock, CancellationToken cancel = default) =>
        DailyOrders.Find(text == Name ? DailyOrders.IdOf(Today(clock)) : text, cancel)?.Level;
}
