using ShortOrder.Game.Session;
using ShortOrder.Game.Tests.Support;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Game.Tests.Plain;

/// <summary>Edits in words: what they name, what is refused and why, what is kept.</summary>
public sealed class PlainEditTests
{
    [Theory]
    [InlineData("send guest*3 2", "guest#10..12", "guest#1..9 bread gauge roast")]             // the last three of where they are
    [InlineData("send guest#4 to lane 2", "guest#4", "guest#1..3 guest#5..12 bread gauge roast")]
    [InlineData("send Rush 2", "", "guest#1..12 bread gauge roast")]                            // no such task
    [InlineData("send 2 2", "bread", "guest#1..12 gauge roast")]                                // by the slip's number
    [InlineData("send thermo 1 1", "", "gauge guest#1..12 bread roast")]                        // to the first place of its lane
    [InlineData("before roast guest", "", "roast guest#1..12 bread gauge")]
    [InlineData("before roast guest#3", "", "guest#1..2 roast guest#3..12 bread gauge")]
    [InlineData("off guest#1..4", "", "guest#5..12 bread gauge roast")]
    [InlineData("split guest#1..12 4", "", "guest#1..4 guest#5..12 bread gauge roast")]
    public void A_task_is_named_by_id_title_number_or_copies(string line, string second, string first)
    {
        using Dialogue dialogue = new(TestOrders.Worlds);
        dialogue.Say("open rush", "add thread", line);
        Assert.Equal((first, second), (Tasks(dialogue, 0), Tasks(dialogue, 1)));
    }

    [Theory]
    [InlineData("open 1.1", "send coffee 1", "This level is for one cook. step, move and remove change the list.")]
    [InlineData("open 1.1", "move 2 1", "The steps of Coffee keep their order.")]
    [InlineData("open 1.1", "step coffee", "All of Coffee is on the list. move FROM TO moves a step, remove takes one off.")]
    [InlineData("open 1.1", "move 3 7", "Say the place where it goes as a number, 1 to 3.")]
    [InlineData("open 2.1", "step bread", "Nobody goes step by step: kind 1 manual makes lane 1 such a list.")]
    [InlineData("open 2.1", "send bread 5", "There is no lane 5, only lane 1. add opens one.")]
    [InlineData("open 2.1", "send bred 1", "No task is named \"bred\". Did you mean bread? There are guest, bread, gauge and roast.")]
    [InlineData("open 2.1", "send guest#13 1", "The copies of Guest are 1 to 12.")]
    [InlineData("open 2.1", "send bread#1 1", "There is only one Bread: say bread.")]
    [InlineData("open 2.1", "add main", "That cannot be: there is a head cook already.")]
    [InlineData("open 2.1", "add waiter", "Nobody is \"waiter\". Here there can be")]
    [InlineData("open 2.1", "workers 1 3", "Only further cooks can be several; add thread opens a lane for them.")]
    [InlineData("open 2.1", "limit 1 3", "Only an order window can be told how many slips it may open.")]
    [InlineData("open 2.1", "copies home 2", "Home cannot be copied.")]
    [InlineData("open 2.1", "lock jar bread", "Say from which step to which: lock jar bread 1 1.")]
    [InlineData("open 2.1", "yield bread 5", "Say after how many minutes of step 1, knead: more than 0 and less than 5.")]
    [InlineData("open 2.1", "yield roast 3 1", "Step 3, take tray, is no hands-on work: there is nothing to give way in.")]
    [InlineData("open 2.1", "takes bread", "Bread takes fewer than two tools.")]
    [InlineData("open 2.1", "takes roast tray tray", "Say each tool of Roast once: oven and tray.")]
    [InlineData("open 2.1", "undo", "There is nothing to undo.")]
    [InlineData("open 2.1", "load nothing", "No plan is put aside as \"nothing\". Type plans to hear them.")]
    public void A_refused_edit_says_why_and_changes_nothing(string open, string line, string says)
    {
        using Dialogue dialogue = new(TestOrders.Worlds);
        dialogue.Say(open);
        Plan before = dialogue.Session.PlanFor(dialogue.Session.Level!).Present;
        Assert.StartsWith(says, dialogue.Say(line), StringComparison.Ordinal);
        Assert.Same(before, dialogue.Session.PlanFor(dialogue.Session.Level!).Present);
    }

    [Fact]
    public void What_keeps_a_plan_from_being_served_is_told_and_serve_repeats_it()
    {
        using Dialogue dialogue = new(TestOrders.Worlds);
        Assert.EndsWith("Not ready to serve: \"bread\" is on no lane: put it on one.", dialogue.Say("open 2.1", "off bread"), StringComparison.Ordinal);
        Assert.Equal("Not ready to serve: \"bread\" is on no lane: put it on one.", dialogue.Say("serve"));
        Assert.Equal(FlowState.Planning, dialogue.Game.State);
        Assert.Contains("On no lane yet: Bread.", dialogue.Say("plan"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_edit_is_kept_as_it_is_made_and_found_by_the_next_sitting()
    {
        MemoryProgress progress = new();
        using (Dialogue first = new(TestOrders.Worlds, progress: progress)) first.Say("open 1.1", "move 3 2");
        using Dialogue second = new(TestOrders.Worlds, progress: progress);
        Assert.EndsWith("The model says 6.0 minutes, gold.", second.Say("continue", "plan"), StringComparison.Ordinal);
        Assert.StartsWith("Undone: pour (Coffee) to place 3. The model says 9.0 minutes", second.Say("undo"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_file_is_taken_up_or_every_problem_in_it_told()
    {
        string file = Path.Combine(Path.GetTempPath(), $"plain-{Guid.NewGuid():N}.json");
        try
        {
            Plan best = ManualEdit.Move(PlanEdit.Default(TestOrders.Coffee), new(0, 0), 1, 2);
            File.WriteAllText(file, PlanWriter.Write(best));
            using Dialogue dialogue = new(TestOrders.Worlds);
            Assert.Contains("The model says 6.0 minutes, gold", dialogue.Say("open 1.1", $"load {file}"), StringComparison.Ordinal);
            File.WriteAllText(file, PlanWriter.Write(best).Replace("sandwich.0", "sandwhich.0", StringComparison.Ordinal));
            string said = dialogue.Say($"import {file}");
            Assert.Contains("did you mean \"sandwich\"?", said, StringComparison.Ordinal);
            Assert.EndsWith("So the plan stays as it is.", said, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Text_from_a_level_file_cannot_steer_the_terminal()
    {
        using Dialogue dialogue = new([new("W\u001b[31m", "", [TestOrders.Coffee with { Title = "Caf\u00e9 \u202etxt\u001b[2J \u2014 \u201cquick\u201d", Story = "A\u0007bell" }])]);
        string said = dialogue.Say("levels") + dialogue.Say("open 1.1");
        Assert.DoesNotContain(said, c => char.IsControl(c) || c == '\u202e');
        Assert.Contains("Caf\u00e9 ?txt?[2J - \"quick\"", said, StringComparison.Ordinal); // letters stay, typography becomes ASCII
    }

    private static string Tasks(Dialogue dialogue, int lane) =>
        string.Join(' ', dialogue.Session.PlanFor(TestOrders.Rush).Present.Kitchens[0].Lanes[lane].Tasks);
}
