using System.Collections.Immutable;
using ShortOrder.Execution.Events;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Execution.Measuring;

/// <summary>Gathers the event logs of all processes of one run: while it is under way for the live picture, in the end for the timeline.</summary>
/// <param name="logs">File of each process.</param>
internal sealed class EventCollector(IReadOnlyList<string> logs) : IDisposable
{
    private readonly EventLogReader?[] _readers = new EventLogReader?[logs.Count];
    private readonly List<EventRecord> _all = [];

    /// <summary>Reads on, and gives what is new as entries in order of time.</summary>
    public ImmutableArray<TraceEntry> ReadNew(RunClock clock)
    {
        List<EventRecord> fresh = Read();
        return fresh.Count == 0 ? [] : [.. InOrder(fresh).Where(e => e.Kind == EventKind.State).Select(e => Entry(e, clock))];
    }

    /// <summary>The timeline of a run that has ended.</summary>
    public Timeline Build(CompiledPlan plan, RunClock clock, long endTimestamp)
    {
        Read();
        TimelineBuilder builder = new(plan.Rows, plan.Tasks.Length);
        foreach (EventRecord e in InOrder(_all))
        {
            if (e.Timestamp > endTimestamp) break; // helpers are told of the end after it
            if (e.Kind == EventKind.Finish) builder.Finish(e.Task, clock.At(e.Timestamp));
            else builder.Add(Entry(e, clock));
        }

        return builder.Build(clock.At(endTimestamp));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (EventLogReader? reader in _readers) reader?.Dispose();
    }

    private List<EventRecord> Read()
    {
        List<EventRecord> fresh = [];
        for (int p = 0; p < _readers.Length; p++)
        {
            if (_readers[p] is null && File.Exists(logs[p])) _readers[p] = new(logs[p]);
            _readers[p]?.ReadNew(fresh);
        }

        _all.AddRange(fresh);
        return fresh;
    }

    // Stable, so that records of one process with equal timestamps keep their order.
    private static IEnumerable<EventRecord> InOrder(List<EventRecord> events) => events.OrderBy(e => e.Timestamp);

    private static TraceEntry Entry(in EventRecord e, RunClock clock) => new(clock.At(e.Timestamp), e.Row, e.Task, e.Step, e.State, e.Resource, e.HeldBy);
}
