using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Model;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Timelines;
using ShortOrder.Support;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Simulation.Tests.Model;

/// <summary>Kitchens are processes: hats of their own, and a border that costs.</summary>
public sealed class KitchenTests
{
    private const decimal Open = 0.1m; // at the opener
    private const decimal Boot = 0.9m; // in the new kitchen, meanwhile

    [Fact]
    public void Two_kitchens_work_at_the_same_time()
    {
        Level level = Order(Spec("a", Cpu(10)), Spec("b", Cpu(10)));

        ModelRun run = ModelRun.Serve(level, Home(Main("a")), Annex("annex", Main("b")));

        Assert.Equal(Open + 10, run.FinishOf("a"));
        Assert.Equal(Open + Boot + 10, run.Minutes);
    }

    [Fact]
    public void A_crate_is_packed_and_unpacked_by_hand_there_and_back()
    {
        Level level = Order(Spec("a", Cpu(1)), Spec("b", Cpu(2)) with { Crate = Crate(0.5m, 0.25m) });

        ModelRun run = ModelRun.Serve(level, Home(Main("a")), Annex("annex", Main("b")));

        Assert.Equal(Open + 0.5m + 1, run.FinishOf("a")); // packing comes first
        Assert.Equal(Open + Boot + 0.5m + 2 + 0.25m, run.FinishOf("b")); // packed again for the way home
        Assert.Equal(run.FinishOf("b") + 0.25m, run.Minutes); // and unpacked there
        Assert.Equal(2 * (0.5m + 0.25m), run.MinutesOf("b", SpanState.Packing));
    }

    [Fact]
    public void A_list_by_hand_in_another_kitchen_waits_for_its_crates_whatever_queues_there_are()
    {
        Level level = Order(Spec("b", Cpu(2)), Spec("c", Cpu(1)), Spec("d", Cpu(1)));

        Assert.Equal(Open + Boot + 4, ModelRun.Serve(level, Home(), Annex("annex", Manual("b.0", "c.0", "d.0"))).Minutes); // no queue at all
        ModelRun pool = ModelRun.Serve(level, Home(), Annexes("pool", 2, "c", "d"), Annex("annex", Manual("b.0")));        // another kitchen's queue
        Assert.Equal(2, pool.MinutesOf("b", SpanState.Working));
    }

    [Fact]
    public void A_kitchen_that_has_booted_waits_for_its_crate()
    {
        Level level = Order(Spec("b", Cpu(2)) with { Crate = Crate(3, 0) });

        ModelRun run = ModelRun.Serve(level, Home(), Annex("annex", Main("b")));

        Assert.Equal(Open + 3 + 3 + 2, run.Minutes); // booted at 1, the crate comes at 3.1
    }

    [Fact]
    public void Crates_are_packed_in_plan_order_before_home_does_anything_else()
    {
        Level level = Order(Spec("a", Cpu(1)), Spec("b", Cpu(1)) with { Crate = Crate(1, 0) }, Spec("c", Cpu(1)) with { Crate = Crate(2, 0) });

        ModelRun run = ModelRun.Serve(level, Home(Main("a")), Annex("annex", Main("c", "b")));

        Assert.Equal(Open + 2 + 1 + 1, run.FinishOf("a"));
        Assert.Equal(Open + 2 + 2 + 1, run.FinishOf("c"));
    }

    [Fact]
    public void Home_unpacks_results_in_plan_order()
    {
        Level level = Order(Spec("slow", Cpu(5)) with { Crate = Crate(0, 1) }, Spec("quick", Cpu(1)) with { Crate = Crate(0, 1) });

        ModelRun run = ModelRun.Serve(level, Home(), Annex("one", Main("quick")), Annex("two", Main("slow")));

        // quick is unpacked while slow still cooks; slow: opened second, 0.2 + 0.9, packed, unpacked.
        Assert.Equal(2 * Open + Boot + 5 + 1 + 1, run.Minutes);
    }

    [Fact]
    public void A_task_at_home_that_needs_another_kitchens_result_unpacks_it()
    {
        Level level = Order(Spec("plate", Cpu(1)) with { After = ["sauce"] }, Spec("sauce", Cpu(2)) with { Crate = Crate(0, 0.5m) });

        ModelRun run = ModelRun.Serve(level, Home(Main("plate")), Annex("annex", Main("sauce")));

        Assert.Equal(Open + Boot + 2 + 0.5m + 0.5m + 1, run.Minutes); // once, not again at the end
    }

    [Fact]
    public void A_task_elsewhere_that_needs_homes_result_has_it_shipped_the_same_way()
    {
        Level level = Order(Spec("sauce", Cpu(2)) with { Crate = Crate(0, 0.5m) }, Spec("plate", Cpu(1)) with { After = ["sauce"] });

        ModelRun run = ModelRun.Serve(level, Home(Main("sauce")), Annex("annex", Main("plate")));

        Assert.Equal(Open + 2 + 0.5m, run.FinishOf("sauce"));
        Assert.Equal(Open + 2 + 0.5m + 0.5m + 1, run.FinishOf("plate"));
    }

    [Fact]
    public void A_pool_of_kitchens_takes_tasks_from_one_list()
    {
        Level level = Order(Spec("job", Cpu(1)) with { Count = 4 });

        ModelRun run = ModelRun.Serve(level, Home(), Annexes("pool", 2, "job"));

        Assert.Equal(Open + Boot + 1, run.FinishOf("job#1"));
        Assert.Equal(2 * Open + Boot + 1, run.FinishOf("job#2"));
        Assert.Equal(Open + Boot + 2, run.FinishOf("job#3"));
        Assert.Equal(2 * Open + Boot + 2, run.Minutes);
    }

    [Fact]
    public void Kitchens_beyond_the_cores_take_turns_of_one_interval()
    {
        Level level = Order(Spec("a", Cpu(2)), Spec("b", Cpu(2))) with { Cores = 1 };

        ModelRun run = ModelRun.Serve(level, Home(Main("a")), Annex("annex", Main("b")));

        Assert.Equal(0.25m, run.SpansOf("a").First(s => s.State == SpanState.Core).Start.Minutes); // the annex asks at 0.1
        Assert.Equal(Open + 2 + Boot + 2, run.Minutes); // one core does all the work
    }

    [Fact]
    public void Two_kitchens_share_tools_but_not_hats()
    {
        Level level = Order(Spec("a", Io(4, "oven")), Spec("b", Io(4, "oven")));

        ModelRun run = ModelRun.Serve(level, Home(Main("a")), Annex("annex", Main("b")));

        Assert.Equal(Open + 4 + 4, run.Minutes);
    }

    [Theory]
    [InlineData(true, 0)] // the count comes home with the crate
    [InlineData(false, 1)] // nobody ships it
    public void A_write_in_another_kitchen_reaches_home_only_in_a_crate(bool isCrated, int lost)
    {
        Level level = Order(Spec("count", Cpu(1, read: "jar", write: "jar")) with { Crate = isCrated ? Crate(0.1m, 0.1m) : null });

        ModelRun run = ModelRun.Serve(level, Home(), Annex("annex", Main("count")));

        Assert.Equal(lost, run.Result.LostUpdates.Sum(l => l.Count));
        Assert.Equal(lost > 0 ? Verdict.LostUpdate : Verdict.Served, run.Score.Verdict);
        Assert.All(run.Result.LostUpdates, l => Assert.Equal(new LostUpdate("jar", 1), l));
    }
}
