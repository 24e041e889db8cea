using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Scoring;
using static ShortOrder.Execution.Tests.Measuring.Serving;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Execution.Tests.Measuring;

/// <summary>What the primer claims, measured.</summary>
public sealed class PrimerTests(ExecutorFixture fixture) : IClassFixture<ExecutorFixture>
{
    [Fact]
    public Task Two_kitchens_do_two_CPU_tasks_in_little_more_than_half_the_time() => Repeatedly.MustHoldAsync(async () =>
    {
        Level level = Order(Spec("first", Cpu(10)), Spec("second", Cpu(10)));

        decimal alone = await Minutes(Compile(level, Home(Main("first", "second")))); // 20
        decimal threads = await Minutes(Compile(level, Home(Main("first"), Thread("second")))); // 20 and the hat's tax
        decimal kitchens = await Minutes(Compile(level, Home(Main("first")), Annex("annex", Main("second")))); // 0.1 + max(10, 0.9 + 10)

        Assert.InRange(threads / alone, 0.96m, 1.12m);
        Assert.InRange(kitchens / alone, 0.5m, 0.65m);
    });

    [Fact]
    public Task Kitchens_hide_waits_at_a_silly_price() => Repeatedly.MustHoldAsync(async () =>
    {
        Level level = Order(Spec("call", Io(10)) with { Count = 10 });

        decimal alone = await Minutes(Compile(level, Home(Main("call")))); // 100
        decimal threads = await Minutes(Compile(level, Home(Main(), Pool(10, "call")))); // 10 and a little
        decimal loop = await Minutes(Compile(level, Home(Loop("call"))));
        decimal kitchens = await Minutes(Compile(level, Home(Main("call*2")), Annex("a", Main("call*4")), Annex("b", Main("call*4")))); // 0.2 + 0.9 + 4 × 10

        Assert.InRange(threads / alone, 0.09m, 0.15m);
        Assert.InRange(loop / alone, 0.09m, 0.15m);
        Assert.True(kitchens > threads);
    });

    [Fact]
    public Task A_big_crate_makes_the_kitchen_lose() => Repeatedly.MustHoldAsync(async () =>
    {
        Level level = Order(Spec("grind", Cpu(4)) with { Crate = Crate(3, 3) }, Spec("mix", Cpu(4)));

        decimal home = await Minutes(Compile(level, Home(Main("grind", "mix")))); // 8
        decimal sent = await Minutes(Compile(level, Home(Main("mix")), Annex("annex", Main("grind")))); // packs 3, unpacks 3, grinds 4, packs 3, unpacks 3

        Assert.True(sent > home, $"{sent} against {home}");
    });

    [Fact]
    public Task A_thousand_waits_are_a_matter_for_one_loop() => Repeatedly.MustHoldAsync(async () =>
    {
        Level level = Order(Spec("guest", Io(10)) with { Count = 1_000 }) with { Costs = NoCosts };

        ServingResult threads = await Serve(Compile(level, Home(Main(), Pool(1_000, "guest"))));
        ServingResult loop = await Serve(Compile(level, Home(Loop("guest"))));

        Assert.True(loop.Minutes < threads.Minutes, $"{loop.Minutes} against {threads.Minutes} minutes");
        Assert.True(loop.PeakBytes * 2 < threads.PeakBytes, $"{loop.PeakBytes} against {threads.PeakBytes} bytes");
    });

    private async Task<decimal> Minutes(CompiledPlan plan) => (await Serve(plan)).Minutes;

    private async Task<ServingResult> Serve(CompiledPlan plan)
    {
        ServingResult result = await fixture.Executor.TimeAsync(plan);
        Assert.Equal(Verdict.Served, result.Verdict);
        Assert.True(result.IsChecksumRight);
        return result;
    }
}
