using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Simulation.Levels;

public static partial class LevelReader
{
    /// <summary>Goal and medals of a level for the inspector. What only scores the player's own plan is a problem in it, and its goal is one elsewhere.</summary>
    private static Challenge? ReadChallenge(ObjectReader file, bool isForInspector)
    {
        if (!isForInspector)
        {
            file.Find(LevelKeys.Goal)?.Report("a goal belongs to levels of the kind \"inspect\": add \"kind\": \"inspect\" or leave the goal out");
            return null;
        }
        foreach (Key key in (Key[])[LevelKeys.Metrics, LevelKeys.Limits])
            file.Find(key)?.Report($"a level of the kind \"inspect\" counts switches and nothing else: leave \"{key.Name}\" out");
        string? goal = file.Require(LevelKeys.Goal) is null ? null : file.Read(LevelKeys.Goal);
        int[]? medals = file.Require(LevelKeys.Medals) is JsonCursor given ? ReadSwitches(ScoreKeys.Switches.Read(given)?.Read(ScoreKeys.SwitchesKey)) : null;
        return goal is null || medals is null ? null : new(goal == "deadlock" ? InspectionVerdict.Deadlock : InspectionVerdict.Race, medals[0], medals[1], medals[2]);
    }

    private static int[]? ReadSwitches(ObjectReader? given)
    {
        if ((given?.Read(ScoreKeys.GoldSwitches), given?.Read(ScoreKeys.SilverSwitches), given?.Read(ScoreKeys.BronzeSwitches)) is not (int gold, int silver, int bronze)) return null;
        if (gold > silver || silver > bronze) given!.Cursor.Report($"gold {gold}, silver {silver}, bronze {bronze}: fewer is better, so gold ≤ silver ≤ bronze");
        return [gold, silver, bronze];
    }

    private static void RequireGivenPlan(ObjectReader file, Level level)
    {
        if (level.Challenge is null || file.Find(LevelKeys.Plans)?.Item.Find(Challenge.Given) is not null) return;
        file.Cursor.ReportBelow("$.plans", $"a level of the kind \"inspect\" gives the player a plan to break: add it as \"{Challenge.Given}\"");
    }
}
