using ShortOrder.Contest.Judging;

namespace ShortOrder.Contest.Tests.Judging;

public sealed class CanaryTests
{
    private static readonly TimeSpan Start = TimeSpan.FromHours(1);

    [Fact]
    public void The_reference_plan_runs_after_ten_judgements_or_thirty_seconds()
    {
        Canary canary = new(8m, 0.01m, Start);
        Assert.False(canary.IsDue(Start + TimeSpan.FromMinutes(5))); // nothing was judged that could be wrong
        canary.Judged(1);
        Assert.False(canary.IsDue(Start + TimeSpan.FromSeconds(29)));
        Assert.True(canary.IsDue(Start + TimeSpan.FromSeconds(30)));
        for (int verdict = 2; verdict <= 10; verdict++) canary.Judged(verdict);
        Assert.True(canary.IsDue(Start));
    }

    [Fact]
    public void Once_off_is_doubt_and_twice_voids_what_was_judged_since_the_last_good_one()
    {
        Canary canary = new(8m, 0.01m, Start);
        canary.Judged(1);
        Assert.Empty(canary.Ran(8.1m, Start));
        canary.Judged(2);
        canary.Judged(3);
        Assert.Empty(canary.Ran(8.5m, Start));
        Assert.Equal(CanaryState.Doubtful, canary.State);
        Assert.True(canary.IsDue(Start));
        Assert.Equal([2, 3], canary.Ran(8.5m, Start));
        Assert.Equal(CanaryState.Quarantined, canary.State);
        Assert.Empty(canary.Ran(8.5m, Start)); // they are void already
        Assert.Empty(canary.Ran(8.0m, Start));
        Assert.Equal(CanaryState.Good, canary.State);
    }

    [Fact]
    public void A_good_run_after_a_bad_one_clears_the_doubt()
    {
        Canary canary = new(8m, 0.01m, Start);
        canary.Judged(1);
        canary.Ran(9m, Start);
        canary.Ran(8m, Start);
        canary.Judged(2);
        canary.Ran(9m, Start);
        Assert.Equal(CanaryState.Doubtful, canary.State);
        Assert.Equal([2], canary.Ran(7.5m, Start)); // too fast is as wrong as too slow
    }

    [Fact]
    public void A_reference_run_that_was_disturbed_says_nothing()
    {
        Canary canary = new(8m, 0.01m, Start);
        canary.Judged(1);
        Assert.Empty(canary.Ran(null, Start));
        Assert.Equal(CanaryState.Good, canary.State);
        Assert.Equal([1], canary.SinceGood);
    }

    [Theory]
    [InlineData(0.01, 0.03)] // a quiet machine: at least 3 %
    [InlineData(0.05, 0.05)] // one whose own slow runs were 5 % slower cannot be held to less
    [InlineData(0.30, 0.08)] // but no machine is let drift for ever
    public void The_machine_is_held_to_what_it_can_hold(double slowRun, double tolerance)
    {
        Canary canary = new(8m, (decimal)slowRun, Start);
        Assert.Equal((decimal)tolerance, canary.Tolerance);
        canary.Ran(8m * (1 + canary.Tolerance), Start);
        Assert.Equal(CanaryState.Good, canary.State);
        canary.Ran((8m * (1 + canary.Tolerance)) + 0.01m, Start);
        Assert.Equal(CanaryState.Doubtful, canary.State);
    }
}
