using ShortOrder.Game.Screens;
using ShortOrder.Game.Screens.Board;
using ShortOrder.Game.Session;
using ShortOrder.Game.Tests.Support;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Support;

namespace ShortOrder.Game.Tests.Screens;

public sealed class BoardTests
{
    [Fact]
    public void A_list_by_hand_starts_task_by_task_and_is_solved_by_moving_one_step()
    {
        BoardModel board = Board(TestOrders.Coffee);
        Assert.Equal("coffee.0 coffee.2 sandwich.0", Steps(board));
        Assert.Equal(9, board.Prediction.Forecast!.Score[Metric.Time]);
        board = Press(board, Keys.Down, Keys.Enter, Keys.Down, Keys.Enter);            // pour: after the sandwich
        Assert.Equal("coffee.0 sandwich.0 coffee.2", Steps(board));
        Assert.Equal(6, board.Prediction.Forecast!.Score[Metric.Time]);                // 1 + max(4, 3) + 1
        Assert.Equal(Medal.Gold, board.Prediction.Forecast.Score.Medal);
    }

    [Fact]
    public void What_is_carried_is_predicted_on_the_way_and_escape_puts_it_back()
    {
        BoardModel board = Press(Board(TestOrders.Coffee), Keys.Down, Keys.Enter, Keys.Down);
        Assert.Equal(6, board.Prediction.Forecast!.Score[Metric.Time]);
        Assert.Equal("Put down what you carry first (Enter, or Esc to put it back).", Press(board, Keys.F5).Status);
        board = Press(board, Keys.Escape);
        Assert.Equal("coffee.0 coffee.2 sandwich.0", Steps(board));
        Assert.Equal(9, board.Prediction.Forecast!.Score[Metric.Time]);
        Assert.False(board.History.CanUndo);
    }

    [Fact]
    public void Steps_of_a_task_keep_their_order_and_the_board_says_so()
    {
        BoardModel board = Press(Board(TestOrders.Coffee), Keys.Enter, Keys.Down);
        Assert.Equal("The steps of Coffee keep their order.", board.Status);
        Assert.Equal("coffee.0 coffee.2 sandwich.0", Steps(board));
    }

    [Fact]
    public void An_empty_list_is_filled_by_the_numbers_of_the_slips()
    {
        BoardModel board = Press(Board(TestOrders.Coffee), "-");
        Assert.Equal("", Steps(board));
        Assert.Null(board.Prediction.Forecast);
        Assert.StartsWith("Not yet: ", Press(board, "r").Status, StringComparison.Ordinal);
        board = Press(board, "1", "2", "1");
        Assert.Equal("coffee.0 sandwich.0 coffee.2", Steps(board));
        Assert.Equal("All of Coffee is on the list. Del takes a step off.", Press(board, "1").Status);
        Assert.Equal("There are only 2 slips.", Press(board, "3").Status);
        Assert.Equal("sandwich.0", Steps(Press(board, Keys.Home, Keys.Up, Keys.Up, Keys.Delete)));
    }

    [Fact]
    public void A_task_goes_to_a_lane_by_its_number()
    {
        BoardModel board = Press(Board(TestOrders.Rush), "+", "3", "2"); // the third entry of the menu is a further cook; the batch of guests to lane 2
        Assert.Equal("home: Main bread gauge roast | Thread guest#1..12", Text(board));
        Assert.Equal("There is no lane 3: + opens one.", Press(board, "3").Status);
    }

    [Fact]
    public void A_batch_is_split_carried_and_joined_again()
    {
        BoardModel board = Press(Board(TestOrders.Rush), "+", "3", "s", Keys.Backspace, "4", Keys.Enter);
        Assert.Equal("home: Main guest#1..4 guest#5..12 bread gauge roast | Thread ", Text(board));
        board = Press(board, Keys.Right, Keys.Enter, Keys.Down, Keys.Enter);           // the second part to lane 2
        Assert.Equal("home: Main guest#1..4 bread gauge roast | Thread guest#5..12", Text(board));
        board = Press(board, Keys.Up, Keys.Right, "2");
        Assert.Equal("home: Main guest#1..4 gauge roast | Thread guest#5..12 bread", Text(board));
        board = Press(board, Keys.Left, "2");                                          // the first part to the end of it
        Assert.Equal("home: Main gauge roast | Thread guest#5..12 bread guest#1..4", Text(board));
        board = Press(board, Keys.Down, Keys.Right, Keys.Right, Keys.ShiftLeft, Keys.ShiftLeft);
        Assert.Equal("home: Main gauge roast | Thread guest#1..12 bread", Text(board));
    }

