using System.Collections.Concurrent;
using System.Diagnostics;
using ShortOrder.Contest.Competitions;
using ShortOrder.Contest.Judging;
using ShortOrder.Contest.Protocol;
using ShortOrder.Contest.Store;
using ShortOrder.Contest.Submissions;

namespace ShortOrder.Benchmarks.Classroom;

/// <summary>What a run of kills came to.</summary>
/// <param name="Kills">Processes killed with SIGKILL.</param>
/// <param name="Accepted">Submissions whose acceptance was heard of.</param>
/// <param name="Judged">Of these, how many have their verdict.</param>
/// <param name="Replaced">How many were replaced by a newer one of the same player before their turn.</param>
/// <param name="Verdicts">Verdicts: one for every plan that was judged.</param>
/// <param name="Runs">Servings begun: those that a kill interrupted, or whose verdict it kept from being written, come twice.</param>
/// <param name="LongestRecovery">Longest time from a kill to the next verdict.</param>
/// <param name="Problems">What is not as it should be; empty if all is well.</param>
internal sealed record KillReport(int Kills, int Accepted, int Judged, int Replaced, int Verdicts, int Runs, TimeSpan LongestRecovery, List<string> Problems);

/// <summary>Players hand in plans without end while the processes of the contest are killed at random and started again. In the end every accepted submission must have been judged exactly once.</summary>
internal sealed class KillRun : IAsyncDisposable
{
    private const int Players = 30;
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(90), LongestDrain = TimeSpan.FromSeconds(180);

    private readonly string _database;
    private readonly ContestStore _store;
    private readonly Member[] _members;
    private readonly ConcurrentDictionary<string, bool> _accepted = [];
    private readonly Random _random = new(5);
    private int _runs;

    private KillRun(string database, ContestStore store, int judges, bool isOneProcess)
    {
        (_database, _store) = (database, store);
        _members = isOneProcess ? [new("host", TakesSubmissions: true, Judges: true)]
            : [new("server", TakesSubmissions: true, Judges: false), .. Enumerable.Range(1, judges).Select(i => new Member($"judge-{i}", TakesSubmissions: false, Judges: true))];
    }

    /// <summary>A contest in an empty database: one process that does all, or a server and so many judges.</summary>
    public static async Task<KillRun> OpenAsync(string database, int judges)
    {
        ContestStore store = await ContestStore.OpenAsync(ContestDatabase.Of(database), CancellationToken.None);
        await store.WriteAsync(transaction => ContestStore.InsertAsync(transaction, new Competition
        {
            Id = "kills",
            JoinCode = "AAAAAA",
            State = CompetitionState.Running,
            AdminHash = "",
            FactorSecret = "",
            Settings = new() { Title = "Kills", DurationMs = 3_600_000, Levels = [CrowdLevel.Level] },
        }, CancellationToken.None), CancellationToken.None);
        return new(database, store, judges, isOneProcess: judges == 0);
    }

