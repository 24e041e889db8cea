using System.Diagnostics.Metrics;

namespace ShortOrder.Contest.Server;

/// <summary>What the server counts, for OpenTelemetry or whoever else listens to the meter.</summary>
public sealed class ContestMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "ShortOrder.Contest";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _submissions, _refusals;
    private int _streams;

    /// <summary>Meters of a server.</summary>
    /// <param name="queueDepth">Gives how many submissions wait.</param>
    public ContestMetrics(Func<int> queueDepth)
    {
        _submissions = _meter.CreateCounter<long>("contest.submissions", "{submission}", "Submissions that were taken.");
        _refusals = _meter.CreateCounter<long>("contest.refusals", "{request}", "Requests that were refused, by code.");
        _meter.CreateObservableGauge("contest.streams", () => Volatile.Read(ref _streams), "{stream}", "Event streams that are open.");
        _meter.CreateObservableGauge("contest.queue", queueDepth, "{submission}", "Submissions that wait for a judge.");
    }

    /// <summary>A submission was taken.</summary>
    public void Submitted() => _submissions.Add(1);

    /// <summary>A request was refused.</summary>
    public void Refused(string code) => _refusals.Add(1, new KeyValuePair<string, object?>("code", code));

    /// <summary>A stream was opened; disposed when it ends.</summary>
    public IDisposable Stream()
    {
        Interlocked.Increment(ref _streams);
        return new Open(this);
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private sealed class Open(ContestMetrics metrics) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref metrics._streams);
    }
}
