using ShortOrder.Game.Screens;
using ShortOrder.Game.Screens.Almanac;
using ShortOrder.Game.Screens.Briefing;
using ShortOrder.Game.Screens.Outcome;
using ShortOrder.Game.Screens.Serving;
using ShortOrder.Game.Session;
using ShortOrder.Game.Tests.Support;

namespace ShortOrder.Game.Tests.Almanac;

public sealed class AlmanacFlowTests
{
    [Theory]
    [InlineData("a")]
    [InlineData(Keys.F2)]
    public void A_key_opens_the_almanac_at_what_the_level_is_about_and_Esc_goes_back(string key)
    {
        using GameController game = Game(TestOrders.ServeAtOnce);
        game.Press(Keys.Enter);
        game.Press(key);
        Assert.Equal("blocking", Assert.IsType<AlmanacModel>(game.Screen).Entry!.Id);
        game.Press(Keys.Escape);
        Assert.IsType<BriefingModel>(game.Screen);
    }

    [Fact]
    public void The_map_opens_the_whole_almanac()
    {
        using GameController game = Game(TestOrders.ServeAtOnce);
        game.Press("c");
        game.Press("a");
        Assert.Null(Assert.IsType<AlmanacModel>(game.Screen).Entry);
        game.Press("?"); // help over almanac over map
        game.Press(Keys.Enter);
        Assert.IsType<AlmanacModel>(game.Screen);
        game.Press(Keys.F2);
        Assert.Equal(FlowState.Levels, game.State);
        Assert.False(game.Screen is IOverlay);
    }

    [Fact]
    public void Who_reads_while_the_order_is_served_is_not_interrupted()
    {
        using GameController game = Game(TestOrders.ServeAtOnce);
        foreach (string key in (string[])[Keys.Enter, Keys.Enter, "1", "2", "1", Keys.F5]) game.Press(key);
        Assert.IsType<ServingModel>(game.Screen);
        game.Press("a");
        Assert.True(SpinWait.SpinUntil(() =>
        {
            game.Tick();
            return !game.IsServing;
        }, TimeSpan.FromSeconds(10)));
        Assert.IsType<AlmanacModel>(game.Screen);
        game.Press(Keys.Escape);
        Assert.IsType<OutcomeModel>(game.Screen);
    }

    private static GameController Game(ServePlan serve) => new(new() { Worlds = TestOrders.Worlds }, new MemoryProgress(), Prediction.Of, serve);
}
