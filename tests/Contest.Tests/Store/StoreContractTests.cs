using ShortOrder.Contest.Competitions;
using ShortOrder.Contest.Judging;
using ShortOrder.Contest.Store;
using ShortOrder.Contest.Submissions;
using ShortOrder.Contest.Tests.Judging;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Contest.Tests.Store;

/// <summary>What the store promises on a file.</summary>
public sealed class SqliteStoreTests(ContestDatabases databases) : StoreContractTests(() => databases.New("sqlite"));

/// <summary>What the store promises on PostgreSQL.</summary>
public sealed class PostgresStoreTests(ContestDatabases databases) : StoreContractTests(() => databases.New("postgres"));

/// <summary>What the store promises, whatever it is on.</summary>
/// <param name="connect">How to connect to an empty database.</param>
public abstract class StoreContractTests(Func<string> connect) : IClassFixture<ContestDatabases>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_written_is_read_back()
    {
        using ContestDatabase database = ContestDatabase.Of(connect());
        ContestStore store = await ContestStore.OpenAsync(database, Cancel);
        Assert.Null(await store.FindCompetitionAsync(Cancel));
        await CompetitionDesk.CreateAsync(store, Settings, TimeProvider.System, Cancel);
        Competition made = (await store.FindCompetitionAsync(Cancel))!;
        Competition changed = made with { State = CompetitionState.Frozen, FrozenAtMs = 5, Revealed = 2, IsLocked = true, AsksFactor = true, HasRoster = true, Waiver = "w", Announcement = "é", ElapsedMs = 7 };
        await store.WriteAsync(t => ContestStore.UpdateAsync(t, changed, Cancel), Cancel);
        Competition read = (await (await ContestStore.OpenAsync(database, Cancel)).FindCompetitionAsync(Cancel))!;
        Assert.Equal(changed with { Settings = read.Settings }, read);
        Assert.Equal(Settings.Levels, read.Settings.Levels);
        Assert.Equal("twins", read.Settings.TwinSeed);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => CompetitionDesk.CreateAsync(store, Settings, TimeProvider.System, Cancel)); // one to a database

        Judgement judgement = Verdict("p", 0) with { Trace = [1, 2, 0, 255], SecondMinutes = 8.5m, BestMinutes = 8.25m, Runs = [new(1, 160.5m, null), new(2, 165.25m, "busy"), new(3, 161, null)] };
        Assert.True(await store.WriteAsync(t => ContestStore.InsertAsync(t, judgement, Cancel), Cancel));
        Assert.False(await store.WriteAsync(t => ContestStore.InsertAsync(t, judgement with { Minutes = 1 }, Cancel), Cancel));
        Judgement back = (await store.FindJudgementAsync("l", "p", 0, Cancel))!;
        Assert.Equal((8.25m, 8.25m, 8.5m, 2, Medal.Gold, JudgementOutcome.Ok), (back.Minutes, back.BestMinutes, back.SecondMinutes, back.CountedRuns, back.Medal, back.Outcome));
        Assert.Equal(judgement.Metrics, back.Metrics);
        Assert.Equal(judgement.Runs, await store.RunsAsync("l", "p", 0, Cancel));
        Assert.Equal(judgement.Trace, await store.FindTraceAsync("l", "p", 0, Cancel));
    }

    [Fact]
    public async Task A_database_of_the_first_form_goes_on_without_twins()
    {
        using ContestDatabase database = ContestDatabase.Of(connect());
        await CompetitionDesk.CreateAsync(await ContestStore.OpenAsync(database, Cancel), Settings, TimeProvider.System, Cancel);
        await database.WriteAsync(async t =>
        {
            foreach (string undo in (string[])["competition DROP COLUMN twin_seed", "judge_machine DROP COLUMN aside_because", "judge_machine ADD COLUMN is_quarantined bigint NOT NULL DEFAULT 1"])
                await t.Connection!.RunAsync($"ALTER TABLE {undo}", Cancel, t);
            await t.Connection!.RunAsync("INSERT INTO judge_machine (name, cores, is_quarantined, noise_ppm, certificate_json, seen_at_ms) VALUES ('laptop', 4, 1, 20000, '{}', 7)", Cancel, t);
            return await t.Connection!.RunAsync("UPDATE schema_version SET version = 1", Cancel, t);
        }, Cancel);
        for (int opened = 0; opened < 2; opened++)
        {
            ContestStore store = await ContestStore.OpenAsync(database, Cancel);
            Competition read = (await store.FindCompetitionAsync(Cancel))!;
            Assert.Null(read.Settings.TwinSeed);
            Assert.Equal(new JudgeMachine("laptop", 4, null, 2, "{}", 7), Assert.Single(await store.MachinesAsync(Cancel)));
            Assert.Equal(Settings.Levels, read.Settings.Levels);
        }
    }

    [Fact]
    public async Task Writers_go_one_after_another_and_events_are_numbered_without_gaps()
    {
        using ContestDatabase database = ContestDatabase.Of(connect());
        ContestStore store = await ContestStore.OpenAsync(database, Cancel);
        using ContestDatabase elsewhere = ContestDatabase.Of(database.FilePath ?? database.ConnectionString); // as another process has it
        ContestStore other = await ContestStore.OpenAsync(elsewhere, Cancel);
        List<long> seen = [];
        Task reader = Task.Run(async () =>
        {
            while (seen.Count < 60) foreach (ContestEvent e in await store.EventsAfterAsync(seen.LastOrDefault(), 1000, Cancel)) seen.Add(e.Seq);
        }, Cancel);
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => (i % 2 == 0 ? store : other).WriteAsync(t => ContestStore.AppendAsync(t, i % 3 == 0 ? "one" : Audiences.All, "state", "{}", i, i, Cancel), Cancel)));
        await reader.WaitAsync(TimeSpan.FromSeconds(60), Cancel);

        Assert.Equal(60, seen.Distinct().Count()); // who reads on from the last number misses nothing
        Assert.Equal(Enumerable.Range(1, 20).Select(n => (long)n), (await store.EventsAfterAsync("one", 0, 100, Cancel)).Select(e => e.Number));
        Assert.Equal(Enumerable.Range(1, 40).Select(n => (long)n), (await store.EventsAfterAsync(Audiences.All, 0, 100, Cancel)).Select(e => e.Number));
    }

    [Fact]
    public async Task What_fails_half_way_leaves_nothing()
    {
        using ContestDatabase database = ContestDatabase.Of(connect());
        ContestStore store = await ContestStore.OpenAsync(database, Cancel);
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.WriteAsync(async t =>
        {
            await ContestStore.InsertAsync(t, Sent("a", "k"), Cancel);
            throw new InvalidOperationException("half way");
        }, Cancel));
        Assert.Empty(await store.SubmissionsAsync(Cancel));
        await store.WriteAsync(t => ContestStore.InsertAsync(t, Sent("a", "k"), Cancel), Cancel);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => store.WriteAsync(t => ContestStore.InsertAsync(t, Sent("b", "k"), Cancel), Cancel)); // a key counts once
        Assert.Single(await store.SubmissionsAsync(Cancel));
    }

    [Fact]
    public async Task Submissions_move_only_as_their_life_allows_whoever_pulls()
    {
        using ContestDatabase database = ContestDatabase.Of(connect());
        ContestStore store = await ContestStore.OpenAsync(database, Cancel);
        long number = await store.WriteAsync(t => ContestStore.InsertAsync(t, Sent("a", "k"), Cancel), Cancel);
        Submission?[] settled = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            await store.WriteAsync(t => ContestStore.MoveAsync(t, number, SubmissionTrigger.Claim, s => s with { Machine = $"m{i}" }, Cancel), Cancel);
            return await store.WriteAsync(t => ContestStore.MoveAsync(t, number, SubmissionTrigger.Settle, null, Cancel), Cancel);
        }));
        Assert.Single(settled, s => s is not null);
        Assert.Equal(SubmissionState.Judged, (await store.FindSubmissionAsync(number, Cancel))!.State);
        Assert.Empty(await store.PendingAsync(Cancel));
    }

    [Fact]
    public async Task Results_show_the_last_verdict_while_a_plan_is_judged_again()
    {
        using ContestDatabase database = ContestDatabase.Of(connect());
        ContestStore store = await ContestStore.OpenAsync(database, Cancel);
        await store.WriteAsync(async t =>
        {
            await ContestStore.InsertAsync(t, Sent("a", "k") with { State = SubmissionState.Judged }, Cancel);
            await ContestStore.InsertAsync(t, Sent("b", "l") with { State = SubmissionState.Queued, PlanHash = "q" }, Cancel);
            await ContestStore.InsertAsync(t, Verdict("p", 0), Cancel);
        }, Cancel);
        Assert.Equal([8.25m, null], (await store.ResultsAsync(Cancel)).Select(r => r.Metrics.IsEmpty ? (decimal?)null : r.Metrics[0].Value));
        await store.WriteAsync(t => ContestStore.MoveAsync(t, 1, SubmissionTrigger.Rejudge, s => s with { Epoch = 1 }, Cancel), Cancel);
        Assert.Equal(8.25m, (await store.ResultsAsync(Cancel))[0].Metrics[0].Value);
        await store.WriteAsync(t => ContestStore.InsertAsync(t, Verdict("p", 1) with { Metrics = [new(Metric.Time, 9)] }, Cancel), Cancel);
        Assert.Equal(9, (await store.ResultsAsync(Cancel))[0].Metrics[0].Value);
    }

    [Fact]
    public async Task A_whole_competition_runs_on_it()
    {
        await using RunningContest contest = await RunningContest.StartAsync(database: ContestDatabase.Of(connect()));
        ShortOrder.Contest.Protocol.Joined anna = await contest.JoinAsync("Anna"), ben = await contest.JoinAsync("Ben");
        await contest.StartClockAsync();
        await contest.SubmitAsync(anna.Token, "best");
        await contest.SubmitAsync(ben.Token, "naive");
        await contest.RestartAsync();
        await contest.Judge.JudgeAllAsync();
        ShortOrder.Contest.Protocol.Board board = await contest.BoardWhenAsync(b => b.Rows.Count(r => r.Rank > 0) == 2);
        Assert.Equal([("Anna", 1), ("Ben", 2)], board.Rows.Select(r => (r.Name, r.Rank)));
    }

    private static CompetitionSettings Settings => new() { Title = "T", DurationMs = 1000, FreezeBeforeEndMs = 10, HasDuel = false, Seats = 3, TempoMs = 8, TwinSeed = "twins", Levels = [TestLevels.Shipped("three-kettles"), TestLevels.Shipped("market-day")] };

    private static Submission Sent(string id, string key) => new()
    {
        Id = id,
        Player = "x",
        Level = "l",
        LevelHash = "l",
        PlanHash = "p",
        PlanText = "{}",
        State = SubmissionState.Queued,
        ContestMs = 1,
        ReceivedAtMs = 2,
        DueMs = 3,
        IdempotencyKey = key,
        ModelJson = "{}",
    };

    private static Judgement Verdict(string plan, int epoch) => new()
    {
        LevelHash = "l",
        PlanHash = plan,
        Epoch = epoch,
        Outcome = JudgementOutcome.Ok,
        Verdict = Simulation.Scoring.Verdict.Served,
        Explanation = "ok",
        Minutes = 8.25m,
        ModelMinutes = 8,
        Medal = Medal.Gold,
        Metrics = [new(Metric.Time, 8.25m), new(Metric.Memory, 0.1m)],
        CreatedAtMs = 1,
    };
}
