using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Model;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Timelines;
using ShortOrder.Support;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Simulation.Tests.Model;

/// <summary>Updates of shared things, and the locks that guard them.</summary>
public sealed class SharingTests
{
    /// <summary>Reads the jar, waits, and writes back one more.</summary>
    private static readonly Level Slow =
        Order(Spec("courier", Cpu(1, read: "jar"), Io(2), Cpu(1, write: "jar")) with { Count = 3 }) with { Costs = NoCosts };

    /// <summary>Reads and writes in one stretch of hands-on work, longer than a turn.</summary>
    private static readonly Level Busy = Order(Spec("courier", Cpu(1, read: "jar", write: "jar")) with { Count = 2 }) with { Costs = NoCosts };

    [Fact]
    public void Coroutines_that_give_way_between_read_and_write_lose_all_updates_but_one()
    {
        ModelRun run = ModelRun.Serve(Slow, Home(Loop("courier")));

        Assert.Equal([new LostUpdate("jar", 2)], run.Result.LostUpdates);
        Assert.Equal(Verdict.LostUpdate, run.Score.Verdict);
        Assert.Equal(3 * 1 + 3, run.Minutes); // and it looks fast: reads to 3, the last write from 5
    }

    [Fact]
    public void Coroutines_that_do_not_give_way_between_lose_nothing()
    {
        Assert.Empty(ModelRun.Serve(Busy, Home(Loop("courier"))).Result.LostUpdates);
    }

    [Fact]
    public void A_thread_can_be_switched_in_the_middle_of_an_update()
    {
        Assert.Equal([new LostUpdate("jar", 1)], ModelRun.Serve(Busy, Home(Thread("courier#1"), Thread("courier#2"))).Result.LostUpdates);
    }

    [Fact]
    public void One_task_after_another_loses_nothing()
    {
        Assert.Empty(ModelRun.Serve(Slow, Home(Main("courier"))).Result.LostUpdates);
    }

    [Fact]
    public void A_lock_around_the_whole_update_loses_nothing_and_forbids_all_overlap()
    {
        Plan plan = PlanFor(Slow, Home(Loop("courier"))) with { Locks = [Lock("jar", "courier", 0, 2)] };

        ModelRun run = ModelRun.Serve(Slow, plan);

        Assert.Empty(run.Result.LostUpdates);
        Assert.Equal(3 * (1 + 2 + 1), run.Minutes); // as long as one after another
    }

    [Fact]
    public void A_lock_around_hands_on_work_costs_threads_nothing()
    {
        Plan plan = PlanFor(Busy, Home(Thread("courier#1"), Thread("courier#2"))) with { Locks = [Lock("jar", "courier", 0, 0)] };

        ModelRun run = ModelRun.Serve(Busy, plan);

        Assert.Empty(run.Result.LostUpdates);
        Assert.Equal(1 + 1, run.Minutes); // the hat would have kept them apart anyway
    }

    [Fact]
    public void Locks_go_to_whoever_asked_first()
    {
        Plan plan = PlanFor(Slow, Home(Loop("courier#2", "courier#3", "courier#1"))) with { Locks = [Lock("jar", "courier", 0, 2)] };

        ModelRun run = ModelRun.Serve(Slow, plan);

        Assert.Equal([4, 8, 12], new[] { "courier#2", "courier#3", "courier#1" }.Select(run.FinishOf).Cast<decimal>());
        Assert.Equal(8, run.MinutesOf("courier#1", SpanState.Lock) + run.MinutesOf("courier#1", SpanState.Turn));
    }

    [Fact]
    public void A_lock_in_one_kitchen_is_no_lock_in_another()
    {
        Level level = Order(Spec("a", Cpu(2, read: "jar", write: "jar")) with { Crate = Crate(0.1m, 0.1m) }, Spec("b", Cpu(2, read: "jar", write: "jar")));
        Plan plan = PlanFor(level, Home(Main("b")), Annex("annex", Main("a"))) with { Locks = [Lock("jar", "a", 0, 0), Lock("jar", "b", 0, 0)] };

        ModelRun run = ModelRun.Serve(level, plan);

        Assert.Equal(0, run.MinutesOf("a", SpanState.Lock) + run.MinutesOf("b", SpanState.Lock));
        Assert.Empty(run.Result.LostUpdates); // each has its own copy, and the crate brings a's home
    }
}
