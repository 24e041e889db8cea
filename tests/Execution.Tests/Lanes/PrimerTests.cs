using ShortOrder.Execution.Events;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Timelines;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Execution.Tests.Lanes;

/// <summary>What the primer claims holds when it is really done, within one process.</summary>
public sealed class PrimerTests(ITestOutputHelper output)
{
    private static readonly string[] Ten = [.. Enumerable.Range(0, 10).Select(i => $"io{i}")];

    [Fact]
    public void Two_cpu_tasks_in_two_threads_take_as_long_as_in_one()
    {
        Level level = Order(Spec("a", Cpu(10)), Spec("b", Cpu(10)));
        RealRun one = Serve(level, Home(Main("a", "b"))), two = Serve(level, Home(Main("a"), Thread("b")));

        AssertRatio(two, one, 0.98m, 1.10m);
    }

    [Fact]
    public void Without_a_GIL_they_take_half_as_long()
    {
        Level level = Order(Spec("a", Cpu(10)), Spec("b", Cpu(10))) with { Gil = false };
        RealRun one = Serve(level, Home(Main("a", "b"))), two = Serve(level, Home(Main("a"), Thread("b")));

        if (Environment.ProcessorCount > 1) AssertRatio(two, one, 0.45m, 0.75m);
    }

    [Theory]
    [InlineData("threads")]
    [InlineData("loop")]
    [InlineData("greenlets")]
    public void Ten_waits_at_once_take_as_long_as_one(string kind)
    {
        Level level = Order([.. Ten.Select(id => Spec(id, Io(5)))]);
        Kitchen home = Home(kind switch { "threads" => Pool(10, Ten), "loop" => Loop(Ten), _ => Greenlets(Ten) });

        AssertRatio(Serve(level, home), Serve(level, Home(Main(Ten))), 0.09m, 0.15m);
    }

    [Fact]
    public void A_blocking_call_in_a_coroutine_holds_up_all_others()
    {
        Level level = Order(Spec("blocking", Io(5, blocking: true)), Spec("quick", Io(1)));
        RealRun run = Serve(level, Home(Loop("blocking", "quick")));

        MustFinish(run, "quick", 6, 7.5m); // 5 + 1, although it waits only 1
        MustFinish(Serve(level, Home(Loop("quick", "blocking"))), "quick", 5, 6); // out already, but nobody looks
    }

    [Fact]
    public void Cpu_work_in_a_coroutine_holds_up_all_others_unless_it_yields()
    {
        Level level = Order(Spec("cpu", Cpu(6)), Spec("quick", Io(1), Cpu(0.5m)));
        Plan plan = PlanFor(level, Home(Loop("cpu", "quick")));

        MustFinish(Serve(level, plan), "quick", 7, 9); // 6 + 1 + 0.5
        MustFinish(Serve(level, plan with { Yields = [Yield("cpu", 0, 2)] }), "quick", 6, 7); // its answer comes during the second part
    }

    [Fact]
    public void A_wait_that_is_not_patched_holds_up_all_greenlets()
    {
        Level level = Order(Spec("early", Io(5)), Spec("patch", Cpu(0.5m)) with { Patches = true }, Spec("late", Io(2)));
        RealRun run = Serve(level, Home(Greenlets("early", "patch", "late")));

        MustFinish(run, "late", 7.5m, 9); // 5 blocked + 0.5 + 2
        MustTake(Serve(level, Home(Greenlets("patch", "early", "late"))), 5.5m, 6.5m); // all after the patch: 0.5 + 5
    }

    [Fact]
    public void An_unlocked_update_is_really_lost_and_a_lock_saves_it()
    {
        Level level = Order(
            Spec("a", Cpu(0.5m, read: "jar"), Io(1), Cpu(0.5m, write: "jar")),
            Spec("b", Cpu(0.5m, read: "jar"), Io(1), Cpu(0.5m, write: "jar")));
        Plan plan = PlanFor(level, Home(Main("a"), Thread("b")));

        Assert.Equal(1, Serve(level, plan).Reports[0].Shared[0]); // two writes, one counts
        Assert.Equal(2, Serve(level, plan with { Locks = [Lock("jar", "a", 0, 2), Lock("jar", "b", 0, 2)] }).Reports[0].Shared[0]);
        Assert.Equal(2, Serve(level, Home(Main("a", "b"))).Reports[0].Shared[0]); // one after the other needs none
    }

