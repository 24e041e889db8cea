using System.Text;
using ShortOrder.Contest.Competitions;
using ShortOrder.Contest.Submissions;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Benchmarks.Classroom;

/// <summary>A level with as many different plans as a crowd of players may hand in.</summary>
internal static class CrowdLevel
{
    private const string Text = """
        { "version": 1, "id": "crowd", "title": "Crowd", "tasks": [
            { "id": "a", "title": "A", "steps": [ { "cpu": 1, "do": "do" } ] }, { "id": "b", "title": "B", "steps": [ { "cpu": 2, "do": "do" } ] },
            { "id": "c", "title": "C", "steps": [ { "cpu": 3, "do": "do" } ] }, { "id": "d", "title": "D", "steps": [ { "cpu": 4, "do": "do" } ] },
            { "id": "e", "title": "E", "steps": [ { "cpu": 5, "do": "do" } ] }, { "id": "f", "title": "F", "steps": [ { "cpu": 1, "do": "do" }, { "io": 5, "do": "wait" } ] } ],
          "allow": { "threads": 1 } }
        """;

    /// <summary>How many different plans there are.</summary>
    public const int Plans = 720;

    /// <summary>The level.</summary>
    public static ContestLevel Level { get; } = new("crowd", "Crowd", Text);

    private static readonly Level Read = LevelReader.Read(Encoding.UTF8.GetBytes(Text), "crowd").Value ?? throw new InvalidDataException("the level of the crowd has problems");

    /// <summary>A plan: the tasks one after another, in another order for every number.</summary>
    public static string Plan(int number)
    {
        List<string> left = ["a", "b", "c", "d", "e", "f"], order = [];
        for (int n = number % Plans; left.Count > 0; n /= left.Count + 1)
        {
            int at = n % left.Count;
            order.Add($"\"{left[at]}\"");
            left.RemoveAt(at);
        }
        return $$"""{ "version": 1, "level": "crowd", "kitchens": [ { "name": "home", "lanes": [ { "kind": "main", "tasks": [{{string.Join(", ", order)}}] } ] } ] }""";
    }

    /// <summary>Hash of a plan, as the contest keeps it.</summary>
    public static string Hash(string plan) => PlanHash.Of(PlanCompiler.Compile(Read, PlanReader.Read(Encoding.UTF8.GetBytes(plan), "plan", Read).Value ?? throw new InvalidDataException(plan)));
}
