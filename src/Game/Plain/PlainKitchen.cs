using ShortOrder.Execution;
using ShortOrder.Game.Session;

namespace ShortOrder.Game.Plain;

/// <summary>Has plans executed and says meanwhile what is happening.</summary>
internal sealed class PlainKitchen(ServePlan serve, PlainWriter output) : IDisposable
{
    /// <summary>How often news is asked for: often enough for a listener, too seldom to disturb what is measured.</summary>
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private ServingJob? _job;

    /// <summary>Executes a plan to the end; null if it was stopped.</summary>
    /// <param name="forecast">The plan.</param>
    /// <param name="how">At which tempo, how often.</param>
    /// <param name="wantsStop">Asked in every round whether the player wants it stopped; null: nobody can say so.</param>
    public ServedOrder? Serve(Forecast forecast, ServingOptions how, Func<bool>? wantsStop)
    {
        output.Say($"Serving for real. {(wantsStop is null ? "" : "Type stop to end it. ")}The model says {PredictionTalk.Minutes(forecast)}.");
        output.Flush();
        using ServingJob job = new(serve, forecast.Compiled, how);
        lock (_gate) _job = job;
        string last = "";
        bool isStopping = false;
        while (!job.Done.Wait(Round))
        {
            last = Tell(job, last);
            if (isStopping || wantsStop?.Invoke() != true) continue;
            isStopping = true;
            job.Cancel();
            output.Say("Stopping the run.");
            output.Flush();
        }
        lock (_gate) _job = null;
        Tell(job, last);
        return job.Done.Result is { } result ? ServedOrder.Judge(forecast, result, job.Found) : null;
    }

    /// <summary>Stops what is being executed; false if nothing is. May come from any thread.</summary>
    public bool Stop()
    {
        lock (_gate)
        {
            _job?.Cancel();
            return _job is not null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Stop();

    /// <summary>Says each phase once, as it begins.</summary>
    private string Tell(ServingJob job, string last)
    {
        foreach (ServingProgress news in job.News())
        {
            if (news.Phase == last) continue;
            last = news.Phase;
            output.Item($"- {last}");
            output.Flush();
        }
        return last;
    }
}
