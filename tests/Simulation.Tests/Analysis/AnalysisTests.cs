using ShortOrder.Simulation.Analysis;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Model;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Timelines;
using static ShortOrder.Support.OrderBuilder;

namespace ShortOrder.Simulation.Tests.Analysis;

public sealed class AnalysisTests
{
    private static readonly Level Breakfast = Order(Spec("coffee", Cpu(1), Io(4), Cpu(1)), Spec("sandwich", Cpu(3))) with { Costs = NoCosts };

    [Fact]
    public void The_ledger_books_every_minute_of_every_lane_once()
    {
        // Main: coffee works 2 and waits 4 of 6. Thread: the sandwich works 3, and the two share the hat until one is through.
        Ledger ledger = Ledger.Of(Serve(Breakfast, Lane(LaneKind.Main, "coffee"), Lane(LaneKind.Thread, "sandwich")));
        Assert.Equal(2, ledger.Rows[0].Working.Minutes);
        Assert.Equal(4, ledger.Rows[0][SpanState.Waiting].Minutes);
        Assert.Equal(3, ledger.Rows[1].Working.Minutes);
        Assert.All(ledger.Rows, row => Assert.Equal(ledger.Rows[0].ByState.Sum(s => s.Minutes), row.ByState.Sum(s => s.Minutes)));
    }

    [Fact]
    public void A_loop_is_booked_as_working_while_any_coroutine_works()
    {
        // 0-1 coffee, 1-4 sandwich while the kettle boils, 4-5 only the kettle, 5-6 coffee.
        Ledger ledger = Ledger.Of(Serve(Breakfast, Lane(LaneKind.Loop, "coffee", "sandwich")));
        Assert.Equal(5, ledger.Total.Working.Minutes);
        Assert.Equal(1, ledger.Total[SpanState.Waiting].Minutes);
        Assert.Equal(0, ledger.Total.Idle.Minutes);
    }

    [Fact]
    public void The_critical_path_of_a_loop_runs_through_the_kettle()
    {
        CriticalPath path = CriticalPath.Of(Serve(Breakfast, Lane(LaneKind.Loop, "coffee", "sandwich")));
        Assert.Equal(["0 1 Working", "1 5 Waiting", "5 6 Working"], path.Hops.Select(h => $"{h.Start} {h.End} {h.State}"));
    }

    [Fact]
    public void Who_waits_for_a_tool_is_held_up_by_its_holder()
    {
        // Two roasts in one oven: the second is held up by the first, which had it for 5.
        Level level = Order(Spec("first", Io(5, "oven")), Spec("second", Io(3, "oven"))) with { Costs = NoCosts, Tools = [new("oven", 1, false)] };
        CriticalPath path = CriticalPath.Of(Serve(level, Lane(LaneKind.Main, "first"), Lane(LaneKind.Thread, "second")));
        Assert.Equal([(0, 0m, 5m), (1, 5m, 8m)], path.Hops.Select(h => (h.Task, h.Start.Minutes, h.End.Minutes)));
    }

    [Fact]
    public void The_hops_cover_the_whole_time_without_overlap()
    {
        Level level = Order(Spec("a", Cpu(2), Io(3), Cpu(1)), Spec("b", Cpu(4), Io(1), Cpu(2)), Spec("c", Io(6), Cpu(1)));
        Timeline timeline = Serve(level, Lane(LaneKind.Main, "a"), Lane(LaneKind.Thread, "b"), Lane(LaneKind.Thread, "c"));
        CriticalPath path = CriticalPath.Of(timeline);
        Assert.Equal(timeline.End.Minutes, path.Hops.Sum(h => h.Length.Minutes));
        Assert.All(path.Hops.Zip(path.Hops.Skip(1)), pair => Assert.Equal(pair.First.End, pair.Second.Start));
    }

    [Fact]
    public void A_cook_who_cannot_begin_is_held_up_by_who_starts_him()
    {
        // Starting takes 2 of the head cook's time, so the cook begins at 2 and the chain begins with the starting.
        Level level = Order(Spec("a", Cpu(3))) with { Costs = NoCosts with { StartThread = Minutes(2) } };
        CriticalPath path = CriticalPath.Of(Serve(level, Lane(LaneKind.Thread, "a")));
        Assert.Equal([SpanState.Starting, SpanState.Working], path.Hops.Select(h => h.State));
        Assert.Equal(5, path.Hops.Sum(h => h.Length.Minutes));
    }

    [Fact]
    public void Slips_that_share_a_window_hold_each_other_up_with_work_and_not_with_waits()
    {
        // 40 guests greet for 0.02 each, then eat for 5: the last one begins to eat at 0.8, held up by the greetings alone.
        Level level = Order(Spec("guest", Cpu(0.02m), Io(5)) with { Count = 40 }) with { Costs = NoCosts };
        Timeline timeline = Serve(level, Lane(LaneKind.Loop, "guest"));
        PathStage[] stages = [.. PathStage.Of(CriticalPath.Of(timeline), timeline, level.Costs.SwitchInterval)];
        Assert.Equal([(SpanState.Working, 0.8m, 40), (SpanState.Waiting, 5m, 1)], stages.Select(s => (s.First.State, s.Length.Minutes, s.Tasks.Length)));
        // The same, measured: spans end and begin up to 0.001 apart.
        Random noise = new(7);
        Timeline measured = timeline with { Spans = [.. timeline.Spans.Select(s => s.State == SpanState.Working ? s with { End = s.End - new ShortOrder.Simulation.Time.KitchenDuration(noise.Next(10)) } : s)] };
        Assert.Equal(stages.Select(s => (s.First.State, s.Tasks.Length)),
            PathStage.Of(CriticalPath.Of(measured), measured, level.Costs.SwitchInterval).Select(s => (s.First.State, s.Tasks.Length)));
    }

