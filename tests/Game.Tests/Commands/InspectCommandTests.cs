using System.Text.Json;
using ShortOrder.Game.Commands;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Game.Tests.Commands;

public sealed class InspectCommandTests
{
    private const string Jar = """
        { "version": 1, "id": "jar", "title": "Jar", "teaches": ["race-condition"], "shared": ["jar"], "allow": { "threads": 2, "locks": true },
          "tasks": [ { "id": "courier", "title": "Courier", "count": 2, "steps": [ { "io": 2 }, { "cpu": 1, "read": "jar", "write": "jar" } ] } ],
          "metrics": ["time"], "medals": { "time": { "gold": 9, "silver": 10, "bronze": 11 } },
          "plans": {
            "open": { "plan": { "kitchens": [ { "lanes": [ { "kind": "thread", "workers": 2, "tasks": ["courier"] } ] } ] }, "expect": { "verdict": "lost-update" } },
            "locked": { "plan": { "kitchens": [ { "lanes": [ { "kind": "thread", "workers": 2, "tasks": ["courier"] } ] } ],
              "locks": [ { "lock": "jar", "task": "courier", "from": 1, "to": 1 } ] }, "expect": { "time": 4 } } } }
        """;

    [Fact]
    public async Task Two_couriers_without_a_lock_lose_a_jar_in_four_moves()
    {
        CommandRun run = await Inspect("open");
        Assert.Equal(ExitCodes.Failed, run.Code);
        Assert.Contains("verdict  race:", run.Out, StringComparison.Ordinal);
        Assert.Equal(2, run.Out.Split('\n').Count(l => l.Contains("reads jar", StringComparison.Ordinal)));
        Assert.Contains("courier#", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_lock_every_order_of_events_is_safe()
    {
        CommandRun run = await Inspect("locked");
        Assert.Equal((ExitCodes.Good, ""), (run.Code, run.Error));
        Assert.Contains("verdict  safe:", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_gives_the_schedule_move_by_move()
    {
        JsonElement json = JsonDocument.Parse((await Inspect("open", "--json")).Out).RootElement;
        Assert.Equal("race", json.GetProperty("verdict").GetString());
        JsonElement[] moves = [.. json.GetProperty("schedule").EnumerateArray()];
        Assert.Equal("writes jar", moves[^1].GetProperty("what").GetString());
        Assert.All(moves, m => Assert.Equal("home", m.GetProperty("kitchen").GetString()));
    }

    [Fact]
    public async Task Every_best_plan_of_the_campaign_is_safe()
    {
        foreach (Level level in CommandRun.Library.Worlds.SelectMany(w => w.Levels).Where(l => l.Plans.Any(p => p.Name == "best")))
            Assert.Equal((level.Id, ExitCodes.Good), (level.Id, (await CommandRun.Of("inspect", level.Id, "best")).Code));
    }

    private static async Task<CommandRun> Inspect(string plan, params string[] options)
    {
        string file = Path.Combine(Path.GetTempPath(), $"shortorder-inspect-{Guid.NewGuid():N}.json");
        try
        {
            await File.WriteAllTextAsync(file, Jar, TestContext.Current.CancellationToken);
            return await CommandRun.Of(["inspect", file, plan, .. options]);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
