using System.Collections.Immutable;
using ShortOrder.Execution.Kitchens;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Timelines;
using static ShortOrder.Execution.Tests.Measuring.Serving;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Execution.Tests.Measuring;

public sealed class ServingTests(ExecutorFixture fixture) : IClassFixture<ExecutorFixture>
{
    private static readonly ServingOptions OneRun = new() { TempoMs = 4, Repeats = 1, WarmUps = 0 };

    private static readonly Level Rush = Order(
        Spec("dough", Cpu(4)) with { Crate = Crate(0.5m, 0.5m) },
        Spec("stock", Cpu(2), Io(3), Cpu(1)) with { Crate = Crate(0.25m, 0.25m) },
        Spec("guest", Cpu(0.1m), Io(2), Cpu(0.1m)) with { Count = 6 },
        Spec("bread", Cpu(2), Io(2, "oven")) with { After = ["dough"] });

    public static TheoryData<string> Lanes => [.. Plans.Keys];

    private static Dictionary<string, Plan> Plans { get; } = new()
    {
        ["main"] = PlanFor(Rush, Home(Main("dough", "stock", "guest", "bread"))),
        ["manual"] = PlanFor(Rush, Home(Manual("stock.0", "dough.0", "stock.2", "guest#1.0", "guest#2.0", "guest#3.0", "guest#4.0", "guest#5.0", "guest#6.0",
            "guest#1.2", "guest#2.2", "guest#3.2", "guest#4.2", "guest#5.2", "guest#6.2", "bread.0"))),
        ["threads"] = PlanFor(Rush, Home(Main("dough", "bread"), Thread("stock"), Pool(3, "guest"))),
        ["loop"] = PlanFor(Rush, Home(Loop("dough", "stock", "guest", "bread") with { Limit = 3 })),
        ["greenlets"] = PlanFor(Rush, Home(Greenlets("dough", "stock", "guest", "bread"))),
        ["offload to a thread"] = PlanFor(Rush, Home(Loop("dough", "stock", "guest", "bread"))) with { Offloads = [Offload("dough", 0)] },
        ["offload abroad"] = PlanFor(Rush, Home(Loop("dough", "stock", "guest", "bread")), Annex("annex")) with { Offloads = [Offload("stock", 0, "annex")] },
        ["kitchens"] = PlanFor(Rush, Home(Main("bread"), Loop("guest*4")), Annex("annex", Main("dough"), Thread("guest*2")), Annex("barn", Loop("stock"))),
        ["results between kitchens"] = PlanFor(Rush, Home(Loop("guest")), Annex("annex", Main("dough")), Annex("barn", Main("stock", "bread"))),
        ["a pool of kitchens"] = PlanFor(Rush, Home(Main("bread")), Annexes("annex", 2, "stock", "dough", "guest")),
    };

    [Theory]
    [MemberData(nameof(Lanes))]
    public async Task Every_kind_of_lane_serves_dishes_whose_checksum_is_right(string lane)
    {
        CompiledPlan plan = Compile(Rush, Plans[lane]);

        ServingResult result = await fixture.Executor.ServeAsync(plan, OneRun with { Repeats = 2 });

        AssertServed(result);
        Assert.DoesNotContain(null, result.Timeline!.Finished);
        Assert.Equal(plan.Rows, result.Timeline.Rows);
        Assert.All(result.Timeline.Spans, s => Assert.InRange(s.End.Ticks, s.Start.Ticks, result.Timeline.End.Ticks));
        decimal hands = plan.Tasks.SelectMany(t => t.Ops).Where(op => op.Code == OpCode.Compute && op.State == SpanState.Working).Sum(op => op.Ticks) / 10_000m;
        decimal shown = result.Timeline.Spans.Where(s => s.State == SpanState.Working && s.Task >= 0).Sum(s => s.Length.Minutes);
        if (!Plans[lane].Offloads.IsEmpty) hands -= 4; // a helper's step shows on its own row, at most 4 minutes
        Assert.True(shown > hands * 0.85m, $"{shown} of {hands} minutes of work are on the timeline");
    }

    [Fact]
    public Task An_unlocked_jar_really_loses_updates() => Repeatedly.MustHoldAsync(async () =>
    {
        Level level = Order(Spec("courier", Cpu(2, read: "jar", write: "jar")) with { Count = 3 });

        ServingResult bare = await fixture.Executor.ServeAsync(Compile(level, Home(Main("courier*1"), Thread("courier*1"), Thread("courier*1"))), OneRun);
        ServingResult locked = await fixture.Executor.ServeAsync(Compile(level,
            PlanFor(level, Home(Main("courier*1"), Thread("courier*1"), Thread("courier*1"))) with { Locks = [Lock("jar", "courier", 0, 0)] }), OneRun);

        Assert.Equal(Verdict.LostUpdate, bare.Verdict);
        Assert.Equal("jar", Assert.Single(bare.LostUpdates).Shared);
        AssertServed(locked);
    });

