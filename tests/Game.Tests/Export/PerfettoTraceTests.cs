using System.Text.Json;
using ShortOrder.Game.Commands;
using ShortOrder.Game.Tests.Commands;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Game.Tests.Export;

public sealed class PerfettoTraceTests
{
    public static TheoryData<string, string> AuthorPlans =>
        [.. CommandRun.Library.Worlds.SelectMany(w => w.Levels).SelectMany(l => l.Plans.Select(p => (l.Id, p.Name)))];

    [Theory]
    [MemberData(nameof(AuthorPlans))]
    public async Task Every_author_plans_trace_is_well_formed(string level, string plan)
    {
        JsonElement[] events = await Trace(level, plan);

        Assert.Equal(events.Where(e => Is(e, "XbesfC")).Select(At).Order(), events.Where(e => Is(e, "XbesfC")).Select(At)); // in order of time
        foreach (var track in events.Where(e => Is(e, "X")).GroupBy(Track))
        {
            decimal free = 0;
            foreach (JsonElement e in track)
            {
                Assert.True(At(e) >= free && e.GetProperty("dur").GetDecimal() > 0, $"{e} overlaps what ends at {free}");
                free = At(e) + e.GetProperty("dur").GetDecimal();
            }
        }
        foreach (var coroutine in events.Where(e => Is(e, "be")).GroupBy(e => (e.GetProperty("pid").GetInt32(), e.GetProperty("id").GetInt32())))
            foreach (var name in coroutine.GroupBy(e => e.GetProperty("name").GetString()))
                Assert.Equal(name.Count(e => Is(e, "b")), name.Count(e => Is(e, "e")));
        foreach (var arrow in events.Where(e => Is(e, "sf")).GroupBy(e => e.GetProperty("id").GetInt32()))
        {
            JsonElement from = Assert.Single(arrow, e => Is(e, "s")), to = Assert.Single(arrow, e => Is(e, "f"));
            Assert.Equal(from.GetProperty("name").GetString(), to.GetProperty("name").GetString());
            Assert.True(At(from) <= At(to), arrow.ToString());
            Assert.All(arrow, end => Assert.Contains(events, e => Is(e, "X") && Track(e) == Track(end) && At(e) <= At(end) && At(end) <= At(e) + e.GetProperty("dur").GetDecimal()));
        }
    }

    [Fact]
    public async Task A_kitchen_is_a_process_and_a_lane_a_named_thread()
    {
        JsonElement[] events = await Trace("the-second-kitchen", "best");

        Assert.Equal(["home", "annex"], Names(events, "process_name"));
        Assert.All(events.Where(e => e.GetProperty("name").GetString() == "process_name"), e => Assert.Equal(e.GetProperty("pid").GetInt32(), e.GetProperty("tid").GetInt32()));
        Assert.Equal(events.Where(e => Is(e, "X")).Select(Track).Distinct().Count(), Names(events, "thread_name").Length);
    }

    [Fact]
    public async Task A_wait_for_a_lock_says_for_which_and_who_has_it()
    {
        JsonElement[] events = await Trace("the-lost-jar", "frightened");

        JsonElement wait = events.First(e => Is(e, "X") && e.GetProperty("cat").GetString() == "lock");
        Assert.Equal("jar", wait.GetProperty("args").GetProperty("waits for").GetString());
        Assert.Equal("courier#1", wait.GetProperty("args").GetProperty("held by").GetString());
        Assert.Equal(2, events.Count(e => Is(e, "s") && e.GetProperty("name").GetString() == "lock")); // from the first courier to the second, and on to the third
    }

    [Fact]
    public async Task Waiters_for_the_hat_are_counted_and_gone_at_the_end()
    {
        // Four cooks want one hat at once: three of them wait, and in the end nobody.
        JsonElement[] counts = [.. (await Trace("the-hat-tax", "trap")).Where(e => Is(e, "C"))];

        Assert.Equal(3, counts.Max(e => e.GetProperty("args").GetProperty("threads").GetInt32()));
        Assert.Equal(0, counts[^1].GetProperty("args").GetProperty("threads").GetInt32());
    }

    private static async Task<JsonElement[]> Trace(string level, string plan)
    {
        CommandRun run = await CommandRun.Of("export", level, plan, "--to", "perfetto");
        Assert.Equal((ExitCodes.Good, ""), (run.Code, run.Error));
        return [.. JsonDocument.Parse(run.Out).RootElement.GetProperty("traceEvents").EnumerateArray()];
    }

    private static bool Is(JsonElement e, string phases) => phases.Contains(e.GetProperty("ph").GetString()!, StringComparison.Ordinal);

    private static decimal At(JsonElement e) => e.GetProperty("ts").GetDecimal();

    private static (int, int) Track(JsonElement e) => (e.GetProperty("pid").GetInt32(), e.GetProperty("tid").GetInt32());

    private static string[] Names(JsonElement[] events, string kind) =>
        [.. events.Where(e => e.GetProperty("name").GetString() == kind).Select(e => e.GetProperty("args").GetProperty("name").GetString()!)];
}
