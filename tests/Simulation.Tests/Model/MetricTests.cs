using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Support;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Simulation.Tests.Model;

/// <summary>What a plan is measured by besides its time.</summary>
public sealed class MetricTests
{
    private const decimal Thread8 = 8, Kitchen30 = 30, Loop5 = 5, Coroutine = 0.1m;

    private static readonly Level Calls = Order(Spec("call", Cpu(0.1m), Io(1, blocking: true)) with { Count = 6 });

    [Fact]
    public void A_kitchens_main_thread_is_free_and_every_other_thread_costs()
    {
        Assert.Equal(0, Memory(Home(Main("call"))));
        Assert.Equal(Thread8, Memory(Home(Main("call*3"), Thread("call*3"))));
        Assert.Equal(4 * Thread8, Memory(Home(Pool(4, "call"))));
    }

    [Fact]
    public void A_kitchen_besides_home_costs_each_copy()
    {
        Assert.Equal(Kitchen30, Memory(Home(Main("call*3")), Annex("annex", Main("call*3"))));
        Assert.Equal(3 * Kitchen30, Memory(Home(), Annexes("pool", 3, "call")));
        Assert.Equal(Kitchen30 + 2 * Thread8, Memory(Home(), Annex("annex", Pool(2, "call"))));
    }

    [Fact]
    public void A_loop_costs_itself_its_coroutines_and_a_thread_if_it_is_not_the_kitchens_first_lane()
    {
        Assert.Equal(Loop5 + 6 * Coroutine, Memory(Home(Loop("call"))));
        Assert.Equal(Loop5 + 6 * Coroutine, Memory(Home(Greenlets("call"))));
        Assert.Equal(Thread8 + Loop5 + 4 * Coroutine, Memory(Home(Main("call*2"), Loop("call*4"))));
    }

    [Fact]
    public void A_helper_is_a_thread()
    {
        Plan plan = PlanFor(Calls, Home(Loop("call"))) with { Offloads = [Offload("call#1", 1)] };

        Assert.Equal(Loop5 + 6 * Coroutine + Thread8, ModelRun.Serve(Calls, plan).Metric(Metric.Memory));
    }

    [Fact]
    public void Lanes_are_those_that_tasks_run_on_workers_and_copies_each()
    {
        Assert.Equal(1, Lanes(Home(Main("call"))));
        Assert.Equal(1 + 4, Lanes(Home(Main("call*2"), Pool(4, "call*4"))));
        Assert.Equal(4, Lanes(Home(Pool(4, "call")))); // home's main thread has no task
        Assert.Equal(1 + 3, Lanes(Home(Main("call*2")), Annexes("pool", 3, "call*4")));
    }

    [Fact]
    public void Kitchens_count_home_and_every_copy()
    {
        Assert.Equal(1 + 3, ModelRun.Serve(Calls, Home(), Annexes("pool", 3, "call")).Metric(Metric.Kitchens));
    }

    [Fact]
    public void Waits_are_from_arrival_to_finish()
    {
        Level level = Order(Spec("a", Cpu(2)), Spec("b", Cpu(6)), Spec("c", Cpu(1)) with { Arrives = Minutes(5) });

        ModelRun run = ModelRun.Serve(level, Home(Main("a", "b", "c"))); // finished at 2, 8, 9

        Assert.Equal((2 + 8 + (9 - 5)) / 3m, run.Metric(Metric.Wait), precision: 4);
        Assert.Equal(8, run.Metric(Metric.WorstWait));
    }

    [Fact]
    public void Cards_are_what_the_player_placed()
    {
        Level level = Order(Spec("a", Cpu(2, read: "jar", write: "jar"), Io(1, blocking: true)));
        Plan plan = PlanFor(level, Home(Loop("a"))) with
        {
            Locks = [Lock("jar", "a", 0, 0)],
            Yields = [Yield("a", 0, 0.5m), Yield("a", 0, 1)],
            Offloads = [Offload("a", 1)],
        };

        Assert.Equal(1 + 2 + 1, ModelRun.Serve(level, plan).Metric(Metric.Cards));
    }

    [Theory]
    [InlineData(32, Verdict.Served)] // the limit itself is within the budget
    [InlineData(31, Verdict.OverBudget)]
    public void A_plan_above_a_limit_is_over_budget_whatever_its_time(int limit, Verdict expected)
    {
        Level level = Calls with { Limits = [new MetricLimit(Metric.Memory, limit)] };

        Assert.Equal(expected, ModelRun.Serve(level, Home(Pool(4, "call"))).Score.Verdict);
    }

    [Theory]
    [InlineData(7, Medal.Gold)]
    [InlineData(8, Medal.Silver)]
    [InlineData(9, Medal.Bronze)]
    [InlineData(10, Medal.None)]
    public void A_medal_is_earned_up_to_and_with_its_threshold(int minutes, Medal expected)
    {
        Level level = Order(Spec("dough", Cpu(minutes))) with { Medals = [new MedalThresholds(Metric.Time, 7, 8, 9)] };

        Assert.Equal(expected, ModelRun.Serve(level, Home(Main("dough"))).Score.Medal);
    }

    [Fact]
    public void Where_only_the_wait_can_vary_the_medal_is_for_the_wait()
    {
        Level level = Order(Spec("long", Cpu(9)), Spec("short", Cpu(1))) with
        {
            Metrics = [Metric.Time, Metric.Wait],
            Medals = [new MedalThresholds(Metric.Wait, 6, 7, 8)],
        };

        Assert.Equal(Medal.Gold, ModelRun.Serve(level, Home(Main("short", "long"))).Score.Medal); // (1 + 10) / 2
        Assert.Equal(Medal.None, ModelRun.Serve(level, Home(Main("long", "short"))).Score.Medal); // (9 + 10) / 2
    }

    private static decimal Memory(params ReadOnlySpan<Kitchen> kitchens) => ModelRun.Serve(Calls, kitchens).Metric(Metric.Memory);

    private static decimal Lanes(params ReadOnlySpan<Kitchen> kitchens) => ModelRun.Serve(Calls, kitchens).Metric(Metric.Lanes);
}
