using System.Text.Json;
using ShortOrder.Game.Commands;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Game.Tests.Commands;

public sealed class ExplainCommandTests
{
    [Fact]
    public async Task Staring_at_the_kettle_is_what_the_naive_breakfast_is_told()
    {
        // Coffee 1 + 4 + 1, then the sandwich 3: the four minutes at the kettle are avoidable.
        CommandRun run = await CommandRun.Of("explain", "coffee-and-a-sandwich", "naive");
        Assert.Equal((ExitCodes.Good, ""), (run.Code, run.Error));
        Assert.Contains("9 minutes in the model", run.Out, StringComparison.Ordinal);
        Assert.Contains("working 5, waiting 4", run.Out, StringComparison.Ordinal);
        Assert.Contains("avoidable          4 waiting: blocking", run.Out, StringComparison.Ordinal);
        Assert.Contains("1 – 5        waiting coffee.1 on home main", run.Out, StringComparison.Ordinal);
        Assert.Contains("-2        coffee.1 in half the time", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_has_the_same_as_numbers()
    {
        CommandRun run = await CommandRun.Of("explain", "coffee-and-a-sandwich", "naive", "--json");
        JsonElement json = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(9, json.GetProperty("minutes").GetDecimal());
        Assert.Equal(4, json.GetProperty("ledger")[0].GetProperty("minutes").GetProperty("waiting").GetDecimal());
        Assert.Equal("blocking", json.GetProperty("avoidable")[0].GetProperty("term").GetString());
        Assert.Equal("blocking", json.GetProperty("findings")[0].GetProperty("term").GetString());
        Assert.Equal([0m, 1m, 5m, 6m], json.GetProperty("criticalPath").EnumerateArray().Select(s => s.GetProperty("start").GetDecimal()));
        Assert.Equal(2, json.GetProperty("whatIf")[0].GetProperty("gain").GetDecimal());
    }

    [Fact]
    public async Task Every_plan_of_every_level_can_be_explained()
    {
        foreach (Level level in CommandRun.Library.Worlds.SelectMany(w => w.Levels))
            foreach (AuthorPlan plan in level.Plans)
            {
                CommandRun run = await CommandRun.Of("explain", level.Id, plan.Name, "--json");
                Assert.True(run.Code is ExitCodes.Good or ExitCodes.Failed, $"{level.Id} {plan.Name}: {run.Error}");
                JsonElement json = JsonDocument.Parse(run.Out).RootElement, path = json.GetProperty("criticalPath");
                decimal covered = path.EnumerateArray().Sum(s => s.GetProperty("end").GetDecimal() - s.GetProperty("start").GetDecimal());
                Assert.Equal(json.GetProperty("minutes").GetDecimal(), covered);
            }
    }

    [Fact]
    public async Task An_unknown_plan_is_an_error_with_a_suggestion()
    {
        CommandRun run = await CommandRun.Of("explain", "coffee-and-a-sandwich", "naiv");
        Assert.Equal((ExitCodes.BadInput, ""), (run.Code, run.Out));
        Assert.Contains("naive", run.Error, StringComparison.Ordinal);
    }
}
