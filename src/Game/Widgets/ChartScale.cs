using System.Collections.Immutable;

namespace ShortOrder.Game.Widgets;

/// <summary>Values put into bins of a round width. What lies far behind the others comes into the last bin.</summary>
/// <param name="From">Where the first bin begins.</param>
/// <param name="Step">Width of a bin.</param>
/// <param name="Bins">How many there are.</param>
/// <param name="HasMore">The last bin has no upper end.</param>
public readonly record struct ChartScale(decimal From, decimal Step, int Bins, bool HasMore)
{
    /// <summary>Share of the values that the bins have to show; the rest may lie behind.</summary>
    private const decimal Shown = 0.97m;

    /// <summary>A scale for values.</summary>
    /// <param name="values">Not empty.</param>
    /// <param name="asked">Values that must not come to lie in the last bin only because they are far away.</param>
    /// <param name="mostBins">At least 2.</param>
    /// <param name="least">The finest width of a bin, e.g. 0.1.</param>
    public static ChartScale Of(IEnumerable<decimal> values, IEnumerable<decimal> asked, int mostBins, decimal least)
    {
        decimal[] all = [.. values.Concat(asked).Order()];
        decimal low = all[0], high = Math.Max(all[(int)((all.Length - 1) * Shown)], asked.DefaultIfEmpty(low).Max());
        decimal step = Steps(least).First(s => decimal.Floor(high / s) - decimal.Floor(low / s) + 2 <= mostBins);
        decimal from = decimal.Floor(low / step) * step;
        int bins = (int)((high - from) / step) + 1;
        bool hasMore = all[^1] >= from + bins * step;
        return new(from, step, hasMore ? bins + 1 : bins, hasMore);
    }

    /// <summary>The bin of a value; the first or the last if it lies outside.</summary>
    public int BinOf(decimal value) => Math.Clamp((int)decimal.Floor((value - From) / Step), 0, Bins - 1);

    /// <summary>Where a bin begins.</summary>
    public decimal StartOf(int bin) => From + bin * Step;

    /// <summary>How many values each bin has.</summary>
    public ImmutableArray<int> Count(IEnumerable<decimal> values)
    {
        int[] counts = new int[Bins];
        foreach (decimal value in values) counts[BinOf(value)]++;
        return [.. counts];
    }

    private static IEnumerable<decimal> Steps(decimal least)
    {
        for (decimal unit = least; ; unit *= 10) foreach (decimal factor in (decimal[])[1, 2, 5]) yield return unit * factor;
    }
}
