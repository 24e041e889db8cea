using ShortOrder.Contest.Judging;
using ShortOrder.Contest.Store;
using ShortOrder.Contest.Submissions;

namespace ShortOrder.Contest.Tests.Judging;

/// <summary>A judge whose machine becomes slower in the middle of a competition: a real judge on a real queue, and an engine that gives every plan the model's time, or 5 % more.</summary>
/// <remarks>The reference plan runs after every ten judgements. The first ten are good; of the second ten, nine are judged while the machine is slow; the reference plan before the twenty-first tells, and once more to be sure.</remarks>
public sealed class QuarantineTests : IClassFixture<ContestDatabases>, IDisposable
{
    private const decimal Plain = 21m, Slow = 1.05m;

    private readonly ManualTime _time = new(haste: 50); // the judge looks again after 0.2 s
    private readonly TaskCompletionSource _aside = new(TaskCreationOptions.RunContinuationsAsynchronously), _goesOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _folder = Directory.CreateTempSubdirectory("quarantine-").FullName;
    private readonly ContestDatabases _databases;
    private readonly KnownEngine _engine;
    private Func<ServingOrder, bool> _isSlowNow = _ => true;
    private bool _isSlow;
    private int _slowReferences;

    public QuarantineTests(ContestDatabases databases)
    {
        _databases = databases;
        _engine = new(order => (IsReference(order) ? ReferencePlan.ModelMinutes : Plain) * (_isSlow && _isSlowNow(order) ? Slow : 1)) { Gate = GateOf };
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private int Certificates => _engine.Orders.Count(o => o.Repeats == MachineCertificate.RunsWanted);

    [Fact]
    public async Task A_machine_that_becomes_slower_is_put_aside_and_what_it_judged_meanwhile_is_judged_again_when_it_is_well()
    {
        ContestStore store = await _databases.OpenAsync("sqlite");
        await using (JudgeService judge = await BecomeSlowAsync(store))
        {
            _isSlow = false;
            _goesOn.SetResult();
            await DrainedAsync(store);
            Assert.Null(await AsideAsync(store));
            Assert.Equal(1, Certificates);
        }

        List<Judgement> verdicts = await store.JudgementsAsync(Cancel);
        Assert.Equal(9, verdicts.Count(v => v is { Epoch: 0, Minutes: Plain * Slow }));
        Assert.Equal(10, verdicts.Count(v => v is { Epoch: 1, Minutes: Plain }));
        Assert.Equal(21 + 10, verdicts.Count); // the old ones stay, and nothing is judged a third time
        Assert.All(await store.SubmissionsAsync(Cancel), s => Assert.Equal(SubmissionState.Judged, s.State));
    }

    [Fact]
    public async Task A_machine_that_stays_slower_judges_nothing_beside_what_it_judged_before_and_all_anew_if_the_teacher_wants_that()
    {
        ContestStore store = await _databases.OpenAsync("sqlite");
        await using (JudgeService judge = await BecomeSlowAsync(store))
        {
            _goesOn.SetResult();
            await RunningContest.WaitAsync(() => Task.FromResult(Certificates >= 3)); // measured anew again and again
            Assert.Contains(FormattableString.Invariant($"The reference plan takes {ReferencePlan.ModelMinutes * Slow:0.00} minutes, and took {ReferencePlan.ModelMinutes:0.00}"), await AsideAsync(store), StringComparison.Ordinal);
            Assert.Equal(11, (await store.PendingAsync(Cancel)).Count);
            Assert.All(_engine.Orders.Skip(1 + 10 + 1 + 10), o => Assert.True(IsReference(o), "it judges as it is, beside what it judged as it was"));

            Rejudger again = new(store, judge.Queue, _time);
            Assert.Equal(10, await again.ApplyAsync(await again.FindAsync(new(), Cancel), Cancel));
            await DrainedAsync(store);
            Assert.Null(await AsideAsync(store));
            Assert.Equal(ReferencePlan.ModelMinutes * Slow, judge.Certificate!.Minutes);
        }

        // All by the same measure.
        Assert.Equal(Enumerable.Repeat<decimal?>(Plain * Slow, 21), (await store.JudgementsAsync(Cancel)).GroupBy(v => v.PlanHash).Select(g => g.MaxBy(v => v.Epoch)!.Minutes));
    }

    [Fact]
    public async Task A_machine_that_is_as_fast_as_before_but_unsteady_stays_aside()
    {
        ContestStore store = await _databases.OpenAsync("sqlite");
        await using JudgeService judge = await BecomeSlowAsync(store);
        _engine.Noise = 0.10m;
        _isSlowNow = order => IsReference(order) && order.Repeats is null;
        _goesOn.SetResult();
        await RunningContest.WaitAsync(() => Task.FromResult(Certificates >= 3));
        string? why = await AsideAsync(store);
        Assert.True(why is not null && why.Contains("unsteady", StringComparison.Ordinal) && why.Contains("noise floor 10", StringComparison.Ordinal) && why.Contains("Plug it in", StringComparison.Ordinal), why);
        _engine.Noise = 0; // whatever a single run of the reference plan says, twenty are quiet and as fast as before
        await DrainedAsync(store);
        Assert.Null(await AsideAsync(store));
    }

    [Theory]
    [InlineData(true)] // judged before: its verdicts count
    [InlineData(false)] // never judged: it may be as it is now
    public async Task A_judge_that_starts_again_is_held_to_what_its_machine_was(bool hasJudged)
    {
        ContestStore store = await _databases.OpenAsync("sqlite");
        await using (JudgeService first = await StartAsync(store))
        {
            await first.Ready.WaitAsync(Cancel);
            if (hasJudged) await JudgedAsync(store, first, 0, 1);
        }
        _isSlow = true;
        _goesOn.SetResult();
        await using JudgeService second = await StartAsync(store);
        await CrowdDesk.SubmitAsync(store, second.Queue, "player-1", 1, "key-1");
        if (!hasJudged)
        {
            await DrainedAsync(store);
            Assert.Equal(ReferencePlan.ModelMinutes * Slow, second.Certificate!.Minutes);
            return;
        }
        await RunningContest.WaitAsync(async () => await AsideAsync(store) is not null);
        Assert.Equal(ReferencePlan.ModelMinutes, second.Certificate!.Minutes);
        Assert.Single(await store.PendingAsync(Cancel));
        _isSlow = false;
        await DrainedAsync(store);
        Assert.All(await store.JudgementsAsync(Cancel), v => Assert.Equal(Plain, v.Minutes));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Ten plans judged, ten more of which nine slowly, and one that waits behind a machine that was put aside. It stays so until the test lets the next run of the reference plan end.</summary>
    private async Task<JudgeService> BecomeSlowAsync(ContestStore store)
    {
        JudgeService judge = await StartAsync(store);
        await JudgedAsync(store, judge, 0, 10);
        await JudgedAsync(store, judge, 10, 1); // behind a good run of the reference plan
        _isSlow = true;
        await JudgedAsync(store, judge, 11, 9);
        Assert.Null(await AsideAsync(store));

        await CrowdDesk.SubmitAsync(store, judge.Queue, "player-20", 20, "key-20");
        await _aside.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
        Assert.NotNull(await AsideAsync(store));
        Assert.Equal(Enumerable.Range(0, 21).Select(i => i is < 10 or 20 ? 0 : 1), (await store.SubmissionsAsync(Cancel)).OrderBy(r => r.Number).Select(r => r.Epoch));
        Assert.Equal(11, (await store.PendingAsync(Cancel)).Count(s => s.State == SubmissionState.Queued)); // ten again, and the twenty-first
        Assert.All(_engine.Orders.TakeLast(3), o => Assert.True(IsReference(o), "nothing else runs on a machine that is in doubt"));
        return judge;
    }

    private Task<JudgeService> StartAsync(ContestStore store) => JudgeService.StartAsync(store, new() { Machine = "laptop", Engine = () => _engine, LockPath = Path.Combine(_folder, "judge.lock"), Time = _time }, Cancel);

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
        await DrainedAsync(store);
    }

    private static Task DrainedAsync(ContestStore store) => RunningContest.WaitAsync(async () => (await store.PendingAsync(Cancel)).Count == 0);

    /// <summary>Why the machine is put aside, by the database; null if it is not.</summary>
    private static async Task<string?> AsideAsync(ContestStore store) => Assert.Single(await store.MachinesAsync(Cancel)).AsideBecause;
}
