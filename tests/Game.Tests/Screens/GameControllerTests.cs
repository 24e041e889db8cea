using ShortOrder.Game.Screens;
using ShortOrder.Game.Screens.Board;
using ShortOrder.Game.Session;
using ShortOrder.Game.Tests.Support;
using ShortOrder.Simulation.Generation;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Tests.Screens;

public sealed class GameControllerTests
{
    [Fact]
    public void A_level_leads_from_the_list_to_the_verdict_and_on_to_the_next()
    {
        MemoryProgress progress = new();
        using GameController game = Game(progress, TestOrders.ServeAtOnce);
        Press(game, Keys.Enter);
        Assert.Equal(FlowState.Briefing, game.State);
        Press(game, Keys.Enter, Keys.Down, Keys.ShiftDown, Keys.F5);
        Assert.Equal(FlowState.Serving, game.State);
        UntilServed(game);
        Assert.Equal(FlowState.Verdict, game.State);
        Assert.Equal((Medal.Gold, 6m), (progress.Best("coffee-and-a-sandwich")!.Medal, progress.Best("coffee-and-a-sandwich")!.Minutes));
        Assert.Contains("6.0 min measured   the model said 6.0 (0.0 %)", Screen(game), StringComparison.Ordinal);
        Press(game, Keys.Enter);
        Assert.Equal(FlowState.Briefing, game.State);
        Assert.Contains("Rush hour", Screen(game), StringComparison.Ordinal);
        Press(game, Keys.Escape);
        Assert.Contains("1 of 2 served, 1 gold", Screen(game), StringComparison.Ordinal);
        Assert.Contains("● gold      6.0 min", Screen(game), StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_is_kept_for_the_next_try_and_over_a_visit_to_the_list()
    {
        using GameController game = Game(new MemoryProgress(), TestOrders.ServeAtOnce);
        Press(game, Keys.Enter, Keys.Enter, Keys.Down, Keys.ShiftDown, "r");
        UntilServed(game);
        Press(game, "r");
        Assert.Equal(6, ((BoardModel)game.Screen).Prediction.Forecast!.Score[Metric.Time]);
        Press(game, Keys.Escape, Keys.Escape, Keys.Enter, Keys.Enter);
        Assert.Equal(6, ((BoardModel)game.Screen).Prediction.Forecast!.Score[Metric.Time]);
        Assert.True(((BoardModel)game.Screen).History.CanUndo);
    }

    [Fact]
    public void A_hint_is_one_key_away_from_the_next_and_its_place_is_kept_over_a_visit_to_the_briefing()
    {
        using GameController game = Game(new MemoryProgress(), TestOrders.ServeAtOnce);
        Press(game, Keys.Enter, Keys.Enter, "h");
        Assert.Contains("Who boils the water?", Screen(game), StringComparison.Ordinal);
        Press(game, "h");
        Assert.Contains("Make the sandwich while it boils.", Screen(game), StringComparison.Ordinal);
        using GameController other = Game(new MemoryProgress(), TestOrders.ServeAtOnce);
        Press(other, Keys.Enter, Keys.Enter, "h", Keys.Escape, Keys.Escape, Keys.Enter, "h");
        Assert.Contains("Make the sandwich while it boils.", Screen(other), StringComparison.Ordinal);
    }

    [Fact]
    public void The_briefing_says_from_where_a_plan_is_served()
    {
        using GameController game = Game(new MemoryProgress(), TestOrders.ServeAtOnce);
        Press(game, Keys.Enter, Keys.F5);
        Assert.Equal(FlowState.Briefing, game.State);
        Assert.Contains("Enter leads to the planning board, and F5 there serves.", Screen(game), StringComparison.Ordinal);
    }

    [Fact]
    public void Escape_stops_a_run_cleanly_and_goes_back_to_the_board()
    {
        using GameController game = Game(new MemoryProgress(), TestOrders.ServeForEver);
        Press(game, Keys.Enter, Keys.Enter, Keys.F5);
        SpinWait.SpinUntil(() => { game.Tick(); return Screen(game).Contains("run 1 of 3", StringComparison.Ordinal); }, TimeSpan.FromSeconds(10));
        Assert.Contains("run 1 of 3", Screen(game), StringComparison.Ordinal);
        Press(game, Keys.Escape);
        Assert.Contains("Stopping", Screen(game), StringComparison.Ordinal);
        UntilServed(game);
        Assert.Equal(FlowState.Planning, game.State);
    }

    [Fact]
    public void What_the_machine_cannot_do_is_a_verdict_and_no_crash()
    {
        MemoryProgress progress = new();
        using GameController game = Game(progress, (_, _, _, _) => throw new IOException("no sockets left"));
        Press(game, Keys.Enter, Keys.Enter, Keys.F5);
        UntilServed(game);
        Assert.Contains("COULD NOT BE SERVED", Screen(game), StringComparison.Ordinal);
        Assert.Contains("no sockets left", Screen(game), StringComparison.Ordinal);
        Assert.Null(progress.Best("coffee-and-a-sandwich"));
    }

    [Fact]
    public void Help_lies_over_any_screen_and_any_key_leads_back()
    {
        using GameController game = Game(new MemoryProgress(), TestOrders.ServeForEver);
        foreach (string way in (string[])["", Keys.Enter, Keys.Enter, Keys.F5])
        {
            if (way.Length > 0) Press(game, way);
            IScreenModel screen = game.Screen;
            Press(game, "?");
            Assert.Contains("Letters of a timeline", string.Join('\n', game.Rows(80, 60)), StringComparison.Ordinal);
            Press(game, Keys.Escape);
            Assert.Same(screen, game.Screen);
        }
    }

    [Fact]
    public void A_board_kept_earlier_is_there_again_unless_the_level_has_been_rewritten_since()
    {
        Plan solved = PlanEdit.Default(TestOrders.Coffee);
        solved = ManualEdit.Move(solved, new(0, 0), 1, 2);
        foreach ((Plan kept, decimal minutes) in ((Plan, decimal)[])[(solved, 6), (PlanEdit.Default(TestOrders.Rush) with { Level = solved.Level }, 9)])
        {
            MemoryProgress progress = new();
            progress.Keep(TestOrders.Coffee, EditHistory<Plan>.Start(kept));
            using GameController game = Game(progress, TestOrders.ServeAtOnce);
            Press(game, Keys.Enter, Keys.Enter);
            Assert.Equal(minutes, ((BoardModel)game.Screen).Prediction.Forecast!.Score[Metric.Time]);
        }
    }

    [Fact]
    public void A_level_named_at_the_start_is_opened_at_once_even_outside_the_campaign()
    {
        using GameController game = new(new() { Worlds = [], Start = TestOrders.Rush }, new MemoryProgress(), Prediction.Of, TestOrders.ServeAtOnce);
        Assert.Equal(FlowState.Briefing, game.State);
        Press(game, Keys.Enter, Keys.F5);
        UntilServed(game);
        Assert.Equal(FlowState.Verdict, game.State);
        Press(game, Keys.Enter);                            // no medal: back to the plan
        Assert.Equal(FlowState.Planning, game.State);
        Press(game, Keys.F5);
        UntilServed(game);
        Press(game, "n");                                   // no level follows, and the map does not have this one
        Assert.Equal(FlowState.Title, game.State);
    }

    [Fact]
    public void Todays_order_leads_back_to_the_title_with_what_was_reached_and_the_campaign_goes_on_where_it_was()
    {
        ManualClock clock = new();
        Level today = TestOrders.Coffee with { Id = DailyOrders.IdOf(DailyOrder.Today(clock)), Title = "The late ferry" };
        MemoryProgress progress = new();
        using GameController game = new(new() { Worlds = TestOrders.Worlds }, progress, Prediction.Of, TestOrders.ServeAtOnce, clock);
        Press(game, Keys.Down, Keys.Enter, Keys.Down, Keys.Enter, Keys.Escape, Keys.Escape);   // rush hour was opened last
        using GameController daily = new(new() { Worlds = TestOrders.Worlds, Start = today }, progress, Prediction.Of, TestOrders.ServeAtOnce, clock);
        Press(daily, Keys.Enter, Keys.Down, Keys.ShiftDown, Keys.F5);
        UntilServed(daily);
        Assert.Contains("Next: back to the title", Screen(daily), StringComparison.Ordinal);
        Press(daily, Keys.Enter);
        Assert.Equal(FlowState.Title, daily.State);
        Assert.Contains("▶ Today         your best 6.0 min  ● gold", Screen(daily), StringComparison.Ordinal);
        Assert.Contains("Continue      2.1 Rush hour", Screen(daily), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pack_says_its_name_its_author_and_its_story_on_the_title_and_on_the_map()
    {
        World world = new("Week one", "Two breakfasts, and nothing burns.", [TestOrders.Coffee]);
        using GameController game = new(new() { Worlds = [world], PackTitle = new(world.Title, "Ada", world.Story) }, new MemoryProgress(), Prediction.Of, TestOrders.ServeAtOnce);
        foreach ((int width, int height) in ((int, int)[])[(80, 24), (120, 36)])
        {
            string title = string.Join('\n', game.Rows(width, height));
            Assert.Contains("Week one, by Ada", title, StringComparison.Ordinal);
            Assert.Contains(world.Story, title, StringComparison.Ordinal);
            Press(game, "c");
            string map = string.Join('\n', game.Rows(width, height));
            Assert.StartsWith(" Week one ", map, StringComparison.Ordinal);
            Assert.Contains(world.Story, map, StringComparison.Ordinal);
            Press(game, Keys.Escape);
        }
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 36)]
    public void The_screens_look_as_accepted(int width, int height)
    {
        using GameController game = Game(new MemoryProgress(), TestOrders.ServeAtOnce);
        Snapshot.Matches(game.Rows(width, height), $"title-{width}x{height}");
        Press(game, "c");
        Snapshot.Matches(game.Rows(width, height), $"map-{width}x{height}");
        Press(game, "s");
        Snapshot.Matches(game.Rows(width, height), $"settings-{width}x{height}");
        Press(game, Keys.Escape, Keys.Enter);
        Snapshot.Matches(game.Rows(width, height), $"briefing-{width}x{height}");
        Press(game, Keys.Enter, Keys.Down, Keys.ShiftDown, "?");
        Snapshot.Matches(game.Rows(width, height), $"help-{width}x{height}");
        Press(game, Keys.Escape, Keys.F5);
        UntilServed(game);
        UntilCounted(game);
        Snapshot.Matches(game.Rows(width, height), $"verdict-{width}x{height}");
        Press(game, Keys.Enter);
        Snapshot.Matches(game.Rows(width, height), $"briefing-rush-{width}x{height}");
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 36)]
    public void Serving_shows_the_model_as_a_ghost_and_what_has_happened_so_far(int width, int height)
    {
        using GameController game = Game(new MemoryProgress(), TestOrders.ServeForEver);
        Press(game, Keys.Enter, Keys.Enter, Keys.Down, Keys.ShiftDown, Keys.F5);
        Assert.True(SpinWait.SpinUntil(() => { game.Tick(); return Screen(game).Contains("run 1 of 3", StringComparison.Ordinal); }, TimeSpan.FromSeconds(10)));
        Snapshot.Matches(game.Rows(width, height), $"serving-{width}x{height}");
    }

    internal static GameController Game(IProgressStore progress, ServePlan serve) => new(new() { Worlds = TestOrders.Worlds }, progress, Prediction.Of, serve);

    private static void Press(GameController game, params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys) game.Press(key);
    }

    private static void UntilCounted(GameController game) =>
        Assert.True(SpinWait.SpinUntil(() => { game.Tick(); return !game.IsWorking; }, TimeSpan.FromSeconds(30)));

    private static void UntilServed(GameController game) =>
        Assert.True(SpinWait.SpinUntil(() => { game.Tick(); return !game.IsServing; }, TimeSpan.FromSeconds(10)));

    private static string Screen(GameController game) => string.Join('\n', game.Rows(100, 30));
}
