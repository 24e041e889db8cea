using System.Text;
using ShortOrder.Contest.Submissions;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Support;

namespace ShortOrder.Contest.Tests.Submissions;

public sealed class PlanHashTests
{
    private static readonly Level Level = TestLevels.Read("""
        { "version": 1, "id": "two", "title": "Two", "shared": ["jar"], "allow": { "threads": 4, "kitchens": 2, "locks": true, "yields": 2, "loops": 1 },
          "tasks": [
            { "id": "guest", "title": "Guest", "count": 4, "steps": [ { "cpu": 2, "do": "a" }, { "io": 3, "do": "b" } ] },
            { "id": "note", "title": "Note", "steps": [ { "cpu": 1, "do": "c", "read": "jar" }, { "cpu": 1, "do": "d", "write": "jar" } ] } ],
          "metrics": ["time"], "medals": {}, "hints": [], "plans": {} }
        """);

    private const string One = """
        { "version": 1, "level": "two", "kitchens": [
          { "name": "home", "lanes": [ { "kind": "main", "tasks": ["note", "guest#1"] }, { "kind": "thread", "tasks": ["guest#2"] } ] },
          { "name": "annex", "lanes": [ { "kind": "main", "tasks": ["guest#3..4"] } ] } ] }
        """;

    [Theory]
    [InlineData(One)]
    [InlineData("""{"kitchens":[{"lanes":[{"tasks":["note","guest#1"],"kind":"main"},{"tasks":["guest#2"],"kind":"thread"}],"name":"home"},{"lanes":[{"tasks":["guest#3","guest#4"],"kind":"main"}],"name":"annex"}],"level":"two","version":1}""")] // other order of members
    [InlineData("""{"version":1,"level":"two","kitchens":[{"name":"home","lanes":[{"kind":"main","tasks":["note","guest#4"]},{"kind":"thread","tasks":["guest#1"]}]},{"name":"annex","lanes":[{"kind":"main","tasks":["guest#2..3"]}]}]}""")] // other copies of the same task
    [InlineData("""{"version":1,"level":"two","kitchens":[{"name":"home","lanes":[{"kind":"main","tasks":["note","guest*1"]},{"kind":"thread","tasks":["guest*1"]}]},{"name":"elsewhere","lanes":[{"kind":"main","tasks":["guest*2"]}]}]}""")] // another name
    public void The_same_program_has_the_same_hash(string plan) => Assert.Equal(Hash(One), Hash(plan));

    [Theory]
    [InlineData("""{"version":1,"level":"two","kitchens":[{"name":"home","lanes":[{"kind":"main","tasks":["guest#1","note"]},{"kind":"thread","tasks":["guest#2"]}]},{"name":"annex","lanes":[{"kind":"main","tasks":["guest#3..4"]}]}]}""")] // other order of tasks
    [InlineData("""{"version":1,"level":"two","kitchens":[{"name":"home","lanes":[{"kind":"main","tasks":["note","guest"]}]}]}""")]
    [InlineData("""{"version":1,"level":"two","kitchens":[{"name":"home","lanes":[{"kind":"main","tasks":["note","guest#1"]},{"kind":"thread","tasks":["guest#2"]}]},{"name":"annex","lanes":[{"kind":"main","tasks":["guest#3..4"]}]}],"locks":[{"lock":"jar","task":"note","from":0,"to":1}]}""")]
    public void Another_program_has_another_hash(string plan) => Assert.NotEqual(Hash(One), Hash(plan));

    [Fact]
    public void Author_plans_of_a_level_differ()
    {
        foreach (Level level in LevelFiles.Levels.Take(12))
        {
            var texts = level.Plans.Select(p => PlanHash.Of(PlanCompiler.Compile(level, p.Plan))).ToArray();
            Assert.Equal(level.Plans.Select(p => PlanWriter.Write(p.Plan)).Distinct().Count(), texts.Distinct().Count());
        }
    }

    private static string Hash(string plan)
    {
        var read = PlanReader.Read(Encoding.UTF8.GetBytes(plan), "plan", Level);
        Assert.Empty(read.Problems);
        return PlanHash.Of(PlanCompiler.Compile(Level, read.Value!));
    }
}
