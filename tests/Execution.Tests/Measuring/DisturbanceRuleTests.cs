using ShortOrder.Execution.Measuring;

namespace ShortOrder.Execution.Tests.Measuring;

public sealed class DisturbanceRuleTests
{
    // A run of 400 ms whose two threads, on two cores, compute 600 ms between them. Bearable: 4 % of 2 × 400 ms, and 2 × 0.3 ms for wake-ups: 32.6 ms.
    private static readonly RunSignals Quiet = new()
    {
        ElapsedNs = Ms(400),
        ComputeWallNs = Ms(600),
        ComputeCpuNs = Ms(598),
        LongestLossNs = Ms(1),
        RunQueueNs = Ms(2),
        HatSwitches = 0,
        PressureNs = Ms(10),
        StolenNs = 0,
    };

    private static readonly DisturbanceRule Rule = new(Threads: 2, BusyCores: 2, IsOverbooked: false);

    [Fact]
    public void A_quiet_run_counts() => Assert.Null(Rule.Judge(Quiet));

    [Theory]
    [InlineData(568, true)] // 32 ms lost
    [InlineData(567, false)] // 33 ms lost
    public void Work_that_did_not_get_its_core_is_noticed(int cpuMs, bool counts) =>
        Assert.Equal(counts, Rule.Judge(Quiet with { ComputeCpuNs = Ms(cpuMs) }) is not { IsGrave: true });

    [Theory]
    [InlineData(32, 0, true)]
    [InlineData(33, 0, false)]
    [InlineData(40, 80, true)] // 80 × 0.1 ms more: whoever gets the hat must be woken
    [InlineData(41, 80, false)]
    public void Waiting_for_a_core_is_noticed(int queueMs, int hatSwitches, bool counts) =>
        Assert.Equal(counts, Rule.Judge(Quiet with { RunQueueNs = Ms(queueMs), HatSwitches = hatSwitches }) is not { IsGrave: true });

    [Fact]
    public void Threads_that_queue_for_a_hat_may_queue_for_a_core_too() =>
        Assert.Null((Rule with { Threads = 5 }).Judge(Quiet with { RunQueueNs = Ms(200) })); // five threads on two cores: most of them wait anyway

    [Theory]
    [InlineData(112, -1, true)] // 20 % of 400 and 32.6
    [InlineData(113, -1, false)]
    [InlineData(300, 2, true)] // our own threads did not suffer: somebody else's business
    public void A_busy_machine_is_noticed_where_the_threads_do_not_tell(int pressureMs, int queueMs, bool counts) =>
        Assert.Equal(counts, Rule.Judge(Quiet with { PressureNs = Ms(pressureMs), RunQueueNs = queueMs < 0 ? -1 : Ms(queueMs) }) is not { IsGrave: true });

    [Fact]
    public void A_plan_with_more_hats_than_cores_waits_for_cores_by_itself() =>
        Assert.Null((Rule with { IsOverbooked = true }).Judge(Quiet with { RunQueueNs = Ms(300), ComputeCpuNs = Ms(300), PressureNs = Ms(400) }));

    [Theory]
    [InlineData(18, true)]
    [InlineData(19, false)] // more than 2 % of 400 ms and a clock tick of 10 ms
    public void Stolen_time_counts_against_every_plan(int stolenMs, bool counts) =>
        Assert.Equal(counts, (Rule with { IsOverbooked = true }).Judge(Quiet with { StolenNs = Ms(stolenMs) }) is not { IsGrave: true });

    [Theory]
    [InlineData(8, 0, true)] // 2 % of 400 ms, and 2 × 0.3 ms for wake-ups: 8.6 ms
    [InlineData(9, 0, false)]
    [InlineData(12, 40, true)] // 40 × 0.1 ms more
    public void A_process_that_lost_a_little_makes_a_run_doubtful(int lossMs, int hatSwitches, bool counts)
    {
        Disturbance? found = Rule.Judge(Quiet with { LongestLossNs = Ms(lossMs), HatSwitches = hatSwitches });

        Assert.Equal(counts, found is null);
        Assert.False(found?.IsGrave ?? false);
    }

    [Theory]
    [InlineData(0.015, null)]
    [InlineData(0.023, "a core was 2.3 % slower than in the runs before")]
    [InlineData(-0.016, "a core was 1.6 % quicker than in the runs before")]
    public void A_core_that_changed_its_speed_makes_a_run_doubtful(double change, string? why) =>
        Assert.Equal(why, Rule.Judge(Quiet with { SpeedChange = change })?.Why);

    [Fact]
    public void What_the_system_does_not_tell_is_not_held_against_a_run() =>
        Assert.Null(Rule.Judge(Quiet with { ComputeCpuNs = -1, LongestLossNs = 0, RunQueueNs = -1, PressureNs = -1, StolenNs = -1 }));

    private static long Ms(int milliseconds) => milliseconds * 1_000_000L;
}
