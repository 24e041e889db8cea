using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Simulation.Tests.Scoring;

public sealed class FrontierTests
{
    [Fact]
    public void What_another_beats_in_both_is_not_on_the_frontier()
    {
        (decimal, decimal)[] plans = [(6, 30), (8, 10), (9, 20), (12, 5), (13, 5)];
        Assert.Equal([(6, 30), (8, 10), (12, 5)], Frontier.Of(plans)); // (9, 20) is slower and dearer than (8, 10), (13, 5) slower than (12, 5)
    }

    [Fact]
    public void Equals_count_once_and_of_equal_times_only_the_cheapest()
    {
        Assert.Equal([(6m, 10m)], Frontier.Of([(6, 20), (6, 10), (6, 10)]));
        Assert.Empty(Frontier.Of([]));
    }
}
