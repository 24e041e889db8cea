using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Support;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Simulation.Tests.Scoring;

/// <summary>The wiring bill: what callbacks and coroutines cost to write.</summary>
public sealed class CardCountTests
{
    private static readonly Level Dishes = Order(Dish("one"), Dish("two"), Dish("three")) with { Allow = new() { Loops = 1, Threads = 1, Greenlets = true, Offload = true, Tries = true, Callbacks = true } };

    private static readonly string[] All = ["one", "two", "three"];

    [Fact]
    public void Callbacks_with_an_errback_each_are_twelve_and_coroutines_with_one_try_are_four()
    {
        TryPlan[] everywhere = [.. All.SelectMany(d => (TryPlan[])[Try(d, 1), Try(d, 3)])];

        Assert.Equal(6 + 6, Cards(PlanFor(Dishes, Home(Callbacks(All))) with { Tries = [.. everywhere] }));
        Assert.Equal(3 + 1, Cards(PlanFor(Dishes, Home(Loop(All))) with { Tries = [Try("two", 3)] }));
    }

    [Fact]
    public void Threads_and_greenlets_are_not_wired()
    {
        Assert.Equal(1, Cards(PlanFor(Dishes, Home(Main(All))) with { Tries = [Try("two", 3)] }));
        Assert.Equal(0, Cards(PlanFor(Dishes, Home(Greenlets(All)))));
        Assert.Equal(2, Cards(PlanFor(Dishes, Home(Main("one"), Loop("two", "three")))));
    }

    [Fact]
    public void Copies_share_their_code_and_so_their_cards()
    {
        Level level = Dishes with { Tasks = [Dish("one") with { Count = 50 }] };

        Assert.Equal(1, Cards(PlanFor(level, Home(Loop("one"))), level));
        Assert.Equal(2, Cards(PlanFor(level, Home(Callbacks("one"))), level));
    }

    [Fact]
    public void An_offloaded_step_is_a_wait_that_needs_a_callback()
    {
        Plan plan = PlanFor(Dishes, Home(Callbacks(All))) with { Offloads = [Offload("one", 0), Offload("one", 1)] };

        Assert.Equal(2 + 6 + 1, Cards(plan)); // step 1 is a wait anyhow
    }

    [Fact]
    public void Where_no_callbacks_are_allowed_the_wiring_costs_nothing()
    {
        Level level = Dishes with { Allow = Dishes.Allow with { Callbacks = false } };

        Assert.Equal(1, Cards(PlanFor(level, Home(Loop(All))) with { Tries = [Try("two", 3)] }, level));
    }

    private static TaskSpec Dish(string id) => Spec(id, Cpu(0.5m), Io(3), Cpu(0.5m), Io(4), Cpu(0.5m));

    private static decimal Cards(Plan plan, Level? level = null) => ModelRun.Serve(level ?? Dishes, plan).Metric(Metric.Cards);
}
