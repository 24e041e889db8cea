using System.Collections.Immutable;
using ShortOrder.Execution;
using ShortOrder.Game.Session;
using ShortOrder.Game.Tests.Support;
using ShortOrder.Simulation.Model;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Tests.Plain;

/// <summary>Executing a plan in plain mode: progress, stopping, bad ends.</summary>
public sealed class ServingDialogueTests
{
    [Fact]
    public void Each_phase_is_told_once_as_it_begins()
    {
        using Dialogue dialogue = new(TestOrders.Worlds, serve: (plan, how, progress, cancel) =>
        {
            foreach (string phase in (string[])["calibrating", "run 1 of 2", "run 1 of 2", "run discarded: another program used the cores", "run 2 of 2"])
                progress!.Report(new(phase, 0, [], IsRunStart: false));
            return TestOrders.ServeAtOnce(plan, how, null, cancel);
        });
        dialogue.Say("open 1.1");
        Assert.Contains("\n- calibrating\n- run 1 of 2\n- run discarded: another program used the cores\n- run 2 of 2\n\nServed", dialogue.SayRaw("serve"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_interrupt_stops_the_run_and_leads_back_to_the_plan()
    {
        Dialogue? dialogue = null;
        using (dialogue = new(TestOrders.Worlds, serve: (plan, how, progress, cancel) =>
        {
            dialogue!.Game.Interrupt(isEnd: false);
            return TestOrders.ServeForEver(plan, how, progress, cancel);
        }))
        {
            Assert.EndsWith("The run was stopped. Nothing is lost; the plan is as it was.", dialogue.Say("open 1.1", "serve"), StringComparison.Ordinal);
            Assert.Equal(FlowState.Planning, dialogue.Game.State);
            Assert.StartsWith("Sandwich: assemble, now step 2", dialogue.Say("move 3 2"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_interrupt_at_the_prompt_ends_the_game_politely()
    {
        using Dialogue dialogue = new(TestOrders.Worlds, "open 1.1\nplan\n");
        dialogue.Game.Interrupt(isEnd: false);
        Assert.False(dialogue.Game.Run());
        Assert.Equal(FlowState.Closed, dialogue.Game.State);
        Assert.EndsWith("Goodbye.\n", dialogue.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("open 1.1\nserve\nplan\nstop\nquit\n", "> plan\nLane 1")] // what was typed meanwhile comes afterwards
    [InlineData("open 1.1\nserve\n", "The input has ended.")]             // the terminal was closed
    public void Who_types_can_stop_a_run_by_a_word_or_by_closing_the_input(string typed, string then)
    {
        using Dialogue dialogue = new(TestOrders.Worlds, typed, TestOrders.ServeForEver, new() { IsTyped = true });
        Assert.True(dialogue.Game.Run());
        Assert.Contains("Stopping the run.\nThe run was stopped.", dialogue.Text, StringComparison.Ordinal);
        Assert.Contains(then, dialogue.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_end_of_a_script_lets_its_last_run_come_to_its_end()
    {
        using Dialogue dialogue = new(TestOrders.Worlds, "open 1.1\nserve", async (plan, how, progress, cancel) =>
        {
            await Task.Yield();
            return await TestOrders.ServeAtOnce(plan, how, progress, cancel);
        });
        Assert.True(dialogue.Game.Run());
        Assert.Contains("Served, without a medal.", dialogue.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Verdict.TooNoisy, "The machine is busy. The model said 9.0 minutes.")]
    [InlineData(Verdict.Cannot, "The machine is busy. The model said 9.0 minutes.")]
    public void What_was_not_judged_says_why(Verdict verdict, string says)
    {
        using Dialogue dialogue = new(TestOrders.Worlds, serve: (_, _, _, _) => Task.FromResult(new ServingResult { Verdict = verdict, Explanation = "The machine is busy.", Minutes = 0 }));
        Assert.Contains(says, dialogue.Say("open 1.1", "serve"), StringComparison.Ordinal);
        Assert.Null(dialogue.Session.Progress.Best("coffee-and-a-sandwich"));
        Assert.StartsWith("Where the minutes went, by the model:", dialogue.Say("explain ledger"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_deadlock_tells_who_waits_for_whom()
    {
        ImmutableArray<string> cycle = ["Roast holds the oven and waits for the tray", "Bake holds the tray and waits for the oven"];
        using Dialogue dialogue = new(TestOrders.Worlds, serve: (plan, _, _, _) => Task.FromResult(TestOrders.Result(Timeline(plan)) with { Verdict = Verdict.Deadlock, WaitCycle = cycle }));
        string said = dialogue.Say("open 2.1", "serve");
        Assert.Contains("It never ends.", said, StringComparison.Ordinal);
        Assert.All(cycle, hop => Assert.Contains($"- {hop}.", said, StringComparison.Ordinal));
    }

    [Fact]
    public void A_better_time_and_a_worse_one_are_told_from_each_other()
    {
        using Dialogue dialogue = new(TestOrders.Worlds);
        Assert.Contains("The first time you served it.", dialogue.Say("open 1.1", "serve"), StringComparison.Ordinal);
        Assert.Contains("Your best: 3.0 less than before.", dialogue.Say("move 3 2", "serve"), StringComparison.Ordinal);
        Assert.Contains("Your best is 3.0 less. For bronze it takes 0.5 minutes less.", dialogue.Say("undo", "serve"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_that_an_unkind_schedule_breaks_is_told_so_however_well_it_went()
    {
        // Two cooks count the jar without a lock: one reads, the other reads and writes, the first writes what it read.
        using Dialogue dialogue = new(Dialogue.Alone("the-lost-jar"));
        string said = dialogue.Say("open jar", "add thread", "send 1*1 2", "serve");
        Assert.StartsWith("Serving for real.", said, StringComparison.Ordinal);
        Assert.Contains("A count is wrong.", said, StringComparison.Ordinal);
        Assert.Contains("Type inspect to hear the schedule that breaks it.", said, StringComparison.Ordinal);
        Assert.Contains("1. ", dialogue.Say("inspect"), StringComparison.Ordinal);
        Assert.StartsWith("An update can be lost.", dialogue.Say("inspect")["The inspector looks for the unkind schedule. ".Length..], StringComparison.Ordinal);
    }

    private static Timeline Timeline(CompiledPlan plan) => Simulator.Run(plan).Timeline;
}
