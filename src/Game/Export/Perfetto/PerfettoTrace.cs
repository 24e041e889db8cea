using System.Text.Json;
using ShortOrder.Game.Commands;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Export.Perfetto;

/// <summary>A run in the trace event format that Perfetto and chrome://tracing open: a process per kitchen, a track per lane, a track per coroutine,
/// arrows for hand-overs, a counter of those who wait for a kitchen's hat.</summary>
/// <remarks>
/// Stretches of one thread track must not overlap, so on a loop's track stands what its thread does, and what its coroutines wait for stands on nestable asynchronous tracks, one per task.
/// Arrows bind to stretches of thread tracks only. As on Linux, a process has the number of its main thread; no number is 0, which means the idle thread to Perfetto.
/// </remarks>
public sealed class PerfettoTrace
{
    private const string Task = "task";

    private readonly CompiledPlan _plan;
    private readonly Timeline _timeline;
    private readonly decimal _microseconds;
    private readonly List<TraceEvent> _events = [];

    private PerfettoTrace(CompiledPlan plan, Timeline timeline, int tempoMs) => (_plan, _timeline, _microseconds) = (plan, timeline, tempoMs * 1_000m);

    /// <summary>Writes a run, predicted or measured.</summary>
    /// <param name="output">Gets one JSON object in UTF-8.</param>
    /// <param name="plan">What was run.</param>
    /// <param name="timeline">What happened.</param>
    /// <param name="tempoMs">Real milliseconds of a kitchen minute: a measured trace shows real time.</param>
    public static void Write(Stream output, CompiledPlan plan, Timeline timeline, int tempoMs)
    {
        PerfettoTrace trace = new(plan, timeline, tempoMs);
        trace.Collect();
        using Utf8JsonWriter json = new(output);
        json.WriteStartObject();
        json.WriteString("displayTimeUnit", "ms");
        json.WriteStartObject("otherData");
        json.WriteString("level", plan.Level.Id);
        json.WriteNumber("millisecondsPerKitchenMinute", tempoMs);
        json.WriteEndObject();
        json.WriteStartArray("traceEvents");
        trace.WriteNames(json);
        foreach (TraceEvent e in trace._events.OrderBy(e => e.At)) e.Write(json);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void Collect()
    {
        for (int row = 0; row < _timeline.Rows.Length; row++) AddLane(row);
        foreach (IGrouping<(int Row, int Task), Span> coroutine in _timeline.Spans.Where(s => _timeline.Rows[s.Row].IsLoop && s.Task >= 0).GroupBy(s => (s.Row, s.Task))) AddCoroutine([.. coroutine]);
        int arrow = 0;
        foreach (HandOver hand in HandOvers.Of(_plan, _timeline)) AddArrow(++arrow, hand);
        foreach (IGrouping<int, Span> waits in _timeline.Spans.Where(s => s.State == SpanState.Hat).GroupBy(s => _timeline.Rows[s.Row].Process)) AddCounter(waits);
    }

    /// <summary>Measured stretches may slip over each other by microseconds: the later one then begins where the former ends.</summary>
    private void AddLane(int row)
    {
        decimal free = 0;
        foreach (Span span in _timeline.SpansOf(row).Where(s => HandOvers.IsOnLane(_timeline, s)))
        {
            decimal start = Math.Max(At(span.Start.Minutes), free), end = At(span.End.Minutes);
            if (end <= start) continue;
            _events.Add(new(start, 'X', NameOf(span), RunJson.Name(span.State), Pid(row), Tid(row)) { Duration = end - start, Args = ArgsOf(span) });
            free = end;
        }
    }

    private void AddCoroutine(Span[] spans)
    {
        int row = spans[0].Row, id = spans[0].Task + 1;
        Add(spans[0].Start.Minutes, 'b', _plan.Tasks[spans[0].Task].Name, null);
        foreach (Span span in spans)
        {
            Add(span.Start.Minutes, 'b', NameOf(span), span);
            Add(span.End.Minutes, 'e', NameOf(span), null);
        }
        Add(spans.Max(s => s.End).Minutes, 'e', _plan.Tasks[spans[0].Task].Name, null);

        void Add(decimal minutes, char phase, string name, Span? span) =>
            _events.Add(new(At(minutes), phase, name, Task, Pid(row), Tid(row)) { Id = id, Args = span is { } s ? ArgsOf(s) : [] });
    }

    /// <summary>From just before the end of one stretch to just after the start of the other, since an arrow belongs to the stretch that is open at its time.</summary>
    private void AddArrow(int id, HandOver hand)
    {
        if (At(hand.To.Start.Minutes) < At(hand.From.Start.Minutes)) return;
        decimal from = At(hand.From.End.Minutes) - Inside(hand.From), to = At(hand.To.Start.Minutes) + Inside(hand.To);
        _events.Add(new(Math.Min(from, to), 's', hand.What, "hand-over", Pid(hand.From.Row), Tid(hand.From.Row)) { Id = id });
        _events.Add(new(to, 'f', hand.What, "hand-over", Pid(hand.To.Row), Tid(hand.To.Row)) { Id = id });

        decimal Inside(Span span) => Math.Min(1, span.Length.Minutes * _microseconds / 2);
    }

    private void AddCounter(IGrouping<int, Span> waits)
    {
        int count = 0, row = _plan.Processes[waits.Key].MainThread;
        foreach (IGrouping<decimal, int> change in waits.SelectMany(w => new[] { (At: w.Start.Minutes, Change: 1), (At: w.End.Minutes, Change: -1) }).GroupBy(c => c.At, c => c.Change).OrderBy(c => c.Key))
        {
            if (change.Sum() == 0) continue;
            count += change.Sum();
            _events.Add(new(At(change.Key), 'C', "waiting for the hat", "hat", Pid(row), Tid(row)) { Count = count });
        }
    }

    private IEnumerable<(string, string)> ArgsOf(Span span)
    {
        if (span.Task >= 0)
        {
            yield return ("task", _plan.Tasks[span.Task].Name);
            if (span.Step >= 0) yield return ("step", $"{span.Step}");
            if (span.Step >= 0 && _plan.Level.Tasks[_plan.Tasks[span.Task].Spec].Steps[span.Step].Do is { Length: > 0 } words) yield return ("do", words);
        }
        if (span.Resource >= 0 && ResourceOf(span) is { } resource) yield return ("waits for", resource);
        if (span.HeldBy >= 0) yield return ("held by", _plan.Tasks[span.HeldBy].Name);
    }

    private string? ResourceOf(Span span) => span.State switch
    {
        SpanState.Tool or SpanState.Refused or SpanState.Waiting when span.Resource < _plan.Level.Tools.Length => _plan.Level.Tools[span.Resource].Id,
        SpanState.Lock when span.Resource < _plan.Locks.Length => _plan.Locks[span.Resource],
        _ => null,
    };

    private void WriteNames(Utf8JsonWriter json)
    {
        for (int row = 0; row < _timeline.Rows.Length; row++)
        {
            bool isMain = _plan.Processes[_timeline.Rows[row].Process].MainThread == row;
            if (isMain) Write("process_name", "name", _timeline.Rows[row].Kitchen);
            if (isMain) Write("process_sort_index", "sort_index", null);
            Write("thread_name", "name", _timeline.Rows[row].Label);
            Write("thread_sort_index", "sort_index", null);

            void Write(string kind, string key, string? text)
            {
                json.WriteStartObject();
                json.WriteString("ph", "M");
                json.WriteString("name", kind);
                json.WriteNumber("pid", Pid(row));
                json.WriteNumber("tid", Tid(row));
                json.WriteStartObject("args");
                if (text is not null) json.WriteString(key, text);
                else json.WriteNumber(key, row);
                json.WriteEndObject();
                json.WriteEndObject();
            }
        }
    }

    private string NameOf(Span span) => span.Task < 0 ? RunJson.Name(span.State) : $"{_plan.Tasks[span.Task].Name} {RunJson.Name(span.State)}";

    private decimal At(decimal minutes) => minutes * _microseconds / 1.0000000m;

    private int Pid(int row) => Tid(_plan.Processes[_timeline.Rows[row].Process].MainThread);

    private static int Tid(int row) => row + 1;
}