    /// <summary>Runs it.</summary>
    /// <param name="kills">How many processes are killed.</param>
    /// <param name="pause">Mean time between two kills.</param>
    public async Task<KillReport> RunAsync(int kills, TimeSpan pause)
    {
        foreach (Member member in _members) await StartAsync(member);
        using CancellationTokenSource enough = new();
        Task submitting = Task.Run(() => SubmitAsync(enough.Token));
        TimeSpan longest = TimeSpan.Zero;
        for (int kill = 0; kill < kills; kill++)
        {
            await Task.Delay(pause * (0.2 + (1.6 * _random.NextDouble())));
            Member victim = _members[_random.Next(_members.Length)];
            int verdicts = (await _store.JudgementsAsync(CancellationToken.None)).Count;
            Stopwatch clock = Stopwatch.StartNew();
            victim.Process!.Kill();
            await victim.Process.WaitForExitAsync();
            await StartAsync(victim);
            while ((await _store.JudgementsAsync(CancellationToken.None)).Count == verdicts && clock.Elapsed < LongestStart) await Task.Delay(50);
            if (clock.Elapsed > longest) longest = clock.Elapsed;
        }
        await enough.CancelAsync();
        await submitting;
        Stopwatch drain = Stopwatch.StartNew();
        while ((await _store.PendingAsync(CancellationToken.None)).Count > 0 && drain.Elapsed < LongestDrain) await Task.Delay(100);
        await Task.Delay(1_000); // whatever comes a second time comes now
        return await ReportAsync(kills, longest);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Member member in _members.Where(m => m.Process is not null))
        {
            if (!member.Process!.HasExited) member.Process.Kill();
            await member.Process.WaitForExitAsync();
            member.Process.Dispose();
        }
        _store.Database.Dispose();
    }

    private async Task SubmitAsync(CancellationToken enough)
    {
        Member server = _members.Single(m => m.TakesSubmissions);
        for (int number = 0; !enough.IsCancellationRequested; number++)
        {
            string key = $"key-{number}", line = $"player-{number % Players} {(number % 7 == 0 ? number / 2 : number) % CrowdLevel.Plans} {key}";
            while (!_accepted.ContainsKey(key)) // as a client does: again with the same key until it has an answer
            {
                try
                {
                    await server.Process!.StandardInput.WriteLineAsync(line);
                    await server.Process.StandardInput.FlushAsync(CancellationToken.None);
                }
                catch (Exception e) when (e is IOException or InvalidOperationException or ObjectDisposedException)
                {
                    // It is dead, or just being started again.
                }
                for (int wait = 0; wait < 100 && !_accepted.ContainsKey(key); wait++) await Task.Delay(10, CancellationToken.None);
                if (enough.IsCancellationRequested) break;
            }
            await Task.Delay(50, CancellationToken.None);
        }
    }

    private async Task StartAsync(Member member)
    {
        string name = typeof(KillRun).Assembly.GetName().Name!;
        ProcessStartInfo info = new(Path.Combine(AppContext.BaseDirectory, name), [ContestProcess.Option, _database, member.Name, member.Judges ? "judge" : "server"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Process process = Process.Start(info)!;
        process.ErrorDataReceived += (_, e) =>
        {
            if (e.Data is not null) member.Errors.Enqueue(e.Data);
        };
        process.OutputDataReceived += (_, e) =>
        {
            if (e.Data == "ready") ready.TrySetResult();
            else if (e.Data == "run") Interlocked.Increment(ref _runs);
            else if (e.Data?.StartsWith("accepted ", StringComparison.Ordinal) == true) _accepted.TryAdd(e.Data["accepted ".Length..], true);
        };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        member.Process = process;
        Task ended = process.WaitForExitAsync();
        if (await Task.WhenAny(ready.Task, ended, Task.Delay(LongestStart)) != ready.Task)
            throw new InvalidOperationException($"{member.Name} does not start: {string.Join('\n', member.Errors.TakeLast(20))}");
    }

    private async Task<KillReport> ReportAsync(int kills, TimeSpan longest)
    {
        List<Submission> rows = await _store.SubmissionsAsync(CancellationToken.None);
        List<Judgement> verdicts = await _store.JudgementsAsync(CancellationToken.None);
        HashSet<string> judgedPlans = [.. verdicts.Select(v => v.PlanHash)];
        List<string> problems = [];
        foreach (IGrouping<string, Submission> twice in rows.GroupBy(r => r.IdempotencyKey).Where(g => g.Count() > 1)) problems.Add($"{twice.Key} was taken {twice.Count()} times");
        HashSet<string> keys = [.. rows.Select(r => r.IdempotencyKey)];
        problems.AddRange(_accepted.Keys.Where(k => !keys.Contains(k)).Select(k => $"{k} was accepted and is lost"));
        problems.AddRange(rows.Where(r => r.State is not (SubmissionState.Judged or SubmissionState.Replaced)).Select(r => $"{r.IdempotencyKey} is {r.State.Name()}"));
        problems.AddRange(rows.Where(r => r.State == SubmissionState.Judged && !judgedPlans.Contains(r.PlanHash)).Select(r => $"{r.IdempotencyKey} is judged without a verdict"));
        problems.AddRange(verdicts.GroupBy(v => (v.LevelHash, v.PlanHash, v.Epoch)).Where(g => g.Count() > 1).Select(g => $"{g.Key} has {g.Count()} verdicts"));
        problems.AddRange(verdicts.Where(v => v.Outcome != JudgementOutcome.Ok || v.Minutes != 21).Select(v => $"a verdict is {v.Outcome.Name()}, {v.Minutes} minutes"));
        foreach (Submission judged in rows.Where(r => r.State == SubmissionState.Judged))
        {
            int heard = (await _store.EventsAfterAsync(judged.Player, 0, int.MaxValue, CancellationToken.None)).Count(e => e.Kind == FeedEvents.Submission && e.Payload.Contains(judged.Id, StringComparison.Ordinal) && e.Payload.Contains("\"judged\"", StringComparison.Ordinal));
            if (heard != 1) problems.Add($"{judged.IdempotencyKey} was announced as judged {heard} times");
        }
        if ((await _store.FindCompetitionAsync(CancellationToken.None))?.State != CompetitionState.Running) problems.Add("the competition is not running any more");
        return new(kills, _accepted.Count, rows.Count(r => r.State == SubmissionState.Judged), rows.Count(r => r.State == SubmissionState.Replaced), verdicts.Count, _runs, longest, problems);
    }

    /// <summary>A process of the contest.</summary>
    private sealed record Member(string Name, bool TakesSubmissions, bool Judges)
    {
        public Process? Process { get; set; }

        public ConcurrentQueue<string> Errors { get; } = [];
    }
}
