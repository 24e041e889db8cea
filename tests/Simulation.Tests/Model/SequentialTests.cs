using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Timelines;
using ShortOrder.Support;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Simulation.Tests.Model;

/// <summary>One thread, every wait blocks.</summary>
public sealed class SequentialTests
{
    private static readonly Level CoffeeAndSandwich = Order(Spec("coffee", Cpu(1), Io(4), Cpu(1)), Spec("sandwich", Cpu(3)));

    [Fact]
    public void A_synchronous_lane_takes_the_sum_of_its_steps()
    {
        ModelRun run = ModelRun.Serve(CoffeeAndSandwich, Home(Main("coffee", "sandwich")));

        Assert.Equal(1 + 4 + 1, run.FinishOf("coffee"));
        Assert.Equal(1 + 4 + 1 + 3, run.Minutes);
    }

    [Fact]
    public void Its_order_changes_who_waits_but_not_how_long_it_takes()
    {
        ModelRun run = ModelRun.Serve(CoffeeAndSandwich, Home(Main("sandwich", "coffee")));

        Assert.Equal(3, run.FinishOf("sandwich"));
        Assert.Equal(3 + 1 + 4 + 1, run.Minutes);
    }

    [Fact]
    public void Every_minute_of_a_task_is_a_span()
    {
        ModelRun run = ModelRun.Serve(CoffeeAndSandwich, Home(Main("coffee", "sandwich")));

        Assert.Equal(
            [(0, SpanState.Working, 0m, 1m), (1, SpanState.Waiting, 1m, 5m), (2, SpanState.Working, 5m, 6m)],
            run.SpansOf("coffee").Select(s => (s.Step, s.State, s.Start.Minutes, s.End.Minutes)));
    }

    [Fact]
    public void A_blocking_wait_is_no_different_where_every_wait_blocks()
    {
        Level level = Order(Spec("gauge", Cpu(1), Io(4, blocking: true), Cpu(1)));

        Assert.Equal(1 + 4 + 1, ModelRun.Serve(level, Home(Main("gauge"))).Minutes);
    }
}
