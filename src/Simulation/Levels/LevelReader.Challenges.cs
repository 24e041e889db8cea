using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Simulation.Levels;

public static partial class LevelReader
{
    private const int MostSwitches = 1_000;
    private static readonly string[] LevelKinds = ["plan", "inspect"];
    private static readonly string[] Goals = ["lost-update", "deadlock"];

    private static bool IsForInspector(ObjectReader file) => file.Find("kind")?.AsWord([.. LevelKinds]) == "inspect";

    /// <summary>Goal and medals of a level for the inspector. What only scores the player's own plan is a problem in it, and its goal is one elsewhere.</summary>
    private static Challenge? ReadChallenge(ObjectReader file, bool isForInspector)
    {
        if (!isForInspector)
        {
            file.Find("goal")?.Report("a goal belongs to levels of the kind \"inspect\": add \"kind\": \"inspect\" or leave the goal out");
            return null;
        }
        foreach (string key in (string[])["metrics", "limits"])
            file.Find(key)?.Report($"a level of the kind \"inspect\" counts switches and nothing else: leave \"{key}\" out");
        string? goal = file.Require("goal")?.AsWord([.. Goals]);
        int[]? medals = file.Require("medals")?.AsObject("switches") is ObjectReader given && given.Require("switches") is JsonCursor switches ? ReadSwitches(switches) : null;
        return goal is null || medals is null ? null : new(goal == "deadlock" ? InspectionVerdict.Deadlock : InspectionVerdict.Race, medals[0], medals[1], medals[2]);
    }

    private static int[]? ReadSwitches(JsonCursor value)
    {
        if (value.AsObject("gold", "silver", "bronze") is not ObjectReader given) return null;
        int?[] read = [.. new[] { "gold", "silver", "bronze" }.Select(key => given.Require(key)?.AsWhole(0, MostSwitches))];
        if (read is not [int gold, int silver, int bronze]) return null;
        if (gold > silver || silver > bronze) value.Report($"gold {gold}, silver {silver}, bronze {bronze}: fewer is better, so gold ≤ silver ≤ bronze");
        return [gold, silver, bronze];
    }

    private static void RequireGivenPlan(ObjectReader file, Level level)
    {
        if (level.Challenge is null || file.Find("plans")?.AsMembers(64).Any(p => p.Key == Challenge.Given) == true) return;
        file.Cursor.ReportBelow("$.plans", $"a level of the kind \"inspect\" gives the player a plan to break: add it as \"{Challenge.Given}\"");
    }
}