    [Fact]
    public void Lanes_take_cooks_kinds_limits_and_copies()
    {
        BoardModel board = Press(Board(TestOrders.Rush), "+", "3", Keys.Down, "w", "w", "W", "n", "5", Keys.Enter);
        Assert.Equal(5, board.LaneAt(1).Workers);
        Assert.Equal("Only an order window can be told how many slips it may open.", Press(board, "m").Status);
        board = Press(board, "k", "4", "m", "1", "0", Keys.Enter);
        Assert.Equal((LaneKind.Loop, 10), (board.LaneAt(1).Kind, board.LaneAt(1).Limit));
        board = Press(board, "m", Keys.Backspace, Keys.Backspace, Keys.Enter);
        Assert.Null(board.LaneAt(1).Limit);
        Assert.Equal("Go to a further kitchen first; home cannot be copied.", Press(board, "c").Status);
        board = Press(board, "+", "6", Keys.Down, "c", "3", Keys.Enter);
        Assert.Equal(3, board.Plan.Kitchens[1].Copies);
        Assert.Single(Press(board, "-").Plan.Kitchens);
    }

    [Fact]
    public void Cards_are_laid_by_menus_and_listed_on_the_board()
    {
        BoardModel board = Press(Board(TestOrders.Rush), Keys.Tab, Keys.Down, Keys.Down, "l", "3", "1");   // thermometer: lock over noting
        Assert.Equal(new LockPlan("jar", new("gauge"), 2, 2), Assert.Single(board.Plan.Locks));
        board = Press(board, "o", "2");                                                                    // the stare to a helper
        Assert.Equal(1, Assert.Single(board.Plan.Offloads).Step);
        board = Press(board, Keys.Up, "y", "2");                                                           // bread gives way after 2
        Assert.Equal(2, Assert.Single(board.Plan.Yields).After.Minutes);
        board = Press(board, Keys.Down, Keys.Down, "t");
        Assert.Equal(["tray", "oven"], Assert.Single(board.Plan.Orders).Tools);
        string screen = string.Join('\n', board.Rows(120, 36));
        foreach (string card in (string[])["L jar: Thermometer, note it – note it", "o Thermometer: stare → helper", "y Bread gives way after 2 of knead", "t Roast takes tray, then oven"])
            Assert.Contains(card, screen, StringComparison.Ordinal);
        board = Press(board, "u", "u", "u", "u");
        Assert.Empty(board.Plan.Locks);
        Assert.Equal(4, Press(board, Keys.CtrlR, Keys.CtrlR, Keys.CtrlR, Keys.CtrlR).Plan is var p ? p.Locks.Length + p.Offloads.Length + p.Yields.Length + p.Orders.Length : 0);
    }

    [Fact]
    public void What_a_menu_or_a_number_would_make_of_the_plan_is_predicted_while_it_is_chosen()
    {
        BoardModel board = Press(Board(TestOrders.Rush), "k");                                       // the cursor of the menu is on the first other kind
        Assert.Equal(LaneKind.Manual, board.LaneAt(0).Kind);
        board = Press(board, Keys.Down, Keys.Down);
        Assert.Equal((LaneKind.Loop, LaneKind.Main), (board.LaneAt(0).Kind, board.History.Present.Kitchens[0].Lanes[0].Kind));
        Assert.True(board.Change < 0);                                                               // a window for a head cook
        Assert.Equal(66, Press(board, Keys.Escape).Prediction.Forecast!.Score[Metric.Time]);
        board = Press(board, Keys.Enter, "m", "1");
        decimal one = board.Prediction.Forecast!.Score[Metric.Time];
        board = Press(board, Keys.Up);
        Assert.Equal(2, board.LaneAt(0).Limit);
        Assert.True(board.Prediction.Forecast!.Score[Metric.Time] < one);
        Assert.Null(Press(board, Keys.Escape).LaneAt(0).Limit);
        Assert.Equal(2, Press(board, Keys.Enter).History.Present.Kitchens[0].Lanes[0].Limit);
    }

    [Fact]
    public void Places_are_chosen_and_equipment_is_bought_and_given_back()
    {
        Level level = TestOrders.Rush with
        {
            Tools = [.. TestOrders.Rush.Tools.Select(t => t.Id == "oven" ? t with { Places = 4, IsChosen = true } : t)],
            Equipment = [new("slicer", 30)],
        };
        BoardModel board = Press(Board(level), "e", "1", Keys.Down, Keys.Enter);                     // 4 by itself, one less
        Assert.Equal(new PlacesPlan("oven", 3), Assert.Single(board.Plan.Places));
        board = Press(board, "e", "2");
        Assert.Equal(["slicer"], board.Plan.Buys);
        string screen = string.Join('\n', board.Rows(120, 36));
        foreach (string card in (string[])["e oven: 3 places", "e slicer bought"]) Assert.Contains(card, screen, StringComparison.Ordinal);
        Assert.Empty(Press(board, "e", "2").Plan.Buys);
        Assert.Equal("There is nothing to buy or to measure out here.", Press(Board(TestOrders.Rush), "e").Status);
        Assert.IsType<NumberPrompt>(Press(Board(level with { Equipment = [] }), "e").Overlay);
    }

