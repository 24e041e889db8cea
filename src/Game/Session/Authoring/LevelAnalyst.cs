using ShortOrder.Simulation.Levels;

namespace ShortOrder.Game.Session.Authoring;

/// <summary>Makes reports of one level at a time on a worker. The game asks for news; nothing is ever called back. For one thread.</summary>
public sealed class LevelAnalyst
{
    private (Level Level, Task Done, CancellationTokenSource Cancel)? _job;
    private Task _last = Task.CompletedTask;
    private LevelReport? _news;

    /// <summary>Whether news may come.</summary>
    public bool IsAtWork => _job is not null;

    /// <summary>Begins with a level, in place of any other.</summary>
    public void Start(Level level)
    {
        Stop();
        CancellationTokenSource cancel = new();
        Task before = _last;
        _job = (level, _last = Task.Run(() => ReportAsync(level, before, cancel.Token)), cancel);
    }

    /// <summary>Stops; nobody need wait, unless something is to be measured.</summary>
    /// <param name="wait">How long to wait for the end.</param>
    public void Stop(TimeSpan wait = default)
    {
        if (_job is { } job)
        {
            job.Cancel.Cancel();
            job.Done.ContinueWith(_ => job.Cancel.Dispose(), TaskScheduler.Default);
            _job = null;
        }
        if (wait > TimeSpan.Zero) Task.WhenAny(_last, Task.Delay(wait)).Wait();
    }

    /// <summary>The latest report of the level, once; null as long as there is no new one.</summary>
    public LevelReport? Take()
    {
        if (_job is not { } job) return null;
        bool isEnded = job.Done.IsCompleted;
        LevelReport? report = Interlocked.Exchange(ref _news, null);
        if (isEnded)
        {
            Stop();
            job.Done.GetAwaiter().GetResult();
        }
        return ReferenceEquals(report?.Level, job.Level) ? report : null;
    }

    /// <summary>Begins when the one before has ended, so that there are never two.</summary>
    private async Task ReportAsync(Level level, Task before, CancellationToken cancel)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            LevelReport.Make(level, report => Volatile.Write(ref _news, report), cancel);
        }
        catch (OperationCanceledException)
        {
            // A newer level is waiting, or nobody wants to know any more.
        }
    }
}
