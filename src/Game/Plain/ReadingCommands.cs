using System.Collections.Immutable;
using ShortOrder.Game.Almanac;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Game.Plain;

/// <summary>What the order is, and the almanac.</summary>
internal static class ReadingCommands
{
    public static ImmutableArray<PlainCommand> All { get; } =
    [
        new("briefing", "br", "", "Tells the level again: story, slips, what you may use, medals.", Briefing) { Topic = PlainTopic.Reading, WhyNot = PlainCommands.NeedsLevel },
        new("slips", "sl", "", "Tells the order alone, slip by slip and step by step.", Slips) { Topic = PlainTopic.Reading, WhyNot = PlainCommands.NeedsLevel },
        new("hint", "hi", "", "The next hint, from vague to plain; after the level's own, what your plan loses against better ones.", Hint) { Topic = PlainTopic.Reading, WhyNot = WhyNotHint },
        new("card", "cd", "", "The almanac on what is new in this level.", Card) { Topic = PlainTopic.Reading, WhyNot = WhyNotCard },
        new("term", "t", "WORDS", "The almanac on a term, e.g. term event loop.", Term) { Topic = PlainTopic.Reading },
        new("terms", "ts", "[WORDS]", "Lists the terms of the almanac; with words, those that tell of them.", Terms) { Topic = PlainTopic.Reading },
    ];

    private static string? Briefing(PlainGame game, ImmutableArray<string> words)
    {
        BriefingTalk.Tell(game);
        return null;
    }

    private static string? Slips(PlainGame game, ImmutableArray<string> words)
    {
        BriefingTalk.Slips(game);
        return null;
    }

    private static string? WhyNotHint(PlainGame game) => PlainCommands.NeedsLevel(game)
        ?? (game.HintsRead < game.Level.Hints.Length ? null : HintRules.WhyNotCompare(game.Level, game.Breaking is null ? game.Prediction : null));

    private static string? Hint(PlainGame game, ImmutableArray<string> words)
    {
        ImmutableArray<string> hints = game.Level.Hints;
        int read = game.HintsRead++;
        if (read < hints.Length) game.Out.Say($"Hint {read + 1} of {hints.Length}: {hints[read]}");
        else Compare(game, read - hints.Length);
        return null;
    }

    /// <summary>What the plan loses against better ones; from the vaguest again where it is another plan.</summary>
    private static void Compare(PlainGame game, int rung)
    {
        if (game.Loss?.Plan.Plan is not { } compared || !ReferenceEquals(compared, game.Plan))
        {
            game.Out.Say("Comparing your plan with better ones.");
            game.Out.Flush();
            (game.Loss, rung) = (PlanLoss.Of(game.Prediction.Forecast!.Compiled, game.Ending), 0);
        }
        bool isLast = rung == PlanLoss.Rungs - 1 || game.Loss is { IsNone: true } or { Split: null };
        game.HintsRead = isLast ? 0 : game.Level.Hints.Length + rung + 1;
        game.Out.Say(LossWords.Of(game.Loss, rung));
    }

    private static string? WhyNotCard(PlainGame game) => PlainCommands.NeedsLevel(game) ?? (Concept(game) is null ? "This level has no card. Type terms for the almanac." : null);

    private static string? Card(PlainGame game, ImmutableArray<string> words) => AlmanacTalk.Tell(game, Concept(game)!);

    private static string? Concept(PlainGame game) => game.Session.ConceptOf(game.Level, AlmanacTerms.Has);

    private static string? Term(PlainGame game, ImmutableArray<string> words) =>
        words.IsEmpty ? "Say which term, e.g. term thread. Type terms to hear them all." : AlmanacTalk.Tell(game, PlainNames.Text(words));

    private static string? Terms(PlainGame game, ImmutableArray<string> words)
    {
        AlmanacTalk.List(game, PlainNames.Text(words));
        return null;
    }
}
