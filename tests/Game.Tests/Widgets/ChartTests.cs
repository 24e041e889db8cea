using System.Collections.Immutable;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Tests.Widgets;

public sealed class ChartTests
{
    [Theory]
    [InlineData(0.0, 9.9, 101, 0.1, 100)]    // as fine as it is scored; a bin is kept free for what lies behind
    [InlineData(0.0, 9.9, 100, 0.2, 50)]
    [InlineData(6.3, 9.1, 10, 0.5, 7)]       // 6, 6.5 … 9
    [InlineData(20, 470, 12, 50, 10)]        // 0, 50 … 450
    [InlineData(5, 5, 40, 0.1, 1)]
    public void Bins_are_round_and_as_fine_as_the_room_allows(double low, double high, int room, double step, int bins)
    {
        ChartScale scale = ChartScale.Of([(decimal)low], [(decimal)high], room, 0.1m);
        Assert.Equal(((decimal)step, bins, false), (scale.Step, scale.Bins, scale.HasMore));
    }

    [Fact]
    public void What_lies_far_behind_shares_the_last_bin_unless_it_is_the_players()
    {
        ImmutableArray<decimal> values = [.. Enumerable.Range(0, 99).Select(i => 6 + i % 10 * 0.1m), 500];
        ChartScale scale = ChartScale.Of(values, [], 20, 0.1m);
        Assert.Equal((0.1m, 11, true), (scale.Step, scale.Bins, scale.HasMore));
        Assert.Equal(1, scale.Count(values)[^1]);
        Assert.Equal(100, scale.Count(values).Sum());
        Assert.False(ChartScale.Of(values, [500], 20, 0.1m).HasMore);
    }

    [Fact]
    public void A_histogram_shows_counts_medals_and_where_the_player_stands()
    {
        Histogram plans = new(Metric.Cards, [1, 1, 1, 1, 2, 2, 4], Own: [4], Mine: 2, new(Metric.Cards, 1, 2, 3));
        Assert.Equal(
        [
            "█████",
            "█████",
            "█████ █████",
            "█████ █████       █████", // a quarter of four rows
            "ggggggssssssbbbbbb──────",
            "╵1    ╵2    ╵3    ╵4",
            "      ▲           ○",
            "▲ this run 2  ○ your others  g ≤ 1 s ≤ 2 b ≤ 3  peak 4",
        ], plans.Draw(60, 8).Select(r => r.ToString().TrimEnd()));
    }

    [Fact]
    public void A_scatter_marks_what_nobody_beats_in_both()
    {
        Scatter plans = new(Metric.Lanes, Metric.Kitchens, [(1, 3), (2, 2), (3, 3), (3, 1)], Own: [(3, 3)], Mine: (2, 2));
        Assert.Equal(
        [
            "     3│◆░░░    ○░░░",
            "     2│    ▲░░░",
            "     1│        ◆░░░",
            "       ╵1      ╵3 cooks",
            "       ◆ nobody is better in both  ▲ this run  ○ your others",
        ], plans.Draw(70, 6).Select(r => r.ToString().TrimEnd()));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(58)]
    [InlineData(200)]
    public void Charts_are_as_wide_as_they_are_asked_to_be(int width)
    {
        Random random = new(width);
        ImmutableArray<(decimal X, decimal Y)> points = [.. Enumerable.Range(0, 300).Select(_ => (random.Next(1, 5_000) / 10m, random.Next(0, 900) / 10m))];
        Assert.All(new Histogram(Metric.Time, [.. points.Select(p => p.X)], [7], 12.34m, new(Metric.Time, 9, 12, 15)).Draw(width, 9), r => Assert.Equal(width, r.Width));
        Assert.All(new Scatter(Metric.Time, Metric.Memory, points, [(7, 7)], (9, 9)).Draw(width, 9), r => Assert.Equal(width, r.Width));
    }

    [Fact]
    public void A_large_number_has_three_rows_and_four_columns_a_digit()
    {
        Assert.Equal(["▀█    █▀▀ ", " █    ▀▀█ ", "▀▀▀ ▀ ▀▀▀ "], BigNumber.Draw("1.5", Ink.Gold).Select(r => r.ToString()));
        Assert.All(BigNumber.Draw("0123456789.", Ink.Normal), r => Assert.Equal(42, r.Width));
    }
}
