using ShortOrder.Game.Screens;
using ShortOrder.Game.Screens.Board;
using ShortOrder.Game.Tests.Support;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Game.Tests.Screens;

public sealed class BoardPointerTests
{
    [Fact]
    public void A_list_by_hand_is_solved_by_dragging_one_step_and_the_prediction_follows_on_the_way()
    {
        BoardModel board = PointerAt.Drag(BoardTests.Board(TestOrders.Coffee), "2. pour", ("3. assemble", 0));
        Assert.Equal(6, board.Prediction.Forecast!.Score[Metric.Time]);                // not let go yet
        Assert.False(board.History.CanUndo);
        board = PointerAt.Release(board);
        Assert.Equal("coffee.0 sandwich.0 coffee.2", Steps(board));
        Assert.Equal((6m, -3m), (board.Prediction.Forecast!.Score[Metric.Time], board.Change));
        Assert.Equal("coffee.0 coffee.2 sandwich.0", Steps(BoardTests.Press(board, "u")));
    }

    [Fact]
    public void What_is_dropped_outside_is_put_back()
    {
        BoardModel board = PointerAt.Drag(BoardTests.Board(TestOrders.Rush), "Bread", ("Rush hour", 0));
        BoardModel over = PointerAt.Drag(BoardTests.Board(TestOrders.Rush), "] Bread", ("Roast", 1), ("Rush hour", 0));
        foreach (BoardModel dropped in (BoardModel[])[PointerAt.Release(board), PointerAt.Release(over)])
        {
            Assert.Null(dropped.Carry);
            Assert.False(dropped.History.CanUndo);
            Assert.Equal(66, dropped.Prediction.Forecast!.Score[Metric.Time]);
        }
    }

    [Fact]
    public void An_entry_is_dragged_to_another_lane_and_a_slip_onto_one()
    {
        BoardModel board = BoardTests.Press(BoardTests.Board(TestOrders.Rush), "+", "3");
        board = PointerAt.Release(PointerAt.Drag(board, "● Bread", ("2: cook 1", 0)));        // the slip
        Assert.Equal("Main guest#1..12 gauge roast | Thread bread", Text(board));
        board = PointerAt.Release(PointerAt.Drag(board, "Guest 1–12", (" Bread ", 0), ("2: cook 1", 0)));
        Assert.Equal("Main gauge roast | Thread bread guest#1..12", Text(board));
        board = PointerAt.Release(PointerAt.Drag(board, "Guest 1–12", (" Bread ", 0)));            // before the bread
        Assert.Equal("Main gauge roast | Thread guest#1..12 bread", Text(board));
        board = PointerAt.Release(PointerAt.Drag(board, "Guest 1–12", ("the order", 0), ("● Thermometer", 0)));
        Assert.Equal("Main gauge roast | Thread bread", Text(board));                              // on no lane: dropped on the slips
    }

    [Fact]
    public void A_drop_where_it_was_is_no_edit()
    {
        BoardModel board = PointerAt.Release(PointerAt.Drag(BoardTests.Board(TestOrders.Rush), "Thermometer  Roast", ("Roast", 1), ("Thermometer", 1)));
        Assert.Equal("Main guest#1..12 bread gauge roast", Text(board));
        Assert.False(board.History.CanUndo);
    }

    [Fact]
    public void A_click_selects_and_a_double_click_or_the_right_button_opens_what_can_be_done()
    {
        BoardModel board = PointerAt.Click(BoardTests.Board(TestOrders.Rush), "Thermometer  Roast");
        Assert.Equal(new BoardCursor(false, 0, 0, 2), board.Cursor);
        Assert.Equal("Thermometer", PointerAt.DoubleClick(board, "[Thermometer]").Overlay!.Title);
        BoardModel menu = PointerAt.Menu(board, "Guest ×12");
        Assert.Equal("Guest 1–12", menu.Overlay!.Title);
        string text = string.Join('\n', menu.Rows(120, 60));
        Assert.Contains("s     split (Go to a batch in a lane first (→).)", text, StringComparison.Ordinal);
        BoardModel split = PointerAt.Click(PointerAt.Menu(board, "Guest 1–12"), "s     split");
        Assert.IsType<NumberPrompt>(split.Overlay);
        split = PointerAt.Click(PointerAt.Click(split, "↑ one more"), "Enter take it");             // 12 / 2 + 1
        Assert.Equal("Main guest#1..7 guest#8..12 bread gauge roast", Text(split));
    }

    [Fact]
    public void A_click_on_a_key_presses_it_and_one_beside_a_box_puts_it_away()
    {
        BoardModel board = PointerAt.Click(BoardTests.Board(TestOrders.Rush), "+ open a lane");
        Assert.Equal("open", board.Overlay!.Title);
        Assert.Null(PointerAt.Click(board, "Thermometer").Overlay);
        board = PointerAt.Click(board, "3 a further cook");
        Assert.Equal(2, board.Lanes.Length);
        board = PointerAt.Click(board, "u undo");
        Assert.Single(board.Lanes);
        Assert.IsType<UndoTree>(PointerAt.Click(board, "U tree").Overlay);
    }

