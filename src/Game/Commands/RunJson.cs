using System.Collections.Immutable;
using System.Text.Json;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Commands;

/// <summary>The object that <c>run --json</c> prints. Lengths and times are kitchen minutes unless the key ends in Ms.</summary>
internal static class RunJson
{
    public static void Write(Stream stream, RunOutcome outcome)
    {
        using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true });
        CompiledPlan plan = outcome.Request.Plan;
        json.WriteStartObject();
        json.WriteString("level", plan.Level.Id);
        json.WriteString("engine", outcome.Request.Engine.ToString().ToLowerInvariant());
        json.WriteString("verdict", outcome.Verdict.Name());
        json.WriteString("explanation", outcome.Explanation);
        if (outcome.Minutes is decimal minutes) json.WriteNumber("minutes", Rounded(minutes));
        else json.WriteNull("minutes");
        json.WriteNumber("modelMinutes", Rounded(outcome.ModelMinutes));
        json.WriteNumber("lowerBoundMinutes", Rounded(outcome.LowerBoundMinutes));
        json.WriteString("medal", Name(outcome.Medal));
        json.WriteBoolean("proved", outcome.IsProved);
        if (outcome.IsChecksumRight is bool isRight) json.WriteBoolean("checksumRight", isRight);
        if (outcome.PeakBytes is long peak) json.WriteNumber("peakBytes", peak);
        json.WriteStartArray("elapsedMs");
        foreach (decimal elapsed in outcome.ElapsedMs) json.WriteNumberValue(Rounded(elapsed));
        json.WriteEndArray();
        json.WriteNumber("discarded", outcome.Discarded);
        json.WriteNumber("tempoMs", outcome.Request.Serving.TempoMs);
        json.WriteStartObject("metrics");
        foreach (MetricValue metric in outcome.Metrics) json.WriteNumber(metric.Metric.Name(), Rounded(metric.Value));
        json.WriteEndObject();
        json.WriteString("inspector", outcome.Inspection.Verdict.ToString().ToLowerInvariant());
        WriteSpans(json, plan, outcome.Timeline);
        json.WriteEndObject();
        json.Flush();
        stream.Write("\n"u8);
    }

    /// <summary>Name of a medal in JSON: <c>none</c>, <c>bronze</c>, <c>silver</c>, <c>gold</c>.</summary>
    public static string Name(Medal medal) => medal switch
    {
        Medal.Gold => "gold",
        Medal.Silver => "silver",
        Medal.Bronze => "bronze",
        _ => "none",
    };

    /// <summary>Name of a state in JSON, e.g. <c>working</c>.</summary>
    public static string Name(SpanState state) => state.ToString().ToLowerInvariant();

    private static void WriteSpans(Utf8JsonWriter json, CompiledPlan plan, Timeline? timeline)
    {
        json.WriteStartArray("spans");
        foreach (Span span in timeline?.Spans ?? ImmutableArray<Span>.Empty)
        {
            TimelineRow row = timeline!.Rows[span.Row];
            json.WriteStartObject();
            json.WriteString("kitchen", row.Kitchen);
            json.WriteString("lane", row.Label);
            if (span.Task >= 0) json.WriteString("task", plan.Tasks[span.Task].Name);
            else json.WriteNull("task");
            if (span.Step >= 0) json.WriteNumber("step", span.Step);
            else json.WriteNull("step");
            json.WriteString("state", Name(span.State));
            json.WriteNumber("start", span.Start.Minutes);
            json.WriteNumber("end", span.End.Minutes);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static decimal Rounded(decimal value) => decimal.Round(value, 4) / 1.0000m;
}
