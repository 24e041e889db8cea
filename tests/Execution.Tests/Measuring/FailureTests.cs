using System.Diagnostics;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Scoring;
using static ShortOrder.Execution.Tests.Measuring.Serving;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Execution.Tests.Measuring;

/// <summary>Whatever dies or sticks in the middle of a run ends in a clear verdict, and nothing is left behind.</summary>
public sealed class FailureTests : IAsyncDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);
    private static readonly ServingOptions OneRun = new() { TempoMs = 4, Repeats = 1, WarmUps = 0 };

    private readonly Executor _executor = new();

    // A minute of 4 ms: the run would take 4 s.
    private static readonly CompiledPlan LongWork = Compile(Order(Spec("dough", Cpu(1_000)), Spec("call", Io(1_000))), Home(Main("call")), Annex("annex", Main("dough")));

    [Theory]
    [InlineData(0, "Kitchen home died (signal 9).")]
    [InlineData(1, "Kitchen annex died (signal 9).")]
    public async Task A_killed_kitchen_is_a_verdict_within_two_seconds(int process, string explanation) =>
        await AssertLost(() => ChildProcesses.Kill(ChildProcesses.Workers[process]), explanation);

    [Fact]
    public async Task A_killed_pantry_is_a_verdict_within_two_seconds_and_the_next_order_gets_a_new_one() =>
        await AssertLost(() => ChildProcesses.Kill(ChildProcesses.Pantry), "The pantry died (signal 9).");

    [Fact]
    public async Task Cancelling_stops_everything_and_the_executor_can_go_on()
    {
        Linux();
        using CancellationTokenSource cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Stopwatch since = new();
        MidRun midRun = new(() =>
        {
            since.Start();
            cancel.Cancel();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _executor.ServeAsync(LongWork, OneRun, midRun, cancel.Token));

        Assert.InRange(since.Elapsed, TimeSpan.Zero, Soon);
        await AssertUsable();
    }

    [Fact]
    public Task Two_cooks_that_wait_for_each_other_are_a_deadlock_with_its_cycle() => Repeatedly.MustHoldAsync(async () => // a cook who starts too late meets nobody
    {
        Level level = Order(
            Spec("roast", Take("oven"), Cpu(5), Take("tray"), Cpu(1), Drop("tray"), Drop("oven")),
            Spec("bake", Take("tray"), Cpu(5), Take("oven"), Cpu(1), Drop("oven"), Drop("tray")));

        ServingResult result = await _executor.ServeAsync(Compile(level, Home(Main("roast"), Thread("bake"))), OneRun);

        Assert.Equal(Verdict.Deadlock, result.Verdict);
        Assert.Equal(["roast waits for tool tray, held by bake", "bake waits for tool oven, held by roast"], result.WaitCycle);
        Assert.NotNull(result.Timeline);
    });

    [Fact]
    public Task Kitchens_can_deadlock_too() => Repeatedly.MustHoldAsync(async () =>
    {
        Level level = Order(
            Spec("roast", Take("oven"), Cpu(5), Take("tray"), Cpu(1), Drop("tray"), Drop("oven")),
            Spec("bake", Take("tray"), Cpu(5), Take("oven"), Cpu(1), Drop("oven"), Drop("tray")));

        ServingResult result = await _executor.ServeAsync(Compile(level, Home(Main("roast")), Annex("annex", Main("bake"))), OneRun);

        Assert.Equal(Verdict.Deadlock, result.Verdict);
        Assert.Equal(2, result.WaitCycle.Length);
    });

    [Fact]
    public async Task Waiting_for_a_task_that_stands_later_in_ones_own_lane_is_a_deadlock()
    {
        Level level = Order(Spec("glaze", Cpu(1)) with { After = ["bake"] }, Spec("bake", Cpu(1)));

        ServingResult result = await _executor.ServeAsync(Compile(level, Home(Main("glaze", "bake"))), OneRun);

        Assert.Equal(Verdict.Deadlock, result.Verdict);
        Assert.Equal(["glaze waits for task bake to finish"], result.WaitCycle);
    }

    [Theory]
    [InlineData(LaneKind.Main, false)] // nothing stands still: the run ends without the fish
    [InlineData(LaneKind.Loop, false)]
    [InlineData(LaneKind.Main, true)] // the plate waits for the fish for ever
    public async Task An_error_that_nobody_catches_is_named_with_its_dish(LaneKind kind, bool isAwaited)
    {
        Level level = Order(Spec("fish", Cpu(1), Io(5, fails: 1) with { Do = "the van comes" }), Spec("soup", Cpu(1)), Spec("plate", Cpu(1)) with { After = isAwaited ? ["fish"] : ["soup"] });

        ServingResult result = await _executor.ServeAsync(Compile(level, Home(new Lane { Kind = kind, Tasks = [new("fish"), new("soup"), new("plate")] })), OneRun);

        Assert.Equal((Verdict.UncaughtError, "fish never came: “the van comes” failed, and without a try on it the error ended the task."), (result.Verdict, result.Explanation));
        Assert.Equal(isAwaited, result.WaitCycle.Contains("plate waits for task fish to finish"));
        await AssertUsable();
    }

    [Fact]
    public async Task A_dish_lost_in_another_kitchen_is_named_too()
    {
        Level level = Order(Spec("fish", Io(5, fails: 1)), Spec("soup", Cpu(1)));

        ServingResult result = await _executor.ServeAsync(Compile(level, Home(Main("soup")), Annex("annex", Main("fish"))), OneRun);

        Assert.Equal((Verdict.UncaughtError, "fish never came: step 0 failed, and without a try on it the error ended the task."), (result.Verdict, result.Explanation));
        await AssertUsable();
    }

    [Fact]
    public async Task A_callback_that_nobody_calls_is_a_run_that_never_ends()
    {
        Level level = Order(Spec("fish", Cpu(1), Io(5, fails: 1), Cpu(1)), Spec("soup", Cpu(1), Io(5), Cpu(1)));
        level = level with { Allow = level.Allow with { Callbacks = true } };

        ServingResult result = await _executor.ServeAsync(Compile(level, Home(Callbacks("fish", "soup"))), OneRun);

        Assert.Equal((Verdict.Deadlock, "It never ends: fish never comes: step 1 failed, and without an errback on it nobody hears of that."), (result.Verdict, result.Explanation));
        Assert.NotNull(result.Timeline!.Finished[1]);
        await AssertUsable();
    }

    [Fact]
    public async Task A_step_longer_than_the_watchdogs_patience_is_no_deadlock()
    {
        Level level = Order(Spec("dough", Cpu(400)), Spec("call", Io(400))); // 1.6 s of work, then 1.6 s of waiting

        ServingResult result = await _executor.ServeAsync(Compile(level, Home(Main("dough", "call"))), OneRun with { Repeats = 1 });

        AssertServed(result);
    }

    [Fact]
    public async Task Nothing_is_left_of_an_executor_that_is_disposed()
    {
        Linux();
        await AssertUsable();
        string folder = _executor.FolderPath!;
        Assert.NotEqual(0, ChildProcesses.Pantry);

        await _executor.DisposeAsync();

        Assert.Equal(0, ChildProcesses.Pantry);
        Assert.False(Directory.Exists(folder));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => _executor.ServeAsync(LongWork, OneRun, null, TestContext.Current.CancellationToken));
    }

    public ValueTask DisposeAsync() => _executor.DisposeAsync();

    private Task AssertLost(Action kill, string explanation) => Repeatedly.MustHoldAsync(async () =>
    {
        Linux();
        Stopwatch since = new();
        MidRun midRun = new(() =>
        {
            since.Start();
            kill();
        });

        ServingResult result = await _executor.ServeAsync(LongWork, OneRun, midRun, TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper?.WriteLine(result.Explanation);
        Assert.Equal((Verdict.Cannot, explanation), (result.Verdict, result.Explanation));
        Assert.InRange(since.Elapsed, TimeSpan.Zero, Soon);
        await AssertUsable();
    });

    // Nobody is left of the failed run, neither alive nor dead, and the next one works.
    private async Task AssertUsable()
    {
        Assert.Empty(ChildProcesses.Workers);
        Assert.Equal(0, ChildProcesses.Zombies);
        if (_executor.FolderPath is { } folder) Assert.Empty(Directory.EnumerateFiles(folder, "mail-*"));
        ServingResult result = await _executor.ServeAsync(Compile(Order(Spec("tea", Cpu(1), Io(2))), Home(Main("tea"))), OneRun);
        AssertServed(result);
        Assert.Empty(ChildProcesses.Workers);
        Assert.Equal(0, ChildProcesses.Zombies);
    }

    private static void Linux() => Assert.SkipUnless(OperatingSystem.IsLinux(), "children are listed through /proc");

    /// <summary>Acts once, as soon as something has been measured in a run.</summary>
    private sealed class MidRun(Action act) : IProgress<ServingProgress>
    {
        private bool _hasActed;

        public void Report(ServingProgress value)
        {
            if (_hasActed || value.Live.IsEmpty) return;
            _hasActed = true;
            act();
        }
    }
}
