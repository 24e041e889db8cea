using ShortOrder.Contest.Judging;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Benchmarks.Classroom;

/// <summary>Takes the executor's place where the queue is tested and not the clock: several judges share one machine, and every verdict is the model's.</summary>
/// <param name="takes">How long a serving takes.</param>
/// <param name="ran">Called for every serving when it begins.</param>
internal sealed class ModelEngine(TimeSpan takes, Action<ServingOrder> ran) : IServingEngine
{
    public async Task<Measurement> ServeAsync(ServingOrder order, CancellationToken cancel)
    {
        ran(order);
        await Task.Delay(takes, cancel);
        return new()
        {
            Verdict = Verdict.Served,
            Explanation = "Every dish is out, whole and in time.",
            Minutes = order.PredictedMinutes,
            Runs = [order.PredictedMinutes, order.PredictedMinutes, order.PredictedMinutes],
            AllRuns = [.. Enumerable.Range(1, 3).Select(i => new JudgedRun(i, order.PredictedMinutes * order.TempoMs, null))],
            IsChecksumRight = true,
        };
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
