using System.Collections.Immutable;
using ShortOrder.Execution.Lanes;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Timelines;
using ShortOrder.Support;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Execution.Tests.Lanes;

/// <summary>The pantry really answers the first requests of a step with a failure, and who has a try asks again.</summary>
public sealed class FailingStepTests
{
    private static readonly Level Van = Order(Spec("fish", Cpu(0.5m), Io(2, fails: 2), Cpu(0.5m)), Spec("soup", Cpu(0.5m), Io(2), Cpu(0.5m)));

    public static TheoryData<LaneKind> Kinds => [LaneKind.Main, LaneKind.Thread, LaneKind.Loop, LaneKind.Greenlets];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_try_asks_again_until_the_answer_is_good(LaneKind kind)
    {
        Plan plan = PlanFor(Van, Home(new Lane { Kind = kind, Tasks = [new("fish"), new("soup")] })) with { Tries = [Try("fish", 1)] };

        RealRun run = RealRun.Serve(Van, plan);

        run.MustBeRight();
        Assert.Equal([0, 0], FailuresOf(run));
        MustTakeWhatTheModelSays(run); // fish alone: 0.5 + 3 × 2 + 0.5
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Without_a_try_the_error_ends_that_task_and_no_other(LaneKind kind)
    {
        RealRun run = RealRun.Serve(Van, PlanFor(Van, Home(new Lane { Kind = kind, Tasks = [new("fish"), new("soup")] })), mostRuns: 1);

        Assert.Equal([0], FailuresOf(run));
        Assert.Equal([1], Finished(run));
    }

    [Fact]
    public void A_tool_is_put_back_after_each_attempt()
    {
        // One line: fish has it to 2, soup to 4, fish again to 6 and to 8.
        Level level = Order(Spec("fish", Io(2, "line", fails: 2)), Spec("soup", Io(2, "line")));
        RealRun run = RealRun.Serve(level, PlanFor(level, Home(Loop("fish", "soup"))) with { Tries = [Try("fish", 0)] });

        run.MustBeRight();
        Assert.True(run.Events.First(e => e.Task == 1 && e.State == SpanState.Waiting).Timestamp < run.Events.Last(e => e.Task == 0 && e.State == SpanState.Waiting).Timestamp);
        MustTakeWhatTheModelSays(run);
    }

    [Theory]
    [InlineData("thread")]
    [InlineData("annex")]
    public void A_helper_reports_the_failure_and_is_asked_again(string helper)
    {
        Level level = Order(Spec("gauge", Cpu(0.5m), Io(2, blocking: true, fails: 1), Cpu(0.5m)) with { Crate = Crate(0.2m, 0.2m) });
        Plan plan = PlanFor(level, Home(Loop("gauge")), Annex("annex")) with { Offloads = [Offload("gauge", 1, helper)], Tries = [Try("gauge", 1)] };

        RealRun run = RealRun.Serve(level, plan);

        run.MustBeRight();
        Assert.Equal([0], FailuresOf(run));
        MustTakeWhatTheModelSays(run);
    }

    [Fact]
    public void A_failing_first_step_of_a_task_that_arrives_later_fails_for_itself_alone()
    {
        Level level = Order(Spec("fish", Io(2, fails: 1)) with { Arrives = Minutes(1) });
        RealRun run = RealRun.Serve(level, PlanFor(level, Home(Loop("fish"))) with { Tries = [Try("fish", 0)] });

        run.MustBeRight();
        Assert.Equal([0], FailuresOf(run)); // the wait for its arrival is no attempt
        MustTakeWhatTheModelSays(run); // 1 + 2 × 2
    }

    [Fact]
    public void What_an_error_leaves_behind_is_free()
    {
        Level level = Order(Spec("fish", Take("oven"), Io(2, fails: 1), Drop("oven")), Spec("soup", Take("oven"), Io(1), Drop("oven")));

        Assert.Equal([1], Finished(RealRun.Serve(level, PlanFor(level, Home(Loop("fish", "soup"))), mostRuns: 1)));
    }

    private static ImmutableArray<int> FailuresOf(RealRun run) => [.. run.Events.Where(e => e.State == SpanState.Failed).Select(e => e.Task)];

    private static IEnumerable<int> Finished(RealRun run) => run.Reports.SelectMany(r => r.Values).Select(v => v.Task);

    private static void MustTakeWhatTheModelSays(RealRun run) => RealRun.MustBeWithin(0.95m, 1.15m, runs => runs[0].Minutes / runs[0].ModelMinutes, run);
}
