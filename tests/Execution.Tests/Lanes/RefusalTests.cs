using ShortOrder.Execution.Events;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Timelines;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Execution.Tests.Lanes;

/// <summary>Lines that really turn callers away, who really ring again: refused after 1 minute, again 2 later.</summary>
public sealed class RefusalTests
{
    private static readonly Level Line = Order(Spec("call", Cpu(0.2m), Io(2, "line")) with { Count = 3 }) with
    {
        Tools = [new ToolSpec("line", 1, SelfServe: false, new(Minutes(1), Minutes(2)))],
    };

    public static TheoryData<LaneKind> Kinds => [LaneKind.Thread, LaneKind.Loop, LaneKind.Greenlets];

    /// <summary>They call at 0.2, 0.4 and 0.6; of the two refused one gets through at 3.4, the other at 6.6: 8.6.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Callers_ring_again_until_they_get_through(LaneKind kind)
    {
        Lane lane = kind == LaneKind.Thread ? Pool(3, "call") : new() { Kind = kind, Tasks = [new("call")] };
        RealRun run = RealRun.Serve(Line, PlanFor(Line, Home(lane)));

        run.MustBeRight();
        Assert.Equal([1, 2], run.Events.Where(e => e.State == SpanState.Refused).Select(e => e.Task).Distinct().Order());
        MustTake(run, run.ModelMinutes * 0.95m, run.ModelMinutes * 1.15m);
    }

    [Fact]
    public void As_many_callers_as_lines_are_never_refused()
    {
        RealRun run = RealRun.Serve(Line, PlanFor(Line, Home(Loop("call") with { Limit = 1 })));

        run.MustBeRight();
        Assert.DoesNotContain(run.Events, e => e.State == SpanState.Refused);
        MustTake(run, 6.3m, 7.5m); // 3 × (0.2 + 2)
    }

    [Fact]
    public void Callers_of_two_kitchens_share_the_line()
    {
        // The annex calls at 0.1 + 0.4 + 0.2 = 0.7, while the first call of home goes on, at 3.7, during the second, and at 6.7.
        Level level = Line with { Costs = new() { Boot = Minutes(0.4m) } };
        RealRun run = RealRun.Serve(level, PlanFor(level, Home(Main("call#1", "call#2")), Annex("annex", Main("call#3"))));

        run.MustBeRight();
        MustTake(run, 8.4m, 10); // 6.7 + 2
    }

    private static void MustTake(RealRun run, decimal least, decimal most) => RealRun.MustBeWithin(least, most, runs => runs[0].Minutes, run);
}
