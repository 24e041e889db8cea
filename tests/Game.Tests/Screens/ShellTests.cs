using ShortOrder.Game.Screens;
using ShortOrder.Game.Session;
using ShortOrder.Game.Tests.Support;
using ShortOrder.Game.Themes;
using ShortOrder.Simulation.Levels;
using Terminal.Gui.Input;

namespace ShortOrder.Game.Tests.Screens;

public sealed class ShellTests
{
    [Fact]
    public void A_level_is_played_from_the_title_to_the_verdict_by_keys()
    {
        using GameController game = GameControllerTests.Game(new MemoryProgress(), TestOrders.ServeAtOnce);
        using Shell shell = new(game);
        using TuiHost tui = new(shell);
        Assert.Contains("Coffee and a sandwich", tui.Text, StringComparison.Ordinal);
        tui.Key(Key.Enter, Key.Enter, Key.CursorDown, Key.Enter, Key.CursorDown, Key.Enter);
        Assert.Contains("6.0 min  −3.0  ● gold", tui.Text, StringComparison.Ordinal);
        tui.Key(Key.F5);
        for (int i = 0; i < 1_000 && game.State != FlowState.Verdict; i++) { Thread.Yield(); tui.Advance(TimeSpan.FromMilliseconds(50)); }
        Assert.Contains("6.0 min measured", tui.Text, StringComparison.Ordinal);
        Assert.Equal(string.Join('\n', game.Rows(80, 24).Select(r => r.ToString().TrimEnd())).TrimEnd(), tui.Text);
    }

    [Fact]
    public void Capital_letters_control_keys_and_digits_arrive_by_their_names()
    {
        Assert.Equal(["w", "W", "?", "+", "9", "é", Keys.CtrlR, Keys.ShiftDown, Keys.Escape, null],
            ((Key[])[Key.W, Key.W.WithShift, new Key('?'), new Key('+'), new Key('9'), new Key('é'), Key.R.WithCtrl, Key.CursorDown.WithShift, Key.Esc, Key.X.WithAlt]).Select(KeyNames.Of));
    }

    [Fact]
    public void A_terminal_that_is_too_small_is_told_so_and_nothing_is_lost_when_it_grows()
    {
        using GameController game = GameControllerTests.Game(new MemoryProgress(), TestOrders.ServeAtOnce);
        using Shell shell = new(game);
        using TuiHost tui = new(shell, 40, 10);
        Assert.Contains("at least 72x20", tui.Text.ReplaceLineEndings(" "), StringComparison.Ordinal);
        tui.Resize(3, 2).Resize(80, 24);
        Assert.Contains("doing two things at once", tui.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void No_control_character_of_a_level_reaches_the_terminal()
    {
        Level evil = TestOrders.Coffee with { Title = "Coffee\e]0;owned\a\e[2J", Story = "Once\e[31m upon\u202e a time", Hints = ["\e[5m"] };
        using GameController game = new(new() { Worlds = [new("World\e[H", "", [evil])] }, new MemoryProgress(), Prediction.Of, TestOrders.ServeAtOnce);
        using Shell shell = new(game);
        using TuiHost tui = new(shell);
        foreach (Key[] keys in (Key[][])[[], [Key.Enter], [Key.Enter, new Key('h')]])
        {
            tui.Key(keys);
            Assert.DoesNotContain(tui.Text, c => char.IsControl(c) && c != '\n');
            Assert.DoesNotContain("\e[31m", tui.App.Driver!.ToAnsi(), StringComparison.Ordinal);
            Assert.DoesNotContain('\u202e', tui.Text);
        }
    }

    [Fact]
    public void Without_colours_reversed_bold_and_faint_remain()
    {
        using GameController game = GameControllerTests.Game(new MemoryProgress(), TestOrders.ServeAtOnce);
        using Shell shell = new(game);
        using TuiHost tui = new(shell);
        shell.Suit(new(Theme.Mono));
        tui.Key(new Key('c'));
        Assert.DoesNotContain("38;2", tui.App.Driver!.ToAnsi(), StringComparison.Ordinal);
        Assert.Contains("▶ 1.1  Coffee and a sandwich", tui.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_that_the_game_does_not_know_do_nothing()
    {
        using GameController game = GameControllerTests.Game(new MemoryProgress(), TestOrders.ServeAtOnce);
        using Shell shell = new(game);
        using TuiHost tui = new(shell);
        string before = tui.Text;
        tui.Key(Key.F12, Key.X.WithAlt, Key.F10, Key.Tab, Key.InsertChar);
        Assert.Equal(before, tui.Text);
    }

    [Fact]
    public void A_storm_of_resizes_leaves_the_screen_that_a_quiet_terminal_shows()
    {
        Random random = new(7);
        using GameController game = GameControllerTests.Game(new MemoryProgress(), TestOrders.ServeAtOnce);
        using Shell shell = new(game);
        using TuiHost tui = new(shell);
        Key[] keys = [Key.Enter, Key.Enter, Key.CursorDown, Key.CursorRight, new Key('?'), new Key('c'), new Key('h')];
        for (int i = 0; i < 500; i++)
        {
            tui.Resize(random.Next(1, 260), random.Next(1, 90));
            if (i % 5 == 0) tui.Key(keys[random.Next(keys.Length)]);
        }
        Assert.NotEqual(FlowState.Closed, game.State);
        tui.Resize(80, 24);
        Assert.Equal(string.Join('\n', game.Rows(80, 24).Select(r => r.ToString().TrimEnd())).TrimEnd(), tui.Text);
    }
}
