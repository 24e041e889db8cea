using System.Text;
using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Reading;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Simulation.Tests.Levels;

/// <summary>Levels of the kind <c>inspect</c>.</summary>
public sealed class ChallengeReaderTests
{
    private const string Good = """
        { "version": 1, "kind": "inspect", "goal": "lost-update", "id": "jars", "title": "Jars", "shared": ["jar"],
          "tasks": [{ "id": "courier", "title": "Courier", "count": 2, "steps": [{ "cpu": 1, "read": "jar" }, { "cpu": 1, "write": "jar" }] }],
          "allow": { "threads": 1 },
          "medals": { "switches": { "gold": 2, "silver": 3, "bronze": 5 } },
          "plans": { "given": { "plan": { "kitchens": [{ "lanes": [{ "kind": "main", "tasks": ["courier#1"] }, { "kind": "thread", "tasks": ["courier#2"] }] }] }, "expect": { "verdict": "lost-update" } } } }
        """;

    [Fact]
    public void Goal_medals_and_the_given_plan_are_read()
    {
        Level level = Read(Good).Value!;

        Assert.Equal(new Challenge(InspectionVerdict.Race, 2, 3, 5), level.Challenge);
        Assert.Equal(2, level.GivenPlan!.Kitchens[0].Lanes.Length);
        Assert.Empty(level.Medals);
        Assert.Equal([Medal.Gold, Medal.Silver, Medal.Bronze, Medal.None], new[] { 2, 3, 5, 6 }.Select(level.Challenge!.MedalFor));
    }

    [Fact]
    public void A_level_without_a_kind_has_no_challenge()
    {
        Assert.Null(LevelText.GoodLevel.Challenge);
        Assert.Null(LevelText.GoodLevel.GivenPlan);
        Assert.Null(LevelText.Read(LevelText.With("\"cores\": 2,", "\"kind\": \"plan\", \"cores\": 2,")).Value!.Challenge);
    }

    [Theory]
    [InlineData("\"kind\": \"inspect\"", "\"kind\": \"inspekt\"", "$.kind", "did you mean \"inspect\"?")]
    [InlineData("\"goal\": \"lost-update\"", "\"goal\": \"late\"", "$.goal", "lost-update, deadlock")]
    [InlineData("\"goal\": \"lost-update\", ", "", "$", "the key \"goal\" is missing")]
    [InlineData("\"allow\"", "\"metrics\": [\"time\"], \"allow\"", "$.metrics", "counts switches and nothing else")]
    [InlineData("\"allow\"", "\"limits\": { \"memory\": 5 }, \"allow\"", "$.limits", "counts switches and nothing else")]
    [InlineData("\"switches\"", "\"time\"", "$.medals.time", "switches")]
    [InlineData("\"gold\": 2, ", "", "$.medals.switches", "the key \"gold\" is missing")]
    [InlineData("\"gold\": 2", "\"gold\": 4", "$.medals.switches", "fewer is better, so gold ≤ silver ≤ bronze")]
    [InlineData("\"gold\": 2", "\"gold\": 1.5", "$.medals.switches.gold", "1.5 is not a whole number")]
    [InlineData("\"given\"", "\"theirs\"", "$.plans", "add it as \"given\"")]
    [InlineData("\"kind\": \"inspect\", ", "", "$.goal", "a goal belongs to levels of the kind \"inspect\"")]
    public void A_mistake_is_named_with_its_place(string part, string replacement, string path, string message)
    {
        Assert.Contains(part, Good, StringComparison.Ordinal);

        ReadResult<Level> read = Read(Good.Replace(part, replacement, StringComparison.Ordinal));

        Assert.Null(read.Value);
        Assert.Contains(read.Problems, p => p.Path == path && p.Message.Contains(message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"gold\": 2", "\"gold\": 1", "$.medals.switches.gold", "2 switches break the plan and fewer do not: make gold 2")]
    [InlineData("\"goal\": \"lost-update\"", "\"goal\": \"deadlock\"", "$.plans.given", "no deadlock was found in this plan")]
    [InlineData("\"verdict\": \"lost-update\"", "\"verdict\": \"served\"", "$.plans.given.expect.verdict", "expects served, ends lost-update")]
    public void The_checker_wants_a_goal_that_can_be_reached_with_so_many_switches(string part, string replacement, string path, string message)
    {
        Assert.Empty(LevelChecker.Check(Read(Good).Value!));

        LevelFinding finding = Assert.Single(LevelChecker.Check(Read(Good.Replace(part, replacement, StringComparison.Ordinal)).Value!));

        Assert.Equal(path, finding.Path);
        Assert.Contains(message, finding.Message, StringComparison.Ordinal);
    }

    private static ReadResult<Level> Read(string text) => LevelReader.Read(Encoding.UTF8.GetBytes(text), "jars.json");
}
