using System.Collections.Concurrent;
using ShortOrder.Execution;
using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Session;

/// <summary>Executes a plan for real, as <see cref="Executor.ServeAsync"/> does.</summary>
public delegate Task<ServingResult> ServePlan(CompiledPlan plan, ServingOptions options, IProgress<ServingProgress>? progress, CancellationToken cancel);

/// <summary>A plan being executed on a worker. The screen asks it for news when it draws; nothing is ever called back.</summary>
public sealed class ServingJob : IProgress<ServingProgress>, IDisposable
{
    private readonly ConcurrentQueue<ServingProgress> _news = new();
    private readonly CancellationTokenSource _cancel = new();

    /// <summary>Starts at once.</summary>
    public ServingJob(ServePlan serve, CompiledPlan plan, ServingOptions options) =>
        Done = Task.Run(() => RunAsync(serve, plan, options));

    /// <summary>Ends with the result, null if it was cancelled. Never fails: what the machine could not do is a result too.</summary>
    public Task<ServingResult?> Done { get; }

    /// <summary>What the inspector found in the plan, looked for after a run that went well and after one that lost an update or got stuck; null before the end and after any other.</summary>
    public Inspection? Found { get; private set; }

    /// <summary>Asks it to stop; <see cref="Done"/> says when it has.</summary>
    public void Cancel() => _cancel.Cancel();

    /// <summary>What has been reported since the last call, in order.</summary>
    public IReadOnlyList<ServingProgress> News()
    {
        List<ServingProgress> news = [];
        while (_news.TryDequeue(out ServingProgress? next)) news.Add(next);
        return news;
    }

    /// <inheritdoc/>
    public void Report(ServingProgress value) => _news.Enqueue(value);

    /// <inheritdoc/>
    public void Dispose() => _cancel.Dispose();

    private async Task<ServingResult?> RunAsync(ServePlan serve, CompiledPlan plan, ServingOptions options)
    {
        try
        {
            ServingResult result = await serve(plan, options, this, _cancel.Token).ConfigureAwait(false);
            if (result.Verdict is Verdict.Served or Verdict.LostUpdate or Verdict.Deadlock or Verdict.UncaughtError) Found = Inspector.InspectForServing(plan, _cancel.Token);
            return result;
        }
        catch (OperationCanceledException) when (_cancel.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or UnauthorizedAccessException or System.Net.Sockets.SocketException
            or System.ComponentModel.Win32Exception or PlatformNotSupportedException or TimeoutException)
        {
            return new() { Verdict = Verdict.Cannot, Explanation = $"This machine could not serve the plan: {e.Message}", Minutes = 0 };
        }
    }
}
