using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Solving;
using ShortOrder.Support;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Simulation.Tests.Solving;

public sealed class LossSplitTests
{
    /// <summary>Two calls of 1 + 6 and two doughs of 3, one further cook at most; opening costs nothing.</summary>
    private static readonly Level Lunch = Order(Spec("wine", Cpu(1), Io(6)), Spec("fish", Cpu(1), Io(6)), Spec("bread", Cpu(3)), Spec("pasta", Cpu(3))) with
    { Allow = new() { Threads = 1 }, Costs = NoCosts };

    [Fact]
    public void The_wrong_order_on_the_right_lanes_is_a_loss_by_order()
    {
        // A dish that needs the call: call first and the oven runs meanwhile. Window: bread first 3 + 1 + 6 = 10, call first 1 + 6 = 7 with the bread in its shadow.
        Level level = Order(Spec("wine", Cpu(1), Io(6)), Spec("bread", Cpu(3))) with { Allow = new() { Main = false, Loops = 1 }, Costs = NoCosts };
        LossSplit loss = Split(level, Home(Loop("bread", "wine")));

        Assert.Equal(LossKind.Order, loss.Largest);
        Assert.Equal((3, 3, 0, 0), (loss.Total, loss.Of(LossKind.Order), loss.Of(LossKind.Assignment), loss.Of(LossKind.Strategy)));
        Assert.Equal(7, loss.Move!.Score[Metric.Time]);
    }

    [Fact]
    public void The_wrong_task_on_a_lane_is_a_loss_by_assignment()
    {
        // Both calls on one lane wait one after the other: 14. A call on each lane: about 1 + 6 with the doughs behind or before.
        LossSplit loss = Split(Lunch, Home(Main("bread", "pasta"), Thread("wine", "fish")));

        Assert.Equal(LossKind.Assignment, loss.Largest);
        Assert.True(loss.ByAssignment.Score[Metric.Time] < loss.Mine.Score[Metric.Time]);
    }

    [Fact]
    public void A_lane_too_few_is_a_loss_by_strategy()
    {
        LossSplit loss = Split(Lunch, Home(Main("wine", "fish", "bread", "pasta")));

        Assert.Equal(LossKind.Strategy, loss.Largest);
        Assert.Equal((20, 0, 0), (loss.Mine.Score[Metric.Time], loss.Of(LossKind.Order), loss.Of(LossKind.Assignment)));
        Assert.Null(loss.Move); // on one lane that blocks no order is any faster
    }

    [Fact]
    public void The_parts_are_the_whole_and_none_is_negative() => Assert.All(LevelFiles.Levels.Where(l => l.Id is "the-hat-tax" or "one-oven" or "the-van" or "the-lost-jar"), level =>
        Assert.All(level.Plans.Where(p => p.Verdict == Verdict.Served), plan =>
        {
            LossSplit loss = LossSplit.Of(level, plan.Plan, TestContext.Current.CancellationToken)!;
            LossKind[] kinds = Enum.GetValues<LossKind>();

            Assert.Equal(loss.Total, kinds.Sum(loss.Of));
            Assert.All(kinds, kind => Assert.True(loss.Of(kind) >= 0));
            Assert.Equal(plan.Name == "best", loss.Total == 0);
            Assert.All(new[] { loss.ByOrder, loss.ByAssignment, loss.Best }.Concat(loss.Move is { } move ? [move] : []),
                better => Assert.Equal(better.Score[loss.Metric], ModelRun.Serve(level, better.Plan).Inspected[loss.Metric]));
        }));

    [Fact]
    public void A_plan_that_gets_stuck_loses_nothing_that_can_be_told()
    {
        Level level = Order(Spec("icing", Cpu(1)) with { After = ["cake"] }, Spec("cake", Cpu(1)));

        Assert.Null(LossSplit.Of(level, PlanFor(level, Home(Main("icing", "cake"))), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_plan_that_an_unkind_schedule_breaks_is_not_praised()
    {
        // It comes home after 4.01 when the schedule is kind, before any plan with a lock.
        Level level = Order(Spec("courier", Io(2), Cpu(1), Cpu(1, "jar", "jar")) with { Count = 2 }) with { Allow = new() { Threads = 2, Locks = true } };

        Assert.Null(LossSplit.Of(level, PlanFor(level, Home(Pool(2, "courier"))), TestContext.Current.CancellationToken));
    }

    private static LossSplit Split(Level level, Kitchen home) => LossSplit.Of(level, PlanFor(level, home), TestContext.Current.CancellationToken)!;
}
