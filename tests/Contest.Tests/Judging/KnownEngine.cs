using System.Collections.Concurrent;
using ShortOrder.Contest.Judging;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Contest.Tests.Judging;

/// <summary>An engine whose times a test knows: minutes by order, the same in every run unless it is told to be noisy.</summary>
/// <param name="minutes">The time of a plan.</param>
internal sealed class KnownEngine(Func<ServingOrder, decimal> minutes) : IServingEngine
{
    /// <summary>Every order in its turn.</summary>
    public ConcurrentQueue<ServingOrder> Orders { get; } = [];

    /// <summary>Share by which all runs but the fastest are slower.</summary>
    public decimal Noise { get; set; }

    /// <summary>What a serving waits for before it is done; null: nothing.</summary>
    public Func<ServingOrder, Task>? Gate { get; init; }

    public async Task<Measurement> ServeAsync(ServingOrder order, CancellationToken cancel)
    {
        Orders.Enqueue(order);
        if (Gate?.Invoke(order) is { } gate) await gate.WaitAsync(cancel);
        decimal time = minutes(order);
        decimal[] runs = [time, .. Enumerable.Repeat(time * (1 + Noise), (order.Repeats ?? 3) - 1)];
        return new()
        {
            Verdict = Verdict.Served,
            Explanation = "Every dish is out, whole and in time.",
            Minutes = time,
            Runs = [.. runs],
            AllRuns = [.. runs.Select((r, i) => new JudgedRun(i + 1, r * order.TempoMs, null))],
            IsChecksumRight = true,
        };
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
