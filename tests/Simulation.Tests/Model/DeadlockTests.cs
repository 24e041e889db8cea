using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Support;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Simulation.Tests.Model;

/// <summary>Nothing can move any more, and the model says who waits for whom.</summary>
public sealed class DeadlockTests
{
    private static readonly Level OvenAndTray = Order(
        Spec("roast", Take("oven"), Cpu(1), Io(4), Take("tray"), Io(3), Drop("tray"), Drop("oven")),
        Spec("bake", Take("tray"), Cpu(2), Take("oven"), Io(4), Drop("oven"), Drop("tray")));

    [Fact]
    public void Each_holds_what_the_other_needs()
    {
        ModelRun run = ModelRun.Serve(OvenAndTray, Home(Thread("roast"), Thread("bake")));

        Assert.Equal(Verdict.Deadlock, run.Score.Verdict);
        Assert.Equal(["roast waits for tool tray, held by bake", "bake waits for tool oven, held by roast"], run.Result.WaitCycle);
    }

    [Fact]
    public void One_order_of_taking_for_all_dissolves_it()
    {
        Plan plan = PlanFor(OvenAndTray, Home(Thread("roast"), Thread("bake"))) with { Orders = [new OrderPlan("bake", ["oven", "tray"])] };

        Assert.Equal(Verdict.Served, ModelRun.Serve(OvenAndTray, plan).Score.Verdict);
    }

    [Fact]
    public void One_lane_for_both_dissolves_it_too()
    {
        ModelRun run = ModelRun.Serve(OvenAndTray, Home(Main("roast", "bake")));

        Assert.Equal(1 + 4 + 3 + 2 + 4, run.Minutes);
    }

    [Fact]
    public void A_blocking_lane_that_waits_for_its_own_later_task_waits_for_ever()
    {
        Level level = Order(Spec("plate", Cpu(1)) with { After = ["sauce"] }, Spec("sauce", Cpu(1)));

        ModelRun run = ModelRun.Serve(level, Home(Main("plate", "sauce")));

        Assert.Equal(Verdict.Deadlock, run.Score.Verdict);
        Assert.Equal(["plate waits for task sauce to finish"], run.Result.WaitCycle);
        Assert.Null(run.FinishOf("sauce"));
    }

    [Fact]
    public void A_loop_with_a_limit_can_fill_up_with_those_who_wait_for_the_rest()
    {
        Level level = Order(Spec("plate", Cpu(1)) with { After = ["sauce"] }, Spec("sauce", Cpu(1)));

        Assert.Equal(Verdict.Served, ModelRun.Serve(level, Home(Loop("plate", "sauce"))).Score.Verdict);
        Assert.Equal(Verdict.Deadlock, ModelRun.Serve(level, Home(Loop("plate", "sauce") with { Limit = 1 })).Score.Verdict);
    }

    [Fact]
    public void Locks_taken_in_opposite_orders_deadlock_where_both_wait_in_between()
    {
        Level level = Order(
            Spec("a", Cpu(1, read: "jar"), Io(1), Cpu(1, read: "ledger")),
            Spec("b", Cpu(1, read: "ledger"), Io(1), Cpu(1, read: "jar")));
        Plan plan = PlanFor(level, Home(Loop("a", "b"))) with
        {
            Locks = [Lock("jar", "a", 0, 2), Lock("ledger", "a", 2, 2), Lock("ledger", "b", 0, 2), Lock("jar", "b", 2, 2)],
        };

        ModelRun run = ModelRun.Serve(level, plan);

        Assert.Equal(["a waits for lock ledger, held by b", "b waits for lock jar, held by a"], run.Result.WaitCycle);
    }
}
