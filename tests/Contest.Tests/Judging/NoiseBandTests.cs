using ShortOrder.Contest.Judging;

namespace ShortOrder.Contest.Tests.Judging;

public sealed class NoiseBandTests
{
    [Fact]
    public void A_quiet_level_has_a_band_of_one_percent() => Assert.Equal(0.01, NoiseBand.Of([[10.0m, 10.02m, 10.5m], [20m, 20.01m]]));

    [Fact]
    public void The_band_is_twice_the_median_distance_of_the_two_fastest_runs() =>
        Assert.Equal(0.04, NoiseBand.Of([[10m, 10.1m, 15m], [10.2m, 10m], [12m, 10m, 10.3m], [5m]]), 6); // 1 %, 2 %, 3 %

    [Fact]
    public void No_runs_give_the_narrowest_band() => Assert.Equal(NoiseBand.Narrowest, NoiseBand.Of([]));

    [Theory]
    [InlineData(10.0, 10.1, true)]
    [InlineData(10.1, 10.0, true)]
    [InlineData(10.0, 10.2, false)]
    public void Times_within_the_band_tie(double one, double other, bool isTie) => Assert.Equal(isTie, NoiseBand.IsTie((decimal)one, (decimal)other, 0.01));
}
