using System.Diagnostics;
using ShortOrder.Contest.Competitions;
using ShortOrder.Contest.Hosting;
using ShortOrder.Contest.Joining;
using ShortOrder.Contest.Judging;
using ShortOrder.Contest.Protocol;
using ShortOrder.Contest.Store;
using ShortOrder.Contest.Submissions;

namespace ShortOrder.Benchmarks.Classroom;

/// <summary>What a run of kills came to.</summary>
/// <param name="Kills">Processes killed with SIGKILL.</param>
/// <param name="Accepted">Submissions that players know to be accepted.</param>
/// <param name="Retries">Calls that a kill broke off, or that found nobody, and that were made again.</param>
/// <param name="Judged">How many submissions have their verdict.</param>
/// <param name="Replaced">How many were replaced by a newer one of the same player before their turn.</param>
/// <param name="Verdicts">Verdicts: one for every plan that was judged.</param>
/// <param name="Runs">Servings begun, without those of the duel: those that a kill interrupted, or whose verdict it kept from being written, come twice.</param>
/// <param name="LongestRecovery">Longest time from a kill to the next verdict.</param>
/// <param name="Problems">What is not as it should be; empty if all is well.</param>
/// <param name="Complaints">Errors that the processes logged and went on after.</param>
internal sealed record KillReport(int Kills, int Accepted, int Retries, int Judged, int Replaced, int Verdicts, int Runs, TimeSpan LongestRecovery, List<string> Problems, List<string> Complaints);

/// <summary>Players hand in plans over HTTP without end while the processes of the contest are killed at random and started again; one more dies in the middle of the duel. In the end every accepted submission must have been judged exactly once, and the results are published.</summary>
internal sealed class KillRun : IAsyncDisposable
{
    private const int Players = 30;
    private static readonly TimeSpan LongestRecovery = TimeSpan.FromSeconds(90), LongestDrain = TimeSpan.FromSeconds(180), Pause = TimeSpan.FromSeconds(1);

    private readonly string _database;
    private readonly ContestStore _store;
    private readonly KillMember[] _members;
    private readonly KillPlayer[] _players = [.. Enumerable.Range(0, Players).Select(i => new KillPlayer(i))];
    private readonly Random _random = new(5);

    private KillRun(string database, ContestStore store, KillMember[] members) => (_database, _store, _members) = (database, store, members);

    private KillMember Server => _members.Single(m => m.IsServer);

    /// <summary>A contest in an empty database: one process that does all, or a server and so many judges.</summary>
    public static async Task<KillRun> OpenAsync(string database, int judges)
    {
        ContestStore store = await ContestStore.OpenAsync(ContestDatabase.Of(database), CancellationToken.None);
        await CompetitionDesk.CreateAsync(store, new() { Title = "Kills", DurationMs = 3_600_000, Levels = [CrowdLevel.Level] }, TimeProvider.System, CancellationToken.None);
        return new(database, store, judges == 0 ? [new("host", ContestProcess.Host)]
            : [new("server", ContestProcess.Server), .. Enumerable.Range(1, judges).Select(i => new KillMember($"judge-{i}", ContestProcess.Judge))]);
    }

    /// <summary>Runs it.</summary>
    /// <param name="kills">How many processes are killed while players hand in.</param>
    public async Task<KillReport> RunAsync(int kills)
    {
        using CancellationTokenSource enough = new(), over = new();
        using CancellationTokenSource patience = new(LongestRecovery * (kills + 4));
        foreach (KillMember member in _members) await member.StartAsync(_database);
        await DoAsync("open", "draft");
        string code = (await _store.FindCompetitionAsync(CancellationToken.None))!.JoinCode;
        foreach (KillPlayer player in _players) await player.JoinAsync(Server.Port, code, patience.Token);
        Task watching = Task.WhenAll(_players.Select(p => p.WatchAsync(over.Token)));
        await DoAsync("start", "lobby");
        Task playing = Task.WhenAll(_players.Select((p, i) => p.PlayAsync(new Random(i), enough.Token, patience.Token)));

        TimeSpan longest = TimeSpan.Zero;
        for (int kill = 0; kill < kills; kill++)
        {
            await Task.Delay(Pause * (0.2 + (1.6 * _random.NextDouble())));
            int verdicts = (await _store.JudgementsAsync(CancellationToken.None)).Count;
            Stopwatch clock = Stopwatch.StartNew();
            await _members[_random.Next(_members.Length)].RestartAsync(_database);
            await WaitAsync(async () => (await _store.JudgementsAsync(CancellationToken.None)).Count > verdicts, LongestRecovery);
            if (clock.Elapsed > longest) longest = clock.Elapsed;
        }
        await enough.CancelAsync();
        await playing;
        await WaitAsync(async () => (await _store.PendingAsync(CancellationToken.None)).Count == 0, LongestDrain);
        int runs = _members.Sum(m => m.Runs);
        await DuelAsync();
        await DoAsync("publish", "sealed");
        // Events come in their order: whoever has heard of the end has heard all that was before.
        await WaitAsync(() => Task.FromResult(_players.All(p => p.State == "published")), LongestRecovery);
        List<string> problems = await ProblemsAsync(patience.Token);
        await over.CancelAsync();
        await watching;
        List<Submission> rows = await _store.SubmissionsAsync(CancellationToken.None);
        return new(kills + 1, _players.Sum(p => p.Accepted.Count), _players.Sum(p => p.Retries), rows.Count(r => r.State == SubmissionState.Judged), rows.Count(r => r.State == SubmissionState.Replaced),
            (await _store.JudgementsAsync(CancellationToken.None)).Count, runs, longest, problems, [.. _members.SelectMany(m => m.Errors)]);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (KillMember member in _members) await member.DisposeAsync();
        foreach (KillPlayer player in _players) player.Dispose();
        _store.Database.Dispose();
    }

