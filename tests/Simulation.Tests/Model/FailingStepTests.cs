using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Timelines;
using ShortOrder.Support;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Simulation.Tests.Model;

/// <summary>A step whose first attempts fail: each takes the whole wait; a try repeats it, and without one the dish never comes.</summary>
public sealed class FailingStepTests
{
    private static readonly Level Calls = Order(Spec("a", Cpu(1), Io(4), Cpu(1)), Spec("b", Cpu(1), Io(4, fails: 1), Cpu(1))) with { Costs = NoCosts };

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Every_failed_attempt_takes_the_whole_wait_again(int fails)
    {
        Level level = Order(Spec("call", Cpu(1), Io(4, fails: fails), Cpu(1)));

        ModelRun run = Tried(level, "call", 1, Home(Main("call")));

        Assert.Equal(1 + (fails * 4) + 4 + 1, run.Minutes);
        Assert.Equal(Enumerable.Range(1, fails).Select(n => At(1 + (n * 4))), run.Result.Timeline.Failures.Select(f => f.At));
        Assert.Equal(Verdict.Served, run.Score.Verdict);
    }

    [Fact]
    public void A_loop_does_others_work_while_it_tries_again()
    {
        // a: 0 to 1, waits to 5, done at 6. b: 1 to 2, fails at 6, is well at 10, done at 11.
        ModelRun run = Tried(Calls, "b", 1, Home(Loop("a", "b")));

        Assert.Equal((6, 11), (run.FinishOf("a"), run.FinishOf("b")));
    }

    [Theory]
    [InlineData(LaneKind.Main)]
    [InlineData(LaneKind.Thread)]
    [InlineData(LaneKind.Loop)]
    [InlineData(LaneKind.Greenlets)]
    public void Without_a_try_the_error_ends_the_task_and_the_lane_goes_on(LaneKind kind)
    {
        ModelRun run = ModelRun.Serve(Calls, Home(new Lane { Kind = kind, Tasks = [new("b"), new("a")] }));

        Assert.Equal(Verdict.UncaughtError, run.Score.Verdict);
        Assert.Equal("b never came: step 1 failed, and without a try on it the error ended the task.", run.Score.Explanation);
        Assert.Equal([new TaskError(1, 1, IsSilent: false)], run.Result.Errors);
        Assert.False(run.Result.IsDeadlocked);
        Assert.Null(run.FinishOf("b"));
        Assert.NotNull(run.FinishOf("a"));
    }

    [Fact]
    public void Whoever_comes_after_it_waits_for_ever_but_the_verdict_names_the_cause()
    {
        Level level = Order(Spec("call", Io(4, fails: 1)), Spec("plate", Cpu(1)) with { After = ["call"] });

        ModelRun run = ModelRun.Serve(level, Home(Thread("call"), Thread("plate")));

        Assert.True(run.Result.IsDeadlocked);
        Assert.Equal(["plate waits for task call to finish"], run.Result.WaitCycle);
        Assert.Equal(Verdict.UncaughtError, run.Score.Verdict);
    }

    [Fact]
    public void Callbacks_without_an_errback_never_hear_of_it_and_never_end()
    {
        ModelRun run = ModelRun.Serve(WithCallbacks(Calls), Home(Callbacks("a", "b")));

        Assert.True(run.Result.IsDeadlocked);
        Assert.Equal(Verdict.Deadlock, run.Score.Verdict);
        Assert.Equal("It never ends: b never comes: step 1 failed, and without an errback on it nobody hears of that.", run.Score.Explanation);
        Assert.Equal(6, run.FinishOf("a"));
    }

    [Fact]
    public void Callbacks_and_coroutines_run_alike()
    {
        Level level = WithCallbacks(Calls);

        Assert.Equal(Tried(level, "b", 1, Home(Loop("b", "a"))).Print(), Tried(level, "b", 1, Home(Callbacks("b", "a"))).Print());
    }

    [Fact]
    public void A_lost_callback_keeps_its_place_within_the_limit_and_an_error_gives_it_back()
    {
        Level level = WithCallbacks(Calls);

        Assert.Null(ModelRun.Serve(level, Home(Callbacks("b", "a") with { Limit = 1 })).FinishOf("a"));
        Assert.Equal(1 + 4 + 6, ModelRun.Serve(level, Home(Loop("b", "a") with { Limit = 1 })).FinishOf("a"));
    }

    [Fact]
    public void A_failed_attempt_puts_its_tool_back_and_queues_again()
    {
        // a has the line to 4 and fails; b has it to 8, a again to 12.
        Level level = Order(Spec("a", Io(4, tool: "line", fails: 1)), Spec("b", Io(4, tool: "line"))) with { Costs = NoCosts };

        ModelRun run = Tried(level, "a", 0, Home(Thread("a"), Thread("b")));

        Assert.Equal((12, 8), (run.FinishOf("a"), run.FinishOf("b")));
    }

    [Fact]
    public void At_a_device_it_queues_again_too()
    {
        Level level = Order(Spec("a", Io(4, tool: "lift", fails: 1)), Spec("b", Io(4, tool: "lift"))) with { Tools = [new("lift", 1, SelfServe: true)], Costs = NoCosts };

        ModelRun run = Tried(level, "a", 0, Home(Loop("a", "b")));

        Assert.Equal((12, 8), (run.FinishOf("a"), run.FinishOf("b")));
    }

