using System.Text.Json;
using ShortOrder.Game.Session;
using ShortOrder.Simulation.Analysis;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Commands;

/// <summary>The object that <c>explain --json</c> prints. Lengths and times are kitchen minutes.</summary>
internal static class ExplainJson
{
    public static void Write(Utf8JsonWriter json, Explanation explanation, Score score)
    {
        CompiledPlan plan = explanation.Plan;
        json.WriteString("level", plan.Level.Id);
        json.WriteString("verdict", score.Verdict.Name());
        json.WriteNumber("minutes", explanation.Timeline.End.Minutes);
        json.WriteStartArray("ledger");
        for (int lane = 0; lane < explanation.Ledger.Rows.Length; lane++)
        {
            json.WriteStartObject();
            json.WriteString("kitchen", plan.Rows[lane].Kitchen);
            json.WriteString("lane", plan.Rows[lane].Label);
            WriteAccount(json, explanation.Ledger.Rows[lane]);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("avoidable");
        foreach (Avoidable avoidable in explanation.Avoidable)
        {
            json.WriteStartObject();
            json.WriteString("term", avoidable.Term);
            json.WriteString("state", Name(avoidable.State));
            json.WriteNumber("minutes", avoidable.Length.Minutes);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        WritePath(json, explanation);
        json.WriteStartArray("whatIf");
        foreach (WhatIf what in explanation.WhatIfs)
        {
            json.WriteStartObject();
            json.WriteString("change", what.Change);
            json.WriteNumber("gain", what.Gain.Minutes);
            json.WriteBoolean("allowed", what.IsAllowed);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (Finding finding in explanation.Findings)
        {
            json.WriteStartObject();
            json.WriteString("term", finding.Term);
            json.WriteString("sentence", finding.Sentence);
            json.WriteNumber("minutes", finding.Cost.Minutes);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>Name of a state; a lane that does nothing is idle.</summary>
    public static string Name(SpanState state) => state == SpanState.None ? "idle" : RunJson.Name(state);

    private static void WriteAccount(Utf8JsonWriter json, LedgerAccount account)
    {
        json.WriteStartObject("minutes");
        foreach (SpanState state in Enum.GetValues<SpanState>()) if (account[state].Ticks > 0) json.WriteNumber(Name(state), account[state].Minutes);
        json.WriteEndObject();
    }

    private static void WritePath(Utf8JsonWriter json, Explanation explanation)
    {
        CompiledPlan plan = explanation.Plan;
        json.WriteStartArray("criticalPath");
        foreach (PathStage stage in explanation.Path)
        {
            json.WriteStartObject();
            json.WriteStartArray("tasks");
            foreach (int task in stage.Tasks) json.WriteStringValue(plan.Tasks[task].Name);
            json.WriteEndArray();
            json.WriteString("kitchen", plan.Rows[stage.First.Row].Kitchen);
            json.WriteString("lane", plan.Rows[stage.First.Row].Label);
            if (stage.First.Step >= 0) json.WriteNumber("step", stage.First.Step);
            else json.WriteNull("step");
            json.WriteString("state", Name(stage.First.State));
            json.WriteNumber("start", stage.Start.Minutes);
            json.WriteNumber("end", stage.End.Minutes);
            if (stage.Wait is { } wait)
            {
                json.WriteStartObject("after");
                json.WriteString("state", Name(wait.State));
                json.WriteNumber("minutes", wait.Length.Minutes);
                if (wait.HeldBy >= 0) json.WriteString("heldBy", plan.Tasks[wait.HeldBy].Name);
                else json.WriteNull("heldBy");
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
