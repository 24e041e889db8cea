using ShortOrder.Game.Session;
using ShortOrder.Game.Tests.Support;
using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Support;

namespace ShortOrder.Game.Tests.Session;

public sealed class ServedOrderTests
{
    private static readonly Level Jar = LevelFiles.Find("the-lost-jar");

    [Fact]
    public void A_run_that_went_well_does_not_serve_a_plan_that_can_break()
    {
        Forecast forecast = Forecast("trap");
        ServedOrder served = ServedOrder.Judge(forecast, TestOrders.Result(forecast.Run.Timeline));

        Assert.Equal((Verdict.LostUpdate, Medal.None), (served.Verdict, served.Medal));
        Assert.Equal(InspectionVerdict.Race, served.Found!.Verdict);
        Assert.Equal(Verdict.LostUpdate, served.ToAttempt(20).Verdict);
    }

    [Fact]
    public void The_same_run_with_a_lock_earns_gold()
    {
        Forecast forecast = Forecast("best");

        Assert.Equal((Verdict.Served, Medal.Gold), (ServedOrder.Judge(forecast, TestOrders.Result(forecast.Run.Timeline)).Verdict, ServedOrder.Judge(forecast, TestOrders.Result(forecast.Run.Timeline)).Medal));
    }

    [Fact]
    public async Task The_inspector_comes_after_the_run_and_on_its_worker()
    {
        using ServingJob job = new(TestOrders.ServeAtOnce, Forecast("trap").Compiled, new());
        Assert.NotNull(await job.Done);

        Assert.Equal(InspectionVerdict.Race, job.Found!.Verdict);
    }

    private static Forecast Forecast(string plan) => Prediction.Of(Jar, Jar.Plans.Single(p => p.Name == plan).Plan).Forecast!;
}
