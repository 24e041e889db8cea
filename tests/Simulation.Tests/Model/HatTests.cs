using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Model;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Timelines;
using ShortOrder.Support;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Simulation.Tests.Model;

/// <summary>Threads of one kitchen share its hat: first come first served, with a forced switch after 0.25.</summary>
public sealed class HatTests
{
    private const decimal Start = 0.01m; // a thread's starter pays this
    private const decimal Turn = 0.25m;

    [Fact]
    public void A_thread_of_its_own_costs_only_its_start()
    {
        Level level = Order(Spec("a", Cpu(6)));

        Assert.Equal(Start + 6, ModelRun.Serve(level, Home(Thread("a"))).Minutes);
    }

    [Fact]
    public void Two_threads_of_hands_on_work_take_as_long_as_one_after_the_other()
    {
        Level level = Order(Spec("a", Cpu(6)), Spec("b", Cpu(6)));

        ModelRun run = ModelRun.Serve(level, Home(Thread("a"), Thread("b")));

        Assert.Equal(2 * Start + 6 + 6, run.Minutes);
        Assert.Equal(run.Minutes - Turn, run.FinishOf("a")); // they alternate: a's last turn comes before b's
    }

    [Fact]
    public void A_run_of_very_many_turns_can_be_stopped()
    {
        Level level = Order(Spec("a", Cpu(9_000)), Spec("b", Cpu(9_000))); // 2 x 9,000 / 0.25 = 72,000 turns
        CompiledPlan plan = PlanCompiler.Compile(level, PlanFor(level, Home(Thread("a"), Thread("b"))));

        Assert.Throws<OperationCanceledException>(() => Simulator.RunUntraced(plan, new(canceled: true)));
        Assert.InRange(Simulator.RunUntraced(plan, TestContext.Current.CancellationToken).Events, 72_000, 150_000);
    }

    [Fact]
    public void A_waiter_forces_a_switch_one_interval_after_it_asked()
    {
        Level level = Order(Spec("long", Cpu(2)), Spec("short", Cpu(0.1m)));

        ModelRun run = ModelRun.Serve(level, Home(Main("long"), Thread("short")));

        Assert.Equal(Start + Turn, run.StartOf("short", 0)); // asked at 0.01
        Assert.Equal(Start + Turn + 0.1m, run.FinishOf("short"));
        Assert.Equal(Start + 2 + 0.1m, run.Minutes);
    }

    [Fact]
    public void The_one_who_is_made_to_give_way_goes_to_the_back_of_the_queue()
    {
        Level level = Order(Spec("a", Cpu(1)), Spec("b", Cpu(1)), Spec("c", Cpu(1)));

        ModelRun run = ModelRun.Serve(level, Home(Thread("a"), Thread("b"), Thread("c")));

        // Turns a b c a b c …, from 0.03 on, four each.
        Assert.Equal(3 * Start + 10 * Turn, run.FinishOf("a"));
        Assert.Equal(3 * Start + 11 * Turn, run.FinishOf("b"));
        Assert.Equal(3 * Start + 12 * Turn, run.FinishOf("c"));
    }

    [Fact]
    public void A_thread_that_comes_back_from_a_wait_is_one_interval_late_beside_a_busy_one()
    {
        Level level = Order(Spec("hog", Cpu(10)), Spec("caller", Cpu(0.1m), Io(2), Cpu(0.1m)));

        ModelRun run = ModelRun.Serve(level, Home(Main("hog"), Thread("caller")));

        Assert.Equal(Start + Turn + 0.1m + 2 + Turn + 0.1m, run.FinishOf("caller")); // the convoy effect: one turn per return
        Assert.Equal(Turn, run.MinutesOf("caller", SpanState.Hat)); // the first turn its lane waited before it took the task
        Assert.Equal(Start + 10 + 0.2m, run.Minutes);
    }

    [Fact]
    public void A_holder_that_waits_passes_the_hat_on_at_once()
    {
        Level level = Order(Spec("caller", Cpu(0.1m), Io(3)), Spec("b", Cpu(1)));

        ModelRun run = ModelRun.Serve(level, Home(Thread("caller"), Thread("b")));

        Assert.Equal(2 * Start + 0.1m, run.StartOf("b", 0));
        Assert.Equal(2 * Start + 0.1m + 3, run.Minutes);
    }

    [Fact]
    public void Nobody_is_made_to_give_way_to_nobody()
    {
        Level level = Order(Spec("a", Cpu(6)), Spec("b", Io(6)));

        ModelRun run = ModelRun.Serve(level, Home(Thread("b"), Thread("a")));

        Assert.Single(run.SpansOf("a"), s => s.State == SpanState.Working);
    }

    [Fact]
    public void The_switch_interval_is_the_levels_own()
    {
        Level level = Order(Spec("long", Cpu(2)), Spec("short", Cpu(0.1m)));
        level = level with { Costs = level.Costs with { SwitchInterval = Minutes(1) } };

        Assert.Equal(Start + 1, ModelRun.Serve(level, Home(Main("long"), Thread("short"))).StartOf("short", 0));
    }

    [Fact]
    public void Waits_of_threads_pass_at_the_same_time()
    {
        Level level = Order(Spec("call", Cpu(0.1m), Io(9)) with { Count = 4 });

        ModelRun run = ModelRun.Serve(level, Home(Thread("call#1"), Thread("call#2"), Thread("call#3"), Thread("call#4")));

        Assert.Equal(4 * Start + 4 * 0.1m + 9, run.Minutes);
    }

    [Fact]
    public void A_pool_takes_its_tasks_first_come_first_served()
    {
        Level level = Order(Spec("call", Cpu(0.1m), Io(1)) with { Count = 3 });

        ModelRun run = ModelRun.Serve(level, Home(Pool(2, "call")));

        Assert.Equal(2 * Start + 0.1m + 1, run.FinishOf("call#1"));
        Assert.Equal(2 * Start + 0.2m + 1, run.FinishOf("call#2"));
        Assert.Equal(run.FinishOf("call#1") + 0.1m + 1, run.FinishOf("call#3")); // the first worker to be free takes it
    }

    [Fact]
    public void A_pool_starts_no_more_workers_than_it_has_tasks()
    {
        Level level = Order(Spec("call", Io(1)) with { Count = 2 });

        Assert.Equal(2 * Start + 1, ModelRun.Serve(level, Home(Pool(5, "call"))).Minutes);
    }

    [Theory]
    [InlineData(2, 6.02)] // each on its own core from its start
    [InlineData(1, 12.02)] // no core, no progress
    public void Without_the_gil_every_thread_has_a_hat_and_cores_are_the_limit(int cores, decimal expected)
    {
        Level level = Order(Spec("a", Cpu(6)), Spec("b", Cpu(6))) with { Gil = false, Cores = cores };

        Assert.Equal(expected, ModelRun.Serve(level, Home(Thread("a"), Thread("b"))).Minutes);
    }
}
