using System.CommandLine;
using System.Text.Json;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Game.Commands;

/// <summary><c>inspect LEVEL [PLAN]</c>: looks for the unkind schedule.</summary>
internal static class InspectCommand
{
    public static Command Build(CommandStreams streams, Func<LevelLibrary> library) =>
        PlanCommand.Build("inspect", "Look for a schedule that breaks a plan: a lost update or a deadlock", streams, library, (plan, asJson) =>
        {
            Inspection found = Inspector.Inspect(plan);
            if (asJson) PlanCommand.WriteJson(streams.Out, json => WriteJson(json, plan, found));
            else WriteText(streams.Out, plan, found);
            return found.Verdict switch
            {
                InspectionVerdict.Safe => ExitCodes.Good,
                InspectionVerdict.Unknown => ExitCodes.CannotHere,
                _ => ExitCodes.Failed,
            };
        });

    private static string Name(InspectionVerdict verdict) => verdict.ToString().ToLowerInvariant();

    private static void WriteText(TextWriter output, CompiledPlan plan, Inspection found)
    {
        output.WriteLine($"{plan.Level.Title} ({plan.Level.Id})");
        output.WriteLine($"  verdict  {Name(found.Verdict)}: {found.Explanation}");
        output.WriteLine($"  looked   at {Words.Count(found.States, "state")}");
        WriteSchedule(output, plan, found);
    }

    /// <summary>The breaking schedule move by move; nothing if there is none.</summary>
    internal static void WriteSchedule(TextWriter output, CompiledPlan plan, Inspection found)
    {
        if (found.Schedule.IsEmpty) return;
        output.WriteLine($"  schedule of {Words.Count(found.Schedule.Length, "move")}, {Words.Switches(found.Switches)}");
        for (int i = 0; i < found.Schedule.Length; i++)
        {
            ScheduleMove move = found.Schedule[i];
            output.WriteLine($"  {i + 1,7}  {PlanCommand.LaneOf(plan, Row(plan, move)),-16} {plan.Tasks[move.Task].Name}{(move.Step >= 0 ? $".{move.Step}" : "")} {move.What}");
        }
    }

    private static void WriteJson(Utf8JsonWriter json, CompiledPlan plan, Inspection found)
    {
        json.WriteString("level", plan.Level.Id);
        json.WriteString("verdict", Name(found.Verdict));
        json.WriteString("explanation", found.Explanation);
        json.WriteNumber("states", found.States);
        json.WriteNumber("switches", found.Switches);
        json.WriteStartArray("schedule");
        foreach (ScheduleMove move in found.Schedule)
        {
            json.WriteStartObject();
            json.WriteString("kitchen", plan.Rows[Row(plan, move)].Kitchen);
            json.WriteString("lane", plan.Rows[Row(plan, move)].Label);
            json.WriteString("task", plan.Tasks[move.Task].Name);
            if (move.Step >= 0) json.WriteNumber("step", move.Step);
            else json.WriteNull("step");
            json.WriteString("what", move.What);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>The thread of a move; a wait that ends has the thread of its task.</summary>
    internal static int Row(CompiledPlan plan, ScheduleMove move) =>
        move.Thread >= 0 ? move.Thread : Enumerable.Range(0, plan.Threads.Length).First(t => plan.Threads[t].Queue is >= 0 and int queue && plan.Queues[queue].Tasks.Contains(move.Task));
}
