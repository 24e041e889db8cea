using ShortOrder.Execution.Measuring;

namespace ShortOrder.Execution.Tests.Measuring;

public sealed class DisturbanceRuleTests
{
    // A run of 400 ms whose two threads compute 600 ms between them. Limits: 4 % of 600 = 24 ms and 2 × 0.3 ms for wake-ups.
    private static readonly RunSignals Quiet = new()
    {
        ElapsedNs = Ms(400),
        ComputeWallNs = Ms(600),
        ComputeCpuNs = Ms(598),
        RunQueueNs = Ms(2),
        PressureNs = Ms(10),
        StolenNs = 0,
    };

    private static readonly DisturbanceRule Rule = new(Threads: 2, IsOverbooked: false);

    [Fact]
    public void A_quiet_run_counts() => Assert.Null(Rule.Judge(Quiet));

    [Theory]
    [InlineData(576, true)] // 24 ms lost
    [InlineData(575, false)] // 25 ms lost: more than 24.6
    public void Work_that_did_not_get_its_core_is_noticed(int cpuMs, bool counts) =>
        Assert.Equal(counts, Rule.Judge(Quiet with { ComputeCpuNs = Ms(cpuMs) }) is null);

    [Theory]
    [InlineData(25, true)]
    [InlineData(26, false)] // more than 24 + 2 × 0.6
    public void Waiting_for_a_core_is_noticed(int queueMs, bool counts) =>
        Assert.Equal(counts, Rule.Judge(Quiet with { RunQueueNs = Ms(queueMs) }) is null);

    [Theory]
    [InlineData(80, true)]
    [InlineData(81, false)] // more than 20 % of 400 and 0.6
    public void A_busy_machine_is_noticed(int pressureMs, bool counts) =>
        Assert.Equal(counts, Rule.Judge(Quiet with { PressureNs = Ms(pressureMs) }) is null);

    [Fact]
    public void A_plan_with_more_hats_than_cores_waits_for_cores_by_itself() =>
        Assert.Null((Rule with { IsOverbooked = true }).Judge(Quiet with { RunQueueNs = Ms(300), ComputeCpuNs = Ms(300), PressureNs = Ms(400) }));

    [Fact]
    public void Stolen_time_counts_against_every_plan() =>
        Assert.NotNull((Rule with { IsOverbooked = true }).Judge(Quiet with { StolenNs = Ms(10) }));

    [Fact]
    public void What_the_system_does_not_tell_is_not_held_against_a_run() =>
        Assert.Null(Rule.Judge(Quiet with { ComputeCpuNs = -1, RunQueueNs = -1, PressureNs = -1, StolenNs = -1 }));

    private static long Ms(int milliseconds) => milliseconds * 1_000_000L;
}
