using System.Collections.Immutable;
using ShortOrder.Game.Screens;
using ShortOrder.Game.Screens.Board;
using ShortOrder.Game.Screens.Editor;
using ShortOrder.Game.Session;
using ShortOrder.Game.Tests.Support;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;
using static ShortOrder.Support.OrderBuilder;

namespace ShortOrder.Game.Tests.Editor;

public sealed class EditorTests
{
    private static readonly Plan Naive = PlanEdit.Default(TestOrders.Coffee);

    /// <summary>Coffee and a sandwich with the author's naive plan of 9 minutes.</summary>
    private static readonly Level Coffee = TestOrders.Coffee with { Plans = [new("naive", Naive, Verdict.Served, [new(Metric.Time, 9)], false)] };

    [Fact]
    public void A_copy_of_a_shipped_level_has_an_id_of_its_own_and_plans_that_follow()
    {
        using EditorHand hand = EditorHand.On(Coffee);
        Assert.Equal(("coffee-and-a-sandwich-2", "coffee-and-a-sandwich-2"), (hand.Level.Id, hand.Level.Plans[0].Plan.Level));
    }

    [Fact]
    public void Digits_type_the_minutes_of_a_step_and_plus_and_minus_change_them()
    {
        using EditorHand hand = EditorHand.On(Coffee).Press(Keys.Right, Keys.Right, "2", ".", "2", "5", Keys.Enter);
        Assert.Equal(2.25m, hand.Level.Tasks[0].Steps[1].Duration.Minutes);
        hand.Press("+", "+", "-");
        Assert.Equal(2.75m, hand.Level.Tasks[0].Steps[1].Duration.Minutes);
    }

    [Fact]
    public void What_would_be_no_level_is_left_as_it_was_with_the_readers_reason()
    {
        using EditorHand hand = EditorHand.On(Coffee).Answer("I", "Not A Name");
        Assert.Contains("lower case letters, digits and hyphens", hand.Editor.Status, StringComparison.Ordinal);
        Assert.Equal("coffee", hand.Level.Tasks[0].Id);
        hand.Press(Keys.Escape, Keys.Right, "0", Keys.Enter);
        Assert.Contains("out of range", hand.Editor.Status, StringComparison.Ordinal);
        Assert.Equal(1, hand.Level.Tasks[0].Steps[0].Duration.Minutes);
    }

