using ShortOrder.Game.Screens;
using ShortOrder.Game.Session;
using ShortOrder.Game.Tests.Support;
using ShortOrder.Game.Themes;

namespace ShortOrder.Game.Tests.Screens;

public sealed class SettingsTests
{
    [Fact]
    public void A_theme_holds_at_once_and_the_next_time()
    {
        MemoryProgress progress = new();
        using (GameController game = GameControllerTests.Game(progress, TestOrders.ServeAtOnce))
        {
            foreach (string key in (string[])["s", Keys.Right, Keys.Right]) game.Press(key); // as the terminal, dark, light
            Assert.Equal(Theme.Light, game.Style.Theme);
        }
        using GameController again = GameControllerTests.Game(progress, TestOrders.ServeAtOnce);
        Assert.Equal(Theme.Light, again.Style.Theme);
    }

    [Fact]
    public void Without_a_choice_the_terminal_decides()
    {
        using GameController game = GameControllerTests.Game(new MemoryProgress(), TestOrders.ServeAtOnce);
        game.UsualStyle = new(Theme.Mono, IsAscii: true);
        Assert.Equal(new Style(Theme.Mono, IsAscii: true), game.Style);
        foreach (string key in (string[])["s", Keys.Down, Keys.Right]) game.Press(key); // Unicode, whatever the terminal
        Assert.Equal(new Style(Theme.Mono), game.Style);
    }

    [Fact]
    public void A_plan_is_served_at_the_tempo_that_was_chosen()
    {
        int tempo = 0;
        MemoryProgress progress = new();
        using GameController game = GameControllerTests.Game(progress, (plan, options, news, cancel) =>
        {
            tempo = options.TempoMs;
            return TestOrders.ServeAtOnce(plan, options, news, cancel);
        });
        foreach (string key in (string[])["s", Keys.Down, Keys.Down, Keys.Right, Keys.Escape, Keys.Enter, Keys.Enter, Keys.F5]) game.Press(key); // 20 ms, then the next: 40
        Assert.True(SpinWait.SpinUntil(() => { game.Tick(); return !game.IsServing; }, TimeSpan.FromSeconds(10)));
        Assert.Equal((40, 40), (tempo, Preferences.Read(progress, 20).TempoMs));
    }

    [Theory]
    [InlineData("theme", "plaid")]
    [InlineData("ascii", "perhaps")]
    [InlineData("tempo-ms", "-3")]
    [InlineData("tempo-ms", "21")]
    public void What_a_newer_game_has_kept_and_this_one_does_not_know_is_as_usual(string key, string value)
    {
        MemoryProgress progress = new();
        progress.Set(key, value);
        using GameController game = GameControllerTests.Game(progress, TestOrders.ServeAtOnce);
        Assert.Equal(new Style(Theme.Dark), game.Style);
        Assert.Equal(20, Preferences.Read(progress, 20).TempoMs);
    }

    [Fact]
    public void The_title_goes_on_with_the_level_of_the_last_time()
    {
        MemoryProgress progress = new();
        using (GameController game = GameControllerTests.Game(progress, TestOrders.ServeAtOnce))
            foreach (string key in (string[])["c", Keys.Down, Keys.Enter]) game.Press(key);
        using GameController again = GameControllerTests.Game(progress, TestOrders.ServeAtOnce);
        Assert.Contains("Continue      2.1 Rush hour", string.Join('\n', again.Rows(80, 24)), StringComparison.Ordinal);
        again.Press(Keys.Enter);
        Assert.Equal(FlowState.Briefing, again.State);
    }
}