    [Fact]
    public void Toast_is_taken_out_by_the_task_that_put_it_in_unless_the_oven_does_it_itself()
    {
        Level level = Order(Spec("a", Io(2, "oven"), Cpu(0.5m)), Spec("b", Io(2, "oven"), Cpu(0.5m)), Spec("c", Cpu(4)));
        Level selfServe = level with { Tools = [new ToolSpec("oven", 1, SelfServe: true)] };
        Kitchen home = Home(Loop("a", "b", "c"));

        MustTake(Serve(level, home), 6.8m, 8); // b's turn comes when the loop has done c: 4 + 0.5 + 2 + 0.5
        MustTake(Serve(selfServe, home), 4.9m, 6); // both are done under c
    }

    [Fact]
    public void Ten_thousand_waits_on_one_loop_take_a_fifth_more_than_the_ideal_at_most()
    {
        Level level = Order(Spec("guest", Io(50)) with { Count = 10_000 });
        RealRun run = RealRun.Serve(level, PlanFor(level, Home(Loop("guest"))), tempoMs: 20, mostRuns: 4);
        output.WriteLine($"10,000 waits of 50: {run.Minutes:F2} minutes, model {run.ModelMinutes:F2}");

        run.MustBeRight();
        MustTake(run, 50, 60);
    }

    [Fact]
    public void A_thread_back_from_waits_beside_a_busy_one_is_late_each_time()
    {
        Level level = Order(Spec("waits", Io(0.5m), Io(0.5m), Io(0.5m), Io(0.5m), Io(0.5m), Io(0.5m), Io(0.5m), Io(0.5m)), Spec("works", Cpu(8)));
        RealRun beside = RealRun.Serve(level, PlanFor(level, Home(Main("works"), Thread("waits"))), tempoMs: 20);
        output.WriteLine($"8 waits of 0.5 beside work: {FinishOf(beside, "waits"):F2}");

        MustFinish(beside, "waits", 5.9m, 6.6m); // 8 × (0.5 + an interval of 0.25): the convoy
    }

    [Fact]
    public void A_step_of_whole_intervals_does_not_wait_another_round_for_its_last_crumb()
    {
        Level level = Order(Spec("a", Cpu(5)), Spec("b", Cpu(5)), Spec("c", Cpu(1), Io(2)), Spec("d", Cpu(1), Io(2)));
        RealRun run = RealRun.Serve(level, PlanFor(level, Home(Main("a"), Thread("b"), Thread("c"), Thread("d"))), tempoMs: 20);
        decimal expected = run.Model.Timeline.Finished[2]!.Value.Minutes; // its fourth quarter of a minute, the wait, the hat
        output.WriteLine($"c at {FinishOf(run, "c"):F2}, model {expected:F2}");

        MustFinish(run, "c", expected * 0.98m, expected + 0.45m); // a fifth turn would come three intervals later
    }

    [Fact]
    public void The_log_tells_who_held_what_somebody_waited_for()
    {
        Level level = Order(Spec("a", Cpu(0.2m), Io(3, "oven")), Spec("b", Cpu(0.2m), Io(1, "oven")));
        RealRun run = Serve(level, Home(Main("a"), Thread("b")));

        EventRecord wait = Assert.Single(run.Events, e => e.State == SpanState.Tool);
        Assert.Equal((1, 0, 0), (wait.Task, wait.HeldBy, wait.Resource));
    }

    private static RealRun Serve(Level level, Kitchen home) => Serve(level, PlanFor(level, home));

    private static RealRun Serve(Level level, Plan plan)
    {
        RealRun run = RealRun.Serve(level, plan);
        run.MustBeRight();
        return run;
    }

    private static decimal FinishOf(RealRun run, string task)
    {
        int index = Array.FindIndex([.. run.Plan.Tasks], t => t.Name == task);
        return run.MinutesAt(run.Events.Last(e => e.Kind == EventKind.Finish && e.Task == index).Timestamp);
    }

    private static void MustFinish(RealRun run, string task, decimal least, decimal most) => RealRun.MustBeWithin(least, most, runs => FinishOf(runs[0], task), run);

    private static void MustTake(RealRun run, decimal least, decimal most) => RealRun.MustBeWithin(least, most, runs => runs[0].Minutes, run);

    private void AssertRatio(RealRun run, RealRun reference, decimal least, decimal most)
    {
        output.WriteLine($"{run.Minutes:F3} / {reference.Minutes:F3} = {run.Minutes / reference.Minutes:F3}");
        RealRun.MustBeWithin(least, most, runs => runs[0].Minutes / runs[1].Minutes, run, reference);
    }
}
