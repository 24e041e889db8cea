namespace ShortOrder.Contest.Scoreboard;

/// <summary>Silence while a run is on the clock in this process: pushes and exports wait, for 0.3 s at most, so that no board is more than a second behind.</summary>
/// <param name="time">The clock.</param>
public sealed class QuietWindow(TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(0.3);

    private readonly Lock _lock = new();
    private TaskCompletionSource? _over;
    private int _runs;

    /// <summary>A run begins; it is over when the result is disposed.</summary>
    public IDisposable Enter()
    {
        lock (_lock)
        {
            _runs++;
            _over ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        return new Run(this);
    }

    /// <summary>Waits until nothing runs.</summary>
    public async Task WaitAsync(CancellationToken cancel)
    {
        Task over;
        lock (_lock)
        {
            if (_over is null) return;
            over = _over.Task;
        }
        try
        {
            await over.WaitAsync(Longest, time, cancel).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // long enough
        }
    }

    private void Leave()
    {
        lock (_lock)
        {
            if (--_runs > 0) return;
            _over?.SetResult();
            _over = null;
        }
    }

    private sealed class Run(QuietWindow window) : IDisposable
    {
        private int _isOver;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isOver, 1) == 0) window.Leave();
        }
    }
}
