using ShortOrder.Game.Commands;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Game.Plain;

/// <summary>Tells what the inspector found.</summary>
internal static class InspectTalk
{
    private const int MostMoves = 60;

    public static void Tell(PlainGame game)
    {
        CompiledPlan plan = game.Prediction.Forecast!.Compiled;
        game.Out.Say("The inspector looks for the unkind schedule.");
        game.Out.Flush();
        Inspection found = Inspector.Inspect(plan);
        game.Out.Say(found.Verdict switch
        {
            InspectionVerdict.Safe => $"Safe. {Spoken.Stopped(found.Explanation)}",
            InspectionVerdict.Unknown => $"Not decided: {Spoken.Stopped(found.Explanation)}",
            InspectionVerdict.Race => $"An update can be lost. {Spoken.Stopped(found.Explanation)}",
            _ => $"It can get stuck. {Spoken.Stopped(found.Explanation)}",
        });
        if (found.Schedule.IsEmpty) return;
        TimelineNames names = TimelineNames.Of(plan);
        bool isOnlyKitchen = plan.Processes.Length == 1;
        game.Out.Say($"The schedule that breaks it: {Spoken.Counted(found.Schedule.Length, "move")}, {Spoken.Counted(found.Switches, "switch")}.");
        for (int i = 0; i < Math.Min(MostMoves, found.Schedule.Length); i++)
        {
            ScheduleMove move = found.Schedule[i];
            string cook = Words.Of(plan.Rows[InspectCommand.Row(plan, move)], isOnlyKitchen);
            bool isSwitch = found.IsSwitch(i);
            game.Out.Item($"{i + 1}. {(isSwitch ? "switch to " : "")}{cook}: {names.Task(move.Task)} {move.What}.");
        }
        if (found.Schedule.Length > MostMoves) game.Out.Item($"And {found.Schedule.Length - MostMoves} moves more.");
    }
}
