using System.Collections.Immutable;
using ShortOrder.Game.Screens;
using ShortOrder.Game.Screens.Inspect;
using ShortOrder.Game.Session;
using ShortOrder.Game.Tests.Screens;
using ShortOrder.Game.Tests.Support;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Support;

namespace ShortOrder.Game.Tests.Inspect;

/// <summary>A level for the inspector on the screen.</summary>
public sealed class InspectModelTests
{
    private static readonly Level Kitchen = LevelFiles.Find("the-frozen-kitchen");

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 36)]
    public void The_start_looks_as_accepted(int width, int height) => Snapshot.Matches(new InspectModel(Kitchen).Rows(width, height), $"inspect-start-{width}x{height}");

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 36)]
    public void A_broken_plan_looks_as_accepted(int width, int height) => Snapshot.Matches(Press(new(Kitchen), "1", "2", "2", "1", "1").Rows(width, height), $"inspect-broken-{width}x{height}");

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 36)]
    public void Coroutines_look_as_accepted(int width, int height) =>
        Snapshot.Matches(Press(new(LevelFiles.Find("nobody-interrupts")), "1", "3", "2").Rows(width, height), $"inspect-loop-{width}x{height}");

    [Fact]
    public void Each_digit_lets_one_go_on_and_three_switches_earn_gold()
    {
        // The oven to the roast; the tray to the rolls, who ask for the oven; then roast and sauce ask for the tray.
        InspectModel broken = Press(new(Kitchen), "1", "2", "2", "1", "1");

        Assert.True(broken.IsWon);
        Assert.Equal((3, Medal.Gold), (broken.Game.Switches, broken.Medal));
        Assert.Equal((Verdict.Served, Medal.Gold, 3m), (broken.ToAttempt().Verdict, broken.ToAttempt().Medal, broken.ToAttempt().Minutes));
        Assert.Equal(FlowTrigger.Next, Assert.IsType<ScreenMessage.Leave>(broken.Press(Keys.Enter)).Trigger);
    }

    [Fact]
    public void The_cursor_stays_with_whoever_moved_so_that_Enter_alone_switches_nothing()
    {
        InspectModel model = Press(new(Kitchen), Keys.Down, Keys.Enter);
        Assert.Equal("rolls", model.Game.Plan.Tasks[model.Game.Made[0].Task].Name.Replace("bake", "rolls", StringComparison.Ordinal));

        while (model.Game.Moves.Any(m => m.Actor == model.Game.Made[^1].Actor)) model = Press(model, Keys.Enter);

        Assert.Equal(0, model.Game.Switches);
    }

    [Fact]
    public void Moves_are_taken_back_one_by_one_or_all()
    {
        InspectModel model = Press(new(Kitchen), "1", "2");

        Assert.Single(Press(model, "u").Game.Made);
        Assert.Empty(Press(model, "r").Game.Made);
        Assert.Equal("Nobody has moved yet.", Assert.IsType<ScreenMessage.Say>(new InspectModel(Kitchen).Press("u")).Text);
    }

    [Fact]
    public void Hints_come_rung_by_rung_and_the_last_one_names_the_move()
    {
        InspectModel model = new(Kitchen);
        foreach (string hint in Kitchen.Hints)
        {
            model = Press(model, "h");
            Assert.Contains(hint[..40], Text(model), StringComparison.Ordinal);
        }
        Assert.Contains("From here: ", Text(Press(model, "h")), StringComparison.Ordinal);
        Assert.Contains("It is broken.", Text(Press(model, "1", "2", "2", "1", "1", "h")), StringComparison.Ordinal);
        Assert.Contains("cannot be broken any more", Text(Press(model, "1", "1", "h")), StringComparison.Ordinal); // the roast is through
    }

    [Fact]
    public void A_click_lets_one_go_on_and_the_right_button_takes_it_back()
    {
        InspectModel model = new(Kitchen);
        ImmutableArray<Line> rows = model.Rows(80, 24);
        int row = Enumerable.Range(0, 24).First(r => rows[r].ToString().Contains("Rolls takes tray", StringComparison.Ordinal));

        InspectModel moved = (InspectModel)model.Update(model.Point(Pointer.Over(rows, PointerAct.Click, 20, row))!);
        Assert.Equal("takes tray", Assert.Single(moved.Game.Made).What);

        InspectModel back = (InspectModel)moved.Update(moved.Point(Pointer.Over(moved.Rows(80, 24), PointerAct.Menu, 20, row))!);
        Assert.Empty(back.Game.Made);
    }

    [Fact]
    public void From_the_briefing_to_a_gold_medal_on_the_map()
    {
        MemoryProgress progress = new();
        using GameController game = new(new() { Worlds = [new("More hands", "", [Kitchen, TestOrders.Coffee])], Start = Kitchen }, progress, Prediction.Of, TestOrders.ServeAtOnce);
        foreach (string key in (string[])[Keys.Enter, "1", "2", "2", "1"]) game.Press(key);
        Assert.Equal(FlowState.Inspecting, game.State);
        Assert.Null(progress.Best(Kitchen.Id));

        game.Press("1");
        Assert.Equal((Medal.Gold, 3m), (progress.Best(Kitchen.Id)!.Medal, progress.Best(Kitchen.Id)!.Minutes));

        game.Press(Keys.Enter);
        Assert.Equal(FlowState.Briefing, game.State);
        game.Press(Keys.Escape);
        Assert.Contains(game.Rows(80, 24), r => r.ToString().Contains("The frozen kitchen", StringComparison.Ordinal) && r.ToString().Contains("● gold      3 switches", StringComparison.Ordinal));
    }

    [Fact]
    public void Its_briefing_shows_the_plan_to_break()
    {
        using GameController game = new(new() { Worlds = [new("More hands", "", [Kitchen])], Start = Kitchen }, new MemoryProgress(), Prediction.Of, TestOrders.ServeAtOnce);
        string text = string.Join('\n', game.Rows(120, 50).Select(r => r.ToString()));

        Assert.Contains("the plan to break", text, StringComparison.Ordinal);
        Assert.Contains("head cook: Roast · cook 1: Rolls · cook 2: Sauce", text, StringComparison.Ordinal);
        Assert.Contains("≤ 3", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_thousand_keys_and_clicks_break_no_level()
    {
        Random random = new(27);
        foreach (string file in LevelFiles.ForInspector)
        {
            InspectModel model = new(LevelFiles.Load(file));
            for (int i = 0; i < 2_500; i++)
            {
                (int width, int height) = (random.Next(Shell.LeastWidth, 210), random.Next(Shell.LeastHeight, 64));
                ScreenMessage? message = random.Next(4) == 0
                    ? model.Point(Pointer.Over(model.Rows(width, height), (PointerAct)random.Next((int)PointerAct.WheelDown + 1), random.Next(width), random.Next(height)))
                    : model.Press(RandomKeysTests.AnyKey(random));
                if (message is not null) model = (InspectModel)model.Update(message);
                if (i % 10 != 0) continue;
                ImmutableArray<Line> rows = model.Rows(width, height);
                Assert.Equal(height, rows.Length);
                Assert.All(rows, r => Assert.Equal(width, r.Width));
            }
        }
    }

    private static InspectModel Press(InspectModel model, params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys) model = (InspectModel)model.Update(model.Press(key)!);
        return model;
    }

    private static string Text(InspectModel model) => string.Join('\n', model.Rows(80, 24).Select(r => r.ToString()));
}
