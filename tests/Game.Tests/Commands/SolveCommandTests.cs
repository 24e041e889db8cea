using System.Text.Json;
using ShortOrder.Game.Commands;

namespace ShortOrder.Game.Tests.Commands;

public sealed class SolveCommandTests
{
    [Fact]
    public async Task The_report_says_what_is_proved_and_by_what()
    {
        CommandRun run = await CommandRun.Of("solve", "coffee-and-a-sandwich");

        Assert.Equal((ExitCodes.Good, ""), (run.Code, run.Error));
        Assert.Contains("best     time 6 minutes: proved best, it reaches the bound", run.Out, StringComparison.Ordinal);
        Assert.Contains("bound    6: longest recipe, the chain that ends in coffee takes 6 on its own", run.Out, StringComparison.Ordinal);
        Assert.Contains("all 5 plans that are served", run.Out, StringComparison.Ordinal);
        Assert.Contains("coffee.0\", \"sandwich.0\", \"coffee.2\"", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_level_without_a_bound_is_proved_by_looking_at_every_plan() =>
        Assert.Contains("best     wait 6.6667 minutes: proved best by looking at every plan", (await CommandRun.Of("solve", "nothing-but-dough")).Out, StringComparison.Ordinal);

    [Fact]
    public async Task What_it_prints_is_a_plan_that_run_reads()
    {
        CommandRun solved = await CommandRun.Of("solve", "the-van");
        string file = Path.Combine(Path.GetTempPath(), $"shortorder-solve-{Guid.NewGuid():N}.json");
        try
        {
            await File.WriteAllTextAsync(file, solved.Out, TestContext.Current.CancellationToken);
            CommandRun run = await CommandRun.Of("run", "the-van", file, "--engine", "model");

            Assert.Equal(ExitCodes.Good, run.Code);
            Assert.Contains("16.1 minutes in the model", run.Out, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Medals_and_expectation_can_be_pasted_into_the_level()
    {
        string shipped = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "levels", "1-one-cook", "05-one-oven.json"), TestContext.Current.CancellationToken);
        string output = (await CommandRun.Of("solve", "one-oven")).Out;
        string Pasted(string key) => output[output.IndexOf($"\"{key}\": {{", StringComparison.Ordinal)..].Split('\n')[0];
        string medals = "\"medals\": { \"time\": { \"gold\": 17, \"silver\": 20, \"bronze\": 24 } },", expect = "\"expect\": { \"time\": 16, \"optimal\": true }";
        Assert.Contains(medals, shipped, StringComparison.Ordinal);
        Assert.Contains(expect, shipped, StringComparison.Ordinal);
        string file = Path.Combine(Path.GetTempPath(), $"shortorder-paste-{Guid.NewGuid():N}.json");
        try
        {
            await File.WriteAllTextAsync(file, shipped.Replace(medals, Pasted("medals"), StringComparison.Ordinal).Replace(expect, Pasted("expect"), StringComparison.Ordinal), TestContext.Current.CancellationToken);

            Assert.Equal($"{file}: good, 4 plans\n", (await CommandRun.Of("check", file)).Out);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Json_gives_value_bound_gap_medals_and_the_plan()
    {
        JsonElement json = JsonDocument.Parse((await CommandRun.Of("solve", "one-oven", "--json")).Out).RootElement;

        Assert.Equal((16, 16, 0, "bound"), (json.GetProperty("value").GetDecimal(), json.GetProperty("bound").GetDecimal(), json.GetProperty("gap").GetDecimal(), json.GetProperty("proof").GetString()));
        Assert.Equal("tool oven", json.GetProperty("boundName").GetString());
        Assert.Equal(12, json.GetProperty("reached").GetArrayLength());
        Assert.Equal("one-oven", json.GetProperty("plan").GetProperty("level").GetString());
        Assert.True(json.GetProperty("medals").GetProperty("gold").GetDecimal() < json.GetProperty("medals").GetProperty("bronze").GetDecimal());
    }

    [Fact]
    public async Task Without_branches_nothing_more_is_claimed_than_the_bound() =>
        Assert.Matches("best     time [0-9.]+ minutes: within [0-9.]+ % of the best possible", (await CommandRun.Of("solve", "the-voodoo-patch", "--nodes", "0")).Out);

    [Theory]
    [InlineData("--nodes is a whole number from 0", "--nodes", "-1")]
    [InlineData("--seconds is a whole number from 1", "--seconds", "0")]
    [InlineData("\"--jsn\" is no option of this command; did you mean \"--json\"?", "--jsn")]
    public async Task Bad_usage_is_explained(string message, params string[] options)
    {
        CommandRun run = await CommandRun.Of(["solve", .. options]);

        Assert.Equal((ExitCodes.BadInput, ""), (run.Code, run.Out));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }
}
