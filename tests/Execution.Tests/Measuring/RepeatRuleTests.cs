using ShortOrder.Execution.Measuring;

namespace ShortOrder.Execution.Tests.Measuring;

public sealed class RepeatRuleTests
{
    [Theory]
    [InlineData("", 0, nameof(RepeatStep.Again))]
    [InlineData("100 100", 0, nameof(RepeatStep.Again))] // never fewer than three
    [InlineData("100 130 100.9", 0, nameof(RepeatStep.Accept))] // the two fastest agree within 1 %
    [InlineData("100 130 101.1", 0, nameof(RepeatStep.Again))]
    [InlineData("100 130 101.1 140 150 120 135 125", 0, nameof(RepeatStep.Again))]
    [InlineData("100 130 101.1 140 150 120 135 125 160", 0, nameof(RepeatStep.Accept))] // nine runs: 3 % will do
    [InlineData("100 130 103.1 140 150 120 135 125 160", 0, nameof(RepeatStep.TooNoisy))]
    [InlineData("", 5, nameof(RepeatStep.Again))]
    [InlineData("", 6, nameof(RepeatStep.TooNoisy))] // two discarded for each of three
    [InlineData("100 102", 6, nameof(RepeatStep.Accept))]
    [InlineData("100 104", 6, nameof(RepeatStep.TooNoisy))]
    public void Runs_are_repeated_until_the_two_fastest_agree(string counted, int discarded, string expected) =>
        Assert.Equal(expected, RepeatRule.For(repeats: null, threads: 4).Next(Times(counted), discarded).ToString());

    [Theory]
    [InlineData("100", 0, nameof(RepeatStep.Again))]
    [InlineData("100 150", 0, nameof(RepeatStep.Accept))] // what was asked for was done, whatever came out
    [InlineData("", 4, nameof(RepeatStep.TooNoisy))]
    public void A_given_number_of_repeats_is_exact(string counted, int discarded, string expected) =>
        Assert.Equal(expected, RepeatRule.For(repeats: 2, threads: 4).Next(Times(counted), discarded).ToString());

    [Fact]
    public void Hundreds_of_threads_may_be_further_apart_in_the_end() =>
        Assert.Equal(RepeatStep.Accept, RepeatRule.For(repeats: null, threads: 1_000).Next(Times("100 130 110 140 150 120 135 125 160"), 0));

    [Theory]
    [InlineData("", 0)]
    [InlineData("7", 7)]
    [InlineData("30 10 20", 15)]
    public void The_mean_of_the_two_fastest_counts(string counted, double expected) => Assert.Equal(expected, RepeatRule.Score(Times(counted)));

    private static double[] Times(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(t => double.Parse(t, System.Globalization.CultureInfo.InvariantCulture))];
}
