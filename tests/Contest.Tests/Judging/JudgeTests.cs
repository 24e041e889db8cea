using System.Diagnostics;
using ShortOrder.Contest.Judging;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Contest.Tests.Judging;

public sealed class JudgeTests
{
    private const string Coffee = "coffee-and-a-sandwich"; // best 6 minutes, which is proved

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_served_plan_gets_its_time_metrics_and_medal()
    {
        Finding judged = await JudgeAsync(Coffee, "best", new Engine { Minutes = 6.05m });
        Assert.Equal((JudgementOutcome.Ok, Verdict.Served, 6.05m, Medal.Gold), (judged.Outcome, judged.Verdict, judged.Minutes, judged.Medal));
        Assert.Equal(6m, judged.ModelMinutes);
    }

    [Fact]
    public async Task Threat05_A_time_below_what_every_plan_needs_is_suspect_and_has_no_medal()
    {
        Finding judged = await JudgeAsync(Coffee, "best", new Engine { Minutes = 5.8m });
        Assert.Equal((JudgementOutcome.Suspect, Medal.None), (judged.Outcome, judged.Medal));
        Assert.Contains("every plan needs", judged.Explanation, StringComparison.Ordinal);
        Assert.Equal(JudgementOutcome.Ok, (await JudgeAsync(Coffee, "best", new Engine { Minutes = 5.9m })).Outcome); // 98 % of 6: resolution and calibration
    }

    [Fact]
    public async Task Threat05_Skipped_work_is_suspect_although_the_level_could_be_served_so_fast()
    {
        Finding judged = await JudgeAsync(Coffee, "naive", new Engine { Minutes = 7m }); // the model says 9
        Assert.Equal(JudgementOutcome.Suspect, judged.Outcome);
        Assert.Contains("model", judged.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Threat05_A_wrong_checksum_is_suspect() =>
        Assert.Equal(JudgementOutcome.Suspect, (await JudgeAsync(Coffee, "best", new Engine { Minutes = 6m, IsChecksumRight = false })).Outcome);

    [Fact]
    public async Task A_plan_that_the_inspector_can_break_is_never_run()
    {
        Engine engine = new() { Minutes = 6m };
        Finding judged = await JudgeAsync("the-lost-jar", Failing("the-lost-jar", Verdict.LostUpdate), engine);
        Assert.Equal((JudgementOutcome.Failed, Verdict.LostUpdate, 0), (judged.Outcome, judged.Verdict, engine.Runs));
    }

    [Fact]
    public async Task A_plan_too_noisy_to_judge_counts_in_the_end_if_any_run_did()
    {
        Finding noisy = await JudgeAsync(Coffee, "best", new Engine { Minutes = 6.3m, Verdict = Verdict.TooNoisy });
        Assert.Equal(JudgementOutcome.Noisy, noisy.Outcome);
        Assert.Equal((JudgementOutcome.Ok, 6.3m), (Judge.Settle(noisy).Outcome, Judge.Settle(noisy).Minutes));
        Finding nothing = Judge.Settle(await JudgeAsync(Coffee, "best", new Engine { Minutes = 0, Verdict = Verdict.TooNoisy }));
        Assert.Equal(JudgementOutcome.Noisy, nothing.Outcome);
    }

    [Fact]
    public async Task Threat17_A_plan_that_asks_for_too_much_is_refused_before_anything_is_started()
    {
        Engine engine = new();
        const string level = """
            { "version": 1, "id": "crowd", "title": "Crowd", "tasks": [ { "id": "guest", "title": "Guest", "count": 1000, "steps": [ { "cpu": 1, "do": "serve" } ] } ],
              "allow": { "threads": 1024, "kitchens": 63, "copies": 64 } }
            """;
        Judge judge = new(engine, new CostLimits());
        await judge.JudgeAsync(level, Pool("thread", "\"workers\": 2"), Cancel); // whatever loads for the first time
        Stopwatch clock = Stopwatch.StartNew();
        Finding threads = await judge.JudgeAsync(level, Pool("thread", "\"workers\": 1000"), Cancel);
        Finding kitchens = await judge.JudgeAsync(level, """{ "version": 1, "level": "crowd", "kitchens": [ { "name": "home" }, { "name": "pool", "copies": 63, "lanes": [ { "kind": "main", "tasks": ["guest"] } ] } ] }""", Cancel);
        Finding slow = await judge.JudgeAsync(level, Pool("main", "\"workers\": 1"), Cancel);
        TestContext.Current.TestOutputHelper?.WriteLine($"{clock.ElapsedMilliseconds} ms; {threads.Explanation} {kitchens.Explanation} {slow.Explanation}");
        Assert.All([threads, kitchens, slow], j => Assert.Equal(JudgementOutcome.Error, j.Outcome));
        Assert.Contains("1001 threads", threads.Explanation, StringComparison.Ordinal);
        Assert.Contains("64 kitchens", kitchens.Explanation, StringComparison.Ordinal);
        Assert.Contains("20 s", slow.Explanation, StringComparison.Ordinal);
        Assert.Equal(0, engine.Runs);

        static string Pool(string kind, string workers) => $$"""{ "version": 1, "level": "crowd", "kitchens": [ { "name": "home", "lanes": [ { "kind": "{{kind}}", {{workers}}, "tasks": ["guest"] } ] } ] }""";
    }

    [Fact]
    public void Every_author_plan_is_within_the_limits()
    {
        foreach (var level in Support.LevelFiles.Levels)
            foreach (var plan in level.Plans)
            {
                Support.ModelRun run = Support.ModelRun.Serve(level, plan.Plan);
                Assert.True(PlanCost.Of(run.Compiled, run.Minutes, 20).Complaint(new CostLimits()) is null, $"{level.Id} {plan.Name}: {PlanCost.Of(run.Compiled, run.Minutes, 20)}");
            }
    }

    private static string Failing(string level, Verdict verdict) => Support.LevelFiles.Find(level).Plans.First(p => p.Verdict == verdict).Name;

    private static Task<Finding> JudgeAsync(string level, string plan, Engine engine) =>
        new Judge(engine, new CostLimits()).JudgeAsync(Orders.Level(level), Orders.Plan(level, plan), Cancel);

    /// <summary>An engine that went wrong in a known way.</summary>
    private sealed class Engine : IServingEngine
    {
        public decimal Minutes { get; init; }

        public Verdict Verdict { get; init; } = Verdict.Served;

        public bool IsChecksumRight { get; init; } = true;

        public int Runs { get; private set; }

        public Task<Measurement> ServeAsync(ServingOrder order, CancellationToken cancel)
        {
            Runs++;
            return Task.FromResult(new Measurement
            {
                Verdict = Verdict,
                Explanation = "so it went",
                Minutes = Minutes,
                Runs = Minutes > 0 ? [Minutes, Minutes] : [],
                IsChecksumRight = IsChecksumRight,
                Medal = Medal.Gold,
            });
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
