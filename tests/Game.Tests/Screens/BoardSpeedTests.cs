using System.Diagnostics;
using ShortOrder.Game.Screens;
using ShortOrder.Game.Screens.Board;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using static ShortOrder.Support.OrderBuilder;

namespace ShortOrder.Game.Tests.Screens;

public sealed class BoardSpeedTests
{
    [Fact]
    public void An_edit_of_a_thousand_tasks_is_answered_at_once()
    {
        Level hall = Order(Spec("guest", Cpu(0.02m), Io(10), Cpu(0.02m)) with { Title = "Guest", Count = 1_000 });
        BoardModel board = BoardTests.Press(BoardTests.Board(hall), "k", "4");
        Assert.Equal(LaneKind.Loop, board.LaneAt(0).Kind);
        double best = double.MaxValue;
        for (int i = 0; i < 60; i++)
        {
            long start = Stopwatch.GetTimestamp();
            board = BoardTests.Press(board, i % 2 == 0 ? "u" : Keys.CtrlR);
            _ = board.Rows(120, 36);
            if (i % 2 == 1) best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        Assert.True(best < 200, $"{best} ms"); // 50 ms is the aim on a quiet machine in a release build
        TestContext.Current.TestOutputHelper?.WriteLine($"{best:0.0} ms");
    }
}
