using System.Collections.Immutable;
using ShortOrder.Game.Screens;
using ShortOrder.Game.Screens.Almanac;
using ShortOrder.Game.Screens.Map;
using ShortOrder.Game.Session;
using ShortOrder.Game.Tests.Support;
using ShortOrder.Game.Widgets;
using Terminal.Gui.Input;
using Terminal.Gui.Testing;

namespace ShortOrder.Game.Tests.Screens;

/// <summary>The game by mouse: what a click finds is what the text under it stands for.</summary>
public sealed class PointerTests
{
    [Fact]
    public void A_target_travels_with_its_text_through_every_layout()
    {
        KeyTarget target = new("x");
        Line line = Line.Of("one ") + Line.Of("two", Ink.Key).For(target) + Line.Of(" three");
        Assert.Equal([null, target, target, null], ((int[])[3, 4, 6, 7]).Select(line.TargetAt));
        Assert.Equal(target, line.Slice(5, 4).TargetAt(0)); // "wo t"
        Assert.Equal(target, Line.Of("          ").Overlay(2, line.Slice(4, 3)).TargetAt(3));
        Assert.Equal(target, line.Fit(40).In(Ink.Dim, isReversed: true).TargetAt(5));
        Assert.Null(line.TargetAt(-1));
        Assert.Null(line.TargetAt(99));
    }

    [Fact]
    public void The_first_of_two_targets_stays() =>
        Assert.Equal(new KeyTarget("a"), Line.Of("text").For(new KeyTarget("a")).For(new KeyTarget("b")).TargetAt(0));

    [Fact]
    public void A_click_in_the_status_bar_presses_the_key()
    {
        using GameController game = GameControllerTests.Game(new MemoryProgress(), TestOrders.ServeAtOnce);
        game.Press("c");
        Click(game, "settings");
        Assert.Contains("kept for the next time", Screen(game), StringComparison.Ordinal);
        Click(game, "Esc back");
        Assert.IsType<MapModel>(game.Screen);
    }

    [Fact]
    public void A_level_is_chosen_by_one_click_and_opened_by_the_next()
    {
        using GameController game = GameControllerTests.Game(new MemoryProgress(), TestOrders.ServeAtOnce);
        Click(game, "Campaign");
        Click(game, "Rush hour");
        Assert.Equal(TestOrders.Rush, ((MapModel)game.Screen).Selected);
        Click(game, "▶ 2.1");
        Assert.Equal(FlowState.Briefing, game.State);
        Click(game, "Event loop"); // the card of the concept
        Assert.Equal("event-loop", Assert.IsType<AlmanacModel>(game.Screen).Entry!.Id);
    }

    [Fact]
    public void The_wheel_goes_up_and_down_on_any_screen()
    {
        using GameController game = GameControllerTests.Game(new MemoryProgress(), TestOrders.ServeAtOnce);
        game.Press("c");
        game.Point(new(PointerAct.WheelDown, 5, 5, null));
        Assert.Equal(TestOrders.Rush, ((MapModel)game.Screen).Selected);
        game.Point(new(PointerAct.WheelUp, 5, 5, null));
        Assert.Equal(TestOrders.Coffee, ((MapModel)game.Screen).Selected);
    }

    [Fact]
    public void The_buttons_of_a_terminal_become_acts()
    {
        List<(PointerAct, int, int)> acts = [];
        using Terminal.Gui.Views.Runnable window = new();
        window.Add(new InputRows((_, _) => [], () => new(ShortOrder.Game.Themes.Theme.Dark), _ => { }, (act, column, row) => acts.Add((act, column, row))));
        using TuiHost tui = new(window);
        foreach ((MouseFlags flags, int column) in new[]
        {
            (MouseFlags.LeftButtonPressed, 3), (MouseFlags.LeftButtonPressed | MouseFlags.PositionReport, 3), (MouseFlags.LeftButtonPressed | MouseFlags.PositionReport, 6), (MouseFlags.LeftButtonReleased, 6),
            (MouseFlags.LeftButtonPressed, 7), (MouseFlags.LeftButtonReleased, 7), (MouseFlags.WheeledDown, 1),
        })
            tui.App.InjectMouse(new Mouse { Flags = flags, ScreenPosition = new(column, 2) });
        Assert.Equal([(PointerAct.Press, 3, 2), (PointerAct.Drag, 6, 2), (PointerAct.Release, 6, 2), (PointerAct.Press, 7, 2), (PointerAct.Release, 7, 2), (PointerAct.Click, 7, 2), (PointerAct.WheelDown, 1, 2)],
            acts.Where(a => a.Item1 != PointerAct.DoubleClick));
    }

    /// <summary>Clicks where a text stands first.</summary>
    private static void Click(GameController game, string text)
    {
        ImmutableArray<Line> rows = game.Rows(120, 36);
        int row = rows.IndexOf(rows.First(r => r.ToString().Contains(text, StringComparison.Ordinal)));
        game.Point(Pointer.Over(rows, PointerAct.Click, rows[row].ToString().IndexOf(text, StringComparison.Ordinal) + 1, row));
    }

    private static string Screen(GameController game) => string.Join('\n', game.Rows(120, 36));
}
