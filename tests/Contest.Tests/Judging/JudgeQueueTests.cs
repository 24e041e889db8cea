using System.Collections.Concurrent;
using System.Diagnostics;
using ShortOrder.Benchmarks.Classroom;
using ShortOrder.Contest.Judging;
using ShortOrder.Contest.Store;
using ShortOrder.Contest.Submissions;

namespace ShortOrder.Contest.Tests.Judging;

/// <summary>What the queue promises, on both databases.</summary>
public sealed class JudgeQueueTests(ContestDatabases databases) : IClassFixture<ContestDatabases>
{
    private static readonly DateTimeOffset Past = DateTimeOffset.UtcNow.AddDays(-1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task What_is_put_in_with_a_transaction_is_there_if_it_commits_and_only_then(string kind)
    {
        ContestStore store = await databases.OpenAsync(kind);
        await using JudgeQueue queue = await OpenAsync(store, handler: null);
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.WriteAsync<int>(async transaction =>
        {
            await queue.EnqueueAsync(new(1, "ann", "crowd", Past), transaction, Cancel);
            throw new InvalidOperationException("undone");
        }, Cancel));
        Assert.Equal(0, await queue.DepthAsync(Cancel));
        await store.WriteAsync(transaction => queue.EnqueueAsync(new(1, "ann", "crowd", Past), transaction, Cancel), Cancel);
        Assert.Equal(1, await queue.DepthAsync(Cancel));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Turns_are_taken_in_the_order_of_their_dates_one_at_a_time_and_the_latest_plan_of_a_player_wins(string kind)
    {
        ContestStore store = await databases.OpenAsync(kind);
        ConcurrentQueue<long> taken = [];
        int atOnce = 0, most = 0;
        await using JudgeQueue queue = await JudgeQueue.OpenAsync(store.Database, async (number, _, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref atOnce));
            taken.Enqueue(number);
            await Task.Delay(20, CancellationToken.None);
            Interlocked.Decrement(ref atOnce);
        }, Options, null, Cancel);
        await FillFromElsewhereAsync(store,
        [
            new(1, "ann", "crowd", Past.AddSeconds(30)), new(2, "ben", "crowd", Past.AddSeconds(10)), new(3, "cid", "crowd", Past.AddSeconds(20)),
            new(4, "ann", "crowd", Past), // in place of 1
            new(3, "cid", "other", Past.AddSeconds(40)),
            new(0, "ann", "crowd", Past.AddSeconds(50)), // comes back from a judge: beside 4
        ]);
        await queue.StartAsync(Cancel);
        await Eventually(() => taken.Count == 5, "five turns");
        Assert.Equal([4, 2, 3, 3, 0], taken);
        Assert.Equal(1, most);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_hundred_submissions_of_one_plan_are_one_run(string kind)
    {
        ContestStore store = await databases.OpenAsync(kind);
        int runs = 0;
        await using JudgeService judge = await JudgeAsync(store, "judge", _ => Interlocked.Increment(ref runs));
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => CrowdDesk.SubmitAsync(store, judge.Queue, $"player-{i}", 7, $"key-{i}")));
        await DrainedAsync(store);
        Assert.Equal(1, runs);
        Assert.All(await store.SubmissionsAsync(Cancel), s => Assert.Equal(SubmissionState.Judged, s.State));
        Assert.Single(await store.JudgementsAsync(Cancel));
    }

    /// <summary>Twenty plans in a row by one, then one by another.</summary>
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Threat18_A_player_with_twenty_plans_keeps_nobody_waiting(string kind)
    {
        ContestStore store = await databases.OpenAsync(kind);
        ConcurrentQueue<string> served = [];
        await using (JudgeQueue queue = await OpenAsync(store, handler: null))
        {
            for (int i = 0; i < 20; i++) await CrowdDesk.SubmitAsync(store, queue, "greedy", i, $"greedy-{i}");
            await CrowdDesk.SubmitAsync(store, queue, "modest", 100, "modest");
        }
        await using JudgeService judge = await JudgeAsync(store, "judge", order => served.Enqueue(order.Plan));
        await DrainedAsync(store);
        Assert.InRange(served.ToList().IndexOf(CrowdLevel.Plan(100)), 0, 1); // at most one run later
        List<Submission> rows = await store.SubmissionsAsync(Cancel);
        Assert.Equal(19, rows.Count(r => r.State == SubmissionState.Replaced));
        Assert.Equal(2, rows.Count(r => r.State == SubmissionState.Judged));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_judged_set_is_judged_again_as_it_was_previewed_and_the_old_verdicts_stay(string kind)
    {
        ContestStore store = await databases.OpenAsync(kind);
        int runs = 0;
        await using JudgeService judge = await JudgeAsync(store, "judge", _ => Interlocked.Increment(ref runs));
        foreach ((string player, int plan) in ((string, int)[])[("ann", 1), ("ben", 2), ("cid", 1)]) await CrowdDesk.SubmitAsync(store, judge.Queue, player, plan, player);
        await DrainedAsync(store);
        Rejudger again = new(store, judge.Queue, TimeProvider.System);
        List<Submission> preview = await again.FindAsync(new(Player: "ann"), Cancel);
        Assert.Equal(["ann", "cid"], preview.Select(s => s.Player)); // the same plan cannot have two times
        Assert.Empty(await again.FindAsync(new(Outcome: "noisy"), Cancel));
        Assert.Equal(3, (await again.FindAsync(new(Machine: "judge", Level: "crowd"), Cancel)).Count);
        Assert.Equal(2, await again.ApplyAsync(preview, Cancel));
        await DrainedAsync(store);
        Assert.Equal(3, runs); // two plans, one of them twice
        Assert.Equal([0, 0, 1], (await store.JudgementsAsync(Cancel)).Select(j => j.Epoch).Order());
        Assert.Equal([1, 0, 1], (await store.SubmissionsAsync(Cancel)).Select(s => s.Epoch));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_submission_that_fell_out_of_the_queue_is_put_in_again(string kind)
    {
        ContestStore store = await databases.OpenAsync(kind);
        await using JudgeService judge = await JudgeAsync(store, "judge", _ => { });
        await CrowdDesk.SubmitAsync(store, new Forgetful(), "ann", 1, "ann");
        Assert.Single(await store.PendingAsync(Cancel));
        JudgingDesk desk = new(store, judge.Queue, TimeProvider.System);
        Assert.Equal(1, await desk.ReconcileAsync(Cancel));
        await DrainedAsync(store);
        Assert.Single(await store.JudgementsAsync(Cancel));
    }

    [Fact]
    public async Task A_stopped_judge_gives_back_what_it_had()
    {
        ContestStore store = await databases.OpenAsync("sqlite");
        TaskCompletionSource began = new();
        JudgeService judge = await JudgeAsync(store, "judge", _ => began.TrySetResult(), TimeSpan.FromMinutes(5));
        await CrowdDesk.SubmitAsync(store, judge.Queue, "ann", 1, "ann");
        await began.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
        await judge.DisposeAsync();
        Assert.Equal(SubmissionState.Queued, Assert.Single(await store.SubmissionsAsync(Cancel)).State);
        await using JudgeService next = await JudgeAsync(store, "judge", _ => { });
        await DrainedAsync(store);
        Assert.Single(await store.JudgementsAsync(Cancel));
    }

    /// <summary>What a second judge does that believes the first to be alive.</summary>
    [Fact]
    public async Task Nobody_takes_what_a_living_judge_is_at()
    {
        ContestStore store = await databases.OpenAsync("sqlite");
        await using JudgeQueue queue = await OpenAsync(store, handler: null);
        await CrowdDesk.SubmitAsync(store, queue, "ann", 1, "ann");
        long number = Assert.Single(await store.SubmissionsAsync(Cancel)).Number;
        JudgingDesk desk = new(store, queue, TimeProvider.System);
        long now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        await store.WriteAsync(transaction => ContestStore.NoteMachineAsync(transaction, new("first", 2, null, 0, "{}", now), Cancel), Cancel);
        Assert.NotNull(await desk.ClaimAsync(number, "first", isLost: false, Cancel));
        Assert.Null(await desk.ClaimAsync(number, "second", isLost: false, Cancel));
        Assert.Equal(0, await desk.ReconcileAsync(Cancel));
        Assert.NotNull(await desk.ClaimAsync(number, "second", isLost: true, Cancel));
    }

    private static JudgeQueueOptions Options => new("test") { CheckIn = TimeSpan.FromSeconds(1), Patience = TimeSpan.FromSeconds(2) };

    private static async Task<JudgeQueue> OpenAsync(ContestStore store, JudgeHandler? handler)
    {
        JudgeQueue queue = await JudgeQueue.OpenAsync(store.Database, handler, Options, null, Cancel);
        await queue.StartAsync(Cancel);
        return queue;
    }

    private static async Task FillFromElsewhereAsync(ContestStore store, JudgeJob[] jobs)
    {
        await using JudgeQueue queue = await OpenAsync(store, handler: null);
        foreach (JudgeJob job in jobs) await store.WriteAsync(transaction => queue.EnqueueAsync(job, transaction, Cancel), Cancel);
    }

    private static Task<JudgeService> JudgeAsync(ContestStore store, string machine, Action<ServingOrder> ran, TimeSpan takes = default) => JudgeService.StartAsync(store, new()
    {
        Machine = machine,
        Engine = () => new ModelEngine(takes, ran),
        IsMeasured = false,
        Queue = Options,
    }, Cancel);

    private static async Task DrainedAsync(ContestStore store)
    {
        Stopwatch clock = Stopwatch.StartNew();
        while ((await store.PendingAsync(Cancel)).Count > 0)
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(90), "the queue does not drain");
            await Task.Delay(50, Cancel);
        }
    }

    private static async Task Eventually(Func<bool> condition, string what)
    {
        Stopwatch clock = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), $"not in a minute: {what}");
            await Task.Delay(20, Cancel);
        }
    }

    /// <summary>Loses what it is given.</summary>
    private sealed class Forgetful : IJudgeQueue
    {
        public Task EnqueueAsync(JudgeJob job, System.Data.Common.DbTransaction transaction, CancellationToken cancel) => Task.CompletedTask;
    }
}
