using CsCheck;
using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Simulation.Tests.Inspection;

/// <summary>The player is the scheduler.</summary>
public sealed class InspectionGameTests
{
    private static readonly Level Jar = Order(Spec("courier", Cpu(1, read: "jar"), Cpu(1, write: "jar")) with { Count = 2 });

    private static readonly Level Ring = Order(
        Spec("roast", Take("oven"), Cpu(1), Take("tray"), Io(3), Drop("tray"), Drop("oven")),
        Spec("rolls", Take("tray"), Cpu(1), Take("oven"), Io(3), Drop("oven"), Drop("tray"))) with
    { Tools = [new("oven", 1, false), new("tray", 1, false)] };

    [Fact]
    public void Two_switches_lose_an_update()
    {
        InspectionGame game = Start(Jar, InspectionVerdict.Race, Main("courier#1"), Thread("courier#2"));
        Assert.Equal([(0, "reads jar"), (1, "reads jar")], game.Moves.Select(m => (m.Thread, m.What)));

        InspectionGame end = Play(game, 0, 1, 1, 0);

        Assert.Equal(2, end.Switches);
        Assert.Equal(InspectionVerdict.Race, end.End);
        Assert.True(end.IsWon);
        Assert.Empty(end.Moves);
        Assert.Equal("courier#1 overwrites jar with what it read before another wrote: an update is lost.", end.Explanation);
    }

    [Fact]
    public void Who_goes_through_in_one_go_loses_nothing()
    {
        InspectionGame end = Play(Start(Jar, InspectionVerdict.Race, Main("courier#1"), Thread("courier#2")), 0, 0, 1, 1);

        Assert.Equal(InspectionVerdict.Safe, end.End);
        Assert.False(end.IsWon);
    }

    [Fact]
    public void Each_asks_for_what_the_other_has()
    {
        // Roast takes the oven; rolls take the tray and ask for the oven; roast asks for the tray.
        InspectionGame end = Play(Start(Ring, InspectionVerdict.Deadlock, Main("roast"), Thread("rolls")), 0, 1, 1, 0);

        Assert.Equal(2, end.Switches);
        Assert.True(end.IsWon);
        Assert.Equal("Nobody can move: roast waits for tray, rolls waits for oven.", end.Explanation);
        Assert.Equal([SchedulePhase.Blocked, SchedulePhase.Blocked], end.Now.Tasks.Select(t => t.Phase));
    }

    [Fact]
    public void A_move_can_be_taken_back()
    {
        InspectionGame start = Start(Jar, InspectionVerdict.Race, Main("courier#1"), Thread("courier#2"));
        InspectionGame game = Play(start, 0, 1);

        Assert.Equal(start.Moves.Select(m => m.What), game.Undo().Undo().Moves.Select(m => m.What));
        Assert.Same(start, game.Undo().Undo());
        Assert.Same(start, start.Undo());
        Assert.Same(start, game.Restart());
        Assert.Equal([0, 1], game.Made.Select(m => m.Thread));
        Assert.Single(game.Undo().Made);
    }

    [Fact]
    public void A_program_shows_what_others_can_notice_and_how_much_is_done()
    {
        InspectionGame game = Start(Ring, InspectionVerdict.Deadlock, Main("roast"), Thread("rolls"));
        string[] roast = ["takes oven", "takes tray", "puts back tray", "puts back oven"];

        Assert.Equal(roast, game.Program(0).Operations);
        Assert.Equal(0, game.Program(0).Done);
        Assert.Equal(1, Play(game, 0).Program(0).Done);
        Assert.Equal(4, Play(game, 0, 0).Program(0).Done); // with both, nothing keeps it from going through
    }

    [Fact]
    public void The_best_move_is_none_where_the_goal_is_out_of_reach()
    {
        InspectionGame game = Start(Jar, InspectionVerdict.Race, Main("courier#1"), Thread("courier#2"));
        InspectionGame past = Play(game, 0, 0);

        Assert.NotNull(game.Best());
        Assert.Null(past.Best()); // the first is through: nobody can lose anything any more
        Assert.Null(Play(past, 1, 1).Best());
    }

    [Fact]
    public void On_the_way_to_a_deadlock_lost_updates_are_passed_over()
    {
        Level both = Order(
            Spec("a", Cpu(1, read: "jar"), Cpu(1, write: "jar"), Take("oven"), Cpu(1), Take("tray"), Drop("tray"), Drop("oven")),
            Spec("b", Cpu(1, read: "jar"), Cpu(1, write: "jar"), Take("tray"), Cpu(1), Take("oven"), Drop("oven"), Drop("tray"))) with
        { Tools = Ring.Tools };
        InspectionGame game = Play(Start(both, InspectionVerdict.Deadlock, Main("a"), Thread("b")), 0, 1, 1, 0);

        Assert.Null(game.End);
        Assert.NotNull(game.Best());
    }

    [Fact]
    public void The_best_moves_are_as_short_as_the_inspectors_schedule_on_small_plans()
    {
        Gen.Int[0, int.MaxValue - 1].Sample(seed =>
        {
            (Level level, Plan plan) = SmallPlan.From(seed);
            CompiledPlan compiled = PlanCompiler.Compile(level, plan);
            foreach (InspectionVerdict goal in (InspectionVerdict[])[InspectionVerdict.Race, InspectionVerdict.Deadlock])
            {
                ShortOrder.Simulation.Inspection.Inspection found = Search(compiled, goal);
                InspectionGame game = InspectionGame.Start(compiled, goal);
                while (game.Best() is { } move) game = game.Play(move);
                Assert.Equal(found.Verdict == goal, game.IsWon);
                if (game.IsWon) Assert.Equal(found.Switches, game.Switches);
            }
        }, iter: 200);
    }

    [Fact]
    public void No_schedule_saves_a_count_that_no_crate_brings_home()
    {
        Level level = Order(Spec("courier", Cpu(1, read: "jar", write: "jar")));
        Plan plan = PlanFor(level, Home(Main()), Annex("annex", Main("courier")));
        Assert.Equal(InspectionVerdict.Race, Search(PlanCompiler.Compile(level, plan)).Verdict);

        Level crated = level with { Tasks = [level.Tasks[0] with { Crate = Crate(0.1m, 0.1m) }] };
        Assert.Equal(InspectionVerdict.Safe, Search(PlanCompiler.Compile(crated, plan)).Verdict);
    }

    private static ShortOrder.Simulation.Inspection.Inspection Search(CompiledPlan plan, InspectionVerdict? goal = null) => Inspector.Inspect(plan, goal: goal);

    private static InspectionGame Start(Level level, InspectionVerdict goal, params ReadOnlySpan<Lane> lanes) =>
        InspectionGame.Start(PlanCompiler.Compile(level, PlanFor(level, Home(lanes))), goal);

    /// <summary>Lets threads go on, one after another.</summary>
    private static InspectionGame Play(InspectionGame game, params int[] threads)
    {
        foreach (int thread in threads) game = game.Play(game.Moves.ToList().FindIndex(m => m.Thread == thread));
        return game;
    }
}
