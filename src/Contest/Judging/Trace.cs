using System.Text;
using System.Text.Json;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Contest.Judging;

/// <summary>A judged run as JSON, for the chart in the player's terminal: <c>rows</c> names the lanes, <c>tasks</c> the tasks, <c>spans</c> are arrays of row, task (−1: the lane itself), step (−1: none), state, start and end in ticks.</summary>
public static class Trace
{
    /// <summary>Most spans that are kept: further ones would only be one pixel wide.</summary>
    public const int MostSpans = 2_000;

    /// <summary>Writes it.</summary>
    public static string Write(CompiledPlan plan, Timeline timeline)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text))
        {
            json.WriteStartObject();
            json.WriteStartArray("rows");
            foreach (TimelineRow row in timeline.Rows) json.WriteStringValue($"{row.Kitchen} {row.Label}");
            json.WriteEndArray();
            json.WriteStartArray("tasks");
            foreach (TaskProgram task in plan.Tasks) json.WriteStringValue(task.Name);
            json.WriteEndArray();
            json.WriteNumber("end", timeline.End.Ticks);
            json.WriteStartArray("spans");
            foreach (Span span in timeline.Spans.Take(MostSpans))
            {
                json.WriteStartArray();
                json.WriteNumberValue(span.Row);
                json.WriteNumberValue(span.Task);
                json.WriteNumberValue(span.Step);
                json.WriteStringValue(span.State.ToString().ToLowerInvariant());
                json.WriteNumberValue(span.Start.Ticks);
                json.WriteNumberValue(span.End.Ticks);
                json.WriteEndArray();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(text.ToArray());
    }
}
