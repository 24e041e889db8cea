using System.Diagnostics;
using ShortOrder.Execution.Events;
using ShortOrder.Execution.Kitchens;
using ShortOrder.Execution.Lanes;
using ShortOrder.Execution.Pantry;
using ShortOrder.Execution.Work;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Timelines;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;
using Thread = System.Threading.Thread;

namespace ShortOrder.Execution.Tests.Lanes;

/// <summary>Runs that do not come to a good end, and what may not happen on a loop.</summary>
public sealed class KitchenRuntimeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("shortorder-test-").FullName;
    private readonly PantryServer _pantry;
    private readonly Thread _serving;

    public KitchenRuntimeTests()
    {
        _pantry = new PantryServer(PantryPath);
        _serving = new Thread(_pantry.Run);
        _serving.Start();
    }

    private string PantryPath => Path.Combine(_folder, "pantry");

    [Fact]
    public void A_deadlock_stands_still_without_pending_waits_and_tells_who_waits_for_whom()
    {
        Level level = Order(Spec("a", Take("oven"), Io(0.5m), Take("tray"), Cpu(1), Drop("tray"), Drop("oven")), Spec("b", Take("tray"), Io(0.5m), Take("oven"), Cpu(1), Drop("oven"), Drop("tray")));
        using KitchenRuntime runtime = Prepared(level, Home(Main("a"), Support.PlanBuilder.Thread("b")));
        Thread thread = new(() => runtime.Run(Stopwatch.GetTimestamp()));
        thread.Start();
        SpinWait.SpinUntil(() => runtime.Waits().Count(w => w.State == SpanState.Tool) == 2, 5_000);
        long progress = runtime.Progress;
        Thread.Sleep(50);

        Assert.Equal(progress, runtime.Progress);
        Assert.Equal(0, runtime.PendingWaits);
        Assert.Equal([(0, 1), (1, 0)], runtime.Waits().Where(w => w.State == SpanState.Tool).Select(w => (w.Task, w.HeldBy)));

        runtime.Abort();
        Assert.True(thread.Join(2_000));
    }

    [Theory]
    [InlineData("main")] // in a wait
    [InlineData("cpu")] // at work
    [InlineData("loop")] // asleep in the poller
    [InlineData("manual")] // while equipment works
    [InlineData("threads")] // all at once
    public void An_abort_ends_any_run_at_once_and_the_next_is_as_good_as_new(string kind)
    {
        Level level = Order(Spec("wait", Cpu(0.1m), Io(1_000), Cpu(0.1m)), Spec("work", Cpu(1_000)));
        using KitchenRuntime runtime = Prepared(level, Home(kind switch
        {
            "main" => [Main("wait", "work")],
            "cpu" => [Main("work", "wait")],
            "loop" => [Loop("wait", "work") with { Limit = 1 }],
            "manual" => [Manual("wait.0", "wait.2", "work.0")],
            _ => [Main("wait"), Support.PlanBuilder.Thread("work")],
        }));
        for (int run = 0; run < 2; run++)
        {
            RunReport? report = null;
            Thread thread = new(() => report = runtime.Run(Stopwatch.GetTimestamp()));
            thread.Start();
            Assert.True(SpinWait.SpinUntil(() => runtime.Progress > 20 || runtime.PendingWaits > 0, 5_000));

            runtime.Abort();

            Assert.True(thread.Join(2_000));
            Assert.True(report!.IsAborted);
            Assert.Empty(report.Faults);
            runtime.Reset(WorkRate.Of(15_000, 4));
        }
    }

    [Fact]
    public void A_quicker_core_does_more_work_for_the_same_dish()
    {
        Level level = Order(Spec("bread", Cpu(10)));
        CompiledPlan plan = PlanCompiler.Compile(level, PlanFor(level, Home(Main("bread"))));
        using KitchenRuntime runtime = Prepared(level, Home(Main("bread")));
        WorkRate slow = WorkRate.Of(15_000, 4), quick = slow with { MorePerTick = slow.ChunksPerTick / 4 };
        runtime.Reset(quick);

        RunReport report = runtime.Run(Stopwatch.GetTimestamp());

        Assert.Equal(Checksum.Expected(plan, slow)[0], Assert.Single(report.Values).Value);
        // 10 minutes of 10,000 ticks, 4 ms / 15 µs = 266.67 chunks to the minute, and a quarter more: 3,333.3.
        Assert.InRange(report.ComputeChunks, 3_333, 3_400); // opening the kitchen is work, too
    }

    [Fact]
    public void A_pantry_that_dies_ends_the_run_with_a_fault()
    {
        using KitchenRuntime runtime = Prepared(Order(Spec("wait", Io(1_000))), Home(Loop("wait")));
        RunReport? report = null;
        Thread thread = new(() => report = runtime.Run(Stopwatch.GetTimestamp()));
        thread.Start();
        SpinWait.SpinUntil(() => runtime.PendingWaits > 0, 5_000);

        _pantry.Stop();
        _serving.Join();
        _pantry.Dispose();

        Assert.True(thread.Join(2_000));
        Assert.Contains("pantry is gone", Assert.Single(report!.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void A_coroutine_that_somebody_resumes_on_another_thread_throws()
    {
        CompiledPlan plan = PlanCompiler.Compile(Order(Spec("a", Cpu(1))), PlanFor(Order(Spec("a", Cpu(1))), Home(Loop("a"))));
        RunState state = new(plan, 0, new(0.1), new LocalMail(plan).For(0), new RunTrace(1, 1, null));
        LaneContext context = new(plan, new PlanFacts(plan, 4), state, new LaneThread(0, new(1), new(0.1), null), null);
        EventLoop loop = new(context, plan.Threads[0]);
        Coroutine coroutine = new(loop, context, 0);
        Exception?[] thrown = new Exception?[3];
        Thread foreign = new(() =>
        {
            thrown[0] = Record.Exception(coroutine.Resume);
            thrown[1] = Record.Exception(() => coroutine.OnCompleted(() => { }));
            thrown[2] = Record.Exception(() => loop.Send(default));
        });
        foreign.Start();
        foreign.Join();

        Assert.All(thrown, e => Assert.IsType<InvalidOperationException>(e));
    }

    public void Dispose()
    {
        if (_serving.IsAlive)
        {
            _pantry.Stop();
            _serving.Join();
            _pantry.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private KitchenRuntime Prepared(Level level, Kitchen home)
    {
        CompiledPlan plan = PlanCompiler.Compile(level, PlanFor(level, home));
        IMail mail = new LocalMail(plan).For(0);
        KitchenRuntime runtime = new(plan, 0, new() { Rate = WorkRate.Of(15_000, 4), TempoMs = 4, PantryPath = PantryPath }, mail);
        runtime.Prepare();
        return runtime;
    }
}
