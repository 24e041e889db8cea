using ShortOrder.Game.Screens;
using ShortOrder.Game.Screens.Board;
using ShortOrder.Game.Session;
using ShortOrder.Game.Tests.Plain;
using ShortOrder.Game.Tests.Support;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Tests.Screens;

/// <summary>After a level's own hints: what the plan loses against better ones.</summary>
public sealed class LossHintTests
{
    [Fact]
    public void They_go_from_a_kind_of_loss_to_a_place_to_a_move_that_can_be_taken()
    {
        // The sandwich while the kettle boils: 9 become 6 by order alone, and one step moved does it.
        BoardModel board = Read(Board());
        Assert.Contains("The same lanes with the same tasks, in another order: 3 minutes", Text(board), StringComparison.Ordinal);

        board = Press(board, Keys.Escape, "h");
        Assert.Contains("Look at ", Text(board), StringComparison.Ordinal);
        Assert.Equal(9, Minutes(board));

        board = Press(board, Keys.Escape, "h");
        Assert.Contains(": 3 minutes less.", Text(board), StringComparison.Ordinal);
        Assert.Equal(6, Minutes(board)); // the board shows what the move would make of the plan
        Assert.Equal(9, Minutes(Press(board, Keys.Escape)));
        Assert.Equal(6, Minutes(Press(board, Keys.Enter)));
    }

    [Fact]
    public void A_plan_that_cannot_be_beaten_is_told_so()
    {
        BoardModel board = Read(Board());
        board = Press(board, Keys.Escape, "h", Keys.Escape, "h", Keys.Enter); // takes the move
        board = Press(board, "h", Keys.Escape, "h", Keys.Escape); // the level's own come first again

        Assert.IsType<LossAsked>(board.Press("h")); // another plan: compared anew
        Assert.Contains("No plan is better than this one: that is proved.", Text(Came(board)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_about_another_plan_or_after_Esc_is_not_shown()
    {
        BoardModel board = Press(Board(), "h", Keys.Escape, "h", Keys.Escape);
        LossAsked asked = Assert.IsType<LossAsked>(board.Press("h"));
        PlanLoss loss = PlanLoss.Of(asked.Plan, TestContext.Current.CancellationToken);
        BoardModel waiting = (BoardModel)board.Update(asked);

        Assert.Contains("comparing", Text(waiting), StringComparison.Ordinal);
        Assert.Null(((BoardModel)Press(waiting, Keys.Escape).Update(new LossCame(loss))).Overlay);
    }

    [Fact]
    public void A_level_without_hints_has_none_of_these_either()
    {
        Level silent = Solvable with { Hints = [] };

        Assert.Equal("This level has no hints.", (new BoardModel(silent, EditHistory<Plan>.Start(PlanEdit.Default(silent)), Prediction.Of).Press("h") as ScreenMessage.Say)?.Text);
    }

    [Fact]
    public void The_game_compares_on_a_worker()
    {
        using GameController game = new(new() { Worlds = TestOrders.Worlds, Start = Solvable }, new MemoryProgress(), Prediction.Of, TestOrders.ServeAtOnce);
        foreach (string key in (string[])[Keys.Enter, "h", Keys.Escape, "h", Keys.Escape, "h"]) game.Press(key);
        SpinWait.SpinUntil(() => game.Tick() && !game.IsWorking, TimeSpan.FromSeconds(60));

        Assert.Contains("in another order: 3 minutes", string.Join('\n', game.Rows(100, 30)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_dialogue_says_the_same()
    {
        using Dialogue dialogue = new([new World("One cook", "", [Solvable])]);
        string said = string.Join(' ', ((string[])["open 1.1", "hint", "hint", "hint", "hint", "hint", "hint"]).Select(line => dialogue.Say(line)));

        Assert.Contains("Comparing your plan with better ones. The same lanes with the same tasks, in another order: 3 minutes less.", said, StringComparison.Ordinal);
        Assert.Contains("Look at ", said, StringComparison.Ordinal);
        Assert.Contains(": 3 minutes less. Hint 1 of 2:", said, StringComparison.Ordinal); // then the first again
    }

    /// <summary>With the best plan in it, so that it is known what is best.</summary>
    private static Level Solvable { get; } = TestOrders.Coffee with
    {
        Plans = [new("best", new()
        {
            Level = TestOrders.Coffee.Id,
            Kitchens = [new("home", 1, [new() { Kind = LaneKind.Manual, Steps = [new("coffee", 0, 0), new("sandwich", 0, 0), new("coffee", 0, 2)] }])],
        }, Verdict.Served, [], Optimal: true)],
    };

    private static BoardModel Board() => new(Solvable, EditHistory<Plan>.Start(PlanEdit.Default(Solvable)), Prediction.Of);

    /// <summary>Both hints of the level are read, and the comparison is there.</summary>
    private static BoardModel Read(BoardModel board) => Came(Press(board, "h", Keys.Escape, "h", Keys.Escape));

    private static BoardModel Came(BoardModel board)
    {
        LossAsked asked = (LossAsked)board.Press("h")!;
        return (BoardModel)board.Update(asked).Update(new LossCame(PlanLoss.Of(asked.Plan, TestContext.Current.CancellationToken)));
    }

    private static BoardModel Press(BoardModel board, params string[] keys) => keys.Aggregate(board, (b, key) => b.Press(key) is { } message ? (BoardModel)b.Update(message) : b);

    private static string Text(BoardModel board) => string.Join('\n', board.Rows(100, 30));

    private static decimal? Minutes(BoardModel board) => board.Prediction.Forecast?.Score[Metric.Time];
}
