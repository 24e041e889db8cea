using System.Text.Json;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Commands;

/// <summary>A run's timeline in the trace event format that Perfetto and chrome://tracing open: a process per kitchen, a thread per lane.</summary>
/// <remarks>Times are microseconds at the run's tempo, so that a measured trace shows real time.</remarks>
internal static class TraceFile
{
    public static void Write(string path, RunOutcome outcome)
    {
        using FileStream file = File.Create(path);
        using Utf8JsonWriter json = new(file);
        json.WriteStartObject();
        json.WriteString("displayTimeUnit", "ms");
        json.WriteStartArray("traceEvents");
        if (outcome.Timeline is Timeline timeline)
        {
            for (int row = 0; row < timeline.Rows.Length; row++)
            {
                WriteName(json, "process_name", timeline.Rows[row].Process, row, timeline.Rows[row].Kitchen);
                WriteName(json, "thread_name", timeline.Rows[row].Process, row, timeline.Rows[row].Label);
            }
            foreach (Span span in timeline.Spans) WriteSpan(json, outcome, timeline, span);
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteName(Utf8JsonWriter json, string kind, int process, int thread, string name)
    {
        json.WriteStartObject();
        json.WriteString("ph", "M");
        json.WriteString("name", kind);
        json.WriteNumber("pid", process);
        json.WriteNumber("tid", thread);
        json.WriteStartObject("args");
        json.WriteString("name", name);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>An asynchronous event per task, since the spans of coroutines on one thread overlap; a plain one for the lane itself.</summary>
    private static void WriteSpan(Utf8JsonWriter json, RunOutcome outcome, Timeline timeline, Span span)
    {
        decimal microseconds = outcome.Request.Serving.TempoMs * 1_000m;
        string state = RunJson.Name(span.State);
        string name = span.Task < 0 ? state : $"{outcome.Request.Plan.Tasks[span.Task].Name} {state}";
        bool overlaps = timeline.Rows[span.Row].IsLoop && span.Task >= 0;
        foreach (bool isStart in overlaps ? new[] { true, false } : [true])
        {
            json.WriteStartObject();
            json.WriteString("ph", !overlaps ? "X" : isStart ? "b" : "e");
            json.WriteString("name", name);
            json.WriteString("cat", state);
            json.WriteNumber("pid", timeline.Rows[span.Row].Process);
            json.WriteNumber("tid", span.Row);
            json.WriteNumber("ts", (isStart ? span.Start : span.End).Minutes * microseconds);
            if (overlaps) json.WriteNumber("id", span.Task);
            else json.WriteNumber("dur", span.Length.Minutes * microseconds);
            json.WriteEndObject();
        }
    }
}
