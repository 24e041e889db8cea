using System.Collections.Immutable;
using ShortOrder.Benchmarks.Classroom;
using ShortOrder.Contest.Judging;
using ShortOrder.Contest.Protocol;
using ShortOrder.Contest.Store;

namespace ShortOrder.Contest.Tests.Judging;

/// <summary>The duel in a whole competition: a real server, a real judge, and an engine whose times are known.</summary>
public sealed class DuelLifeTests : IDisposable
{
    private static readonly string[] Names = ["Anna", "Ben", "Cem"];

    private readonly ManualTime _time = new(haste: 50); // a judge's heart beats every 0.1 s
    private readonly string _folder = Directory.CreateTempSubdirectory("duel-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Judged at 21.00, 21.05 and 21.10, all within 1 % of 21.00. In the duel the last is the fastest, by more than 1 %, and the others stay within 1 % of each other.</summary>
    [Fact]
    public async Task Three_within_the_band_fight_it_out_and_the_competition_goes_on_to_its_seal()
    {
        await using RunningContest contest = await HandedInAsync();
        KnownEngine engine = new(Time([21.00m, 21.05m, 21.10m], [21.50m, 21.60m, 21.10m]));
        await using JudgeService judge = await JudgeAsync(contest, "judge", engine);
        await FinishedAsync(contest);
        await SealedAsync(contest);

        ServingOrder[] rounds = [.. engine.Orders.Where(o => o.Repeats == 1)];
        Assert.Equal(3 * Duel.Rounds, rounds.Length);
        Assert.All(rounds.CountBy(o => o.Plan), plan => Assert.Equal(Duel.Rounds, plan.Value));
        DuelResult[] places = [.. await contest.Store.DuelsAsync(Cancel)];
        // 21.50 is 1.9 % behind 21.10; 21.60 is 0.5 % behind 21.50, and shares its place.
        Assert.Equal([(Hash(2), 1, 21.10m), (Hash(0), 2, 21.50m), (Hash(1), 2, 21.60m)], places.OrderBy(p => p.BestMinutes).Select(p => (p.PlanHash, p.Rank, p.BestMinutes)));
        Assert.Equal(Hash(2), places[0].PlanHash); // winners first
        Assert.All(places, p => Assert.Equal(Duel.Rounds, p.Rounds));
        Assert.Equal([0, 1, 2], (await contest.Store.JudgementsAsync(Cancel)).Select(j => j.Minutes!.Value).Order().Select(m => (int)((m - 21) / 0.05m))); // the verdicts are what they were
    }

    [Fact]
    public async Task A_judge_that_dies_in_the_middle_leaves_the_duel_to_the_next()
    {
        await using RunningContest contest = await HandedInAsync();
        Func<ServingOrder, decimal> times = Time([21.00m, 21.05m, 21.10m], [21.50m, 21.60m, 21.10m]);
        int turns = 0;
        TaskCompletionSource stuck = new(TaskCreationOptions.RunContinuationsAsynchronously);
        KnownEngine dying = new(times)
        {
            Gate = order =>
            {
                if (order.Repeats != 1 || ++turns <= 10) return Task.CompletedTask;
                stuck.TrySetResult();
                return Task.Delay(Timeout.Infinite, CancellationToken.None);
            },
        };
        JudgeService first = await JudgeAsync(contest, "judge-1", dying);
        await FinishedAsync(contest);
        await stuck.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
        Assert.Empty(await contest.Store.SettledDuelsAsync(Cancel)); // a duel is there as a whole or not at all

        KnownEngine next = new(times);
        await using JudgeService second = await JudgeAsync(contest, "judge-2", next);
        await second.Ready.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
        DuelRunner wants = new(contest.Store, next, 20, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        Assert.False(await wants.IsWantedAsync("judge-2", Now, Cancel)); // the first by name is alive: two would disturb each other
        await first.DisposeAsync();
        Assert.Equal("duel", (await contest.ViewAsync()).State);
        Assert.Empty(next.Orders);
        _time.Pass(TimeSpan.FromSeconds(21)); // longer than a machine may be silent
        await SealedAsync(contest);

        Assert.Equal(3 * Duel.Rounds, next.Orders.Count);
        DuelResult winner = (await contest.Store.DuelsAsync(Cancel))[0];
        Assert.Equal((Hash(2), 1, 3), (winner.PlanHash, winner.Rank, (await contest.Store.DuelsAsync(Cancel)).Count));
    }

    /// <summary>21, 22 and 23 minutes: every gap is wider than any noise.</summary>
    [Fact]
    public async Task Where_nothing_is_to_be_settled_the_duel_is_empty_and_the_competition_goes_on()
    {
        await using RunningContest contest = await HandedInAsync();
        KnownEngine engine = new(Time([21m, 22m, 23m], []));
        await using JudgeService judge = await JudgeAsync(contest, "judge", engine);
        await FinishedAsync(contest);
        await SealedAsync(contest);

        Assert.DoesNotContain(engine.Orders, o => o.Repeats == 1);
        Assert.Equal([CrowdLevel.Level.Hash], await contest.Store.SettledDuelsAsync(Cancel));
        Assert.Empty(await contest.Store.DuelsAsync(Cancel));
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    private static string Hash(int plan) => CrowdLevel.Hash(CrowdLevel.Plan(plan));

    /// <summary>Times by the number of the plan: judged, and in the duel, where a plan runs once at a time.</summary>
    private static Func<ServingOrder, decimal> Time(decimal[] judged, decimal[] duel)
    {
        string[] plans = [.. Enumerable.Range(0, Names.Length).Select(CrowdLevel.Plan)];
        return order => (order.Repeats == 1 ? duel : judged)[Array.IndexOf(plans, order.Plan)];
    }

    /// <summary>A competition in which three players have handed in a plan each, and nobody judges yet.</summary>
    private async Task<RunningContest> HandedInAsync()
    {
        ContestStore? store = null;
        ContestDatabase database = ContestDatabase.OfFile(Path.Combine(_folder, $"{Guid.NewGuid():n}.db"));
        RunningContest contest = await RunningContest.StartAsync(new() { Time = _time, Duel = cancel => DuelRunner.WaitAsync(store!, _time, cancel) }, s => s with { Levels = [CrowdLevel.Level] }, database);
        store = contest.Store;
        ImmutableArray<Joined> players = [.. await Task.WhenAll(Names.Select(contest.JoinAsync))];
        await contest.StartClockAsync();
        for (int i = 0; i < players.Length; i++)
        {
            Answer taken = await contest.SubmitTextAsync(players[i].Token, CrowdLevel.Plan(i), level: CrowdLevel.Level.Id, hash: CrowdLevel.Level.Hash);
            Assert.True(taken.Status == System.Net.HttpStatusCode.Accepted, taken.Text);
        }
        return contest;
    }

    private Task<JudgeService> JudgeAsync(RunningContest contest, string machine, KnownEngine engine) =>
        JudgeService.StartAsync(contest.Store, new() { Machine = machine, Engine = () => engine, IsMeasured = false, Time = _time }, Cancel);

    /// <summary>Everything has its verdict, and the time is over.</summary>
    private static async Task FinishedAsync(RunningContest contest)
    {
        await RunningContest.WaitAsync(async () => (await contest.Store.PendingAsync(Cancel)).Count == 0);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await contest.DoAsync("finish", "running")).Status);
    }

    private static Task SealedAsync(RunningContest contest) => RunningContest.WaitAsync(async () => (await contest.ViewAsync()).State == "sealed");
}