    [Fact]
    public void The_pointer_over_the_timeline_tells_its_moment()
    {
        BoardModel board = BoardTests.Board(TestOrders.Coffee);
        (int column, int row) = PointerAt.Find(board, "cook          ");
        board = PointerAt.Press(board, (column + 14, row), PointerAct.Click);                      // the first column of time
        Assert.InRange(board.Moment!.Value.Minutes, 0, 0.1m);
        Assert.Contains("cook: Coffee: fill the kettle", Screen(board), StringComparison.Ordinal);
        board = PointerAt.Press(board, (column + 14, row), PointerAct.WheelDown);
        Assert.Equal(1, board.Moment!.Value.Minutes);                                              // the next change: the water boils
        board = PointerAt.Press(board, (118, row), PointerAct.Drag);
        Assert.InRange(board.Moment!.Value.Minutes, 8.9m, 9);
        Assert.Null(BoardTests.Press(board, Keys.Escape).Moment);
    }

    [Fact]
    public void What_was_picked_up_by_key_is_put_down_by_a_click()
    {
        BoardModel board = BoardTests.Press(BoardTests.Board(TestOrders.Rush), "+", "3", Keys.Tab, Keys.Tab, Keys.Enter);
        board = PointerAt.Click(board, "2: cook 1");
        Assert.Equal("Main bread gauge roast | Thread guest#1..12", Text(board));
        board = BoardTests.Press(BoardTests.Board(TestOrders.Coffee), Keys.Down, Keys.Enter);
        Assert.Equal("coffee.0 sandwich.0 coffee.2", Steps(PointerAt.Click(board, "3. assemble")));
    }

    [Fact]
    public void A_slip_is_dragged_into_a_list_by_hand_and_a_step_out_of_it()
    {
        BoardModel board = BoardTests.Press(BoardTests.Board(TestOrders.Coffee), "-");
        board = PointerAt.Release(PointerAt.Drag(board, "Coffee    ", ("the list is empty", 0)));
        board = PointerAt.Release(PointerAt.Drag(board, "Sandwich  ", ("1. fill", 0)));
        Assert.Equal("sandwich.0 coffee.0", Steps(board));
        board = PointerAt.Release(PointerAt.Drag(board, "1. assemble", ("● Sandwich", 0)));
        Assert.Equal("coffee.0", Steps(board));
    }

    [Fact]
    public void No_sequence_of_keys_and_pointers_breaks_a_board()
    {
        string[] keys =
        [
            Keys.Up, Keys.Down, Keys.Left, Keys.Right, Keys.Enter, Keys.Escape, Keys.Tab, Keys.Space, Keys.Delete, Keys.Backspace, Keys.CtrlR, Keys.ShiftUp, Keys.ShiftDown, Keys.ShiftLeft,
            Keys.ShiftRight, Keys.Home, Keys.End, Keys.PageUp, .. "0123456789+-=abcdefghijklmnopqrstuvwxyzWMU[]<>,.:z".Select(c => $"{c}"),
        ];
        foreach ((ShortOrder.Simulation.Levels.Level level, int seed) in ((ShortOrder.Simulation.Levels.Level, int)[])[(TestOrders.Rush, 1), (TestOrders.Coffee, 2)])
        {
            Random random = new(seed);
            BoardModel board = BoardTests.Board(level);
            (int column, int row) = (0, 0);
            for (int i = 0; i < 5_000; i++)
            {
                ScreenMessage? message;
                if (random.Next(3) > 0) message = board.Press(keys[random.Next(keys.Length)]);
                else
                {
                    var rows = board.Rows(PointerAt.Width, PointerAt.Height);
                    Assert.Equal(PointerAt.Height, rows.Length);
                    Assert.All(rows, r => Assert.Equal(PointerAt.Width, r.Width));
                    if (random.Next(2) == 0) (column, row) = (random.Next(PointerAt.Width), random.Next(PointerAt.Height));
                    Pointer pointer = Pointer.Over(rows, (PointerAct)random.Next(8), column, row);
                    message = board.Point(pointer) ?? (pointer.Key is { } key ? board.Press(key) : null);
                }
                if (message is PlansRequest) message = new PlansCame([new("one", board.History.Present), new("two", PlanEdit.Default(level)), new("of old", new() { Level = level.Id, Kitchens = [] })], null, true);
                if (message is InspectionAsked asked) board = (BoardModel)board.Update(new InspectionDone(InspectorBoxesTests.Inspected(asked.Plan)));
                if (message is null) continue;
                board = (BoardModel)board.Update(message);
                if (board.History.Count > 400) board = BoardTests.Board(level);
                if (board.Carry is null && board.Overlay is null) Assert.True(Batches.Fit(level, board.Plan));
            }
        }
    }

    private static string Screen(BoardModel board) => string.Join('\n', board.Rows(PointerAt.Width, PointerAt.Height));

    private static string Steps(BoardModel board) => string.Join(' ', board.LaneAt(0).Steps);

    private static string Text(BoardModel board) => string.Join(" | ", board.Plan.Kitchens.SelectMany(k => k.Lanes).Select(l => $"{l.Kind} {string.Join(' ', l.Tasks)}"));
}
