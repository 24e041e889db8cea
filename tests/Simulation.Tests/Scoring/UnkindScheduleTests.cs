using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Support;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Simulation.Tests.Scoring;

/// <summary>What some order of events breaks is not served, however well it went.</summary>
public sealed class UnkindScheduleTests
{
    /// <summary>Counting and writing take less than a turn, so that the model's own schedule is kind.</summary>
    private static readonly Level Jar = Order(Spec("courier", Io(2), Cpu(0.1m, read: "jar"), Cpu(0.1m, write: "jar")) with { Count = 2 }) with
    {
        Medals = [new(Metric.Time, 9, 9, 9)],
    };

    [Fact]
    public void A_plan_that_went_well_but_can_lose_an_update_is_not_served()
    {
        ModelRun run = ModelRun.Serve(Jar, Home(Main("courier#1"), Thread("courier#2")));
        Assert.Equal((Verdict.Served, Medal.Gold), (run.Score.Verdict, run.Score.Medal));

        Assert.Equal((Verdict.LostUpdate, Medal.None), (run.Inspected.Verdict, run.Inspected.Medal));
        Assert.Contains("an update is lost", run.Inspected.Explanation, StringComparison.Ordinal);
        Assert.Equal(run.Score.Metrics, run.Inspected.Metrics);
    }

    [Fact]
    public void A_plan_that_went_well_but_can_get_stuck_is_a_deadlock()
    {
        // Roast is through with both before rolls begin, this time.
        Level level = Order(
            Spec("roast", Take("oven"), Take("tray"), Cpu(0.1m), Drop("tray"), Drop("oven")),
            Spec("rolls", Io(2), Take("tray"), Take("oven"), Cpu(0.1m), Drop("oven"), Drop("tray"))) with
        { Tools = [new("oven", 1, false), new("tray", 1, false)] };
        ModelRun run = ModelRun.Serve(level, Home(Main("roast"), Thread("rolls")));

        Assert.Equal(Verdict.Served, run.Score.Verdict);
        Assert.Equal(Verdict.Deadlock, run.Inspected.Verdict);
    }

    [Fact]
    public void A_safe_plan_keeps_its_score()
    {
        ModelRun run = ModelRun.Serve(Jar, Home(Main("courier")));

        Assert.Same(run.Score, run.Inspected);
    }

    [Fact]
    public void A_suspicion_refuses_nobody()
    {
        ModelRun run = ModelRun.Serve(Jar, Home(Main("courier#1"), Thread("courier#2")));

        Assert.Same(run.Score, run.Score.Under(new ShortOrder.Simulation.Inspection.Inspection(InspectionVerdict.Unknown, [], "More than 1 states.", 2)));
    }

    [Fact]
    public void What_failed_anyway_keeps_its_own_reason()
    {
        Level level = Jar with { Limits = [new(Metric.Memory, 1)] };

        Assert.Equal(Verdict.OverBudget, ModelRun.Serve(level, Home(Main("courier#1"), Thread("courier#2"))).Inspected.Verdict);
    }
}
