using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Session;

/// <summary>A plan to compare one's own with.</summary>
/// <param name="Name">Whose it is.</param>
/// <param name="Forecast">How the model runs it.</param>
public sealed record Rival(string Name, Forecast Forecast)
{
    /// <summary>The player's plan of the time before and the best one, then the author's plans as they stand in the level; none twice and none like the player's own.
    /// What gives the level away is left out until there is a medal.</summary>
    /// <param name="mine">The plan that was served.</param>
    /// <param name="previous">The player's latest attempt before; null if none.</param>
    /// <param name="best">The player's fastest attempt; null if none.</param>
    /// <param name="hasMedal">Whether the level has been solved somehow.</param>
    public static ImmutableArray<Rival> Of(Forecast mine, Attempt? previous, Attempt? best, bool hasMedal)
    {
        Level level = mine.Compiled.Original;
        string own = Text(mine.Compiled.Plan);
        string ofPrevious = best is not null && previous is not null && Text(best.Plan) == Text(previous.Plan) ? "your best, the one before" : "the one before";
        IEnumerable<Rival?> rivals = [previous is null ? null : From(level, ofPrevious, previous.Plan), best is null ? null : From(level, "your best", best.Plan), .. level.Plans.Where(p => hasMedal || !IsSpoiler(p)).Select(p => From(level, NameOf(p), p.Plan))];
        return [.. rivals.OfType<Rival>().Where(r => Text(r.Forecast.Compiled.Plan) != own && (hasMedal || r.Forecast.Score.Medal != Medal.Gold)).DistinctBy(r => Text(r.Forecast.Compiled.Plan))];
    }

    private static bool IsSpoiler(AuthorPlan plan) => plan.Optimal || plan.Name == "best";

    /// <summary>Null for a plan kept from a time when the level was another.</summary>
    private static Rival? From(Level level, string name, Plan plan) => Prediction.Of(level, plan).Forecast is { } forecast ? new(name, forecast) : null;

    private static string NameOf(AuthorPlan plan) => plan.Name switch
    {
        "naive" => "the obvious plan",
        "trap" => "the tempting plan",
        "best" => "the author's best plan",
        _ => $"the author's plan “{plan.Name.Replace('-', ' ')}”",
    };

    private static string Text(Plan plan) => PlanWriter.Write(plan);
}
