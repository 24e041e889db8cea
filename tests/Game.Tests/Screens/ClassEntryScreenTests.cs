using ShortOrder.Game.Screens;
using ShortOrder.Game.Session;
using ShortOrder.Game.Tests.Support;

namespace ShortOrder.Game.Tests.Screens;

/// <summary>The title's way into a class.</summary>
public sealed class ClassEntryScreenTests
{
    [Fact]
    public void A_wrong_answer_is_told_where_it_was_given_and_stands_there_to_be_mended()
    {
        MemoryProgress progress = new();
        Preferences.SetClassAddress(progress, "lab7:5080");
        using GameController game = GameControllerTests.Game(progress, TestOrders.ServeAtOnce);
        game.Press("J");
        Assert.Contains("> lab7:5080", Screen(game), StringComparison.Ordinal);
        Type(game, "/j/none", Keys.Enter);
        Assert.Contains("This is no address", Screen(game), StringComparison.Ordinal);
        Assert.Contains("> lab7:5080/j/none", Screen(game), StringComparison.Ordinal);
        game.Press(Keys.CtrlU);
        Type(game, "127.0.0.1:9", Keys.Enter);
        Assert.Contains("The join code: six letters and digits.", Screen(game), StringComparison.Ordinal);
        Type(game, "k7m2qp", Keys.Enter);
        Assert.Contains("Your name on the board.", Screen(game), StringComparison.Ordinal);
        Type(game, "Ada", Keys.Enter);
        Assert.Contains("Asking the server for your seat…", Screen(game), StringComparison.Ordinal);
        Assert.True(SpinWait.SpinUntil(() => game.Tick() && Screen(game).Contains("A firewall on the teacher's", StringComparison.Ordinal), TimeSpan.FromSeconds(30)), Screen(game));
        Assert.Contains("> 127.0.0.1:9", Screen(game), StringComparison.Ordinal);
        game.Press(Keys.Escape);
        Assert.Equal(FlowState.Title, game.State);
        Assert.Null(game.Entrance);
    }

    private static string Screen(GameController game) => string.Join('\n', game.Rows(80, 24));

    private static void Type(GameController game, string text, string then)
    {
        foreach (char letter in text) game.Press(letter.ToString());
        game.Press(then);
    }
}
