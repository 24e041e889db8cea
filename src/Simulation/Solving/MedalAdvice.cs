using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Simulation.Solving;

/// <summary>Where a level's medals could lie: in gaps between what different plans reach, at least 4 % from each, so that noise moves no medal.</summary>
public static class MedalAdvice
{
    /// <summary>How near a threshold may come to what a plan reaches, as part of the threshold.</summary>
    public const decimal Distance = 0.04m;

    private const decimal SilverFrom = 1.10m, BronzeFrom = 1.25m;

    /// <summary>Gold in the first gap, silver and bronze in later ones at least 10 % and 25 % above the best; null if there are not three gaps wide enough.</summary>
    /// <param name="metric">What the medals are for.</param>
    /// <param name="reached">What served plans reach in it, in any order.</param>
    public static MedalThresholds? Suggest(Metric metric, IEnumerable<decimal> reached)
    {
        decimal[] values = [.. reached.Distinct().Order()];
        List<decimal> gaps = [];
        for (int i = 0; i < values.Length; i++)
            if (Between(values[i], i + 1 < values.Length ? values[i + 1] : values[i] * 2) is { } threshold) gaps.Add(threshold);
        decimal? gold = First(0, 0), silver = First(SilverFrom, gold), bronze = First(BronzeFrom, silver);
        return bronze is null ? null : new(metric, gold!.Value, silver!.Value, bronze.Value);

        decimal? First(decimal factor, decimal? above) => above is { } last ? gaps.Where(g => g > last && g >= values[0] * factor).Select(g => (decimal?)g).FirstOrDefault() : null;
    }

    /// <summary>Gold just above the best, silver and bronze where they keep their distance from named plans: for levels whose plans leave no gaps.</summary>
    /// <param name="metric">What the medals are for.</param>
    /// <param name="best">The best that is known.</param>
    /// <param name="named">What plans reach that players are likely to make, or are shown.</param>
    public static MedalThresholds Above(Metric metric, decimal best, IReadOnlyCollection<decimal> named)
    {
        decimal gold = Free(best / (1 - Distance)), silver = Free(Math.Max(best * 1.15m, gold * SilverFrom)), bronze = Free(Math.Max(best * 1.4m, silver * SilverFrom));
        return new(metric, gold, silver, bronze);

        decimal Free(decimal least)
        {
            decimal threshold = decimal.Ceiling(least * 10) / 10;
            while (named.Any(v => Math.Abs(v - threshold) < threshold * Distance)) threshold += 0.1m;
            return threshold;
        }
    }

    /// <summary>The roundest number that keeps its distance from both; null if there is no room.</summary>
    private static decimal? Between(decimal below, decimal above)
    {
        decimal low = below / (1 - Distance), high = above / (1 + Distance), middle = (low + high) / 2;
        if (low >= high) return null;
        for (int digits = 0; digits < 4; digits++)
            if (decimal.Round(middle, digits) is decimal round && round >= low && round <= high) return round;
        return middle;
    }
}
