using ShortOrder.Contest.Judging;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Support;

namespace ShortOrder.Contest.Tests.Judging;

/// <summary>Levels and plans as a competition has them: as text.</summary>
internal static class Orders
{
    /// <summary>The text of a shipped level.</summary>
    public static string Level(string id) => File.ReadAllText(Path.Combine(LevelFiles.Folder, LevelFiles.All.Single(f => f.EndsWith($"-{id}.json", StringComparison.Ordinal))));

    /// <summary>The text of one of its author's plans.</summary>
    public static string Plan(string id, string name) => PlanWriter.Write(LevelFiles.Find(id).Plans.Single(p => p.Name == name).Plan);

    /// <summary>An order for the engine.</summary>
    public static ServingOrder Serving(string id, string plan) => new(Level(id), Plan(id, plan), ModelRun.Serve(LevelFiles.Find(id), LevelFiles.Find(id).Plans.Single(p => p.Name == plan).Plan).Minutes) { TempoMs = 8, Repeats = 2 };
}
