namespace ShortOrder.Contest.Judging;

/// <summary>How far apart two times of a level must be for the judge to tell them apart.</summary>
public static class NoiseBand
{
    /// <summary>The narrowest band: what two runs of the same plan may differ by and still confirm each other.</summary>
    public const double Narrowest = 0.01;

    /// <summary>The band of a level: 1 %, or twice the median distance between the two fastest runs of its verdicts if that is more.</summary>
    /// <param name="verdicts">The counted runs of each verdict of the level, in any unit and order; verdicts of fewer than two runs say nothing.</param>
    /// <returns>A share: 0.01 is 1 %.</returns>
    public static double Of(IEnumerable<IReadOnlyCollection<decimal>> verdicts)
    {
        double[] gaps = [.. verdicts.Where(r => r.Count > 1).Select(Gap).Order()];
        if (gaps.Length == 0) return Narrowest;
        double median = (gaps[(gaps.Length - 1) / 2] + gaps[gaps.Length / 2]) / 2;
        return Math.Max(Narrowest, 2 * median);
    }

    /// <summary>How far the second fastest run is above the fastest, as a share; 0 of fewer than two.</summary>
    public static double Gap(IReadOnlyCollection<decimal> runs)
    {
        decimal[] fastest = [.. runs.Order().Take(2)];
        return fastest.Length < 2 || fastest[0] <= 0 ? 0 : (double)((fastest[1] / fastest[0]) - 1);
    }

    /// <summary>Whether the slower of two times lies within the band of the faster.</summary>
    public static bool IsTie(decimal one, decimal other, double band) => Math.Max(one, other) <= Math.Min(one, other) * (1 + (decimal)band);
}
