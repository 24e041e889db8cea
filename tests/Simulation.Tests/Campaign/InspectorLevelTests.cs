using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Support;

namespace ShortOrder.Simulation.Tests.Campaign;

/// <summary>Levels in which a plan is given and the player breaks it.</summary>
public sealed class InspectorLevelTests
{
    public static TheoryData<string> Files => [.. LevelFiles.ForInspector];

    [Theory]
    [MemberData(nameof(Files))]
    public void The_file_is_good(string file)
    {
        Assert.Empty(LevelFiles.Read(file).Problems);
        Assert.Empty(LevelChecker.Check(LevelFiles.Load(file)));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Following_the_hints_of_the_search_earns_gold(string file)
    {
        Level level = LevelFiles.Load(file);
        InspectionGame game = Start(level);

        while (game.Best() is { } move) game = game.Play(move);

        Assert.True(game.IsWon);
        Assert.Equal(level.Challenge!.Gold, game.Switches);
        Assert.Equal(Medal.Gold, level.Challenge.MedalFor(game.Switches));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Letting_everybody_finish_what_they_have_begun_breaks_nothing(string file)
    {
        InspectionGame game = Start(LevelFiles.Load(file));

        while (game.End is null)
        {
            int same = game.Made.IsEmpty ? -1 : game.Moves.ToList().FindIndex(m => m.Actor == game.Made[^1].Actor);
            game = game.Play(Math.Max(0, same));
        }

        Assert.False(game.IsWon);
    }

    private static InspectionGame Start(Level level) => InspectionGame.Start(PlanCompiler.Compile(level, level.GivenPlan!), level.Challenge!.Goal);
}
