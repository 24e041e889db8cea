using System.Collections.Immutable;
using ShortOrder.Game.Plain;
using ShortOrder.Game.Session;
using ShortOrder.Game.Tests.Support;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Game.Tests.Plain;

/// <summary>The table of commands, and each of them at work.</summary>
public sealed class CommandTableTests
{
    /// <summary>Per command, lines that lead to where it makes sense, the command itself last; and what it says.</summary>
    private static readonly ImmutableArray<(string Says, ImmutableArray<string> Lines)> Deeds =
    [
        ("World 1, One cook: 0 of 1 served, 0 gold. 1.1 Coffee and a sandwich: not served yet.", ["levels"]),
        ("Level 2.1 Rush hour.", ["open 2.1"]),
        ("Level 1.1 Coffee and a sandwich.", ["continue"]),
        ("Making today's order.", ["today"]),
        ("Level 2.1 Rush hour.", ["open 1.1", "serve", "next"]),
        ("Level 2.1 Rush hour.", ["open 1.1", "skip"]),
        ("1 level: 2.1 Rush hour: not served yet.", ["search twelve guests"]),
        ("You are at the briefing of 1.1 Coffee and a sandwich.", ["open 1.1", "plan", "back"]),
        ("You are planning 1.1 Coffee and a sandwich. The model says 9.0 minutes, no medal.", ["open 1.1", "plan", "where"]),
        ("Level 1.1 Coffee and a sandwich.", ["open 1.1", "briefing"]),
        ("The order: 2 slips.", ["open 1.1", "slips"]),
        ("Hint 1 of 2: Who boils the water?", ["open 1.1", "hint"]),
        ("Blocking. In the kitchen: staring at the kettle.", ["open 1.1", "card"]),
        ("Event loop. In the kitchen:", ["term event loop"]),
        ("terms:", ["terms hat"]),
        ("1. Coffee: fill the kettle, 0 to 1.", ["open 1.1", "plan"]),
        ("No plan is faster than 6.0 minutes", ["open 1.1", "predict"]),
        ("1.0 to 5.0: Coffee, boil, waiting.", ["open 1.1", "timeline 1"]),
        ("Safe. One cook decides every step", ["open 1.1", "inspect"]),
        ("Bread to lane 2, cook 1.", ["open 2.1", "add thread", "send bread 2"]),
        ("Thermometer to lane 1, head cook.", ["open 2.1", "before thermometer guest"]),
        ("Bread is on no lane now. Not ready to serve:", ["open 2.1", "off bread"]),
        ("Opened lane 2, order window.", ["open 2.1", "add window"]),
        ("Closed lane 2, order window.", ["open 2.1", "add window", "close 2"]),
        ("Lane 1 is an order window now.", ["open 2.1", "kind 1 loop"]),
        ("3 cooks on lane 2.", ["open 2.1", "add thread", "workers lane 2 3"]),
        ("At most 4 at once.", ["open 2.1", "kind 1 loop", "limit 1 4"]),
        ("Lane 1 is a callback window now.", ["open 2.2", "kind 1 loop", "style 1 callbacks"]),
        ("Up to 4 to a box.", ["open 2.2", "add kitchen", "box 2 4"]),
        ("2 copies of annex.", ["open 2.1", "add kitchen", "copies annex 2"]),
        ("Split Guest 1-12: 5 and 7.", ["open 2.1", "split guest 5"]),
        ("2. Sandwich: assemble.", ["open 1.1", "clear", "step coffee", "step sandwich", "remove 2", "step sandwich 2"]),
        ("Sandwich: assemble, now step 2 of the list.", ["open 1.1", "move 3 2"]),
        ("2 steps are off the list: the later ones of Coffee go with it.", ["open 1.1", "remove 1"]),
        ("The list is empty.", ["open 1.1", "clear"]),
        ("Thermometer holds the lock on jar from step 3, note it, to the end of step 3, note it.", ["open 2.1", "lock jar gauge 3"]),
        ("Thermometer holds no lock on jar any more.", ["open 2.1", "lock gauge 1 3", "unlock gauge"]),
        ("Bread gives way after 2 minutes of step 1, knead.", ["open 2.1", "kind 1 loop", "yield bread 2"]),
        ("A helper does step 2, stare.", ["open 2.1", "kind 1 loop", "offload thermometer 2"]),
        ("Chop tries step 2, wait, again until it succeeds.", ["open 2.2", "try chop"]),
        ("Roast takes tray, then oven.", ["open 2.1", "takes roast tray oven"]),
        ("The shelf has 2 places. The model says", ["open 2.2", "places shelf 2"]),
        ("Bought: slicer. The model says 4.0 minutes", ["open 2.2", "buy slicer"]), // 3 with it and 1 on the shelf
        ("At 2.5: Cook: Sandwich: assemble; 1 waiting.", ["open 1.1", "move 3 2", "moment 2.5"]),
        ("2, where you are: from 1, pour (Coffee) to place 3. 6.0 minutes, gold, by the model.", ["open 1.1", "move 3 2", "history"]),
        ("Undone: pour (Coffee) to place 3. The model says 9.0 minutes, no medal, 3.0 more than before.", ["open 1.1", "move 3 2", "undo"]),
        ("Done again: pour (Coffee) to place 3. The model says 6.0 minutes, gold, 3.0 less than before.", ["open 1.1", "move 3 2", "undo", "redo"]),
        ("The plan is as the level starts.", ["open 1.1", "move 3 2", "reset"]),
        ("Put aside as first idea.", ["open 1.1", "save first idea"]),
        ("Taken up: first idea. The model says 9.0 minutes", ["open 1.1", "save first idea", "move 3 2", "load first idea"]),
        ("1 plan put aside: quick: 6.0 minutes, gold, by the model.", ["open 1.1", "move 3 2", "save quick", "plans"]),
        ("Thrown away: quick.", ["open 1.1", "save quick", "forget quick"]),
        ("nowhere.json: cannot be read: there is no such file.", ["open 1.1", "import nowhere.json"]),
        ("Served: gold! 6.0 minutes measured, 6.0 predicted (0.0 percent).", ["open 1.1", "move 3 2", "serve"]),
        ("Served, without a medal. 9.0 minutes measured", ["open 1.1", "serve", "verdict"]),
        ("Who held it up", ["open 1.1", "serve", "explain path"]),
        ("C#, lines ", ["open 1.1", "code c#"]),
        ("The model says 9.0 minutes, no medal.", ["open 1.1", "serve", "retry"]),
        ("0 switches so far. Oven: free. Tray: free. Who goes on? 1. head cook: Roast takes oven. 2. cook 1: Rolls takes tray.", ["open 2.3", "turns"]),
        ("Broken with 3 switches: gold! Nobody can move:", ["open 2.3", "let 1", "let 2", "let 2", "let 1", "let 1"]),
        ("0 switches so far. Oven: Roast has it.", ["open 2.3", "let 1", "let 2", "takeback"]),
        ("0 switches so far. Oven: free.", ["open 2.3", "let 1", "let 2", "restart"]),
        ("From here it cannot be broken any more.", ["open 2.3", "let 1", "let 1", "way"]), // the roast is through
        ("Type the address that the teacher's screen shows", ["join"]),
        ("You take part in no competition. Type join to join one.", ["competition"]),
        ("You take part in no competition.", ["submit"]),
        ("You take part in no competition.", ["submissions"]),
        ("You take part in no competition.", ["standings"]),
        ("move FROM TO (m): Moves a step", ["help move"]),
        ("A kitchen minute lasts 40 milliseconds.", ["tempo 40"]),
        ("Everything is kept. Goodbye.", ["quit"]),
    ];

