using System.Collections.Immutable;
using ShortOrder.Game.Session;
using ShortOrder.Game.Tests.Support;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Tests.Plain;

/// <summary>Whole levels, from opening them to the gold medal, as a player would hear them.</summary>
public sealed class GoldDialogueTests
{
    [Fact]
    public void Coffee_and_a_sandwich_is_gold_with_one_step_moved() =>
        Plays("coffee-and-a-sandwich", "continue", "card", "plan", "predict", "move 3 2", "timeline", "serve", "explain", "levels", "quit");

    [Fact]
    public void Deliveries_is_gold_with_a_cook_for_every_call() =>
        Plays("deliveries", "open deliveries", "help", "add thread", "send call*2 2", "plan", "add thread", "send call*1 3", "add thread", "send call#4 4", "predict", "inspect", "serve", "next");

    [Fact]
    public void The_second_kitchen_is_gold_with_half_of_the_work_in_each() =>
        Plays("the-second-kitchen", "o 1.1", "hint", "a kitchen", "s duck annex", "s glaze 2", "p", "tl", "go", "e path", "q");

    [Fact]
    public void Giving_way_is_gold_once_the_bread_gives_way_three_times() =>
        Plays("giving-way", "open giving", "kind 1 loop", "predict", "yield bread 1", "yield bread 2", "yield bread 3", "plan", "timeline", "serve", "explain findings");

    [Fact]
    public void The_voodoo_patch_is_gold_with_a_helper_at_the_iron_stove() =>
        Plays("the-voodoo-patch", "open voodoo", "kind 1 greenlets", "before patch recipe", "before iron patch", "plan", "offload iron", "timeline", "serve", "explain what-if", "skip");

    [Fact]
    public void Callback_cards_is_gold_with_coroutines_and_one_try() =>
        Plays("callback-cards", "open callback", "kind 1 loop", "style 1 callbacks", "predict", "serve", "explain findings", "retry", "style 1 coroutines", "serve", "retry", "try fish 4", "before fish soup", "plan", "timeline", "serve", "explain what-if", "skip");

    private static void Plays(string level, params ImmutableArray<string> lines)
    {
        MemoryProgress progress = new();
        string held = Dialogue.Held(Dialogue.Alone(level), lines, progress);
        Assert.Equal(Medal.Gold, progress.Best(level)?.Medal);
        Snapshot.Matches(held, level);
    }
}
