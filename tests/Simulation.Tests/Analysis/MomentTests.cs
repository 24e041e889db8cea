using System.Collections.Immutable;
using ShortOrder.Simulation.Analysis;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Model;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Timelines;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Simulation.Tests.Analysis;

public sealed class MomentTests
{
    [Fact]
    public void What_begins_now_is_under_way_and_what_ends_now_is_not()
    {
        Level level = Order(Spec("tea", Cpu(1), Io(2), Cpu(1))) with { Costs = NoCosts };
        Assert.Equal([SpanState.Working], States(level, PlanFor(level, Home(Main("tea"))), 0));
        Assert.Equal([SpanState.Waiting], States(level, PlanFor(level, Home(Main("tea"))), 1));
        Assert.Equal([SpanState.Waiting], States(level, PlanFor(level, Home(Main("tea"))), 2.9999m));
        Assert.Empty(States(level, PlanFor(level, Home(Main("tea"))), 4));
    }

    [Fact]
    public void The_hat_is_with_the_cook_who_works()
    {
        Level level = Order(Spec("dough", Cpu(2)), Spec("pasta", Cpu(2))) with { Costs = NoCosts };
        Plan plan = PlanFor(level, Home(Main("dough"), Thread("pasta")));
        (Moment third, Moment second) = (At(level, plan, 0.6m), At(level, plan, 0.3m));   // they take turns every quarter: dough, pasta, dough
        Assert.Equal((1, 0), (Wait(third, SpanState.Hat).Task, Assert.Single(third.HoldersFor(Wait(third, SpanState.Hat))).Task));
        Assert.Equal((0, 1), (Wait(second, SpanState.Hat).Task, Assert.Single(second.HoldersFor(Wait(second, SpanState.Hat))).Task));
        Assert.True(third.HasHat(third.Spans.Single(s => s.Task == 0)));
        Assert.False(third.HasHat(Wait(third, SpanState.Hat)));
    }

    [Fact]
    public void A_tool_is_with_the_task_that_waits_in_it_and_one_that_was_taken_with_its_taker_until_it_is_dropped()
    {
        Level level = Order(
            Spec("roast", Take("oven"), Io(2), Drop("oven"), Io(3)),
            Spec("cake", Io(4, "oven"))) with
        { Costs = NoCosts };
        Plan plan = PlanFor(level, Home(Main("roast"), Thread("cake")));
        Moment roasting = At(level, plan, 1), baking = At(level, plan, 3);
        Assert.Equal(0, Assert.Single(roasting.HoldersFor(Wait(roasting, SpanState.Tool))).Task);
        Assert.Equal([1], baking.Spans.Where(s => baking.HasTool(s, 0)).Select(s => s.Task));   // the roast, dropped at 2, rests until 5
    }

    [Fact]
    public void A_lock_is_with_the_task_within_its_bracket()
    {
        Level level = Order(
            Spec("one", Cpu(0.1m, "jar", "jar"), Io(2), Cpu(0.1m), Io(3)),
            Spec("two", Io(0.5m), Cpu(0.1m, "jar", "jar"))) with
        { Costs = NoCosts };
        Plan plan = PlanFor(level, Home(Main("one"), Thread("two"))) with { Locks = [Lock("jar", "one", 0, 1), Lock("jar", "two", 1, 1)] };
        Moment held = At(level, plan, 1), free = At(level, plan, 3);
        Assert.Equal((1, 0), (Wait(held, SpanState.Lock).Task, Assert.Single(held.HoldersFor(Wait(held, SpanState.Lock))).Task));
        Assert.DoesNotContain(free.Spans, s => free.HasLock(s, 0));
    }

    [Fact]
    public void A_dish_is_awaited_from_who_makes_it_and_a_turn_from_who_has_the_window()
    {
        Level level = Order(Spec("sauce", Io(3)), Spec("plate", Cpu(1)) with { After = ["sauce"] }, Spec("bread", Cpu(2))) with { Costs = NoCosts };
        Moment main = At(level, PlanFor(level, Home(Main("plate"), Thread("sauce", "bread"))), 1);
        Assert.Equal(0, Assert.Single(main.HoldersFor(Wait(main, SpanState.After))).Task);
        Moment window = At(level, PlanFor(level, Home(Loop("bread", "plate", "sauce"))), 1);
        Assert.Contains(window.Spans, s => s.State == SpanState.Turn);
        Assert.Equal(2, Assert.Single(window.HoldersFor(Wait(window, SpanState.Turn))).Task);
    }

    [Fact]
    public void Who_waits_for_the_clock_waits_for_nobody()
    {
        Level level = Order(Spec("tea", Io(2))) with { Costs = NoCosts };
        Moment moment = At(level, PlanFor(level, Home(Main("tea"))), 1);
        Assert.Empty(moment.HoldersFor(Assert.Single(moment.Spans)));
    }

    private static Span Wait(Moment moment, SpanState state) => moment.Spans.First(s => s.State == state);

    private static ImmutableArray<SpanState> States(Level level, Plan plan, decimal minutes) => [.. At(level, plan, minutes).Spans.Select(s => s.State)];

    private static Moment At(Level level, Plan plan, decimal minutes)
    {
        Assert.Empty(PlanChecker.Check(level, plan));
        CompiledPlan compiled = PlanCompiler.Compile(level, plan);
        return Moment.Of(compiled, Simulator.Run(compiled).Timeline, KitchenTimeAt(minutes));
    }

    private static Simulation.Time.KitchenTime KitchenTimeAt(decimal minutes) => Support.OrderBuilder.At(minutes);
}
