using System.Collections.Immutable;
using ShortOrder.Execution;
using ShortOrder.Game.Screens;
using ShortOrder.Game.Screens.Explain;
using ShortOrder.Game.Screens.Outcome;
using ShortOrder.Game.Screens.Replay;
using ShortOrder.Game.Session;
using ShortOrder.Game.Tests.Support;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Time;
using ShortOrder.Support;
using static ShortOrder.Support.OrderBuilder;

namespace ShortOrder.Game.Tests.Replay;

public sealed class ReplayModelTests
{
    [Fact]
    public void Events_of_a_breakfast_are_stepped_through_forth_and_back()
    {
        ReplayModel film = Replay("coffee-and-a-sandwich", "best");
        Assert.Equal([0m, 1, 4, 5], film.Shown.Marks.Select(m => m.At.Minutes).Where(m => m < 6)); // fill 1, boil 4 beside the sandwich 3, pour 1
        film = Press(film, "n", "n");
        Assert.Equal(4, film.Playback.At.Minutes);
        Assert.Contains("Sandwich is done", Text(film), StringComparison.Ordinal);
        Assert.Equal(1, Press(film, "N").Playback.At.Minutes);
        Assert.Equal((0m, 6m), (Press(film, Keys.Home).Playback.At.Minutes, Press(film, Keys.End).Playback.At.Minutes));
    }

    [Fact]
    public void The_code_follows_the_film()
    {
        // From 0 on the kettle is filled; from 1 on it boils alone, while the sandwich is assembled.
        ReplayModel film = Replay("coffee-and-a-sandwich", "best");
        for (int i = 0; i < film.Shown.Programs.Length; i++) film = Press(film, "k");
        Assert.Equal(["coffee.0"], Lit(Press(film, Keys.Home)));
        Assert.Equal(["coffee.1", "sandwich.0"], Lit(Press(film, Keys.Home, "n")));
        Assert.Empty(Lit(Press(film, "k", Keys.Home))); // words again

        static string[] Lit(ReplayModel film) =>
            [.. film.Rows(200, 40).Select(r => r.ToString()).Where(r => r.StartsWith(" ▶", StringComparison.Ordinal) && r.Contains("// ", StringComparison.Ordinal)).Select(r => r[(r.IndexOf("// ", StringComparison.Ordinal) + 3)..].Split(':')[0]).Distinct()];
    }

