using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Timelines;
using ShortOrder.Support;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Simulation.Tests.Model;

/// <summary>Predecessors, release times, due dates and what must not stand about.</summary>
public sealed class WindowTests
{
    [Fact]
    public void A_task_waits_for_every_copy_of_those_it_comes_after()
    {
        Level level = Order(Spec("egg", Cpu(1), Io(3)) with { Count = 2 }, Spec("plate", Cpu(1)) with { After = ["egg"] }) with { Costs = NoCosts };

        ModelRun run = ModelRun.Serve(level, Home(Thread("egg#1"), Thread("egg#2"), Thread("plate")));

        Assert.Equal(1.75m + 3, run.FinishOf("egg#1")); // four turns of 0.25 in alternation with the other egg
        Assert.Equal(2 + 3 + 1, run.FinishOf("plate"));
    }

    [Fact]
    public void A_task_is_not_started_before_it_arrives()
    {
        Level level = Order(Spec("late", Cpu(1)) with { Arrives = Minutes(4) }, Spec("other", Cpu(1)));

        ModelRun run = ModelRun.Serve(level, Home(Main("late", "other")));

        Assert.Equal(4, run.MinutesOf("late", SpanState.Arrival));
        Assert.Equal(4 + 1 + 1, run.Minutes); // a synchronous lane waits with it
    }

    [Fact]
    public void A_loop_does_something_else_until_it_arrives()
    {
        Level level = Order(Spec("late", Cpu(1)) with { Arrives = Minutes(4) }, Spec("other", Cpu(1))) with { Costs = NoCosts };

        Assert.Equal(4 + 1, ModelRun.Serve(level, Home(Loop("late", "other"))).Minutes);
    }

    [Theory]
    [InlineData(3, Verdict.Served, 0)] // the due date itself is in time
    [InlineData(2, Verdict.Late, 1)]
    public void A_missed_due_date_is_late_by_so_much(int due, Verdict verdict, int tardiness)
    {
        Level level = Order(Spec("soup", Cpu(3)) with { Due = Minutes(due) });

        ModelRun run = ModelRun.Serve(level, Home(Main("soup")));

        Assert.Equal(verdict, run.Score.Verdict);
        Assert.Equal(tardiness, run.Metric(Metric.Late));
    }

    [Fact]
    public void Where_lateness_is_scored_it_is_no_failure()
    {
        Level level = Order(Spec("soup", Cpu(3)) with { Due = Minutes(2) }) with { Metrics = [Metric.Time, Metric.Late] };

        Assert.Equal(Verdict.Served, ModelRun.Serve(level, Home(Main("soup"))).Score.Verdict);
    }

    [Theory]
    [InlineData("toast", "bread", Verdict.Late)] // done at 2, buttered only at 6
    [InlineData("bread", "toast", Verdict.Served)]
    public void What_stands_longer_than_it_may_has_burnt(string first, string second, Verdict verdict)
    {
        Level level = Order(Spec("toast", Cpu(1), Io(1, ageing: 0.5m), Cpu(1)), Spec("bread", Cpu(5)));

        Assert.Equal(verdict, ModelRun.Serve(level, Home(Loop(first, second))).Score.Verdict);
    }

    [Theory]
    [InlineData(3, Verdict.Served)] // baked at 1, taken away at 3, when the van is back
    [InlineData(4, Verdict.Late)]
    public void Work_stands_until_the_next_step_that_takes_time(int van, Verdict verdict)
    {
        StepSpec bake = Cpu(1) with { Ageing = Minutes(2) };
        Level level = Order(Spec("early", Take("van"), Io(van), Drop("van")), Spec("loaf", bake, Take("van"), Io(1), Drop("van"))) with { Costs = NoCosts };

        Assert.Equal(verdict, ModelRun.Serve(level, Home(Loop("early", "loaf"))).Score.Verdict);
    }
}
