using ShortOrder.Game.Commands;
using ShortOrder.Game.Screens;
using ShortOrder.Game.Session;
using ShortOrder.Game.Tests.Commands;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Tests.Editor;

public sealed class EditorFlowTests
{
    [Fact]
    public async Task Coffee_and_a_sandwich_is_built_from_an_empty_level_by_keys_alone()
    {
        using EditorHand hand = new();
        hand.Press(Keys.Enter);                                                                                    // a new level
        hand.Answer("T", "Coffee").Press(Keys.Right).Answer("d", "fill the kettle");                               // it has a minute of work
        hand.Press("i", "4", Keys.Enter).Answer("d", "boil").Press("t", Keys.Enter).Type("kettle").Press(Keys.Enter);
        hand.Press("c").Answer("d", "pour");
        hand.Press("n").Answer("T", "Sandwich").Press(Keys.Right, "3", Keys.Enter).Answer("d", "assemble");
        hand.Press(Keys.ShiftTab, Keys.ShiftTab, Keys.ShiftTab);                                                   // checks, plans, story
        hand.Answer(Keys.Enter, "Coffee and a sandwich").Press(Keys.Down, Keys.Down).Answer(Keys.Enter, "Breakfast for one. The kettle does not need you to watch it.");
        hand.Press(Keys.F5, Keys.Escape, "s", "1");                                                                // as it begins: 1 + 4 + 1 + 3
        hand.Press(Keys.F5, Keys.Down, Keys.ShiftDown, Keys.Escape, "s", "3");                                     // the sandwich between: 1 + 4 + 1
        Assert.Equal((9, 6), (Time(hand.Level.Plans[0]), Time(hand.Level.Plans[1])));
        hand.UntilKnown().Press("g");
        Assert.Contains("No three gaps", hand.Editor.Status, StringComparison.Ordinal);                            // between 6 and 9 there is but one
        hand.Press(Keys.ShiftTab, Keys.Down, Keys.Down, Keys.Down).Answer(Keys.Enter, "6.3 7.5 8.5");              // scoring: the row of the medals

        hand.Press(Keys.CtrlS);
        string file = Path.Combine(hand.Folder, "levels", "coffee-and-a-sandwich.json");
        Assert.Equal(LevelWriter.Write(hand.Level), File.ReadAllText(file));
        Assert.False(hand.Editor.Document.IsChanged);
        CommandRun check = await CommandRun.Of("check", file);
        Assert.Equal((ExitCodes.Good, $"{file}: good, 2 plans; but no hints, no plan \"trap\"\n"), (check.Code, check.Out));

        hand.Press(Keys.Escape, Keys.Escape, "c");
        Assert.Contains("My levels", hand.Screen, StringComparison.Ordinal);
        hand.Press(Keys.End, "e");
        Assert.Equal(file, hand.Editor.Document.File);
    }

    [Fact]
    public void The_map_opens_a_copy_of_a_shipped_level_and_the_title_the_editor()
    {
        using EditorHand hand = new();
        Assert.Equal(FlowState.Workshop, hand.Game.State);
        hand.Press(Keys.Escape, "c", "e");
        Assert.Equal(("coffee-and-a-sandwich-2", null), (hand.Level.Id, hand.Editor.Document.File));
        hand.Press(Keys.Escape, "2", Keys.Escape, "e"); // a draft is kept, back to the door, the title, and the door once more
        Assert.Equal(FlowState.Workshop, hand.Game.State);
    }

    [Fact]
    public void A_file_that_cannot_be_read_shows_what_is_wrong_where_and_nothing_else()
    {
        using EditorHand hand = new();
        string file = Path.Combine(hand.Folder, "broken.json");
        File.WriteAllText(file, "{\n  \"version\": 1, \"id\": \"x\", \"title\": \"\e[2JX\", \"tasks\": []\n}");
        hand.Press("o").Type(file).Press(Keys.Enter);
        Assert.Equal(FlowState.Workshop, hand.Game.State);
        Assert.Contains("broken.json cannot be edited", hand.Screen, StringComparison.Ordinal);
        Assert.Contains("broken.json:2:", hand.Screen.ReplaceLineEndings(""), StringComparison.Ordinal);
        Assert.DoesNotContain("\e", hand.Screen, StringComparison.Ordinal);
        hand.Press(Keys.Enter);
        Assert.Equal(FlowState.Workshop, hand.Game.State);
    }

    [Fact]
    public void The_command_begins_in_the_editor_with_a_new_file_too()
    {
        string file = Path.Combine(Path.GetTempPath(), $"short-order-{Guid.NewGuid():N}", "dumplings.json");
        using EditorHand hand = new(new EditStart(file));
        Assert.Equal(("dumplings", file), (hand.Level.Id, hand.Editor.Document.File));
        Assert.Contains("not saved", hand.Screen, StringComparison.Ordinal);
        hand.Press(Keys.CtrlS);
        Assert.True(File.Exists(file));
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Theory]
    [InlineData("edit", "the-van")]
    [InlineData("edit", "new-one.json")]
    [InlineData("edit", null)]
    public async Task The_command_starts_the_game(string command, string? argument)
    {
        CommandRun run = await CommandRun.Of(argument is null ? [command] : [command, argument]);
        Assert.Equal(ExitCodes.Good, run.Code);
        Assert.Equal((argument is "new-one.json" ? argument : null, argument == "the-van" ? "the-van" : null), (run.Played!.Edit!.File, run.Played.Edit.Copied?.Id));
    }

    [Fact]
    public async Task The_command_refuses_what_is_neither_a_level_nor_a_path()
    {
        CommandRun run = await CommandRun.Of("edit", "the-vam");
        Assert.Equal(ExitCodes.BadInput, run.Code);
        Assert.Contains("did you mean \"the-van\"?", run.Error, StringComparison.Ordinal);
        Assert.Null(run.Played);
    }

    private static decimal Time(AuthorPlan plan) => plan.Expected.Single(e => e.Metric == Metric.Time).Value;
}