    /// <summary>The usual campaign, with an order in it that leaves places and purchases open.</summary>
    private static IReadOnlyList<World> Worlds { get; } =
    [
        TestOrders.Worlds[0],
        TestOrders.Worlds[1] with
        {
            Levels = TestOrders.Worlds[1].Levels.Add(TestOrders.Coffee with
            {
                Id = "market",
                Title = "Market",
                Tools = [new("shelf", 3, SelfServe: false, IsChosen: true)],
                Equipment = [new("slicer", 10)],
                Tasks = [new() { Id = "chop", Title = "Chop", Steps = [new() { Kind = StepKind.Cpu, Duration = KitchenDuration.FromMinutes(5), With = new("slicer", KitchenDuration.FromMinutes(3)) }, new() { Kind = StepKind.Io, Duration = KitchenDuration.FromMinutes(1), Tool = "shelf" }] }],
                Allow = new() { Kitchens = 1, Boxes = true, Loops = 1, Callbacks = true, Tries = true },
                Metrics = [Metric.Time, Metric.Memory],
            }).Add(Dialogue.Shipped("the-frozen-kitchen")),
        },
    ];

    public static TheoryData<string> Words => [.. PlainCommands.All.Select(c => c.Word)];

    [Theory]
    [MemberData(nameof(Words))]
    public void Every_command_does_what_its_help_says(string word)
    {
        (string says, ImmutableArray<string> lines) = Assert.Single(Deeds, d => d.Lines[^1].Split(' ')[0] == word);
        using Dialogue dialogue = new(Worlds);
        Assert.Contains(says, dialogue.Say(lines.AsSpan()), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Words))]
    public void A_short_form_does_the_same_as_its_word(string word)
    {
        ImmutableArray<string> lines = Deeds.First(d => d.Lines[^1].Split(' ')[0] == word).Lines;
        string brief = PlainCommands.Find(word)!.Short + lines[^1][word.Length..];
        using Dialogue whole = new(Worlds), abbreviated = new(Worlds);
        Assert.Equal(whole.Say(lines.AsSpan()), abbreviated.Say([.. lines[..^1], brief]));
    }

    [Fact]
    public void No_two_commands_share_a_word_or_short_form() =>
        Assert.All(PlainCommands.All.SelectMany(c => (string[])[c.Word, c.Short]).GroupBy(w => w), g => Assert.Single(g));

    [Fact]
    public void A_word_may_be_left_unfinished_where_only_one_begins_so()
    {
        Assert.Equal("timeline", PlainCommands.Find("time")!.Word);
        Assert.Null(PlainCommands.Find("pla")); // plan, plans
        Assert.Equal("plan", PlainCommands.Find("plan")!.Word);
    }

    [Theory]
    [InlineData("opne 1.1", "There is no command \"opne\". Did you mean open?")]
    [InlineData("open delivries", "No level is named \"delivries\".")]
    [InlineData("open rush hours", "No level is named \"rush hours\". Did you mean Rush hour?")]
    [InlineData("help tiemline", "There is no command \"tiemline\". Did you mean timeline?")]
    public void A_mistyped_name_is_answered_with_the_nearest(string line, string says)
    {
        using Dialogue dialogue = new(Worlds);
        Assert.StartsWith(says, dialogue.Say(line), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plan", "Open a level first, for instance: open 1.1")]
    [InlineData("serve", "Open a level first, for instance: open 1.1")]
    [InlineData("next", "Open a level first, for instance: open 1.1")]
    [InlineData("help serve", "serve (go): Serves the order for real with this plan, several times, and measures. Ctrl-C stops the run. Not now: Open a level first")]
    public void A_command_out_of_place_says_where_it_works(string line, string says)
    {
        using Dialogue dialogue = new(Worlds);
        Assert.StartsWith(says, dialogue.Say(line), StringComparison.Ordinal);
    }

    [Fact]
    public void Help_offers_what_the_level_has_a_use_for_and_all_of_it_when_asked()
    {
        using Dialogue dialogue = new(Worlds);
        string oneCook = dialogue.Say("open 1.1", "help"), all = dialogue.Say("help all"), levels = dialogue.Say("back", "help");
        Assert.Contains("move FROM TO (m)", oneCook, StringComparison.Ordinal);
        Assert.DoesNotContain("lock", oneCook, StringComparison.Ordinal);
        Assert.DoesNotContain("verdict", oneCook, StringComparison.Ordinal);
        Assert.DoesNotContain("plan", levels, StringComparison.Ordinal);
        Assert.All(PlainCommands.All, c => Assert.Contains(c.Head, all, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("plan")]
    [InlineData("add thread")]
    [InlineData("undo")]
    public void Where_a_plan_is_given_none_is_made(string line)
    {
        using Dialogue dialogue = new(Worlds);
        Assert.Equal("Here the plan is given, and you break it: type turns, and let and a number.", dialogue.Say("open 2.3", line));
    }

    [Fact]
    public void A_broken_plan_is_kept_with_its_medal()
    {
        using Dialogue dialogue = new(Worlds);
        Assert.StartsWith("The plan is not broken yet.", dialogue.Say("open 2.3", "next"), StringComparison.Ordinal);
        Assert.Contains("The frozen kitchen: gold, 3 switches.", dialogue.Say("let 1", "let 2", "let 2", "let 1", "let 1", "levels"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_edit_after_the_verdict_leads_back_to_the_plan()
    {
        using Dialogue dialogue = new(Worlds);
        dialogue.Say("open 1.1", "serve");
        Assert.Equal(FlowState.Verdict, dialogue.Game.State);
        dialogue.Say("explain");
        Assert.Equal(FlowState.Explaining, dialogue.Game.State);
        dialogue.Say("move 3 2");
        Assert.Equal(FlowState.Planning, dialogue.Game.State);
    }
}
