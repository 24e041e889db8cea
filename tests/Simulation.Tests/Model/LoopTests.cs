using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Timelines;
using ShortOrder.Support;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Simulation.Tests.Model;

/// <summary>Coroutines on an event loop: each runs until it gives way.</summary>
public sealed class LoopTests
{
    private const decimal Create = 0.0005m; // per coroutine, all before the first runs

    [Theory]
    [InlineData("coffee", "sandwich", 1 + 4 + 1)] // the sandwich hides in the wait
    [InlineData("sandwich", "coffee", 3 + 1 + 4 + 1)] // the wait begins too late to hide anything
    public void The_order_on_a_loop_decides_what_hides_behind_a_wait(string first, string second, int minutes)
    {
        Level level = Order(Spec("coffee", Cpu(1), Io(4), Cpu(1)), Spec("sandwich", Cpu(3)));

        Assert.Equal(2 * Create + minutes, ModelRun.Serve(level, Home(Loop(first, second))).Minutes);
    }

    [Fact]
    public void A_loop_waits_for_all_its_coroutines_at_once()
    {
        Level level = Order(Spec("guest", Io(10)) with { Count = 1000 });

        Assert.Equal(1000 * Create + 10, ModelRun.Serve(level, Home(Loop("guest"))).Minutes);
    }

    [Fact]
    public void Hands_on_work_in_a_coroutine_stalls_all_others()
    {
        Level level = Order(Spec("call", Cpu(1), Io(1), Cpu(1)), Spec("hog", Cpu(9)));

        ModelRun run = ModelRun.Serve(level, Home(Loop("call", "hog")));

        Assert.Equal(2 * Create + 1 + 9 + 1, run.FinishOf("call")); // its answer was there after 2
        Assert.Equal(2 * Create + 8, run.MinutesOf("call", SpanState.Turn)); // and lay there for 8
    }

    [Fact]
    public void Two_coroutines_that_give_way_alternate()
    {
        Level level = Order(Spec("a", Cpu(2)), Spec("b", Cpu(2)));
        Plan plan = PlanFor(level, Home(Loop("a", "b"))) with { Yields = [Yield("a", 0, 1), Yield("b", 0, 1)] };

        ModelRun run = ModelRun.Serve(level, plan);

        Assert.Equal(2 * Create + 3, run.FinishOf("a")); // a b a b
        Assert.Equal(2 * Create + 4, run.FinishOf("b"));
    }

    [Theory]
    [InlineData(new double[0], 7)] // after the whole bread
    [InlineData(new[] { 1.0 }, 7)] // asked at 2, too early: the answer comes at 2.5
    [InlineData(new[] { 1.0, 2 }, 7)] // at 3 its completion is queued behind the bread
    [InlineData(new[] { 1.0, 2, 3 }, 7)] // at 4 the completion has queued the soup behind the bread
    [InlineData(new[] { 1.0, 2, 3, 4 }, 6)] // at 5 it is the soup's turn
    public void A_finished_wait_takes_two_hops_through_the_ready_queue(double[] yields, int expected)
    {
        Level level = Order(Spec("soup", Cpu(1), Io(1.5m), Cpu(1)), Spec("bread", Cpu(5)));
        Plan plan = PlanFor(level, Home(Loop("soup", "bread"))) with { Yields = [.. yields.Select(after => Yield("bread", 0, (decimal)after))] };

        Assert.Equal(2 * Create + expected, ModelRun.Serve(level, plan).FinishOf("soup"));
    }

    [Fact]
    public void A_limit_admits_the_next_when_one_is_finished()
    {
        Level level = Order(Spec("guest", Cpu(0.1m), Io(1)) with { Count = 3 });

        ModelRun run = ModelRun.Serve(level, Home(Loop("guest") with { Limit = 2 }));

        Assert.Equal(3 * Create + 0.2m + 1, run.FinishOf("guest#2"));
        Assert.Equal(3 * Create + 0.1m + 1 + 0.1m + 1, run.FinishOf("guest#3")); // after guest#1
    }

    [Fact]
    public void A_blocking_call_stalls_the_whole_loop()
    {
        Level level = Order(Spec("gauge", Io(5, blocking: true)), Spec("order", Cpu(1), Io(2), Cpu(1)));

        Assert.Equal(2 * Create + 5 + 1 + 2 + 1, ModelRun.Serve(level, Home(Loop("gauge", "order"))).Minutes); // nothing hides
        Assert.Equal(2 * Create + 1 + 5 + 1, ModelRun.Serve(level, Home(Loop("order", "gauge"))).Minutes); // the order is out already
    }

    [Fact]
    public void A_blocking_call_holds_the_loops_thread_but_not_the_hat()
    {
        Level level = Order(Spec("gauge", Io(5, blocking: true)), Spec("dough", Cpu(3)));

        ModelRun run = ModelRun.Serve(level, Home(Loop("gauge"), Thread("dough")));

        Assert.Equal(0.01m + Create + 3, run.FinishOf("dough")); // kneads while the gauge is held
        Assert.Equal(0.01m + Create + 5, run.Minutes);
    }

    [Fact]
    public void A_coroutine_that_needs_another_is_woken_when_that_is_finished()
    {
        Level level = Order(Spec("plate", Cpu(1)) with { After = ["sauce"] }, Spec("sauce", Cpu(1), Io(3)));

        Assert.Equal(2 * Create + 1 + 3 + 1, ModelRun.Serve(level, Home(Loop("plate", "sauce"))).Minutes);
    }

    [Fact]
    public void A_tool_on_a_loop_is_awaited_and_freed_when_its_user_runs_again()
    {
        Level level = Order(Spec("a", Io(2, "pan"), Cpu(1)), Spec("b", Io(2, "pan"), Cpu(1)), Spec("hog", Cpu(3)));

        ModelRun run = ModelRun.Serve(level, Home(Loop("a", "b", "hog")));

        // a's pan is done at 2, but a runs again, and takes it off, only when the hog is through at 3.
        Assert.Equal(3 * Create + 3 + 1, run.FinishOf("a"));
        Assert.Equal(3 * Create + 3 + 1 + 2 + 1, run.FinishOf("b")); // b gets its turn, and only then begins to wait
    }
}