    [Fact]
    public void A_task_cannot_wait_for_one_that_waits_for_it()
    {
        using EditorHand hand = EditorHand.On(Coffee).Press("A", Keys.Enter, Keys.Down, "A", Keys.Enter);
        Assert.Equal("sandwich", Assert.Single(hand.Level.Tasks[0].After));
        Assert.Empty(hand.Level.Tasks[1].After);
        Assert.Contains("wait for each other", hand.Editor.Status, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_can_be_undone_and_done_again_on_any_branch()
    {
        using EditorHand hand = EditorHand.On(Coffee).Press("n", "D", "u", "u", "x"); // one more, twice; back to two; one less
        Assert.Single(hand.Level.Tasks);
        hand.Press("[");
        Assert.Equal(4, hand.Level.Tasks.Length);
        hand.Press("u", "u", Keys.CtrlR);
        Assert.Equal(3, hand.Level.Tasks.Length);
        Assert.Contains("\"tasks\"", LevelWriter.Write(hand.Level), StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_that_cannot_follow_is_only_taken_out_when_the_author_agrees()
    {
        using EditorHand hand = EditorHand.On(Coffee).Press(Keys.Tab, Keys.Tab, Keys.Down, Keys.Enter); // rules: step by step, which the naive plan is
        Assert.Equal("the plan naive would not fit any more", hand.Editor.Overlay!.Title);
        hand.Press(Keys.Enter);
        Assert.True(hand.Level.Allow.Manual);
        hand.Press(Keys.Enter, "2");
        Assert.Equal((false, 0), (hand.Level.Allow.Manual, hand.Level.Plans.Length));
        hand.Press("u");
        Assert.Equal((true, 1), (hand.Level.Allow.Manual, hand.Level.Plans.Length));
    }

    [Fact]
    public void A_key_that_does_nothing_says_why()
    {
        using EditorHand hand = EditorHand.On(Coffee with { Tasks = [Coffee.Tasks[1]], Tools = [], Plans = [] });
        foreach ((string key, string reason) in new[] { ("x", "at least one task"), ("+", "Go to a step"), ("h", "Go to the step"), ("A", "no other task"), ("m", "Small letters"), ("s", "Make a plan on the board"), ("u", "Nothing to undo") })
        {
            hand.Press(key);
            Assert.Contains(reason, hand.Editor.Status, StringComparison.Ordinal);
        }
        hand.Press(Keys.Right, "x");
        Assert.Contains("at least one step", hand.Editor.Status, StringComparison.Ordinal);
        hand.Press("t");
        Assert.Contains("Only a wait", hand.Editor.Status, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tool_is_held_over_a_step_and_both_ends_go_together()
    {
        using EditorHand hand = EditorHand.On(TestOrders.Coffee).Press(Keys.Right, "h", "1");
        Assert.Equal([StepKind.Take, StepKind.Cpu, StepKind.Drop, StepKind.Io, StepKind.Cpu], hand.Level.Tasks[0].Steps.Select(s => s.Kind));
        hand.Press(Keys.Left, "x");
        Assert.Equal([StepKind.Cpu, StepKind.Io, StepKind.Cpu], hand.Level.Tasks[0].Steps.Select(s => s.Kind));
    }

    [Fact]
    public void Every_kind_of_thing_can_be_given_to_a_step()
    {
        using EditorHand hand = EditorHand.On(Coffee);
        hand.Press(Keys.Right, "r", Keys.Enter).Type("jar").Press(Keys.Enter, "w", Keys.Enter, "e", Keys.Enter).Type("slicer").Press(Keys.Enter).Answer("o", "3");
        StepSpec step = hand.Level.Tasks[0].Steps[0];
        Assert.Equal(("jar", "jar", "slicer", 0.5m, 3m), (step.Read, step.Write, step.With!.Equipment, step.With.Duration.Minutes, step.Ageing!.Value.Minutes));
        hand.Press(Keys.Right, "b", "z", "k");
        Assert.Equal((StepKind.Cpu, false, false, null), (hand.Level.Tasks[0].Steps[1].Kind, hand.Level.Tasks[0].Steps[1].Blocking, hand.Level.Tasks[0].Steps[1].Disk, hand.Level.Tasks[0].Steps[1].Tool));
    }

    [Fact]
    public void Every_condition_can_be_given_to_a_task()
    {
        using EditorHand hand = EditorHand.On(TestOrders.Coffee with { Allow = new() { Threads = 2 } });
        hand.Answer("C", "3").Answer("R", "1").Answer("L", "20.5").Answer("B", "0.5 2").Press("M");
        TaskSpec task = hand.Level.Tasks[0];
        Assert.Equal((3, 1m, 20.5m, 0.5m, 2m, true), (task.Count, task.Arrives.Minutes, task.Due!.Value.Minutes, task.Crate!.In.Minutes, task.Crate.Out.Minutes, task.Patches));
    }

    [Fact]
    public void The_panels_change_the_rest_of_the_level()
    {
        using EditorHand hand = EditorHand.On(TestOrders.Coffee);
        hand.Press(Keys.Tab, Keys.Right, Keys.Right);                                                               // the kettle has three places
        hand.Press(Keys.Tab, Keys.Down, Keys.Down, Keys.Right, Keys.Down, Keys.Right);                              // one further cook, one kitchen
        Assert.Equal((3, 1, 1), (hand.Level.Tools[0].Places, hand.Level.Allow.Threads, hand.Level.Allow.Kitchens));
        hand.Press(Keys.Tab, Keys.Down, Keys.Down, Keys.Enter, "1");                                                // memory is scored too
        Assert.Equal([Metric.Time, Metric.Memory], hand.Level.Metrics);
        hand.Press(Keys.Tab, Keys.End, Keys.Enter).Type("Look at the kettle.").Press(Keys.Enter);
        Assert.Equal("Look at the kettle.", hand.Level.Hints[^1]);
        hand.Press(Keys.ShiftUp, Keys.ShiftUp);                                                                     // the cursor is on the new one and goes with it
        Assert.Equal("Look at the kettle.", hand.Level.Hints[0]);
        hand.Press("x");
        Assert.Equal(TestOrders.Coffee.Hints, hand.Level.Hints);
    }

    [Fact]
    public void A_plan_made_on_the_board_is_stored_with_the_numbers_of_the_model()
    {
        using EditorHand hand = EditorHand.On(Coffee).Press(Keys.F5);
        Assert.Equal(FlowState.Planning, hand.Game.State);
        hand.Press(Keys.Down, Keys.ShiftDown, Keys.Escape);
        Assert.Equal(FlowState.Editing, hand.Game.State);
        hand.Press("s", "3");
        AuthorPlan best = hand.Level.Plans[1];
        Assert.Equal(("best", 6m, Verdict.Served), (best.Name, Assert.Single(best.Expected).Value, best.Verdict)); // 1 + 4 + 1 with the sandwich between
    }

    [Fact]
    public void A_level_is_played_from_its_briefing_to_the_verdict_and_back()
    {
        using EditorHand hand = EditorHand.On(Coffee).Press("T").Type("!").Press(Keys.Enter, "p");
        Assert.Equal(FlowState.Briefing, hand.Game.State);
        hand.Press(Keys.Enter, Keys.F5);
        Assert.True(SpinWait.SpinUntil(() => { hand.Game.Tick(); return !hand.Game.IsServing; }, TimeSpan.FromSeconds(20)));
        Assert.Equal(FlowState.Verdict, hand.Game.State);
        hand.Press("b");
        Assert.Equal((FlowState.Editing, "Coffee!"), (hand.Game.State, hand.Level.Tasks[0].Title));
        hand.Press("u");
        Assert.Equal("Coffee", hand.Level.Tasks[0].Title);
    }

    [Fact]
    public void An_edit_after_playing_leaves_the_board_a_plan_that_fits()
    {
        using EditorHand hand = EditorHand.On(TestOrders.Coffee).Press(Keys.F5, Keys.Down, Keys.ShiftDown, Keys.Escape, "x", Keys.F5);
        Assert.Equal(3, ((BoardModel)hand.Game.Screen).Prediction.Forecast!.Score[Metric.Time]); // the sandwich alone
        hand.Press("u", "u", "u", Keys.Escape);
        Assert.Equal(FlowState.Editing, hand.Game.State);
    }

    [Fact]
    public void What_is_known_comes_from_a_worker_and_leads_to_the_place()
    {
        using EditorHand hand = EditorHand.On(Coffee with { Plans = [Coffee.Plans[0] with { Expected = [new(Metric.Time, 8)] }] }).UntilKnown();
        Assert.Equal(6, hand.Editor.Report!.Solution!.Value);
        Assert.Contains("best known", hand.Screen, StringComparison.Ordinal);
        Assert.Contains("plan naive: expects 8,", hand.Screen, StringComparison.Ordinal);
        hand.Press("j");
        Assert.Equal("plan naive: expects 8, reaches 9", hand.Editor.Status);
        Assert.Equal(EditorPanel.Plans, hand.Editor.Cursor.Panel);
        hand.Press(Keys.End, Keys.Enter);                                                                           // take the model's numbers for all
        Assert.Equal(9, hand.Level.Plans[0].Expected[0].Value);
    }

    [Fact]
    public void A_wait_that_is_too_short_is_found_where_it_is()
    {
        using EditorHand hand = EditorHand.On(Coffee).Press(Keys.Right, Keys.Right, ".", "1").UntilKnown();
        hand.Press("m", Keys.CtrlU).Type(".1").Press(Keys.Enter, Keys.Up).UntilKnown();
        int finding = hand.Editor.Report!.Findings!.Value.ToList().FindIndex(f => f.Path == "$.tasks[0].steps[1].io");
        Assert.True(finding >= 0);
        for (int i = 0; i <= finding; i++) hand.Press("j");
        Assert.Equal((EditorPanel.Order, 0, 1), (hand.Editor.Cursor.Panel, hand.Editor.Cursor.Task, hand.Editor.Cursor.Step));
    }

    [Fact]
    public void The_mouse_does_what_keys_do()
    {
        using EditorHand hand = EditorHand.On(TestOrders.Coffee);
        hand.Click("boil 4");
        Assert.Equal(1, hand.Editor.Cursor.Step);
        hand.Click("m minutes");
        Assert.IsType<EditorPrompt>(hand.Editor.Overlay);
        hand.Press(Keys.Escape).Click(" rules ");
        Assert.Equal(EditorPanel.Rules, hand.Editor.Cursor.Panel);
        hand.Click("further cooks").Click("further cooks");
        Assert.IsType<EditorPrompt>(hand.Editor.Overlay);
        hand.Press(Keys.Escape).Click("the order");
        hand.Point("Sandwich", PointerAct.Press).Point("Coffee  ", PointerAct.Release);
        Assert.Equal("sandwich", hand.Level.Tasks[0].Id);
    }

    [Fact]
    public void A_level_for_the_inspector_can_be_made()
    {
        Level level = Order(Spec("a", Cpu(1, "jar", "jar")), Spec("b", Cpu(1, "jar", "jar"))) with { Id = "jars", Title = "Jars", Allow = new() { Threads = 2, Main = false } };
        using EditorHand hand = EditorHand.On(level).Press(Keys.Tab, Keys.Tab, Keys.Tab, Keys.Enter, "2");
        Assert.Equal(ShortOrder.Simulation.Inspection.InspectionVerdict.Race, hand.Level.Challenge!.Goal);
        Assert.NotNull(hand.Level.GivenPlan);
        hand.Press(Keys.F5);
        Assert.Equal(FlowState.Inspecting, hand.Game.State);
        hand.Press(Keys.Escape);
        Assert.Equal(FlowState.Editing, hand.Game.State);
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 36)]
    [InlineData(200, 60)]
    public void The_editor_looks_as_accepted(int width, int height)
    {
        using EditorHand hand = EditorHand.On(Coffee).Press(Keys.Right, Keys.Right).UntilKnown();
        Snapshot.Matches(hand.Game.Rows(width, height), $"order-{width}x{height}");
        hand.Press(Keys.Tab, Keys.Tab, Keys.Down, Keys.Down);
        Snapshot.Matches(hand.Game.Rows(width, height), $"rules-{width}x{height}");
        hand.Press(Keys.Tab, Keys.Tab, Keys.Down, Keys.Down, Keys.Enter);
        Snapshot.Matches(hand.Game.Rows(width, height), $"story-prompt-{width}x{height}");
        hand.Press(Keys.Escape, Keys.Tab, Keys.Tab);
        Snapshot.Matches(hand.Game.Rows(width, height), $"checks-{width}x{height}");
        hand.Press("?");
        Snapshot.Matches(hand.Game.Rows(width, height), $"help-{width}x{height}");
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 36)]
    public void A_rush_looks_as_accepted(int width, int height)
    {
        using EditorHand hand = EditorHand.On(TestOrders.Rush).Press(Keys.Down, Keys.Down, Keys.Right, Keys.Right); // and nobody has asked the worker yet
        Snapshot.Matches(hand.Game.Rows(width, height), $"rush-{width}x{height}");
    }
}