    [Fact]
    public Task A_jar_in_another_kitchen_is_a_copy() => Repeatedly.MustHoldAsync(async () =>
    {
        Level level = Order(Spec("courier", Cpu(1, read: "jar", write: "jar")) with { Count = 2 });

        ServingResult result = await fixture.Executor.ServeAsync(Compile(level, Home(Main("courier*1")), Annex("annex", Main("courier*1"))), OneRun);

        Assert.Equal(Verdict.LostUpdate, result.Verdict);
        Assert.Equal(1, Assert.Single(result.LostUpdates).Count);
    });

    [Fact]
    public async Task A_cold_kitchen_is_really_started_within_the_clock()
    {
        CompiledPlan plan = Compile(Rush, Plans["kitchens"]);

        ServingResult warm = await fixture.Executor.TimeAsync(plan, OneRun);
        ServingResult cold = await fixture.Executor.TimeAsync(plan, OneRun with { Cold = true });

        Assert.Equal((Verdict.Served, Verdict.Served), (warm.Verdict, cold.Verdict));
        Assert.True(cold.Minutes > warm.Minutes + 2, $"{cold.Minutes} against {warm.Minutes}"); // a process takes more than 8 ms to start
    }

    [Fact]
    public void Fewer_cores_than_the_plan_keeps_busy_prove_nothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "affinity");
        Level level = Order(Spec("first", Cpu(5)), Spec("second", Cpu(5)));
        CompiledPlan plan = Compile(level, Home(Main("first")), Annex("annex", Main("second")));
        ServingResult? result = null;
        Thread onOneCore = new(() =>
        {
            if (OperatingSystem.IsLinux()) LinuxCalls.RestrictTo([LinuxCalls.AllowedCpus()[0]]);
            Executor executor = new();
            result = executor.ServeAsync(plan, OneRun, null, CancellationToken.None).GetAwaiter().GetResult();
            executor.DisposeAsync().AsTask().Wait();
        });
        onOneCore.Start();
        onOneCore.Join();

        Assert.False(result!.IsProved);
        if (result.Verdict != Verdict.Served) return; // too busy
        Assert.True(result.Minutes > 9, $"{result.Minutes}"); // two times 5 minutes of work on one core
        Assert.Contains("2 cores busy and this machine gives 1", result.Explanation);
    }

    [Theory]
    [InlineData("main", true)]
    [InlineData("kitchens", false)] // on two cores the picture rests until the run is over
    public async Task The_live_picture_shows_what_the_timeline_shows(string plan, bool leavesCoresFree)
    {
        List<ServingProgress> reports = [];
        ServingResult result = await fixture.Executor.ServeAsync(Compile(Rush, Plans[plan]), OneRun with { TempoMs = 20 }, new Collect(reports));
        if (result.ElapsedMs.IsEmpty) Assert.Skip("this machine is too busy");

        int shown = result.Runs.Index().First(r => r.Item.DiscardedBecause is null).Index, start = reports.Index().Where(r => r.Item is { Run: 1, IsRunStart: true }).ElementAt(shown).Index;
        ServingProgress[] run = [.. reports.Skip(start).TakeWhile((r, i) => i == 0 || !r.IsRunStart)];
        ImmutableArray<TraceEntry> live = [.. run.SelectMany(r => r.Live)];
        if (leavesCoresFree) Assert.True(run.Count(r => !r.Live.IsEmpty) > 3, "the picture does not move");
        Assert.All(result.Timeline!.Spans, span => Assert.Contains(live, e => e.Task == span.Task && e.State == span.State && e.At == span.Start));
        Assert.Contains(reports, r => r.Phase.Contains("opening", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_run_is_reported_when_it_ends_and_the_result_bears_its_calibration()
    {
        List<ServingProgress> reports = [];
        ServingResult result = await fixture.Executor.ServeAsync(Compile(Rush, Plans["main"]), OneRun with { WarmUps = 1, Repeats = 2 }, new Collect(reports));

        EndedRun[] ended = [.. reports.Select(r => r.Ended).OfType<EndedRun>()];
        Assert.True(result.NsPerChunk > 0);
        Assert.Equal(0, ended[0].Run);
        Assert.Equal(result.Runs.Select(r => decimal.Round(r.ElapsedMs / 4, 2)), ended.Skip(1).Select(r => r.Minutes)); // 4 ms a minute
        Assert.All(result.Runs.Zip(ended.Skip(1)), r => Assert.True(r.First.DiscardedBecause is null || r.First.DiscardedBecause == r.Second.DiscardedBecause));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(2, null)]
    [InlineData(6, null)]
    [InlineData(8, 0)]
    public async Task Options_out_of_range_are_refused(int tempo, int? repeats) =>
        await Assert.ThrowsAnyAsync<ArgumentException>(() => fixture.Executor.ServeAsync(
            Compile(Rush, Plans["main"]), new() { TempoMs = tempo, Repeats = repeats }, null, TestContext.Current.CancellationToken));

    private sealed class Collect(List<ServingProgress> into) : IProgress<ServingProgress>
    {
        public void Report(ServingProgress value) => into.Add(value);
    }
}
