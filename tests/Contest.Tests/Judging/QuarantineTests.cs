using ShortOrder.Contest.Judging;
using ShortOrder.Contest.Store;
using ShortOrder.Contest.Submissions;

namespace ShortOrder.Contest.Tests.Judging;

/// <summary>A judge whose machine becomes slower in the middle of a competition: a real judge on a real queue, and an engine that gives every plan the model's time, or 5 % more.</summary>
/// <remarks>The reference plan runs after every ten judgements. The first ten are good; of the second ten, nine are judged while the machine is slow; the reference plan before the twenty-first tells, and once more to be sure.</remarks>
public sealed class QuarantineTests(ContestDatabases databases) : IClassFixture<ContestDatabases>
{
    private const decimal Plain = 21m, Slow = 1.05m;

    private readonly ManualTime _time = new(haste: 50); // the judge looks again after 0.2 s
    private readonly TaskCompletionSource _aside = new(TaskCreationOptions.RunContinuationsAsynchronously), _goesOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isSlow;
    private int _slowReferences;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)] // it is well again: the same time as before
    [InlineData(false)] // it stays slow: measured anew after three runs of the reference plan, and taken as it is
    public async Task A_machine_that_becomes_slower_is_put_aside_and_what_it_judged_meanwhile_is_judged_again(bool isWellAgain)
    {
        ContestStore store = await databases.OpenAsync("sqlite");
        KnownEngine engine = new(order => (IsReference(order) ? ReferencePlan.ModelMinutes : Plain) * (_isSlow ? Slow : 1)) { Gate = GateOf };
        string folder = Directory.CreateTempSubdirectory("quarantine-").FullName;
        await using (JudgeService judge = await JudgeService.StartAsync(store, new() { Machine = "laptop", Engine = () => engine, LockPath = Path.Combine(folder, "judge.lock"), Time = _time }, Cancel))
        {
            await JudgedAsync(store, judge, 0, 10);
            await JudgedAsync(store, judge, 10, 1); // behind a good run of the reference plan
            _isSlow = true;
            await JudgedAsync(store, judge, 11, 9);
            Assert.False(await IsAsideAsync(store));

            await CrowdDesk.SubmitAsync(store, judge.Queue, "player-20", 20, "key-20");
            await _aside.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
            Assert.True(await IsAsideAsync(store));
            Assert.Equal(Enumerable.Range(0, 21).Select(i => i is < 10 or 20 ? 0 : 1), (await store.SubmissionsAsync(Cancel)).OrderBy(r => r.Number).Select(r => r.Epoch));
            Assert.Equal(11, (await store.PendingAsync(Cancel)).Count(s => s.State == SubmissionState.Queued)); // ten again, and the twenty-first
            Assert.All(engine.Orders.TakeLast(3), o => Assert.True(IsReference(o), "nothing else runs on a machine that is in doubt"));

            _isSlow = !isWellAgain;
            _goesOn.SetResult();
            await RunningContest.WaitAsync(async () => (await store.PendingAsync(Cancel)).Count == 0);
            Assert.False(await IsAsideAsync(store));
            Assert.Equal(isWellAgain ? 1 : 2, engine.Orders.Count(o => o.Repeats == MachineCertificate.RunsWanted));
        }
        Directory.Delete(folder, recursive: true);

        List<Judgement> verdicts = await store.JudgementsAsync(Cancel);
        decimal now = isWellAgain ? Plain : Plain * Slow;
        Assert.Equal(9 + (isWellAgain ? 0 : 1), verdicts.Count(v => v is { Epoch: 0, Minutes: Plain * Slow }));
        Assert.Equal(10, verdicts.Count(v => v.Epoch == 1 && v.Minutes == now));
        Assert.Equal(21 + 10, verdicts.Count); // the old ones stay, and nothing is judged a third time
        Assert.All(await store.SubmissionsAsync(Cancel), s => Assert.Equal(SubmissionState.Judged, s.State));
    }

    /// <summary>The third slow run of the reference plan, the first of a machine that is put aside, waits for the test.</summary>
    private Task GateOf(ServingOrder order)
    {
        if (!_isSlow || !IsReference(order) || ++_slowReferences != 3) return Task.CompletedTask;
        _aside.SetResult();
        return _goesOn.Task;
    }

    private static bool IsReference(ServingOrder order) => order.Level == ReferencePlan.LevelText;

    private static async Task JudgedAsync(ContestStore store, JudgeService judge, int first, int count)
    {
        for (int i = first; i < first + count; i++) await CrowdDesk.SubmitAsync(store, judge.Queue, $"player-{i}", i, $"key-{i}");
        await RunningContest.WaitAsync(async () => (await store.PendingAsync(Cancel)).Count == 0);
    }

    private static async Task<bool> IsAsideAsync(ContestStore store) => Assert.Single(await store.MachinesAsync(Cancel)).IsQuarantined;
}
