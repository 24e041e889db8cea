using System.Text.Json;
using ShortOrder.Contest.Hosting;
using ShortOrder.Contest.Joining;
using ShortOrder.Contest.Judging;
using ShortOrder.Contest.Protocol;
using ShortOrder.Contest.Store;
using ShortOrder.Contest.Submissions;

namespace ShortOrder.Contest.Tests.Judging;

/// <summary>Two machines in two processes: <c>host --no-judge</c> takes plans, <c>judge</c> really runs them. Between them is nothing but PostgreSQL.</summary>
public sealed class JudgeProgramTests(ContestDatabases databases) : IClassFixture<ContestDatabases>, IDisposable
{
    private const string Coffee = "coffee-and-a-sandwich", Kettles = "three-kettles"; // best 6 minutes and naive 9; naive 18

    private readonly string _folder = Directory.CreateTempSubdirectory("judge-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_judge_of_its_own_measures_what_was_handed_in_elsewhere_and_gives_back_what_it_is_at_when_it_is_ended()
    {
        string connection = databases.New("postgres");
        MustBeFree();
        await using GameProcess host = GameProcess.Start(_folder, "host", Coffee, Kettles, "--database", connection, "--no-judge", "--headless", "--address", "127.0.0.1", "--port", "0", "--no-duel");
        (string join, string code, AdminClient teacher) = await host.HostedAsync();
        using ContestClient anna = new(ServerAddress.Read(join)!), ben = new(ServerAddress.Read(join)!);
        anna.Token = (await anna.JoinAsync(new(code, "Anna"), Cancel)).Token;
        ben.Token = (await ben.JoinAsync(new(code, "Ben"), Cancel)).Token;
        using (teacher) await teacher.DoAsync("start", new("lobby"), Cancel);
        await SubmitAsync(anna, Coffee, "best");
        await SubmitAsync(ben, Coffee, "naive");

        await using GameProcess judge = GameProcess.Start(_folder, "judge", "--database", connection, "--name", "lab-2");
        using ContestDatabase database = ContestDatabase.Of(connection);
        ContestStore store = await ContestStore.OpenAsync(database, Cancel);
        await WaitAsync(async () => (await store.SubmissionsAsync(Cancel)).All(s => s.State == SubmissionState.Judged), judge); // on a busy machine a plan is measured again and again
        SubmissionView best = (await anna.SubmissionsAsync(Cancel)).Single(), naive = (await ben.SubmissionsAsync(Cancel)).Single();
        Assert.Equal(["lab-2", "lab-2"], new[] { best, naive }.Select(s => s.Judgement!.Machine));
        foreach (Judgement verdict in await store.JudgementsAsync(Cancel))
        {
            List<JudgedRun> runs = await store.RunsAsync(verdict.LevelHash, verdict.PlanHash, verdict.Epoch, Cancel);
            Assert.True(runs.Count >= 3, $"{runs.Count} runs");
            Assert.All(runs, r => Assert.True(r.ElapsedMs >= verdict.BoundMinutes * 20 * Judge.LeastOfBound, $"{r.ElapsedMs} ms")); // no machine is faster than the work
            Assert.Contains("\"spans\":[[", System.Text.Encoding.UTF8.GetString((await store.FindTraceAsync(verdict.LevelHash, verdict.PlanHash, verdict.Epoch, Cancel))!), StringComparison.Ordinal);
        }
        if (best.Judgement!.Outcome == "ok" && naive.Judgement!.Outcome == "ok") Assert.True(best.Judgement.Minutes < naive.Judgement.Minutes, $"{best.Judgement.Minutes} and {naive.Judgement.Minutes}");

        await SubmitAsync(ben, Kettles, "naive"); // four runs of 0.36 s at least
        await WaitAsync(async () => (await store.SubmissionsAsync(Cancel)).Any(s => s.State == SubmissionState.Judging), judge);
        Assert.True(await judge.TerminateAsync() == 0, judge.Said);
        Submission back = (await store.SubmissionsAsync(Cancel)).Single(s => s.Level == Kettles);
        Assert.True(back is { State: SubmissionState.Queued, Machine: null }, $"{back.State.Name()} {back.Machine}\n{judge.Said}");
        Assert.Equal("queued", (await ben.SubmissionsAsync(Cancel)).Single(s => s.Level == Kettles).State);
        Assert.True(await host.TerminateAsync() == 0, host.Said);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>A machine has one judge at a time, and this one may have one that is none of ours.</summary>
    private static void MustBeFree()
    {
        try
        {
            MachineLock.Take().Dispose();
        }
        catch (JudgeRefusedException e) when (Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip(e.Message);
        }
    }

    private static async Task SubmitAsync(ContestClient player, string level, string plan)
    {
        CompetitionView view = await player.CompetitionAsync(Cancel);
        using JsonDocument text = JsonDocument.Parse(RunningContest.PlanOf(plan, level));
        await player.SubmitAsync(Guid.NewGuid().ToString("N"), new(level, view.Levels.Single(l => l.Id == level).Hash, text.RootElement.Clone()), Cancel);
    }

    private static async Task WaitAsync(Func<Task<bool>> holds, GameProcess judge)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromMinutes(4));
        for (; !await holds(); await Task.Delay(20, Cancel)) Assert.False(patience.IsCancellationRequested, judge.Said);
    }
}
