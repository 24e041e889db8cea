using System.Text;
using ShortOrder.Game.Commands;
using ShortOrder.Game.Session;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Game.Tests.Commands;

public sealed class DailyCommandTests
{
    [Fact]
    public async Task It_tells_of_the_order_and_what_is_proved_but_not_how()
    {
        CommandRun run = await CommandRun.Of("daily", "--date", "2026-11-28");

        Assert.Equal((ExitCodes.Good, ""), (run.Code, run.Error));
        Assert.Contains("date     Saturday, 28 November 2026", run.Out, StringComparison.Ordinal);
        Assert.Contains("bound    No plan is faster than ", run.Out, StringComparison.Ordinal);
        Assert.Contains("play     shortorder play daily-2026-11-28", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("lanes", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_it_prints_and_writes_is_a_level_that_check_likes()
    {
        string file = Path.Combine(Path.GetTempPath(), $"shortorder-daily-{Guid.NewGuid():N}.json");
        try
        {
            CommandRun printed = await CommandRun.Of("daily", "--seed", "3", "--json"), written = await CommandRun.Of("daily", "--seed", "3", "-o", file);
            Assert.Equal((ExitCodes.Good, ExitCodes.Good, ""), (printed.Code, written.Code, written.Out));
            Assert.Equal(printed.Out, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
            Assert.Equal(ExitCodes.Good, (await CommandRun.Of("check", file)).Code);

            CommandRun again = await CommandRun.Of("daily", "--seed", "4", "-o", file);
            Assert.Equal(ExitCodes.BadInput, again.Code);
            Assert.Equal(printed.Out, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Its_plans_run_by_the_name_of_the_order()
    {
        ReadResult<Level> level = LevelReader.Read(Encoding.UTF8.GetBytes((await CommandRun.Of("daily", "--seed", "3", "--json")).Out), "daily.json");
        CommandRun run = await CommandRun.Of("run", "daily-seed-3", "best", "--engine", "model");

        Assert.Equal(ExitCodes.Good, run.Code);
        Assert.Contains($"no plan is faster than {level.Value!.Plans.Single(p => p.Name == "best").Expected[0].Value}", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--seed is a whole number", "--seed", "-1")]
    [InlineData("--seed is a whole number", "--seed", "many")]
    [InlineData("--date is a day", "--date", "28.11.2026")]
    [InlineData("exclude each other", "--seed", "1", "--date", "2026-11-28")]
    public async Task Wrong_options_are_explained(string says, params string[] options)
    {
        CommandRun run = await CommandRun.Of(["daily", .. options]);

        Assert.Equal(ExitCodes.BadInput, run.Code);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_game_opens_at_it() => Assert.Equal("daily-seed-3", (await CommandRun.Of("play", "daily-seed-3")).Played!.Start!.Id);

    [Fact]
    public void Today_is_the_day_on_the_players_calendar()
    {
        Support.ManualClock clock = new();

        Assert.Equal(DateOnly.FromDateTime(clock.GetLocalNow().DateTime), DailyOrder.Today(clock));
    }
}
