using System.Collections.Immutable;
using System.Diagnostics;
using ShortOrder.Game.Screens;
using ShortOrder.Game.Screens.Board;
using ShortOrder.Game.Session;
using ShortOrder.Game.Tests.Support;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Tests.Screens;

public sealed class UndoTreeTests
{
    /// <summary>0 the beginning → 1 pour down → 2 pour up; 0 → 3 emptied.</summary>
    private static BoardModel Branched => BoardTests.Press(BoardTests.Board(TestOrders.Coffee), Keys.Down, Keys.ShiftDown, Keys.ShiftUp, "u", "u", "-");

    [Fact]
    public void Undo_and_redo_follow_the_branch_used_last_and_no_branch_is_lost()
    {
        BoardModel board = Branched;
        Assert.Equal(4, board.History.Count);
        Assert.Equal("", Steps(BoardTests.Press(board, "u", Keys.CtrlR)));
        board = BoardTests.Press(board, "U", Keys.Down, Keys.Down, Keys.Enter);                     // 3 → 2 → 1
        Assert.Equal("coffee.0 sandwich.0 coffee.2", Steps(board));
        Assert.Equal("coffee.0 sandwich.0 coffee.2", Steps(BoardTests.Press(board, "u", Keys.CtrlR)));
    }

    [Fact]
    public void The_board_shows_the_plan_under_the_cursor_and_escape_stays()
    {
        BoardModel board = BoardTests.Press(Branched, "U", Keys.Down, Keys.Down);
        Assert.Equal((6m, "coffee.0 sandwich.0 coffee.2"), (board.Prediction.Forecast!.Score[Metric.Time], Steps(board)));
        Assert.Equal("", string.Join(' ', board.History.Present.Kitchens[0].Lanes[0].Steps));
        board = BoardTests.Press(board, Keys.Escape);
        Assert.Equal("", Steps(board));
        Assert.Null(board.Prediction.Forecast);
    }

    [Fact]
    public void Older_and_newer_go_through_time_across_branches()
    {
        BoardModel board = BoardTests.Press(Branched, "[");
        Assert.Equal("coffee.0 coffee.2 sandwich.0", Steps(board));                                 // 2
        Assert.Equal(2, board.History.Current.Number);
        Assert.Equal(0, BoardTests.Press(board, "[", "[").History.Current.Number);
        Assert.Equal("This is the oldest plan.", BoardTests.Press(board, "[", "[", "[").Status);
        Assert.Equal("This is the newest plan.", BoardTests.Press(board, "]", "]").Status);
    }

    [Fact]
    public void A_reset_is_an_edit_like_any_other()
    {
        BoardModel board = BoardTests.Press(Branched, "z");
        Assert.Equal("coffee.0 coffee.2 sandwich.0", Steps(board));
        Assert.Equal("Everything is as at the start.", BoardTests.Press(board, "z").Status);
        Assert.Equal("", Steps(BoardTests.Press(board, "u")));
    }

    [Fact]
    public void Rails_join_branches_at_the_state_they_began_at()
    {
        Plan plan = PlanEdit.Default(TestOrders.Coffee);
        EditHistory<Plan> history = EditHistory<Plan>.Start(plan);                                              // 0
        history = Edit(Edit(history)).GoTo(0);                                                      // 0 → 1 → 2
        history = Edit(Edit(history).GoTo(1));                                                      // 0 → 3, 1 → 4
        history = Edit(history.GoTo(0));                                                            // 0 → 5
        Assert.Equal(
        [
            "◉    ",      // 5
            "│ ●  ",      // 4
            "│ │ ●",      // 3
            "│ │ │ ●",    // 2
            "│ ●─┼─╯",    // 1
            "●─┴─╯",      // 0
        ], Rails.Draw(history, 0, 6).Select((r, i) => i is 2 ? r.TrimEnd() : i < 2 ? r[..5] : r.TrimEnd()));
        Assert.Equal("●─┴─╯", Rails.Draw(history, 5, 1)[0].TrimEnd());

        static EditHistory<Plan> Edit(EditHistory<Plan> history) => history.Do(history.Present with { Level = history.Present.Level });
    }

    [Fact]
    public void The_tree_survives_serving_another_level_and_a_restart()
    {
        MemoryProgress progress = new();
        using (GameController game = GameControllerTests.Game(progress, TestOrders.ServeAtOnce))
        {
            foreach (string key in (string[])[Keys.Enter, Keys.Enter, Keys.Down, Keys.ShiftDown, "u", "-", "u", Keys.CtrlR, "z", "r"]) game.Press(key);
            Assert.True(SpinWait.SpinUntil(() => { game.Tick(); return game.State == FlowState.Verdict; }, TimeSpan.FromSeconds(20)));
        }
        using GameController again = GameControllerTests.Game(progress, TestOrders.ServeAtOnce);
        foreach (string key in (string[])[Keys.Enter, Keys.Enter]) again.Press(key);
        BoardModel board = (BoardModel)again.Screen;
        Assert.Equal((4, 2), (board.History.Count, board.History.Current.Parent));                  // 0 → 1; 0 → 2 → 3
        Assert.Equal("coffee.0 sandwich.0 coffee.2", Steps(BoardTests.Press(board, "U", Keys.End, Keys.Up, Keys.Enter)));
    }

    [Fact]
    public void Ten_thousand_edits_are_looked_through_within_a_key_stroke()
    {
        EditHistory<Plan> history = EditHistory<Plan>.Start(PlanEdit.Default(TestOrders.Coffee));
        Random random = new(7);
        for (int i = 0; i < 10_000; i++)
        {
            history = history.Do(history.Present with { Level = history.Present.Level });
            if (i % 10 == 0) history = history.GoTo(random.Next(Math.Max(0, history.Count - 300), history.Count));
        }
        BoardModel board = new(TestOrders.Coffee, history, Prediction.Of);
        double best = double.MaxValue;
        foreach (string key in (string[])["U", Keys.End, Keys.Home, Keys.End, Keys.PageUp, Keys.Escape, "U"])
        {
            long start = Stopwatch.GetTimestamp();
            board = BoardTests.Press(board, key);
            _ = board.Rows(120, 36);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{best:0.0} ms");
        Assert.True(best < 500, $"{best} ms");
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 36)]
    [InlineData(200, 60)]
    public void The_tree_looks_as_accepted(int width, int height)
    {
        BoardModel board = BoardTests.Press(BoardTests.Board(TestOrders.Rush), "+", "3", "2", Keys.Down, "2", "u", "u", "+", "4", Keys.Right, "2", "w", "U", Keys.Down);
        Snapshot.Matches(board.Rows(width, height), $"board-tree-{width}x{height}");
    }

    private static string Steps(BoardModel board) => string.Join(' ', board.LaneAt(0).Steps);
}
