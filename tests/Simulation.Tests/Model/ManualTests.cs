using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Support;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Simulation.Tests.Model;

/// <summary>One cook who orders every hands-on step by hand.</summary>
public sealed class ManualTests
{
    [Fact]
    public void A_cook_in_another_kitchen_works_there_by_hand()
    {
        Level level = Order(Spec("a", Cpu(1), Io(2), Cpu(1)), Spec("b", Cpu(2))) with { Costs = NoCosts };

        Assert.Equal(1 + 2 + 1, ModelRun.Serve(level, Home(), Annex("annex", Manual("a.0", "b.0", "a.2"))).Minutes);
    }

    [Fact(Timeout = 20_000)]
    public async Task What_equipment_has_done_by_itself_is_not_done_again_by_hand()
    {
        Level level = Order(
            Spec("bread", Cpu(5)),
            Spec("guest", Cpu(0.5m), Io(4)) with { Count = 12 },
            Spec("roast", Take("oven"), Cpu(1), Take("tray"), Io(2), Drop("tray"), Drop("oven")) with { After = ["bread"] });
        Simulation.Plans.Lane byHand = Manual([.. Enumerable.Range(3, 5).Select(g => $"guest#{g}.0"), "roast.0", "roast.1", "roast.2", "roast.4", "roast.5", .. Enumerable.Range(8, 5).Select(g => $"guest#{g}.0")]);

        ModelRun run = await Task.Run(() => ModelRun.Serve(level, Home(Greenlets("guest#1..2", "bread")), Annex("annex", byHand)), TestContext.Current.CancellationToken);

        Assert.Equal(run.FinishOf("guest#12"), run.Minutes); // main waits for the last guest, and for nobody twice
    }

    [Fact]
    public void Equipment_works_on_alone_while_the_cook_does_something_else()
    {
        Level level = Order(Spec("coffee", Cpu(1), Io(4, "kettle"), Cpu(1)), Spec("sandwich", Cpu(3)));

        ModelRun run = ModelRun.Serve(level, Home(Manual("coffee.0", "sandwich.0", "coffee.2")));

        Assert.Equal(1 + 3, run.FinishOf("sandwich"));
        Assert.Equal(1 + 4 + 1, run.Minutes); // the sandwich hides in the four minutes
    }

    [Fact]
    public void The_cook_waits_only_for_the_step_before_the_one_he_wants()
    {
        Level level = Order(Spec("egg", Cpu(1), Io(6), Cpu(1)), Spec("tea", Cpu(1), Io(2), Cpu(1)));

        ModelRun run = ModelRun.Serve(level, Home(Manual("egg.0", "tea.0", "tea.2", "egg.2")));

        Assert.Equal(1 + 1 + 2 + 1, run.FinishOf("tea"));
        Assert.Equal(1 + 6 + 1, run.FinishOf("egg"));
    }

    [Fact]
    public void A_task_that_ends_in_a_wait_finishes_without_the_cook()
    {
        Level level = Order(Spec("bread", Cpu(1), Io(8)), Spec("salad", Cpu(3)));

        ModelRun run = ModelRun.Serve(level, Home(Manual("bread.0", "salad.0")));

        Assert.Equal(1 + 3, run.FinishOf("salad"));
        Assert.Equal(1 + 8, run.Minutes);
    }

    [Fact]
    public void A_task_that_begins_with_a_wait_is_started_by_hand_and_costs_no_hands()
    {
        Level level = Order(Spec("post", Io(5), Cpu(1)), Spec("salad", Cpu(3)));

        Assert.Equal(5 + 1, ModelRun.Serve(level, Home(Manual("post.0", "salad.0", "post.1"))).Minutes);
    }

    [Fact]
    public void Waits_in_a_row_follow_each_other_by_themselves()
    {
        Level level = Order(Spec("bread", Cpu(1), Io(2), Io(3), Cpu(1)), Spec("salad", Cpu(4)));

        Assert.Equal(1 + 2 + 3 + 1, ModelRun.Serve(level, Home(Manual("bread.0", "salad.0", "bread.3"))).Minutes);
    }

    [Theory]
    [InlineData(true, 12)] // the second pan goes on at 5, is done at 9, and both are seen to from 10
    [InlineData(false, 15)] // the second pan goes on at 10, when the cook takes the first one off: 10 + 4 + 1
    public void A_self_serve_place_is_freed_by_the_clock_any_other_by_the_cook(bool selfServe, int expected)
    {
        Level level = Order(Spec("a", Cpu(1), Io(4, "pan"), Cpu(1)), Spec("b", Cpu(1), Io(4, "pan"), Cpu(1)), Spec("bread", Cpu(8)));
        level = level with { Tools = [new ToolSpec("pan", 1, selfServe)] };

        Assert.Equal(expected, ModelRun.Serve(level, Home(Manual("a.0", "b.0", "bread.0", "a.2", "b.2"))).Minutes);
    }

    [Fact]
    public void A_device_serves_whoever_came_first()
    {
        Level level = Order(Spec("a", Cpu(2), Io(5, "oven")), Spec("b", Cpu(1), Io(5, "oven")), Spec("c", Cpu(1), Io(5, "oven")));
        level = level with { Tools = [new ToolSpec("oven", 1, SelfServe: true)] };

        ModelRun run = ModelRun.Serve(level, Home(Manual("b.0", "a.0", "c.0")));

        Assert.Equal(["b", "a", "c"], ((ImmutableArray<string>)["a", "b", "c"]).OrderBy(run.FinishOf));
        Assert.Equal(1 + 5 + 5 + 5, run.Minutes);
    }

    [Fact]
    public void A_task_starts_only_after_those_it_needs_are_finished()
    {
        Level level = Order(Spec("sauce", Cpu(1), Io(5)), Spec("plate", Cpu(1)) with { After = ["sauce"] }, Spec("salad", Cpu(2)));

        ModelRun run = ModelRun.Serve(level, Home(Manual("sauce.0", "salad.0", "plate.0")));

        Assert.Equal(1 + 5 + 1, run.FinishOf("plate"));
    }
}
