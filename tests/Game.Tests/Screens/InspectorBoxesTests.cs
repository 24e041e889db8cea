using ShortOrder.Game.Screens;
using ShortOrder.Game.Screens.Board;
using ShortOrder.Game.Session;
using ShortOrder.Game.Tests.Support;
using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using static ShortOrder.Support.OrderBuilder;

namespace ShortOrder.Game.Tests.Screens;

public sealed class InspectorBoxesTests
{
    /// <summary>Two couriers count jars without a lock.</summary>
    private static readonly Level Jars = Order(
        Spec("anna", Cpu(1, "jar", "jar") with { Do = "count" }) with { Title = "Anna" },
        Spec("ben", Cpu(1, "jar", "jar") with { Do = "count" }) with { Title = "Ben" }) with
    { Id = "jars", Title = "Jars" };

    [Fact]
    public void A_plan_that_can_break_is_shown_step_by_step()
    {
        BoardModel board = Inspect(BoardTests.Press(BoardTests.Board(Jars), "+", "3", "2"));       // Anna to a further cook
        string start = Screen(board);
        Assert.Contains("can break: a count can come out wrong", start, StringComparison.Ordinal);
        Assert.Contains("Ben overwrites jar with what it read", start, StringComparison.Ordinal);
        Assert.Contains("step 0", start, StringComparison.Ordinal);
        Assert.Contains("the fatal switch", start, StringComparison.Ordinal);
        BoardModel end = BoardTests.Press(board, Keys.End);
        Assert.Contains("overwrites jar", Screen(end), StringComparison.Ordinal);
        BoardModel fatal = BoardTests.Press(board, "f");
        Assert.Contains("has read jar", Screen(fatal), StringComparison.Ordinal);
        Assert.NotEqual(Screen(fatal), Screen(BoardTests.Press(fatal, Keys.Left)));
        Assert.Null(BoardTests.Press(end, Keys.Escape).Overlay);
    }

    [Fact]
    public void A_plan_for_one_cook_is_safe()
    {
        BoardModel board = Inspect(BoardTests.Board(TestOrders.Coffee));
        Assert.Contains("One cook decides every step: nobody can interfere.", Screen(board), StringComparison.Ordinal);
        board = BoardTests.Press(board, Keys.Escape);
        Assert.Contains("inspected: safe", Screen(board), StringComparison.Ordinal);
        Assert.DoesNotContain("inspected", Screen(BoardTests.Press(board, Keys.Down, Keys.ShiftDown)), StringComparison.Ordinal); // another plan
    }

    [Fact]
    public void The_inspector_can_be_sent_away_and_then_comes_with_no_result()
    {
        BoardModel board = BoardTests.Board(Jars);
        InspectionAsked asked = Assert.IsType<InspectionAsked>(board.Press("i"));
        BoardModel looking = (BoardModel)board.Update(asked);
        Assert.Contains("looking…", Screen(looking), StringComparison.Ordinal);
        BoardModel away = BoardTests.Press(looking, Keys.Escape);
        Assert.Null(((BoardModel)away.Update(new InspectionDone(Inspected(asked.Plan)))).Overlay);
        BoardModel other = (BoardModel)looking.Update(new InspectionDone(Inspected(PlanCompiler.Compile(Jars, PlanEdit.Default(Jars)))));
        Assert.IsType<InspectorAtWork>(other.Overlay);                                              // of another plan
    }

    [Fact]
    public void The_game_inspects_on_a_worker()
    {
        using GameController game = new(new() { Worlds = [], Start = Jars }, new MemoryProgress(), Prediction.Of, TestOrders.ServeAtOnce);
        foreach (string key in (string[])[Keys.Enter, "+", "3", "2", "i"]) game.Press(key);
        Assert.True(game.IsWorking);
        Assert.True(SpinWait.SpinUntil(() => game.Tick(), TimeSpan.FromSeconds(20)));
        Assert.False(game.IsWorking);
        Assert.Contains("can break", string.Join('\n', game.Rows(120, 36)), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_inspected_while_a_plan_is_served()
    {
        using GameController game = new(new() { Worlds = [], Start = Jars }, new MemoryProgress(), Prediction.Of, TestOrders.ServeForEver);
        foreach (string key in (string[])[Keys.Enter, "i", Keys.Escape, Keys.F5]) game.Press(key);
        Assert.Equal(FlowState.Serving, game.State);
        game.Press(Keys.Escape);
        Assert.True(SpinWait.SpinUntil(() => { game.Tick(); return !game.IsServing; }, TimeSpan.FromSeconds(20)));
        Assert.False(game.IsWorking);
        Assert.DoesNotContain("inspected", string.Join('\n', game.Rows(120, 36)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 36)]
    public void A_breaking_schedule_looks_as_accepted(int width, int height) =>
        Snapshot.Matches(BoardTests.Press(Inspect(BoardTests.Press(BoardTests.Board(Jars), "+", "3", "2")), "f").Rows(width, height), $"board-inspector-{width}x{height}");

    internal static InspectedPlan Inspected(CompiledPlan plan)
    {
        Inspection found = Inspector.Inspect(plan, 20_000);
        return new(plan, found, found.Schedule.IsEmpty ? null : ScheduleReplay.Of(plan, found));
    }

    private static BoardModel Inspect(BoardModel board)
    {
        InspectionAsked asked = Assert.IsType<InspectionAsked>(board.Press("i"));
        return (BoardModel)board.Update(asked).Update(new InspectionDone(Inspected(asked.Plan)));
    }

    private static string Screen(BoardModel board) => string.Join('\n', board.Rows(120, 36));
}
