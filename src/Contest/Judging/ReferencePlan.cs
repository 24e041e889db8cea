using System.Text;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Model;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Contest.Judging;

/// <summary>The reference: work and waits mixed in two kitchens, of which a machine's certificate and its health checks are made.</summary>
internal static class ReferencePlan
{
    /// <summary>The level.</summary>
    public const string LevelText = """
        {
          "version": 1, "id": "reference", "title": "Reference order", "cores": 2,
          "tasks": [
            { "id": "dough", "title": "Dough", "steps": [ { "cpu": 4, "do": "knead" } ] },
            { "id": "stock", "title": "Stock", "steps": [ { "cpu": 1, "do": "chop" }, { "io": 4, "do": "simmer" }, { "cpu": 1, "do": "strain" } ] },
            { "id": "salad", "title": "Salad", "steps": [ { "cpu": 2, "do": "wash" } ] }
          ],
          "allow": { "kitchens": 1 }
        }
        """;

    /// <summary>The plan: both cores are busy, and one also waits.</summary>
    public const string PlanText = """
        {
          "version": 1, "level": "reference",
          "kitchens": [
            { "name": "home", "lanes": [ { "kind": "main", "tasks": ["stock", "salad"] } ] },
            { "name": "annex", "lanes": [ { "kind": "main", "tasks": ["dough"] } ] }
          ]
        }
        """;

    /// <summary>The model's time for it.</summary>
    public static decimal ModelMinutes { get; } = Predict();

    private static decimal Predict()
    {
        Level level = LevelReader.Read(Encoding.UTF8.GetBytes(LevelText), "reference").Value!;
        return Simulator.RunUntraced(PlanCompiler.Compile(level, PlanReader.Read(Encoding.UTF8.GetBytes(PlanText), "reference", level).Value!)).Timeline.End.Minutes;
    }
}
