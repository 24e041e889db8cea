using System.Collections.Immutable;
using ShortOrder.Simulation.Analysis;
using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Timelines;
using ShortOrder.Support;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Simulation.Tests.Model;

/// <summary>A line that turns away who finds it taken, instead of letting them queue: the refusal comes after 1 minute, the next try 2 later.</summary>
public sealed class RefusalTests
{
    private const decimal Refusal = 1, BackOff = 2;

    public static TheoryData<LaneKind> Kinds => [LaneKind.Thread, LaneKind.Loop, LaneKind.Greenlets];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Who_finds_it_taken_tries_again_after_refusal_and_back_off(LaneKind kind)
    {
        Level level = Lines(Spec("a", Io(2, "line")), Spec("b", Io(1, "line")));

        ModelRun run = ModelRun.Serve(level, Both(kind));

        Assert.Equal(2, run.FinishOf("a"));
        Assert.Equal(Refusal + BackOff + 1, run.FinishOf("b")); // the line is free from 2, but nobody tells
        Assert.Equal(Refusal + BackOff, run.MinutesOf("b", SpanState.Refused));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_is_refused_as_often_as_it_finds_it_taken(LaneKind kind)
    {
        Level level = Lines(Spec("a", Io(4, "line")), Spec("b", Io(1, "line")));

        Assert.Equal(2 * (Refusal + BackOff) + 1, ModelRun.Serve(level, Both(kind)).FinishOf("b")); // taken at 0 and at 3
    }

    [Fact]
    public void Who_was_refused_first_has_no_claim_on_the_next_place()
    {
        Level level = Lines(Spec("a", Io(2, "line")), Spec("b", Io(1, "line")), Spec("c", Io(2), Cpu(0.5m), Io(1, "line")));

        ModelRun run = ModelRun.Serve(level, Home(Loop("a", "b", "c")));

        Assert.Equal(2.5m + 1, run.FinishOf("c")); // comes at 2.5 and finds it free
        Assert.Equal(2 * (Refusal + BackOff) + 1, run.FinishOf("b")); // at 3 c has it
    }

    [Fact]
    public void A_refusal_is_heard_when_the_loop_has_time_and_only_then_the_back_off_begins()
    {
        Level level = Lines(Spec("a", Io(2, "line")), Spec("b", Io(1, "line")), Spec("c", Io(0.5m), Cpu(2)));

        ModelRun run = ModelRun.Serve(level, Home(Loop("a", "b", "c")));

        Assert.Equal(0.5m + 2, run.FinishOf("c"));
        Assert.Equal(2.5m + BackOff + 1, run.FinishOf("b"));
    }

    [Fact]
    public void A_limit_of_as_many_as_there_are_places_is_never_refused()
    {
        Level level = Lines(Spec("call", Cpu(0.1m), Io(2, "line")) with { Count = 4 });

        Assert.Equal(4 * (0.1m + 2), ModelRun.Serve(level, Home(Loop("call") with { Limit = 1 })).Minutes);

        // All at once, at 0.1, 0.2, 0.3 and 0.4. The others try every 3: at 3.2 (3.3 and 3.4 find it taken), at 6.3 (6.4 too) and at 9.4.
        Assert.Equal(9.4m + 2, ModelRun.Serve(level, Home(Loop("call"))).Minutes);
    }

    [Fact]
    public void The_ledger_and_the_diagnosis_count_what_refusals_took()
    {
        Level level = Lines(Spec("a", Io(2, "line")), Spec("b", Io(1, "line")));
        ModelRun run = ModelRun.Serve(level, Both(LaneKind.Thread));

        Assert.Equal(Refusal + BackOff, Ledger.Of(run.Result.Timeline).Total[SpanState.Refused].Minutes);
        Finding finding = Assert.Single(Diagnosis.Of(run.Compiled, run.Result.Timeline), f => f.Term == "semaphore");
        Assert.Equal(Refusal + BackOff, finding.Cost.Minutes);
    }

    [Fact]
    public void Nobody_gets_stuck_at_what_refuses()
    {
        Level level = Lines(Spec("a", Take("tray"), Io(2, "line"), Drop("tray")), Spec("b", Io(1, "line"), Take("tray"), Cpu(1), Drop("tray")));
        level = level with { Tools = [.. level.Tools, new ToolSpec("tray", 1, SelfServe: false)] };

        Assert.Equal(InspectionVerdict.Safe, Inspector.Inspect(ModelRun.Serve(level, Both(LaneKind.Thread)).Compiled, cancel: TestContext.Current.CancellationToken).Verdict);
    }

    private static Level Lines(params ReadOnlySpan<TaskSpec> tasks) =>
        Order(tasks) with { Costs = NoCosts, Tools = [new ToolSpec("line", 1, SelfServe: false, new(Minutes(Refusal), Minutes(BackOff)))] };

    private static Kitchen Both(LaneKind kind) => kind switch
    {
        LaneKind.Loop => Home(Loop("a", "b")),
        LaneKind.Greenlets => Home(Greenlets("a", "b")),
        _ => Home(Thread("a"), Thread("b")),
    };
}