    [Fact]
    public void What_if_nothing_failed_saves_the_attempts_that_did()
    {
        Level level = Order(Spec("fish", Cpu(1), Io(4, fails: 2)));
        Plan plan = PlanOf(Lane(LaneKind.Main, "fish")) with { Tries = [new(new("fish"), 1)] };

        Assert.Equal(8, Assert.Single(WhatIf.Of(PlanCompiler.Compile(level, plan)), w => w.Kind == WhatIfKind.NoFailures).Gain.Minutes);
        Assert.Empty(WhatIf.Of(PlanCompiler.Compile(level, plan with { Tries = [] })));
    }

    [Fact]
    public void What_if_finds_the_hat_in_a_plan_of_two_sums()
    {
        // Two sums of 10 under one hat take 20; without the hat, 10.
        CompiledPlan plan = PlanCompiler.Compile(Sums, PlanOf(Lane(LaneKind.Main, "a"), Lane(LaneKind.Thread, "b")));
        WhatIf best = WhatIf.Of(plan)[0];
        Assert.Equal(WhatIfKind.NoGil, best.Kind);
        Assert.Equal(10, best.Gain.Minutes);
    }

    [Fact]
    public void Staring_counts_only_while_a_task_of_the_list_has_not_begun()
    {
        // Two cooks, four calls of 1 + 4: the last one begins at 5 + …, when the first two waits are over; the later waits leave nothing undone.
        Level level = Order(Spec("call", Cpu(1), Io(4)) with { Count = 4 }) with { Costs = NoCosts };
        CompiledPlan plan = PlanCompiler.Compile(level, PlanOf(Lane(LaneKind.Thread, "call") with { Workers = 2 }));
        Timeline timeline = Simulator.Run(plan).Timeline;
        Avoidable stared = Assert.Single(Avoidable.Of(plan, timeline, Ledger.Of(timeline)), a => a.State == SpanState.Waiting);
        Assert.Equal("blocking", stared.Term);
        Assert.InRange(stared.Length.Minutes, 8, 9); // two waits of 4, and at most the minute by which one cook is behind the other
    }

    [Fact]
    public void Cooks_who_take_turns_are_one_stage_of_the_critical_path()
    {
        CompiledPlan plan = PlanCompiler.Compile(Sums, PlanOf(Lane(LaneKind.Main, "a"), Lane(LaneKind.Thread, "b")));
        Timeline timeline = Simulator.Run(plan).Timeline;
        PathStage stage = Assert.Single(PathStage.Of(CriticalPath.Of(timeline), timeline, plan.Level.Costs.SwitchInterval));
        Assert.Equal([0, 1], stage.Tasks.Order());
        Assert.Equal(20, stage.Length.Minutes);
    }

    [Fact]
    public void A_stage_names_what_its_task_waited_for()
    {
        Level level = Order(Spec("first", Io(5, "oven")), Spec("second", Io(3, "oven"))) with { Costs = NoCosts, Tools = [new("oven", 1, false)] };
        Timeline timeline = Serve(level, Lane(LaneKind.Main, "first"), Lane(LaneKind.Thread, "second"));
        PathStage[] stages = [.. PathStage.Of(CriticalPath.Of(timeline), timeline, level.Costs.SwitchInterval)];
        Assert.Null(stages[0].Wait);
        Assert.Equal((SpanState.Tool, 5m, 0), (stages[1].Wait!.Value.State, stages[1].Wait!.Value.Length.Minutes, stages[1].Wait!.Value.HeldBy));
    }

    [Fact]
    public void Two_plans_part_where_a_task_does_something_else()
    {
        // Both fill the kettle until 1; then the one stares, the other makes the sandwich.
        Timeline staring = Serve(Breakfast, Lane(LaneKind.Main, "coffee", "sandwich")), loop = Serve(Breakfast, Lane(LaneKind.Loop, "coffee", "sandwich"));
        FirstDifference? difference = FirstDifference.Between(staring, loop, Minutes(1));
        Assert.Equal((1m, 1, SpanState.None, SpanState.Working), (difference!.Value.At.Minutes, difference.Value.Task, difference.Value.Mine, difference.Value.Theirs));
        Assert.Null(FirstDifference.Between(loop, loop, Minutes(0)));
    }

    private static Level Sums => Order(Spec("a", Cpu(10)), Spec("b", Cpu(10))) with { Costs = NoCosts };

    private static Timeline Serve(Level level, params Lane[] lanes) => Simulator.Run(PlanCompiler.Compile(level, PlanOf(lanes))).Timeline;

    private static Plan PlanOf(params Lane[] lanes) => new() { Level = "test", Kitchens = [new("home", 1, [.. lanes])] };

    private static Lane Lane(LaneKind kind, params string[] tasks) => new() { Kind = kind, Tasks = [.. tasks.Select(t => new TaskRef(t))] };
}
