using System.Collections.Immutable;
using System.Text.Json;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Contest.Joining;

/// <summary>The run by which a plan was judged, as the server sends it: an object with <c>end</c> and <c>spans</c>, each an array of row, task, step, state, start and end in ticks.</summary>
/// <param name="Spans">What happened when.</param>
/// <param name="End">The end of the run.</param>
public sealed record JudgedTrace(ImmutableArray<Span> Spans, KitchenTime End)
{
    /// <summary>Most stretches that are read.</summary>
    private const int MostSpans = 20_000;

    /// <summary>Reads it; null if it is none. Whether it fits a plan says <see cref="ToTimeline"/>.</summary>
    public static JudgedTrace? Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new() { MaxDepth = 8 });
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("spans", out JsonElement spans) || spans.ValueKind != JsonValueKind.Array || spans.GetArrayLength() > MostSpans) return null;
            if (!root.TryGetProperty("end", out JsonElement end) || !end.TryGetInt64(out long ticks) || ticks < 0) return null;
            ImmutableArray<Span>.Builder read = ImmutableArray.CreateBuilder<Span>(spans.GetArrayLength());
            foreach (JsonElement span in spans.EnumerateArray())
            {
                if (SpanOf(span, ticks) is not { } one) return null;
                read.Add(one);
            }
            return new(read.ToImmutable(), new(ticks));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>As a timeline of the plan; null if it is the run of another one.</summary>
    public Timeline? ToTimeline(CompiledPlan plan)
    {
        foreach (Span span in Spans)
        {
            if (span.Row < 0 || span.Row >= plan.Rows.Length || span.Task < -1 || span.Task >= plan.Tasks.Length || span.Step < -1) return null;
            if (span.Task >= 0 && span.Step >= plan.Level.Tasks[plan.Tasks[span.Task].Spec].Steps.Length) return null;
        }
        KitchenTime?[] finished = new KitchenTime?[plan.Tasks.Length];
        foreach (Span span in Spans.Where(s => s.Task >= 0)) finished[span.Task] = finished[span.Task] is { } before && before > span.End ? before : span.End;
        return new(plan.Rows, [.. Spans.OrderBy(s => s.Start).ThenBy(s => s.Row).ThenBy(s => s.Task)], [.. finished], End);
    }

    private static Span? SpanOf(JsonElement span, long end)
    {
        if (span.ValueKind != JsonValueKind.Array || span.GetArrayLength() < 6) return null;
        long start = span[4].GetInt64(), stop = span[5].GetInt64();
        bool isState = Enum.TryParse(span[3].GetString(), ignoreCase: true, out SpanState state) && Enum.IsDefined(state) && state is not (SpanState.None or SpanState.Failed);
        return isState && start >= 0 && start < stop && stop <= end ? new(span[0].GetInt32(), span[1].GetInt32(), span[2].GetInt32(), state, new(start), new(stop), -1, -1) : null;
    }
}
