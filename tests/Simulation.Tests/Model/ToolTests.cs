using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Timelines;
using ShortOrder.Support;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Simulation.Tests.Model;

/// <summary>Tools have places: taken by code first come first served, or device queues that serve themselves.</summary>
public sealed class ToolTests
{
    private const decimal Start = 0.01m, Turn = 0.25m;

    [Theory]
    [InlineData(1, 2 + 2)]
    [InlineData(2, 2)]
    public void So_many_may_use_a_tool_at_once_as_it_has_places(int places, int minutes)
    {
        Level level = Order(Spec("a", Io(2, "pan")), Spec("b", Io(2, "pan")));
        level = level with { Costs = NoCosts, Tools = [new ToolSpec("pan", places, SelfServe: false)] };

        Assert.Equal(minutes, ModelRun.Serve(level, Home(Thread("a"), Thread("b"))).Minutes);
    }

    [Fact]
    public void Tools_go_to_whoever_asked_first()
    {
        Level level = Order(Spec("a", Io(2, "pan")), Spec("b", Io(2, "pan")), Spec("c", Io(2, "pan"))) with { Costs = NoCosts };

        ModelRun run = ModelRun.Serve(level, Home(Thread("c"), Thread("a"), Thread("b")));

        Assert.Equal([2, 4, 6], new[] { "c", "a", "b" }.Select(run.FinishOf).Cast<decimal>());
    }

    [Fact]
    public void A_place_is_freed_when_its_users_code_runs_again()
    {
        Level level = Order(Spec("hog", Cpu(10)), Spec("a", Io(2, "pan")), Spec("b", Io(2, "pan")));

        ModelRun run = ModelRun.Serve(level, Home(Main("hog"), Thread("a"), Thread("b")));

        // a, asked at 0.01, takes the pan a turn later; done, it waits a turn for the hat and frees the pan;
        // b, woken by that, waits a turn for the hat before it may use it, and another one at the end.
        Assert.Equal(Start + Turn + 2 + Turn, run.FinishOf("a"));
        Assert.Equal(run.FinishOf("a") + Turn + 2 + Turn, run.FinishOf("b"));
    }

    [Fact]
    public void A_self_serve_place_is_freed_by_the_clock()
    {
        Level level = Order(Spec("hog", Cpu(10)), Spec("a", Io(2, "pan")), Spec("b", Io(2, "pan")));
        level = level with { Tools = [new ToolSpec("pan", 1, SelfServe: true)] };

        ModelRun run = ModelRun.Serve(level, Home(Main("hog"), Thread("a"), Thread("b")));

        Assert.Equal(Start + Turn + 2 + 2 + Turn, run.FinishOf("b")); // only the last return costs a turn
    }

    [Fact]
    public void A_tool_that_is_taken_is_kept_until_it_is_dropped()
    {
        Level level = Order(Spec("a", Take("tray"), Cpu(1), Io(2), Drop("tray")), Spec("b", Take("tray"), Cpu(1), Drop("tray"))) with { Costs = NoCosts };

        ModelRun run = ModelRun.Serve(level, Home(Thread("a"), Thread("b")));

        Assert.Equal(1 + 2, run.FinishOf("a"));
        Assert.Equal(1 + 2 + 1, run.FinishOf("b"));
        Assert.Equal(3 - Turn, run.MinutesOf("b", SpanState.Tool)); // it asks when its first turn comes
    }

    [Fact]
    public void A_free_tool_is_taken_without_giving_way()
    {
        Level level = Order(Spec("a", Take("tray"), Cpu(1), Drop("tray")), Spec("b", Cpu(1))) with { Costs = NoCosts };

        Assert.Equal(1, ModelRun.Serve(level, Home(Loop("a", "b"))).FinishOf("a"));
    }

    [Fact]
    public void Who_waits_for_a_tool_knows_who_holds_it()
    {
        Level level = Order(Spec("a", Io(2, "pan")), Spec("b", Io(2, "pan"))) with { Costs = NoCosts };

        Span wait = ModelRun.Serve(level, Home(Thread("a"), Thread("b"))).SpansOf("b").First(s => s.State == SpanState.Tool);

        Assert.Equal((0, 0), (wait.Resource, wait.HeldBy)); // tool 0, task 0
    }
}
