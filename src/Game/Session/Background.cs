namespace ShortOrder.Game.Session;

/// <summary>One job at a time on a worker, the latest one. The game asks for its result; nothing is ever called back. For one thread.</summary>
/// <typeparam name="T">What a job gives.</typeparam>
public sealed class Background<T> where T : class
{
    private (Task<T?> Done, CancellationTokenSource Cancel)? _job;

    /// <summary>Whether a result may come.</summary>
    public bool IsAtWork => _job is not null;

    /// <summary>Begins a job in place of any other. It may answer null, and end with <see cref="OperationCanceledException"/> once it is cancelled.</summary>
    public void Start(Func<CancellationToken, T?> job)
    {
        Stop();
        CancellationTokenSource cancel = new();
        _job = (Task.Run(() => Run(job, cancel.Token)), cancel);
    }

    /// <summary>Stops the job; nobody need wait.</summary>
    public void Stop()
    {
        if (_job is not { } job) return;
        job.Cancel.Cancel();
        job.Done.ContinueWith(_ => job.Cancel.Dispose(), TaskScheduler.Default);
        _job = null;
    }

    /// <summary>The result, once; null as long as there is none, and if it is none.</summary>
    public T? Take()
    {
        if (_job is not { Done.IsCompleted: true } job) return null;
        Stop();
        return job.Done.GetAwaiter().GetResult();
    }

    private static T? Run(Func<CancellationToken, T?> job, CancellationToken cancel)
    {
        try
        {
            return job(cancel);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
