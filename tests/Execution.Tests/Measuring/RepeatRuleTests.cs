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
        Assert.Equal(expected, RepeatRule.For(repeats: null, threads: 4).Next(Times(counted), discarded, doubtful: []).ToString());

    [Theory]
    [InlineData("100 100", "100", 5, nameof(RepeatStep.Again))] // three counted ones are wanted as long as there is hope
    [InlineData("100 100 100", "90", 0, nameof(RepeatStep.Accept))] // those that are off have no say in it
    [InlineData("100 102", "90", 6, nameof(RepeatStep.TooNoisy))] // two discarded for each of three, and one must help out: 90 and 100 are too far apart
    [InlineData("100 102", "101 90", 7, nameof(RepeatStep.Again))] // two discarded for each of four that are of any use
    [InlineData("100 102", "101 90", 8, nameof(RepeatStep.Accept))] // the one that is off least helps out
    [InlineData("", "100 101 102 80 80 80 80 80 80 80 80 80 80 80 80", 0, nameof(RepeatStep.Accept))] // fifteen tries are enough
    [InlineData("", "100 104 110 80 80 80 80 80 80 80 80 80 80 80 80", 0, nameof(RepeatStep.TooNoisy))]
    public void Runs_that_are_a_little_off_help_out_in_the_end(string counted, string doubtful, int discarded, string expected) =>
        Assert.Equal(expected, RepeatRule.For(repeats: null, threads: 4).Next(Times(counted), discarded, Times(doubtful)).ToString());

    [Theory]
    [InlineData("100 100", 22, nameof(RepeatStep.TooNoisy))] // 24 tries, and not three that count
    [InlineData("100 100", 21, nameof(RepeatStep.Again))]
    [InlineData("100 100 100", 21, nameof(RepeatStep.Accept))]
    [InlineData("100 102 102.5", 21, nameof(RepeatStep.Accept))] // nothing better will come, and they are within 3 %
    public void Strictly_runs_that_are_a_little_off_never_help_out(string counted, int doubtful, string expected) =>
        Assert.Equal(expected, RepeatRule.For(repeats: null, threads: 4, isStrict: true).Next(Times(counted), discarded: 0, [.. Enumerable.Repeat(100.0, doubtful)]).ToString());

    [Theory]
    [InlineData("100", 0, nameof(RepeatStep.Again))]
    [InlineData("100 150", 0, nameof(RepeatStep.Accept))] // what was asked for was done, whatever came out
    [InlineData("", 4, nameof(RepeatStep.TooNoisy))]
    public void A_given_number_of_repeats_is_exact(string counted, int discarded, string expected) =>
        Assert.Equal(expected, RepeatRule.For(repeats: 2, threads: 4).Next(Times(counted), discarded, doubtful: []).ToString());

    [Fact]
    public void Where_one_run_is_asked_for_the_one_of_three_that_is_off_least_will_do() =>
        Assert.Equal(RepeatStep.Accept, RepeatRule.For(repeats: 1, threads: 4).Next([], discarded: 0, Times("100 110 120")));

    [Fact]
    public void Hundreds_of_threads_may_be_further_apart_in_the_end() =>
        Assert.Equal(RepeatStep.Accept, RepeatRule.For(repeats: null, threads: 1_000).Next(Times("100 130 110 140 150 120 135 125 160"), 0, doubtful: []));

    [Theory]
    [InlineData("", 0)]
    [InlineData("7", 7)]
    [InlineData("30 10 20", 15)]
    public void The_mean_of_the_two_fastest_counts(string counted, double expected) => Assert.Equal(expected, RepeatRule.Score(Times(counted)));

    private static double[] Times(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(t => double.Parse(t, System.Globalization.CultureInfo.InvariantCulture))];
}