    [Fact]
    public void Tasks_for_another_kitchen_are_put_into_boxes_that_a_split_parts()
    {
        Level level = LevelFiles.Find("box-size");
        Plan plan = level.Plans.Single(p => p.Name == "naive").Plan;
        BoardModel board = Press(new(level, EditHistory<Plan>.Start(Batches.Plain(level, plan)), Prediction.Of), Keys.Right, Keys.Down, "b", "8", Keys.Enter);

        Assert.Equal(8, board.LaneAt(1).Box);
        Assert.Contains("head cook, box 8", string.Join('\n', board.Rows(120, 36)), StringComparison.Ordinal);
        board = Press(board, Keys.Right, "s", Keys.Backspace, "2", Keys.Enter);
        Assert.Equal(3, board.LaneAt(1).Tasks.Length);                                               // two parts stay two boxes
        Assert.Equal("Here every task travels by itself.", Press(Board(TestOrders.Rush), "b").Status);
    }

    [Fact]
    public void A_key_without_a_use_says_why()
    {
        BoardModel board = Board(TestOrders.Coffee);
        foreach (string key in (string[])["+", "k", "w", "W", "n", "m", "c", "s", "l", "y", "o", "t", "u", Keys.CtrlR])
        {
            BoardModel after = Press(board, key);
            Assert.True(after.Status.EndsWith('.'), $"{key}: {after.Status}");
            Assert.Null(after.Overlay);
            Assert.Same(board.Plan, after.Plan);
        }
    }

    [Fact]
    public void Hints_come_one_by_one()
    {
        BoardModel board = Press(Board(TestOrders.Coffee), "h");
        Assert.Contains("Who boils the water?", string.Join('\n', board.Rows(80, 24)), StringComparison.Ordinal);
        board = Press(board, Keys.Space, "h");
        Assert.Contains("hint 2 of 2", string.Join('\n', board.Rows(80, 24)), StringComparison.Ordinal);
        Assert.Null(Press(board, Keys.Space).Overlay);
    }

    [Fact]
    public void A_plan_that_leaves_tasks_out_says_which()
    {
        BoardModel board = Press(Board(TestOrders.Rush), Keys.Right, Keys.Delete);
        Assert.Equal([new TaskRef("bread")], Batches.Unassigned(board.Level, board.Plan));
        Assert.Contains("bread", string.Join('\n', board.Rows(80, 24)), StringComparison.Ordinal);
    }

    [Fact]
    public void Slips_use_the_blank_rows_of_a_small_screen_for_their_figures_and_the_one_under_the_cursor_for_its_words()
    {
        Level level = OrderBuilder.Order([.. Enumerable.Range(1, 5).Select(i => OrderBuilder.Spec($"dish-{i}",
            OrderBuilder.Cpu(i) with { Do = "prepare it very carefully" }, OrderBuilder.Io(2 * i) with { Do = "let it rise" }) with { Crate = OrderBuilder.Crate(0.5m, 0.5m) })]);
        BoardModel board = Press(Board(level), Keys.Tab, Keys.Down);
        string screen = string.Join('\n', board.Rows(80, 24));

        foreach (int dish in (int[])[1, 3, 4, 5]) Assert.Contains($"█{dish} ░{2 * dish} · crate 0.5", screen, StringComparison.Ordinal);
        Assert.Contains("prepare it very carefully", screen, StringComparison.Ordinal);
    }

