using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Execution.Tests.Lanes;

/// <summary>Several tasks in one crate, really packed, sent and unpacked: every dish and every crate is checked.</summary>
public sealed class BoxTests
{
    private static readonly Level Peas = Order(Spec("pea", Cpu(0.5m, "jar", "jar")) with { Count = 8, Crate = Crate(0.5m, 0.25m) }) with { Costs = NoCosts };

    [Theory]
    [InlineData(1)]
    [InlineData(3)] // three, three and two
    [InlineData(8)]
    public void Boxes_arrive_whole_in_one_kitchen_and_in_a_pool(int box)
    {
        foreach (int copies in (int[])[1, 2])
        {
            RealRun run = RealRun.Serve(Peas, PlanFor(Peas, Home(), new Kitchen("annex", copies, [Main("pea") with { Box = box }])), mostRuns: 3);

            run.MustBeRight();
            Assert.Equal(8, run.Reports[0].Shared[0]); // every count came home
        }
    }

    [Fact]
    public void One_box_for_all_is_packed_once()
    {
        Plan each = PlanFor(Peas, Home(), Annex("annex", Main("pea"))), together = PlanFor(Peas, Home(), Annex("annex", Main("pea") with { Box = 8 }));
        RealRun eight = RealRun.Serve(Peas, each), one = RealRun.Serve(Peas, together);

        // Alone, home packs 8 × 0.5 beside the annex's 8 × (0.5 + 0.5 + 0.25); together 0.5 + 0.5 + 8 × 0.5 + 0.25 + 0.25.
        RealRun.MustBeWithin(0.45m, 0.62m, runs => runs[1].Minutes / runs[0].Minutes, eight, one);
    }
}
