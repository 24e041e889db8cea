using System.Globalization;
using ShortOrder.Contest.Judging;
using ShortOrder.Contest.Protocol;
using ShortOrder.Contest.Store;
using ShortOrder.Contest.Submissions;

namespace ShortOrder.Benchmarks.Classroom;

/// <summary>A process of a contest that is there to be killed: takes submissions from its standard input, a line each, judges, or both. Ends with its input.</summary>
internal static class ContestProcess
{
    /// <summary>The argument that asks for this life.</summary>
    public const string Option = "--contest-process";

    /// <summary>How long a judgement takes.</summary>
    public static readonly TimeSpan Judgement = TimeSpan.FromMilliseconds(120);

    /// <summary>Lives it.</summary>
    /// <param name="database">The contest's database.</param>
    /// <param name="machine">Name of this process.</param>
    /// <param name="judges">Whether it judges.</param>
    public static async Task<int> RunAsync(string database, string machine, bool judges)
    {
        ContestStore store = await ContestStore.OpenAsync(ContestDatabase.Of(database), CancellationToken.None);
        JudgeQueueOptions options = new(machine) { CheckIn = TimeSpan.FromSeconds(1), Patience = TimeSpan.FromSeconds(2) };
        IJudgeQueue queue;
        if (judges)
        {
            queue = (await JudgeService.StartAsync(store, new()
            {
                Machine = machine,
                Engine = () => new ModelEngine(Judgement, _ => Console.Out.WriteLine("run")),
                IsMeasured = false,
                Queue = options,
            }, CancellationToken.None)).Queue;
        }
        else
        {
            JudgeQueue only = await JudgeQueue.OpenAsync(store.Database, null, options, null, CancellationToken.None);
            await only.StartAsync(CancellationToken.None);
            queue = only;
        }

        Console.Out.WriteLine("ready");
        while (Console.In.ReadLine() is { } line)
        {
            string[] words = line.Split(' ');
            await SubmitAsync(store, queue, words[0], int.Parse(words[1], CultureInfo.InvariantCulture), words[2]);
            Console.Out.WriteLine($"accepted {words[2]}");
        }
        return 0;
    }

    /// <summary>Takes a submission: row and place in the queue in one transaction, an older one of the player that waits replaced, the same key twice taken once.</summary>
    public static Task SubmitAsync(ContestStore store, IJudgeQueue queue, string player, int plan, string key) => SubmitAsync(store, queue, player, CrowdLevel.Plan(plan), key);

    /// <summary>As the other, with any plan of the crowd's level.</summary>
    public static Task SubmitAsync(ContestStore store, IJudgeQueue queue, string player, string text, string key) => store.WriteAsync(async transaction =>
    {
        CancellationToken cancel = CancellationToken.None;
        if (await ContestStore.FindByKeyAsync(transaction, player, key, cancel) is not null) return;
        long now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        List<Submission> pending = await ContestStore.PendingAsync(transaction, player, cancel);
        foreach (Submission older in pending.Where(s => s.State != SubmissionState.Judging)) await ContestStore.MoveAsync(transaction, older.Number, SubmissionTrigger.Replace, null, cancel);
        Submission submission = new()
        {
            Id = Hashes.Secret(64),
            Player = player,
            Level = CrowdLevel.Level.Id,
            LevelHash = CrowdLevel.Level.Hash,
            PlanHash = CrowdLevel.Hash(text),
            PlanText = text,
            State = SubmissionState.Queued,
            ContestMs = 0,
            ReceivedAtMs = now,
            DueMs = now - (long)TimeSpan.FromDays(1).TotalMilliseconds + (10_000 * pending.Count),
            IdempotencyKey = key,
            ModelJson = """{ "verdict": "served", "explanation": "", "minutes": 21, "medal": "none", "metrics": [] }""",
        };
        long number = await ContestStore.InsertAsync(transaction, submission, cancel);
        await queue.EnqueueAsync(JudgingDesk.JobOf(submission with { Number = number }), transaction, cancel);
    }, CancellationToken.None);
}
