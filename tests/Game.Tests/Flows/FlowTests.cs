using System.Diagnostics;
using Microsoft.Data.Sqlite;
using ShortOrder.Game.Session.Saves;
using ShortOrder.Game.Tests.Session.Saves;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Tests.Flows;

/// <summary>Nothing else runs beside real runs that are to be judged.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RealRuns
{
    /// <summary>For <see cref="CollectionAttribute"/>.</summary>
    public const string Name = "real runs";
}

/// <summary>Whole levels played in a real terminal, served by the real executor, from the title to a gold medal.</summary>
[Collection(RealRuns.Name)]
public sealed class FlowTests : SaveTest
{
    /// <summary>Servings after which a machine counts as too busy to give a measured medal.</summary>
    private const int MostServings = 8;

    /// <summary>Level, words that find it on the map, keys on its board, and the model's time they lead to.</summary>
    public static TheoryData<string, string, string[], string> Levels => new()
    {
        { "coffee-and-a-sandwich", "sandwich", ["Down", "S-Down"], "6.0 min" },
        // a pool of three beside the head cook: four calls at once
        { "deliveries", "four telephones", ["+", "Enter", "s", "Down", "Enter", "Down", "w", "w", "Up", "Right", "2"], "10.63 min" },
        // a second kitchen for the duck and the glaze
        { "the-second-kitchen", "second kitchen", ["+", "3", "Right", "2", "Right", "2"], "16.0 min" },
        // a loop, and the bread gives way three times
        { "giving-way", "giving way", ["k", "2", "Right", "Right", "y", "1", "y", "2", "y", "3"], "9.0 min" },
        // greenlets; the recipes last; the iron stove, which cannot be patched, to a helper
        { "the-voodoo-patch", "voodoo", ["k", "3", "S-Right", "S-Right", "Left", "Left", "o", "2"], "9.76 min" },
    };

    [Theory]
    [MemberData(nameof(Levels))]
    public void A_level_is_played_to_gold_by_keys_alone(string level, string words, string[] keys, string prediction)
    {
        TmuxGame.MustBeAvailable();
        using TmuxGame game = new(Folder, 120, 36);
        game.WaitFor("Begin");
        game.Press("c", "/");
        game.Type(words);
        game.WaitFor($"search: {words}_   1 found");
        game.Press("Enter", "Enter");
        game.WaitFor("briefing");
        game.Press("Enter");
        game.WaitFor("planning");
        game.Press(keys);
        game.WaitFor(prediction);
        ServeUntilGold(game, level, () => game.Press("F5"), () => game.Press("r"));
        game.Press("b");
        game.WaitFor("● gold");
        game.Press("q");
        game.WaitForEnd();
    }

    [Fact]
    public void The_first_level_is_played_to_gold_by_mouse_alone()
    {
        TmuxGame.MustBeAvailable();
        using TmuxGame game = new(Folder, 120, 36);
        game.Click("Begin");
        game.Click("Enter plan");
        game.WaitFor("planning");
        game.Drag("2. pour", "3. assemble");
        game.WaitFor("6.0 min");
        ServeUntilGold(game, "coffee-and-a-sandwich", () => game.Click("F5 serve"), () => game.Click("r again"));
    }

    /// <summary>Waits until so many servings are in the save. Looking at the screen meanwhile would take the cores from what is measured.</summary>
    private void MustBeNoted(int servings)
    {
        bool isNoted = false;
        for (Stopwatch watch = Stopwatch.StartNew(); !isNoted && watch.Elapsed < TimeSpan.FromMinutes(2); Thread.Sleep(200))
        {
            using SqliteConnection db = Raw();
            isNoted = db.Number("SELECT count(*) FROM run") >= servings;
        }
        Assert.True(isNoted, $"the serving {servings} never ended");
    }

    /// <summary>A run that other programs disturbed earns nothing, or less: it is served again.</summary>
    private void ServeUntilGold(TmuxGame game, string level, Action serve, Action retry)
    {
        for (int serving = 1; ; serving++)
        {
            serve();
            MustBeNoted(serving);
            game.WaitFor(" verdict");
            using (SqliteProgress progress = Open())
                if (progress.Best(level)?.Medal == Medal.Gold) return;
            Assert.SkipWhen(serving == MostServings, $"This machine is too busy for a measured medal:\n{game.Screen}");
            retry();
            game.WaitFor("planning");
        }
    }
}
