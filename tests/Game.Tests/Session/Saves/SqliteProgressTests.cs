using Microsoft.Data.Sqlite;
using ShortOrder.Game.Session;
using ShortOrder.Game.Session.Saves;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Tests.Session.Saves;

public sealed class SqliteProgressTests : SaveTest
{
    [Fact]
    public void The_runs_of_a_level_come_back_in_order_and_of_very_many_the_latest()
    {
        using SqliteProgress progress = Open();
        progress.Add(Served(1, Medal.None, "other"));
        for (int i = 0; i < 503; i++) progress.Add(Served(10 + i, Medal.None, "level"));
        decimal[] minutes = [.. progress.Runs("level").Select(r => r.Minutes)];
        Assert.Equal((500, 13m, 512m), (minutes.Length, minutes[0], minutes[^1]));
        Assert.Equal([1m], progress.Runs("other").Select(r => r.Minutes));
        Assert.Empty(progress.Runs("nothing"));
    }

    [Fact]
    public void The_best_attempt_is_the_fastest_served_one_of_any_sitting()
    {
        using (SqliteProgress first = Open())
        {
            first.Add(Served(7.2m, Medal.Silver));
            first.Add(Served(6.1234m, Medal.Gold));
        }
        using SqliteProgress second = Open();
        second.Add(Served(8, Medal.Bronze));
        second.Add(Served(1, Medal.None) with { Verdict = Verdict.LostUpdate });

        Attempt best = second.Best("coffee-and-a-sandwich")!;
        Assert.Equal((6.1234m, Medal.Gold, Verdict.Served), (best.Minutes, best.Medal, best.Verdict));
        Assert.Equal(PlanWriter.Write(PlanNo(1)), PlanWriter.Write(best.Plan));
        Assert.Null(second.Best("three-kettles"));
    }

    [Fact]
    public void A_best_of_another_open_game_is_seen()
    {
        using SqliteProgress one = Open(), two = Open();
        one.Add(Served(7.2m, Medal.Silver));

        Assert.Equal(7.2m, two.Best("coffee-and-a-sandwich")!.Minutes);
        two.Add(Served(6.1m, Medal.Gold));
        Assert.Equal((6.1m, 6.1m), (one.Best("coffee-and-a-sandwich")!.Minutes, two.Best("coffee-and-a-sandwich")!.Minutes));
    }

    [Fact]
    public void A_run_keeps_all_that_was_measured()
    {
        DateTimeOffset now = new(2026, 1, 31, 18, 30, 0, 125, TimeSpan.Zero);
        using (SqliteProgress progress = SqliteProgress.Open(Folder, new StoppedClock(now))) progress.Add(Served(6.25m, Medal.Gold));

        using SqliteConnection db = Raw();
        SavedRun run = Assert.Single(SavedRun.All(db));
        Attempt attempt = run.Attempt;
        Assert.Equal((now, "real", SavedRun.ThisMachine, 1), (run.At, run.Engine, run.Machine, run.Rules));
        Assert.Equal((6.25m, 6m, 1, 20, 1.5), (attempt.Minutes, attempt.ModelMinutes, attempt.Discarded, attempt.TempoMs, attempt.NsPerChunk));
        Assert.Equal([120.25m, 121m], attempt.ElapsedMs);
    }

    [Fact]
    public void A_level_shows_its_best_medal_and_time_and_counts_every_run()
    {
        using SqliteProgress progress = Open();
        progress.Add(Served(7.2m, Medal.Silver));
        progress.Add(Served(7.4m, Medal.Bronze));
        progress.Add(Served(0, Medal.None) with { Verdict = Verdict.TooNoisy });
        progress.Add(Served(0, Medal.None, "deliveries") with { Verdict = Verdict.Deadlock });

        using SqliteConnection db = Raw();
        List<LevelRecord> records = LevelRecord.All(db);
        Assert.Equal(["coffee-and-a-sandwich", "deliveries"], records.Select(r => r.Level));
        Assert.Equal((Medal.Silver, 7.2m, 3, 2), (records[0].Medal, records[0].BestMinutes, records[0].Runs, records[0].Served));
        Assert.Equal((Medal.None, null, 1, 0), (records[1].Medal, records[1].BestMinutes, records[1].Runs, records[1].Served));
    }

    [Fact]
    public void Plans_are_put_aside_by_name_replaced_and_thrown_away()
    {
        using (SqliteProgress progress = Open())
        {
            progress.PutAside(new("two threads", PlanNo(1)));
            progress.PutAside(new("by hand", PlanNo(2)));
            progress.PutAside(new("two threads", PlanNo(3)));
            progress.PutAside(new("by hand", PlanNo(4) with { Level = "deliveries" }));
            progress.ThrowAway("deliveries", "by hand");
            progress.ThrowAway("deliveries", "never was");
        }
        using SqliteProgress later = Open();

        Assert.Equal([("by hand", PlanWriter.Write(PlanNo(2))), ("two threads", PlanWriter.Write(PlanNo(3)))], later.Named("coffee-and-a-sandwich").Select(p => (p.Name, PlanWriter.Write(p.Plan))));
        Assert.Empty(later.Named("deliveries"));
    }

    [Fact]
    public void The_last_value_of_a_setting_counts()
    {
        using (SqliteProgress progress = Open())
        {
            Assert.Null(progress.Setting("theme"));
            progress.Set("theme", "light");
            progress.Set("theme", "mono");
        }
        using SqliteProgress later = Open();

        Assert.Equal("mono", later.Setting("theme"));
    }

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
