using ShortOrder.Simulation.Levels;
using ShortOrder.Support;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Execution.Tests.Lanes;

/// <summary>What a plan settles about its level holds for real, too.</summary>
public sealed class SettlingTests
{
    /// <summary>The first loaf leaves at 1, and then every 2 minutes one: 1 + 8 × 2. With room for all, the loop bakes them first and hears of the van's return at 9.</summary>
    [Theory]
    [InlineData(1, 17, 18.2)]
    [InlineData(8, 23.5, 25.5)]
    public void The_shelf_holds_as_many_loaves_as_the_plan_says(int places, double least, double most)
    {
        Level level = LevelFiles.Find("the-shelf");
        RealRun run = RealRun.Serve(level, PlanFor(level, Home(Loop("loaf", "icing"))) with { Places = [new("shelf", places)] });

        run.MustBeRight();
        RealRun.MustBeWithin((decimal)least, (decimal)most, runs => runs[0].Minutes, run);
    }
}
