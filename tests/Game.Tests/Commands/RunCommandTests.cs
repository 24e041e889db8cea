using System.Text.Json;
using ShortOrder.Game.Commands;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Tests.Commands;

public sealed class RunCommandTests
{
    private const string Coffee = "coffee-and-a-sandwich";

    [Fact]
    public async Task The_best_plan_of_the_first_level_takes_six_minutes_and_gold()
    {
        CommandRun run = await CommandRun.Of("run", Coffee, "best", "--engine", "model");

        Assert.Equal((ExitCodes.Good, ""), (run.Code, run.Error));
        Assert.Contains("served", run.Out, StringComparison.Ordinal);
        Assert.Contains("6 minutes in the model; no plan is faster than 6", run.Out, StringComparison.Ordinal); // 1 + max(4, 3) + 1
        Assert.Contains("medal    gold", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_that_can_lose_an_update_is_not_served_however_well_it_goes()
    {
        CommandRun run = await CommandRun.Of("run", "the-lost-jar", "trap", "--engine", "model");

        Assert.Equal(ExitCodes.Failed, run.Code);
        Assert.Contains("verdict  lost-update: It went well this time, but an unkind schedule breaks it.", run.Out, StringComparison.Ordinal);
        Assert.Contains("6.82 minutes in the model", run.Out, StringComparison.Ordinal); // as fast as the best plan
        Assert.Contains("medal    none", run.Out, StringComparison.Ordinal);
        Assert.Contains("schedule of 4 moves, 2 switches", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_that_can_get_stuck_is_not_served_either() =>
        Assert.Contains("verdict  deadlock: It went well this time", (await CommandRun.Of("run", "oven-and-tray", "trap", "--engine", "model")).Out, StringComparison.Ordinal);

    [Fact]
    public async Task Without_a_plan_everything_is_on_main()
    {
        CommandRun run = await CommandRun.Of("run", Coffee, "--engine", "model");

        Assert.Contains("9 minutes in the model", run.Out, StringComparison.Ordinal); // 1 + 4 + 1 + 3
        Assert.Contains("home main: coffee, sandwich", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_may_come_from_a_file_or_the_standard_input()
    {
        Level level = CommandRun.Library.Find(Coffee)!;
        string text = PlanWriter.Write(level.Plans.Single(p => p.Name == "best").Plan);
        string file = Path.Combine(Path.GetTempPath(), $"{Path.GetRandomFileName()}.json");
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        try
        {
            CommandRun fromFile = await CommandRun.Of("run", Coffee, file, "--engine", "model");
            CommandRun fromInput = await CommandRun.OfInput(text, "run", Coffee, "-", "--engine", "model");

            Assert.Contains("6 minutes in the model", fromFile.Out, StringComparison.Ordinal);
            Assert.Equal(fromFile, fromInput);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Json_is_one_object_with_the_promised_keys()
    {
        CommandRun run = await CommandRun.Of("run", "the-second-kitchen", "best", "--engine", "model", "--json");

        using JsonDocument json = JsonDocument.Parse(run.Out);
        string[] promised = ["level", "engine", "verdict", "minutes", "modelMinutes", "lowerBoundMinutes", "medal", "elapsedMs", "discarded", "tempoMs", "metrics", "inspector", "spans"];
        Assert.Empty(promised.Except(json.RootElement.EnumerateObject().Select(p => p.Name)));
        Assert.Equal(ScoringNames.Metrics, json.RootElement.GetProperty("metrics").EnumerateObject().Select(p => p.Name));
        JsonElement span = json.RootElement.GetProperty("spans")[0];
        Assert.Equal(["kitchen", "lane", "task", "step", "state", "start", "end"], span.EnumerateObject().Select(p => p.Name));
        Assert.Equal("model", json.RootElement.GetProperty("engine").GetString());
    }

    public static TheoryData<string, string> AuthorPlans
    {
        get
        {
            TheoryData<string, string> plans = [];
            foreach (Level level in CommandRun.Library.Worlds.SelectMany(w => w.Levels))
                foreach (AuthorPlan plan in level.Plans) plans.Add(level.Id, plan.Name);
            return plans;
        }
    }

    [Theory]
    [MemberData(nameof(AuthorPlans))]
    public async Task Every_author_plan_ends_as_its_level_says(string level, string plan)
    {
        AuthorPlan author = CommandRun.Library.Find(level)!.Plans.Single(p => p.Name == plan);

        CommandRun run = await CommandRun.Of("run", level, plan, "--engine", "model", "--json");

        using JsonDocument json = JsonDocument.Parse(run.Out);
        Assert.Equal(author.Verdict.Name(), json.RootElement.GetProperty("verdict").GetString());
        Assert.Equal(author.Verdict == Verdict.Served ? ExitCodes.Good : ExitCodes.Failed, run.Code);
        foreach (MetricValue expected in author.Expected)
            Assert.Equal(expected.Value, json.RootElement.GetProperty("metrics").GetProperty(expected.Metric.Name()).GetDecimal());
    }

    [Fact]
    public async Task A_trace_names_every_lane_and_covers_the_run()
    {
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            await CommandRun.Of("run", "deliveries", "best", "--engine", "model", "--trace", file);

            using JsonDocument json = JsonDocument.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
            JsonElement[] events = [.. json.RootElement.GetProperty("traceEvents").EnumerateArray()];
            Assert.Equal(4, events.Count(e => e.GetProperty("name").GetString() == "thread_name"));
            decimal end = events.Where(e => e.GetProperty("ph").GetString() == "X").Max(e => e.GetProperty("ts").GetDecimal() + e.GetProperty("dur").GetDecimal());
            decimal minutes = CommandRun.Library.Find("deliveries")!.Plans.Single(p => p.Name == "best").Expected.Single(e => e.Metric == Metric.Time).Value;
            Assert.Equal(minutes * 20_000, end); // 20 ms a minute in microseconds
        }
        finally
        {
            File.Delete(file);
        }
    }
}
