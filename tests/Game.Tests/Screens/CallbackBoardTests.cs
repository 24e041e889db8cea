using ShortOrder.Game.Screens;
using ShortOrder.Game.Screens.Board;
using ShortOrder.Game.Tests.Plain;
using ShortOrder.Game.Tests.Support;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;
using static ShortOrder.Game.Tests.Screens.BoardTests;

namespace ShortOrder.Game.Tests.Screens;

/// <summary>Callback windows and try cards on the board, in the level about them.</summary>
public sealed class CallbackBoardTests
{
    private static readonly Level Cards = Dialogue.Shipped("callback-cards");

    [Fact]
    public void A_lane_becomes_a_callback_window_in_the_menu_of_kinds()
    {
        BoardModel board = Press(Board(Cards), "k", "3");

        Assert.Equal((LaneKind.Loop, LaneStyle.Callbacks), (board.LaneAt(0).Kind, board.LaneAt(0).Style));
        Assert.Equal((Verdict.Deadlock, 6), (ScoreOf(board).Verdict, ScoreOf(board)[Metric.Cards]));
        Assert.Contains("callback window", Screen(board), StringComparison.Ordinal);
        Assert.Contains("It never ends: fish never comes", Screen(board), StringComparison.Ordinal);
        Assert.Equal(LaneStyle.Coroutines, Press(board, "k", "2").LaneAt(0).Style);
    }

    [Fact]
    public void Six_callbacks_and_an_errback_are_too_many_cards_and_three_coroutines_with_a_try_are_gold()
    {
        BoardModel board = Press(Board(Cards), "k", "3", Keys.Tab, Keys.Down, "f", "2");

        Assert.Equal(new TryPlan(new("fish"), 3), Assert.Single(board.Plan.Tries));
        Assert.Equal((Verdict.OverBudget, 7), (ScoreOf(board).Verdict, ScoreOf(board)[Metric.Cards]));
        Assert.Contains("f Fish: the van comes, tried again", Screen(board), StringComparison.Ordinal);
        Assert.Equal("Fish: the van comes, tried again", EditWords.Between(Cards, Press(board, "u").Plan, board.Plan));

        board = Press(board, Keys.Tab, "k", "2");
        Assert.Equal((Verdict.Served, Medal.Gold, 4), (ScoreOf(board).Verdict, ScoreOf(board).Medal, ScoreOf(board)[Metric.Cards]));
        Assert.Contains("Fish f", Screen(board), StringComparison.Ordinal);
        Assert.Equal("lane 1: order window", EditWords.Between(Cards, Press(board, "u").Plan, board.Plan));
        Assert.Empty(Press(board, Keys.Tab, "f", "2").Plan.Tries);
    }

    [Fact]
    public void The_order_and_the_timeline_show_where_something_fails()
    {
        string screen = Screen(Press(Board(Cards), Keys.Tab, Keys.Down, "f", "2"));

        Assert.Contains("░F", screen, StringComparison.Ordinal);
        Assert.Contains("F failed", screen, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_there_are_no_try_cards_the_key_says_so() =>
        Assert.Equal("This level has no try cards.", Press(Board(TestOrders.Rush), Keys.Tab, "f").Status);

    private static Score ScoreOf(BoardModel board) => board.Prediction.Forecast!.Score;

    private static string Screen(BoardModel board) => string.Join('\n', board.Rows(120, 36));
}
