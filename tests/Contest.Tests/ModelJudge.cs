using System.Text;
using ShortOrder.Contest.Judging;
using ShortOrder.Contest.Store;
using ShortOrder.Contest.Submissions;
using ShortOrder.Simulation.Model;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Contest.Tests;

/// <summary>Judges by the model's minutes: for tests of everything around judging, which want known times and no runs.</summary>
internal sealed class ModelJudge(ContestStore store, JudgingDesk desk) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _work = Task.CompletedTask;
    private int _runs;

    /// <summary>Plans that were judged, each as often as it was.</summary>
    public int Runs => Volatile.Read(ref _runs);

    /// <summary>Time added to each verdict; null: none.</summary>
    public Func<Submission, decimal>? Slower { get; set; }

    public void Start() => _work = Task.Run(async () =>
    {
        try
        {
            while (true)
            {
                foreach (Submission waiting in await store.PendingAsync(_stop.Token)) await JudgeAsync(waiting.Number);
                await Task.Delay(5, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // the test is over
        }
    });

    public async Task JudgeAllAsync()
    {
        while (await store.PendingAsync(_stop.Token) is { Count: > 0 } pending)
            foreach (Submission waiting in pending) await JudgeAsync(waiting.Number);
    }

    public async Task JudgeAsync(long number)
    {
        if (await desk.ClaimAsync(number, "model", isLost: false, _stop.Token) is not { } task) return;
        CompiledPlan plan = PlanCompiler.Compile(task.Level.Level, PlanReader.Read(Encoding.UTF8.GetBytes(task.Submission.PlanText), "plan", task.Level.Level).Value!);
        SimulationResult run = Simulator.Run(plan);
        Score score = Scorer.Judge(plan, run);
        decimal minutes = score[Metric.Time] + (Slower?.Invoke(task.Submission) ?? 0);
        Interlocked.Increment(ref _runs);
        await desk.SettleAsync(new()
        {
            LevelHash = task.Submission.LevelHash,
            PlanHash = task.Submission.PlanHash,
            Epoch = task.Submission.Epoch,
            Outcome = score.Verdict == Verdict.Served ? JudgementOutcome.Ok : JudgementOutcome.Failed,
            Verdict = score.Verdict,
            Explanation = score.Explanation,
            Minutes = minutes,
            BestMinutes = minutes,
            SecondMinutes = minutes * 1.002m,
            ModelMinutes = score[Metric.Time],
            Metrics = [.. score.Metrics.Select(m => m.Metric == Metric.Time ? new(Metric.Time, minutes) : m)],
            Medal = score.Medal,
            Machine = "model",
            Runs = [new(1, minutes * 20, null), new(2, minutes * 20.04m, null)],
        }, _stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        _stop.Dispose();
    }
}
