using ShortOrder.Game.Screens;
using ShortOrder.Game.Screens.Board;
using ShortOrder.Game.Session;
using ShortOrder.Game.Tests.Support;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Tests.Screens;

public sealed class PlanShelfTests
{
    private static readonly Plan Naive = PlanEdit.Default(TestOrders.Coffee);

    private static readonly Level Coffee = TestOrders.Coffee with { Plans = [new("naive", Naive, Verdict.Served, [], false), new("best", ManualEdit.Move(Naive, new(0, 0), 1, 2), Verdict.Served, [], true)] };

    [Fact]
    public void A_plan_is_put_aside_under_a_name_and_loaded_again_as_an_edit()
    {
        using GameController game = Game(new MemoryProgress(), out MemoryProgress progress);
        Press(game, Keys.Down, Keys.ShiftDown, "p", "a");
        foreach (char c in "plan 1") Press(game, Keys.Backspace);
        foreach (char c in "fast é") Press(game, $"{c}");
        Press(game, Keys.Enter, Keys.Escape, "u");
        Assert.Equal("fast é", Assert.Single(progress.Named(Coffee.Id)).Name);
        Assert.Equal(9, Minutes(game));
        Press(game, "p", Keys.Down);
        Assert.Equal(6, Minutes(game));                                                             // looked at
        Press(game, Keys.Escape);
        Assert.Equal(9, Minutes(game));
        Press(game, "p", Keys.Down, Keys.Enter);
        Assert.Equal(6, Minutes(game));
        Press(game, "u");
        Assert.Equal(9, Minutes(game));
    }

    [Fact]
    public void A_name_that_is_taken_is_only_written_over_when_asked()
    {
        using GameController game = Game(new MemoryProgress(), out MemoryProgress progress);
        Press(game, "p", "a", Keys.Enter, Keys.Escape, "-", "p", "a", Keys.Backspace, "1", Keys.Enter);
        Assert.Contains("there is a plan “plan 1” already", Screen(game), StringComparison.Ordinal);
        Press(game, Keys.Enter);                                                                    // no, leave it
        Assert.NotEmpty(progress.Named(Coffee.Id)[0].Plan.Kitchens[0].Lanes[0].Steps);
        Press(game, "a", Keys.Backspace, "1", Keys.Enter, Keys.Down, Keys.Enter);
        Assert.Empty(progress.Named(Coffee.Id)[0].Plan.Kitchens[0].Lanes[0].Steps);
    }

    [Fact]
    public void Plans_are_renamed_and_thrown_away_when_asked()
    {
        using GameController game = Game(new MemoryProgress(), out MemoryProgress progress);
        Press(game, "p", "a", Keys.Enter, "r", "b", Keys.Enter);
        Assert.Equal("plan 1b", Assert.Single(progress.Named(Coffee.Id)).Name);
        Press(game, "d", Keys.Enter);
        Assert.Single(progress.Named(Coffee.Id));
        Press(game, "d", "2");
        Assert.Empty(progress.Named(Coffee.Id));
        Press(game, "r");
        Assert.Contains("Only a plan with a name of its own", Screen(game), StringComparison.Ordinal);
    }

    [Fact]
    public void The_obvious_plan_can_be_compared_once_the_level_was_served_and_the_best_never()
    {
        MemoryProgress progress = new();
        using (GameController before = Game(progress, out _))
        {
            Press(before, "p");
            Assert.DoesNotContain("the obvious plan", Screen(before), StringComparison.Ordinal);
        }
        progress.Add(new(Coffee.Id, Naive, Verdict.Served, Medal.None, 9));
        using GameController game = Game(progress, out _);
        Press(game, Keys.Down, Keys.ShiftDown, "p", Keys.Down);
        Assert.Contains("the obvious plan", Screen(game), StringComparison.Ordinal);
        Assert.DoesNotContain("best", Screen(game), StringComparison.Ordinal);
        Assert.Equal((9m, 3m), (Minutes(game), ((BoardModel)game.Screen).Change));                  // 9 against the 6 on the board
        Press(game, Keys.Enter);
        Assert.Contains("for comparison only", Screen(game), StringComparison.Ordinal);
        Press(game, Keys.Escape);
        Assert.Equal(6, Minutes(game));
    }

    [Fact]
    public void A_plan_of_an_earlier_version_of_the_level_cannot_be_loaded()
    {
        MemoryProgress progress = new();
        progress.PutAside(new("of old", PlanEdit.Default(TestOrders.Rush) with { Level = Coffee.Id }));
        using GameController game = Game(progress, out _);
        Press(game, "p", Keys.Down, Keys.Enter);
        Assert.Contains("That plan is of an earlier version of the level.", Screen(game), StringComparison.Ordinal);
        Assert.Equal(9, Minutes(game));
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 36)]
    [InlineData(200, 60)]
    public void The_plans_look_as_accepted(int width, int height)
    {
        MemoryProgress progress = new();
        progress.Add(new(Coffee.Id, Naive, Verdict.Served, Medal.None, 9));
        progress.PutAside(new("boil first", ManualEdit.Move(Naive, new(0, 0), 1, 2)));
        progress.PutAside(new("nothing yet", ManualEdit.Clear(Naive, new(0, 0))));
        using GameController game = Game(progress, out _);
        Press(game, "p", Keys.Down);
        Snapshot.Matches(game.Rows(width, height), $"board-plans-{width}x{height}");
    }

    private static GameController Game(MemoryProgress store, out MemoryProgress progress)
    {
        progress = store;
        GameController game = new(new() { Worlds = [], Start = Coffee }, store, Prediction.Of, TestOrders.ServeAtOnce);
        game.Press(Keys.Enter);
        return game;
    }

    private static void Press(GameController game, params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys) game.Press(key);
    }

    private static decimal Minutes(GameController game) => ((BoardModel)game.Screen).Prediction.Forecast!.Score[Metric.Time];

    private static string Screen(GameController game) => string.Join('\n', game.Rows(120, 36));
}
