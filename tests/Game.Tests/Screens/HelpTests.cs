using System.Collections.Immutable;
using ShortOrder.Game.Screens;
using ShortOrder.Game.Screens.Board;
using ShortOrder.Game.Session;
using ShortOrder.Game.Tests.Editor;
using ShortOrder.Game.Tests.Support;

namespace ShortOrder.Game.Tests.Screens;

/// <summary>The help page of a screen.</summary>
public sealed class HelpTests
{
    private static readonly ImmutableArray<string> AllKeys =
    [
        .. typeof(Keys).GetFields().Select(f => (string)f.GetRawConstantValue()!),
        .. Enumerable.Range('!', '~' - '!' + 1).Select(c => ((char)c).ToString()),
    ];

    [Fact]
    public void It_names_every_key_that_means_something()
    {
        using GameController game = GameControllerTests.Game(new MemoryProgress(), TestOrders.ServeAtOnce);
        MustNameAll(game.Screen);
        game.Press("c");
        MustNameAll(game.Screen);
        game.Press(Keys.Down);
        game.Press(Keys.Enter);
        MustNameAll(game.Screen);
        game.Press(Keys.Enter);
        MustNameAll(game.Screen);
        using EditorHand door = new(), hand = EditorHand.On(TestOrders.Coffee);
        MustNameAll(door.Game.Screen);
        MustNameAll(hand.Press(Keys.Right).Game.Screen);
        MustNameAll(hand.Press(Keys.Tab).Game.Screen);
    }

    [Theory]
    [InlineData("↑↓←→", Keys.Up, Keys.Down, Keys.Left, Keys.Right)]
    [InlineData("Shift+↑↓", Keys.ShiftUp, Keys.ShiftDown)]
    [InlineData("↑ PageUp", Keys.Up, Keys.PageUp)]
    [InlineData("1-3", "1", "2", "3")]
    [InlineData("Del x", Keys.Delete, "x")]
    [InlineData("Enter Space", Keys.Enter, Keys.Space)]
    [InlineData("^R", Keys.CtrlR)]
    public void Keys_are_written_as_a_keyboard_shows_them(string expected, params string[] keys) => Assert.Equal(expected, KeyLabels.Of([.. keys]));

    private static void MustNameAll(IScreenModel screen)
    {
        ImmutableArray<string> hidden = screen is BoardModel board ? [.. BoardCommands.All.Where(c => !c.IsShown(board)).SelectMany(c => c.Keys)] : []; // what the level has no use for
        foreach (string key in AllKeys.Except(hidden))
            if (screen.Press(key) is not (null or ScreenMessage.Say { Text: "Small letters change a step: → goes to one." }))
                Assert.True(screen.Help.Any(h => h.Key.Split(' ').Any(label => Names(label, key))), $"{screen.GetType().Name}: {key} is not in the help");
    }

    private static bool Names(string label, string key)
    {
        string own = KeyLabels.Of(key);
        return label == own || (label is [var first, '-', var last] && key is [var digit] && digit >= first && digit <= last)
            || (own[^1] is '↑' or '↓' or '←' or '→' && label.Contains(own[^1]) && label.StartsWith(own[..^1], StringComparison.Ordinal));
    }
}