    [Fact]
    public void A_tool_that_refuses_is_called_again_after_a_failure()
    {
        // a fails at 4 and calls again at once, until 8. b is refused at 0, hears it at 1, comes back at 4, a moment after a, is refused again and comes back at 8.
        Level level = Order(Spec("a", Io(4, tool: "line", fails: 1)), Spec("b", Io(4, tool: "line"))) with
        {
            Tools = [new("line", 1, SelfServe: false, Refuses: new(Minutes(1), Minutes(3)))],
            Costs = NoCosts,
        };

        ModelRun run = Tried(level, "a", 0, Home(Loop("a", "b")));

        Assert.Equal(Verdict.Served, run.Score.Verdict);
        Assert.Equal((8, 12), (run.FinishOf("a"), run.FinishOf("b")));
        Assert.Equal((8, 8), (run.MinutesOf("a", SpanState.Waiting), run.MinutesOf("b", SpanState.Refused)));
    }

    [Fact]
    public void An_offloaded_attempt_is_handed_over_again()
    {
        Level level = Order(Spec("gauge", Io(5, blocking: true, fails: 2)));
        Plan plan = PlanFor(level, Home(Loop("gauge"))) with { Offloads = [Offload("gauge", 0)], Tries = [Try("gauge", 0)] };

        Assert.Equal(0.0005m + (3 * (Costs.HandOff.Minutes + 5)), ModelRun.Serve(level, plan).Minutes);
        Assert.Equal(Verdict.UncaughtError, ModelRun.Serve(level, plan with { Tries = [] }).Score.Verdict);
    }

    [Fact]
    public void Another_kitchen_tries_again_by_itself_and_packs_its_crate_once()
    {
        Level level = Order(Spec("call", Io(4, fails: 1)) with { Crate = Crate(0.5m, 0.5m) });

        ModelRun run = Tried(level, "call", 0, Home(), Annex("annex", Main("call")));

        Assert.Equal(0.1m + 0.9m + 0.5m + 4 + 4 + 0.5m + 0.5m, run.Minutes); // home packs while the annex boots
    }

    [Fact]
    public void A_dish_that_was_lost_in_another_kitchen_is_named_too()
    {
        Level level = Order(Spec("call", Io(4, fails: 1)), Spec("dough", Cpu(1)));

        ModelRun run = ModelRun.Serve(level, Home(Main("dough")), Annex("annex", Main("call")));

        Assert.Equal(Verdict.UncaughtError, run.Score.Verdict);
        Assert.StartsWith("call never came: step 0 failed", run.Score.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_frees_what_the_task_holds()
    {
        Level level = Order(Spec("a", Take("oven"), Io(4, fails: 1), Drop("oven")), Spec("b", Take("oven"), Cpu(1), Drop("oven"))) with { Costs = NoCosts };

        Assert.Equal(4 + 1, ModelRun.Serve(level, Home(Thread("a"), Thread("b"))).FinishOf("b"));
    }

    [Fact]
    public void A_lock_is_kept_over_all_attempts()
    {
        Level level = Order(Spec("a", Cpu(1, read: "jar"), Io(4, fails: 1), Cpu(1, write: "jar")), Spec("b", Cpu(1, read: "jar", write: "jar"))) with { Costs = NoCosts };
        Plan plan = PlanFor(level, Home(Thread("a"), Thread("b"))) with { Locks = [Lock("jar", "a", 0, 2), Lock("jar", "b", 0, 0)], Tries = [Try("a", 1)] };

        Assert.Equal(1 + 4 + 4 + 1 + 1, ModelRun.Serve(level, plan).FinishOf("b"));
    }

    [Fact]
    public void Copies_may_be_tried_one_by_one()
    {
        Level level = Order(Spec("call", Io(4, fails: 1)) with { Count = 2 }) with { Costs = NoCosts };

        ModelRun run = Tried(level, "call#2", 0, Home(Loop("call")));

        Assert.Equal((null, 8), (run.FinishOf("call#1"), run.FinishOf("call#2")));
    }

    [Fact]
    public void The_inspector_calls_tried_steps_safe_and_knows_that_no_order_saves_the_others()
    {
        Plan bare = PlanFor(Calls, Home(Loop("a", "b")));
        Simulation.Inspection.Inspection Inspect(Plan plan) => Inspector.Inspect(PlanCompiler.Compile(Calls, plan));

        Assert.Equal(InspectionVerdict.Safe, Inspect(bare with { Tries = [Try("b", 1)] }).Verdict);
        Assert.Equal(InspectionVerdict.Deadlock, Inspect(bare).Verdict);
        Assert.Equal("Whatever the order, b never came: step 1 failed, and without a try on it the error ended the task.", Inspect(bare).Explanation);
    }

    private static Costs Costs { get; } = new();

    private static Level WithCallbacks(Level level) => level with { Allow = level.Allow with { Callbacks = true } };

    private static ModelRun Tried(Level level, string task, int step, params ReadOnlySpan<Kitchen> kitchens) =>
        ModelRun.Serve(level, PlanFor(level, kitchens) with { Tries = [Try(task, step)] });
}