    [Fact]
    public void Cooks_have_the_same_names_on_the_lanes_and_in_the_timeline()
    {
        BoardModel board = Press(Board(TestOrders.Rush), "+", "3", "+", "3", Keys.Right, "3");  // two further cooks, the bread to the second
        string[] rows = [.. board.Rows(120, 36).Select(r => r.ToString())];
        Assert.Contains(rows, r => r.Contains(" 2: cook 1 ", StringComparison.Ordinal));
        Assert.Contains(rows, r => r.Contains(" 3: cook 2 ", StringComparison.Ordinal) && r.Contains("Bread", StringComparison.Ordinal));
        Assert.Contains(rows, r => r.StartsWith(" cook 2 ", StringComparison.Ordinal) && r.Contains("Bread", StringComparison.Ordinal));
        Assert.Contains("Bread → lane 3, cook 2", board.Status, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_menus_of_lanes_offer_is_never_against_the_rules_of_a_level()
    {
        foreach (Level level in LevelLibrary.Load(Path.Combine(Repository.Root, "levels")).Worlds.SelectMany(w => w.Levels).Append(TestOrders.Rush).Append(LoopsOnly).Where(l => l.Challenge is null && PlanRules.HasChoice(l)))
            Follow(Board(level), 2);

        static void Follow(BoardModel board, int depth)
        {
            string[] before = [.. PlanChecker.Check(board.Level, board.Plan).Select(p => p.Message)];
            BoardModel inLane = board.CurrentLane is null ? Press(board, Keys.Tab) : board;
            foreach (MenuItem item in BoardMenus.Open(inLane).Items.Concat(BoardMenus.Kinds(inLane).Items).Where(i => i.WhyNot is null))
            {
                BoardModel after = (BoardModel)inLane.Update(item.Message);
                Assert.Empty(PlanChecker.Check(after.Level, after.Plan).Select(p => p.Message).Except(before).Select(m => $"{board.Level.Id}, {item.Text}: {m}"));
                if (depth > 1) Follow(after, depth - 1);
            }
        }
    }

    /// <summary>One event loop, no main lane, and a further kitchen that could only have a loop of its own.</summary>
    private static Level LoopsOnly { get; } = TestOrders.Rush with { Id = "loops-only", Allow = new() { Main = false, Loops = 1, Kitchens = 1 } };

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 36)]
    public void The_medals_stay_in_sight_whatever_is_edited(int width, int height)
    {
        BoardModel board = Press(Board(TestOrders.Rush), "+", "4", "2", "+", "6", "3");
        foreach (BoardModel each in (BoardModel[])[board, Press(board, Keys.Delete), Press(board, "u")])
            Assert.Contains("● gold ≤ 12   ● silver ≤ 15   ● bronze ≤ 20 min", string.Join('\n', each.Rows(width, height)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 36)]
    [InlineData(200, 60)]
    public void A_list_by_hand_looks_as_accepted(int width, int height) =>
        Snapshot.Matches(Board(TestOrders.Coffee).Rows(width, height), $"board-by-hand-{width}x{height}");

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 36)]
    [InlineData(200, 60)]
    public void Lanes_and_kitchens_look_as_accepted(int width, int height)
    {
        BoardModel board = Press(Board(TestOrders.Rush), "+", "4", "2", "+", "6", "3", Keys.Right, Keys.Enter);
        Snapshot.Matches(board.Rows(width, height), $"board-lanes-{width}x{height}");
    }

    [Theory]
    [InlineData(80, 24)]
    public void A_menu_lies_over_the_board(int width, int height) =>
        Snapshot.Matches(Press(Board(TestOrders.Rush), "+", Keys.Down).Rows(width, height), $"board-menu-{width}x{height}");

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 36)]
    [InlineData(200, 60)]
    public void A_moment_looks_as_accepted(int width, int height)
    {
        BoardModel board = Press(Board(TestOrders.Rush), "+", "4", "2", "+", "6", "3", Keys.Right, "3", ".", ">", ">", ">");
        Snapshot.Matches(board.Rows(width, height), $"board-moment-{width}x{height}");
    }

    [Fact]
    public void Time_is_stepped_through_by_changes_and_by_parts()
    {
        BoardModel board = Board(TestOrders.Coffee);
        decimal?[] at = [.. ((string[])[".", ".", ".", ",", ">", "<", Keys.Escape, ",", ","]).Select(key => (board = Press(board, key)).Moment?.Minutes)];
        Assert.Equal([0, 1, 5, 1, 1.45m, 1, null, 9, 6], at);                                       // 9 minutes: a twentieth is 0.45
    }

    [Fact]
    public void Figures_take_the_place_of_the_order_on_a_narrow_screen()
    {
        BoardModel board = Board(TestOrders.Coffee);
        Assert.DoesNotContain("no plan is faster than", Screen(board, 80), StringComparison.Ordinal);
        Assert.Contains("6.0 longest recipe", Screen(Press(board, "v"), 80), StringComparison.Ordinal);
        Assert.Contains("6.0 longest recipe", Screen(board, 120), StringComparison.Ordinal);
        Assert.Contains("This one cannot be beaten.", Screen(Press(board, Keys.Down, Keys.ShiftDown), 120), StringComparison.Ordinal); // 6 of at least 6

        static string Screen(BoardModel board, int width) => string.Join('\n', board.Rows(width, 36));
    }

    internal static BoardModel Board(Level level) => new(level, EditHistory<Plan>.Start(PlanEdit.Default(level)), Prediction.Of);

    internal static BoardModel Press(BoardModel board, params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys) if (board.Press(key) is { } message) board = (BoardModel)board.Update(message);
        return board;
    }

    private static string Steps(BoardModel board) => string.Join(' ', board.LaneAt(0).Steps);

    private static string Text(BoardModel board) => string.Join(" / ", board.Plan.Kitchens.Select(k => $"{k.Name}: " + string.Join(" | ", k.Lanes.Select(l => $"{l.Kind} {string.Join(' ', l.Tasks)}"))));
}