    /// <summary>Ends the competition, and kills who runs the duel when it has begun.</summary>
    private async Task DuelAsync()
    {
        await DoAsync("finish", "running");
        KillMember duellist = _members.Length == 1 ? _members[0] : _members[1]; // the first judge by name
        int before = duellist.Runs;
        await WaitAsync(() => Task.FromResult(duellist.Runs >= before + Duel.Rounds), LongestRecovery);
        await duellist.RestartAsync(_database);
        await WaitAsync(async () => (await _store.FindCompetitionAsync(CancellationToken.None))!.State == CompetitionState.Sealed, LongestDrain);
    }

    private async Task DoAsync(string trigger, string expected)
    {
        using AdminClient teacher = new(ServerAddress.Read($"127.0.0.1:{Server.AdminPort}")!, Server.Token);
        await teacher.DoAsync(trigger, new(expected), CancellationToken.None);
    }

    private static async Task WaitAsync(Func<Task<bool>> holds, TimeSpan patience)
    {
        for (Stopwatch clock = Stopwatch.StartNew(); clock.Elapsed < patience; await Task.Delay(50))
            if (await holds()) return;
    }

    private async Task<List<string>> ProblemsAsync(CancellationToken cancel)
    {
        List<string> problems = [.. _players.SelectMany(p => p.Problems)];
        List<Submission> rows = await _store.SubmissionsAsync(cancel);
        List<Judgement> verdicts = await _store.JudgementsAsync(cancel);
        HashSet<(string, string, int)> known = [.. verdicts.Select(v => (v.LevelHash, v.PlanHash, v.Epoch))];
        problems.AddRange(rows.GroupBy(r => r.IdempotencyKey).Where(g => g.Count() > 1).Select(g => $"{g.Key} was taken {g.Count()} times"));
        problems.AddRange(rows.Where(r => r.State is not (SubmissionState.Judged or SubmissionState.Replaced)).Select(r => $"{r.IdempotencyKey} is {r.State.Name()}"));
        problems.AddRange(rows.Where(r => r.State == SubmissionState.Judged && !known.Contains((r.LevelHash, r.PlanHash, r.Epoch))).Select(r => $"{r.IdempotencyKey} is judged without a verdict"));
        problems.AddRange(verdicts.GroupBy(v => (v.LevelHash, v.PlanHash, v.Epoch)).Where(g => g.Count() > 1).Select(g => $"{g.Key} has {g.Count()} verdicts"));
        problems.AddRange(verdicts.Where(v => v.Outcome != JudgementOutcome.Ok || v.Minutes != 21).Select(v => $"a verdict is {v.Outcome.Name()}, {v.Minutes} minutes"));
        foreach (KillPlayer player in _players) await CompareAsync(player, problems, cancel);
        CompetitionState state = (await _store.FindCompetitionAsync(cancel))!.State;
        if (state != CompetitionState.Published || _players.Any(p => p.State != state.Name())) problems.Add($"the competition is {state.Name()}, and players have heard of {string.Join(", ", _players.Select(p => p.State).Distinct())}");
        int duels = (await _store.DuelsAsync(cancel)).Count;
        if (duels != Math.Min(Duel.MostFinalists, verdicts.Count)) problems.Add($"the duel has {duels} places");
        return problems;
    }

    /// <summary>What a player knows against what the server has: the same submissions, and one word of each verdict, by an event or in the answer to the submission itself.</summary>
    private static async Task CompareAsync(KillPlayer player, List<string> problems, CancellationToken cancel)
    {
        IReadOnlyList<SubmissionView> own = await player.OwnAsync(cancel);
        HashSet<string> accepted = [.. player.Accepted.Values.Select(a => a.Id)], listed = [.. own.Select(o => o.Id)];
        problems.AddRange(accepted.Except(listed).Select(id => $"{player.Id}: {id} was accepted and is lost"));
        problems.AddRange(listed.Except(accepted).Select(id => $"{player.Id}: {id} was never answered"));
        if (accepted.Count != player.Accepted.Count) problems.Add($"{player.Id}: {player.Accepted.Count} keys have {accepted.Count} submissions");
        Dictionary<string, int> heard = player.Judged.CountBy(id => id).ToDictionary();
        foreach (SubmissionView judged in own.Where(o => o.State == "judged"))
        {
            int events = heard.GetValueOrDefault(judged.Id);
            bool isAnswered = player.Accepted.Values.Any(a => a.Id == judged.Id && a.State == "judged");
            if (events > 1 || (events == 0 && !isAnswered)) problems.Add($"{player.Id}: {judged.Id} was announced as judged {events} times");
        }
    }
}
