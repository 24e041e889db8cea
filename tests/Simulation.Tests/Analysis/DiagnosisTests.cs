using ShortOrder.Simulation.Analysis;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Model;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using static ShortOrder.Support.OrderBuilder;

namespace ShortOrder.Simulation.Tests.Analysis;

public sealed class DiagnosisTests
{
    [Fact]
    public void A_blocking_call_on_a_loop_is_charged_with_its_minutes()
    {
        Level level = Order(Spec("gauge", Io(5, blocking: true)), Spec("soup", Cpu(1), Io(2)));
        Assert.Equal(5, Find("blocking", level, Lane(LaneKind.Loop, "gauge", "soup")).Cost.Minutes);
    }

    [Fact]
    public void A_long_step_on_a_loop_is_charged_with_what_the_ready_waited()
    {
        // The soup is ready at 0 and has its turn at 6, when the bread is through.
        Level level = Order(Spec("bread", Cpu(6)), Spec("soup", Cpu(1)));
        Assert.Equal(6, Find("coroutine", level, Lane(LaneKind.Loop, "bread", "soup")).Cost.Minutes);
    }

    [Fact]
    public void Two_sums_under_one_hat_are_charged_with_wanting_it()
    {
        // 0.25 each in turn: a works 8 times and wants the hat 7 times between, and so does b once it has taken its task: 14 × 0.25.
        Level level = Order(Spec("a", Cpu(2)), Spec("b", Cpu(2)));
        Assert.Equal(3.5m, Find("gil", level, Lane(LaneKind.Main, "a"), Lane(LaneKind.Thread, "b")).Cost.Minutes);
    }

    [Fact]
    public void A_cook_who_returns_beside_a_busy_one_is_in_a_convoy()
    {
        // Each of three waits is followed by one switch interval of 0.25.
        Level level = Order(Spec("chop", Cpu(10)), Spec("calls", Io(1), Cpu(0.1m), Io(1), Cpu(0.1m), Io(1), Cpu(0.1m)));
        Assert.Equal(0.75m, Find("convoy", level, Lane(LaneKind.Main, "chop"), Lane(LaneKind.Thread, "calls")).Cost.Minutes);
    }

    [Fact]
    public void A_lock_over_a_wait_is_charged_with_its_queue()
    {
        Level level = Order(Spec("courier", Io(4), Cpu(1)) with { Count = 2 }) with { Shared = ["jar"] };
        Plan plan = PlanOf(Lane(LaneKind.Thread, "courier") with { Workers = 2 }) with { Locks = [new("jar", new("courier"), 0, 1)] };
        Assert.Equal(5, Diagnose(level, plan).First(f => f.Term == "lock").Cost.Minutes);
    }

    [Fact]
    public void Staring_is_what_a_lane_waits_with_work_left()
    {
        Level level = Order(Spec("coffee", Cpu(1), Io(4), Cpu(1)), Spec("sandwich", Cpu(3)));
        Assert.Equal(4, Find("blocking", level, Lane(LaneKind.Main, "coffee", "sandwich")).Cost.Minutes);
        Assert.DoesNotContain(Diagnose(level, PlanOf(Lane(LaneKind.Main, "sandwich", "coffee"))), f => f.Term == "blocking");
    }

    [Fact]
    public void An_oven_that_decides_must_not_stand_empty()
    {
        // It could start at 2 (cake) and starts at 4 (lasagne).
        Level level = Order(Spec("lasagne", Cpu(4), Io(8, "oven")), Spec("cake", Cpu(2), Io(6, "oven"))) with { Tools = [new("oven", 1, true)], Allow = new() { Loops = 1 } };
        Assert.Equal(2, Find("bottleneck", level, Lane(LaneKind.Loop, "lasagne", "cake")).Cost.Minutes);
    }

    [Fact]
    public void A_pool_is_too_large_when_fewer_workers_are_as_fast()
    {
        // Little's law: (0.25 + 2) / 0.25 = 9 workers keep the hat busy, and over 180 errands the last wait hardly shows.
        Level level = Order(Spec("errand", Cpu(0.25m), Io(2)) with { Count = 180 });
        Assert.Contains("9 workers", Find("thread-pool", level, Lane(LaneKind.Thread, "errand") with { Workers = 24 }).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_crate_that_weighs_as_much_as_its_job_is_named()
    {
        Level level = Order(Spec("sort", Cpu(3)) with { Crate = Crate(1, 1) }, Spec("stay", Cpu(1)));
        Plan plan = new() { Level = level.Id, Kitchens = [new("home", 1, [Lane(LaneKind.Main, "stay")]), new("annex", 1, [Lane(LaneKind.Main, "sort")])] };
        Assert.Equal(4, Diagnose(level, plan).First(f => f.Term == "pickling").Cost.Minutes);
    }

    [Fact]
    public void A_dish_that_an_error_ended_or_nobody_heard_of_costs_the_whole_run()
    {
        Level level = Order(Spec("fish", Cpu(1), Io(4, fails: 1) with { Do = "the van comes" }));

        Assert.Equal((5, true), (Find("exception", level, Lane(LaneKind.Loop, "fish")).Cost.Minutes, Find("exception", level, Lane(LaneKind.Loop, "fish")).Sentence.StartsWith("fish never came: “the van comes” failed", StringComparison.Ordinal)));
        Assert.Contains("pin an errback", Find("callback", level, Lane(LaneKind.Loop, "fish") with { Style = LaneStyle.Callbacks }).Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(Diagnose(level, PlanOf(Lane(LaneKind.Loop, "fish")) with { Tries = [new(new("fish"), 1)] }), f => f.Term is "exception" or "callback");
    }

    [Fact]
    public void A_good_plan_has_nothing_to_be_told()
    {
        Level level = Order(Spec("call", Cpu(0.1m), Io(5)) with { Count = 3 });
        Assert.Empty(Diagnose(level, PlanOf(Lane(LaneKind.Loop, "call"))));
    }

    private static Finding Find(string term, Level level, params Lane[] lanes) => Diagnose(level, PlanOf(lanes)).First(f => f.Term == term);

    private static IReadOnlyList<Finding> Diagnose(Level level, Plan plan)
    {
        CompiledPlan compiled = PlanCompiler.Compile(level with { Costs = NoCosts }, plan);
        return Diagnosis.Of(compiled, Simulator.Run(compiled).Timeline);
    }

    private static Plan PlanOf(params Lane[] lanes) => new() { Level = "test", Kitchens = [new("home", 1, [.. lanes])] };

    private static Lane Lane(LaneKind kind, params string[] tasks) => new() { Kind = kind, Tasks = [.. tasks.Select(t => new TaskRef(t))] };
}
