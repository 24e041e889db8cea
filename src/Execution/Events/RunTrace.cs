using System.Diagnostics;
using ShortOrder.Execution.Lanes;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Execution.Events;

/// <summary>What everybody in a process is doing: the last state of each task and thread, and the log of all of them.</summary>
internal sealed class RunTrace(int tasks, int rows, EventLog? log)
{
    private readonly OpenWait[] _ofTask = Empty(tasks);
    private readonly OpenWait[] _ofRow = Empty(rows);

    /// <summary>Whether the log was too small.</summary>
    public bool IsFull => log?.IsFull ?? false;

    /// <summary>Notes a state.</summary>
    public void Add(long timestamp, int row, int task, int step, SpanState state, int resource = -1, int heldBy = -1)
    {
        (task >= 0 ? _ofTask : _ofRow)[task >= 0 ? task : row] = new(task, row, state, resource, heldBy);
        log?.Add(new() { Timestamp = timestamp, Row = row, Task = task, Step = step, State = state, Resource = resource, HeldBy = heldBy });
    }

    /// <summary>Notes a state that begins now.</summary>
    public void Add(int row, int task, int step, SpanState state, int resource = -1, int heldBy = -1) =>
        Add(Stopwatch.GetTimestamp(), row, task, step, state, resource, heldBy);

    /// <summary>Notes that a task is done.</summary>
    public void Finish(int row, int task)
    {
        long now = Stopwatch.GetTimestamp();
        Add(now, row, task, -1, SpanState.None);
        log?.Add(new() { Timestamp = now, Row = row, Task = task, Step = -1, Resource = -1, HeldBy = -1, Kind = EventKind.Finish });
    }

    /// <summary>Who waits for what now.</summary>
    public IReadOnlyList<OpenWait> Waits() => [.. _ofTask.Concat(_ofRow).Where(w => IsWait(w.State))];

    private static bool IsWait(SpanState state) => state is SpanState.Waiting or SpanState.Blocking or SpanState.Hat or SpanState.Lock or SpanState.Tool
        or SpanState.Refused or SpanState.After or SpanState.Arrival or SpanState.Crate or SpanState.Turn or SpanState.Helper;

    private static OpenWait[] Empty(int count)
    {
        OpenWait[] all = new OpenWait[count];
        Array.Fill(all, new(-1, -1, SpanState.None, -1, -1));
        return all;
    }
}