    [Fact]
    public void A_moment_says_who_wants_the_hat_and_who_has_it()
    {
        ReplayModel film = Press(Replay("the-hat-tax", "trap"), Keys.Home);
        while (!Text(film).Contains("wants the hat, until", StringComparison.Ordinal) && film.Playback.At < film.Playback.End) film = Press(film, "n");
        string text = Text(film);
        Assert.Matches("h .*wants the hat, until .* ← .*: ", text);
        Assert.Contains("has the hat", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Lanes_keep_their_order_as_long_as_all_of_them_fit()
    {
        ReplayModel film = Replay("the-hat-tax", "trap");
        film = Press(film, Keys.End, Keys.Left, Keys.Left); // only the telephones are still waiting
        string[] rows = [.. film.Rows(80, 24).Select(r => r.ToString())];
        int at = Array.FindIndex(rows, r => r.StartsWith(" ── at", StringComparison.Ordinal));
        Assert.Equal(["head cook", "cook 1", "cook 2", "cook 3"], rows[(at + 2)..(at + 6)].Select(r => r[1..15].TrimEnd()));
        Assert.Contains("is through", rows[at + 2], StringComparison.Ordinal);
    }

    [Fact]
    public void The_critical_path_is_walked_link_by_link_and_from_the_last_back_to_the_start()
    {
        ReplayModel film = Replay("coffee-and-a-sandwich", "best");
        decimal[] starts = [.. film.Shown.Hops.Select(h => h.Start.Minutes)];
        Assert.Equal(0, starts[0]);
        foreach (decimal start in starts[1..])
        {
            film = Press(film, "c");
            Assert.Equal(start, film.Playback.At.Minutes);
        }
        Assert.Equal(0, Press(film, "c").Playback.At.Minutes);
    }

    [Fact]
    public void A_click_on_the_picture_goes_to_that_moment_and_dragging_follows()
    {
        ReplayModel film = Replay("coffee-and-a-sandwich", "best");
        ImmutableArray<Line> rows = film.Rows(80, 24);
        int lane = Enumerable.Range(0, 24).First(r => rows[r].ToString().Contains("Coffee██", StringComparison.Ordinal));
        film = Point(film, PointerAct.Press, 15 + 32, lane);        // 64 columns stand for 6 minutes
        Assert.Equal(3, film.Playback.At.Minutes);
        film = Point(film, PointerAct.Drag, 15 + 48, 0);             // off the picture, still held
        Assert.Equal(4.5m, film.Playback.At.Minutes);
        film = Point(film, PointerAct.Release, 15 + 48, 0);
        Assert.Null(film.Point(Pointer.Over(rows, PointerAct.Drag, 20, lane)));
        Assert.Equal(5, Point(film, PointerAct.WheelDown, 0, 0).Playback.At.Minutes);
        Assert.Equal(4, Point(film, PointerAct.WheelUp, 0, 0).Playback.At.Minutes);
    }

    [Fact]
    public void Measured_model_and_both_take_turns()
    {
        ReplayModel film = Replay("coffee-and-a-sandwich", "best");
        Assert.Equal("as measured", film.Shown.Name);
        Assert.Equal("by the model", Press(film, "m").Shown.Name);
        Assert.Contains("as measured and by the model", Text(Press(film, "m", "m")), StringComparison.Ordinal);
        Assert.Equal("as measured", Press(film, "m", "m", "m").Shown.Name);
    }

    [Theory]
    [InlineData("the-lost-jar", "trap")]
    [InlineData("oven-and-tray", "trap")]
    public void The_schedule_that_breaks_a_plan_is_shown_first_move_by_move(string level, string plan)
    {
        ReplayModel film = Replay(level, plan);
        Assert.Equal("the unkind schedule", film.Shown.Name);
        Assert.NotEmpty(film.Shown.Marks);
        for (int move = 1; move < film.Shown.Marks.Length; move++)
        {
            film = Press(film, "n");
            Assert.Equal(move, film.Playback.At.Minutes);
        }
        Assert.IsType<ScreenMessage.Say>(film.Press("c"));
        Snapshot.Matches(film.Rows(80, 24), $"{level}-unkind-80x24");
        Assert.Equal("as measured", Press(film, "m").Shown.Name);
    }

    [Fact]
    public async Task After_a_run_that_really_lost_an_update_the_schedule_is_there_too()
    {
        Level level = LevelFiles.Find("the-lost-jar");
        Forecast forecast = Prediction.Of(level, level.Plans.Single(p => p.Name == "trap").Plan).Forecast!;
        using ServingJob job = new((_, _, _, _) => Task.FromResult(TestOrders.Result(forecast.Run.Timeline) with { Verdict = Verdict.LostUpdate, LostUpdates = [new("jar", 1)] }), forecast.Compiled, new());
        ServingResult lost = (await job.Done)!;
        ServedOrder served = ServedOrder.Judge(forecast, lost, job.Found);
        Assert.Equal("Lost update: jar fell short by 1.", served.Explanation);   // what happened, not what could have
        Assert.Equal("the unkind schedule", ReplayModel.Of(served, from: null).Shown.Name);
    }

    [Fact]
    public void A_moment_asked_for_is_one_of_the_run_and_not_of_the_schedule_that_breaks_the_plan()
    {
        ReplayModel film = Replay("the-lost-jar", "trap", new KitchenTime(5_000));
        Assert.Equal(("as measured", 0.5m), (film.Shown.Name, film.Playback.At.Minutes));
    }

    [Fact]
    public void A_film_follows_the_clock_and_stands_still_while_something_lies_over_it()
    {
        ManualClock clock = new();
        using GameController game = Served(clock);
        game.Press("p");
        Assert.Equal(FlowState.Replaying, game.State);
        Assert.True(game.IsPlaying);
        Frame(game, clock, 5_000); // the first frame starts the clock
        Frame(game, clock, 250);
        Frame(game, clock, 1_250);
        Assert.Equal(1.5m, At(game).Minutes);
        game.Press("?");
        Assert.False(game.IsPlaying);
        clock.Advance(TimeSpan.FromMinutes(1));
        game.Press(Keys.Escape);
        Frame(game, clock, 100);
        Frame(game, clock, 100);
        Assert.Equal(1.6m, At(game).Minutes);
        game.Press(Keys.Space);
        Assert.False(game.IsPlaying);
        Frame(game, clock, 9_000);
        Assert.Equal(1.6m, At(game).Minutes);
    }

    [Fact]
    public void A_film_leads_back_to_the_page_it_was_asked_for_on()
    {
        using GameController game = Served(new ManualClock());
        IScreenModel verdict = game.Screen;
        Press(game, "p", Keys.Escape);
        Assert.Same(verdict, game.Screen);
        Press(game, "e", Keys.Right, Keys.Right);
        IScreenModel page = game.Screen;
        Press(game, "p", Keys.Escape);
        Assert.Same(page, game.Screen);
        Assert.Equal(ExplainPage.WhatIf, Assert.IsType<ExplainModel>(game.Screen).Page);
        Press(game, Keys.Escape);
        Assert.IsType<OutcomeModel>(game.Screen);
        Press(game, "p", "r");
        Assert.Equal(FlowState.Planning, game.State);
    }

    [Theory]
    [InlineData("coffee-and-a-sandwich", "best", 80, 24)]
    [InlineData("the-hat-tax", "trap", 80, 24)]
    [InlineData("the-hat-tax", "trap", 120, 36)]
    [InlineData("the-old-thermometer", "trap", 80, 24)]
    [InlineData("two-hundred-tables", "best", 120, 36)]
    [InlineData("the-second-kitchen", "best", 200, 60)]
    public void A_film_looks_so(string level, string plan, int width, int height)
    {
        ReplayModel film = Replay(level, plan);
        film = Press(film, [.. Enumerable.Repeat(Keys.ShiftRight, 4)]);
        Snapshot.Matches(film.Rows(width, height), $"{level}-{width}x{height}");
        if (width == 120) Snapshot.Matches(Press(film, "m", "m", "c").Rows(width, height), $"{level}-both-{width}x{height}");
    }

    private static ReplayModel Replay(string level, string plan, KitchenTime? from = null)
    {
        Level order = LevelFiles.Find(level);
        Forecast forecast = Prediction.Of(order, order.Plans.Single(p => p.Name == plan).Plan).Forecast!;
        ReplayModel film = ReplayModel.Of(ServedOrder.Judge(forecast, TestOrders.Result(forecast.Run.Timeline)), from);
        return from is null ? Press(film, Keys.Space) : film;
    }

    private static GameController Served(TimeProvider clock)
    {
        GameController game = new(new() { Worlds = TestOrders.Worlds }, new MemoryProgress(), Prediction.Of, TestOrders.ServeAtOnce, clock);
        Press(game, Keys.Enter, Keys.Enter, Keys.F5);
        Assert.True(SpinWait.SpinUntil(() =>
        {
            game.Tick();
            return !game.IsServing;
        }, TimeSpan.FromSeconds(10)));
        Assert.Equal(FlowState.Verdict, game.State);
        return game;
    }

    private static void Frame(GameController game, ManualClock clock, int milliseconds)
    {
        clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
        game.Tick();
    }

    private static KitchenTime At(GameController game) => Assert.IsType<ReplayModel>(game.Screen).Playback.At;

    private static void Press(GameController game, params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys) game.Press(key);
    }

    private static ReplayModel Press(ReplayModel film, params string[] keys) => keys.Aggregate(film, (m, key) => m.Press(key) is { } message ? (ReplayModel)m.Update(message) : m);

    private static ReplayModel Point(ReplayModel film, PointerAct act, int column, int row) =>
        film.Point(Pointer.Over(film.Rows(80, 24), act, column, row)) is { } message ? (ReplayModel)film.Update(message) : film;

    private static string Text(ReplayModel film) => string.Join('\n', film.Rows(120, 36));
}
