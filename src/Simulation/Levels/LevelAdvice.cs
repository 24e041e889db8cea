using System.Collections.Immutable;

namespace ShortOrder.Simulation.Levels;

/// <summary>What every finding in one part of a level comes from.</summary>
/// <param name="Name">A short name, e.g. <c>medals</c>.</param>
/// <param name="Places">The parts, as JSON paths without indices; <c>*</c> is any one key.</param>
/// <param name="What">What is asked of a level there.</param>
/// <param name="Why">Why that matters to whoever plays it.</param>
/// <param name="Mend">How an author usually mends it.</param>
public sealed record LevelAdvice(string Name, ImmutableArray<string> Places, string What, string Why, string Mend)
{
    /// <summary>Everything that is asked of a level that reads well, in the order of a level's keys.</summary>
    public static ImmutableArray<LevelAdvice> All { get; } =
    [
        new("id", ["$.id"],
            "No two levels that are checked together have the same id.",
            "Plans, commands and progress know a level by its id alone.",
            "Choose another id; the name of the file without its number is a good one."),
        new("texts", ["$.title", "$.story", "$.hints", "$.tasks.title", "$.tasks.steps.do"],
            "Titles and the words on slips fit on a line of 76 columns, the story and each hint on a card of four.",
            "What is longer is cut off on a small terminal, and nobody reads it on a large one.",
            "Shorten it: one thought a sentence, one hint a card."),
        new("terms", ["$.teaches"],
            "What a level teaches is found in the almanac.",
            "The briefing shows the first new term as a card, and the map finds levels by their terms.",
            "Take a term of the almanac; \"shortorder play\", then a, lists them."),
        new("possible", ["$.tasks"],
            "Some plan serves the level and survives the unkind schedule.",
            "Nobody can finish a level that no plan can serve.",
            "Allow more, let due dates be later, or let a lock be taken; \"shortorder solve\" says what it tried."),
        new("waits", ["$.tasks.steps.io", "$.tools.*.refuses.after", "$.tools.*.refuses.backOff"],
            "Every wait takes at least half a kitchen minute.",
            "A kitchen minute is 20 milliseconds when a plan is really served: a shorter wait drowns in the noise of the machine.",
            "Make the wait longer, or leave it out and let the step be hands-on."),
        new("switches", ["$.medals.switches.gold"],
            "Gold is for the fewest switches that break the given plan.",
            "Fewer are impossible and more are not the best.",
            "Write the number that the finding names, and let silver and bronze be 2 and 5 more."),
        new("medals", ["$.medals.*.*"],
            "Gold needs the idea of the level, the naive plan earns no silver, the best plan earns gold, and every threshold keeps 4 % distance from what the level's plans reach.",
            "A medal says what was understood. A threshold too near to a plan would be won or lost by noise.",
            "\"shortorder solve\" prints medals in the gaps between what plans reach: paste them. If a plan without the idea still reaches gold, make the waits longer or the shortcut dearer."),
        new("given", ["$.plans.given"],
            "The plan that the inspector is given can be broken as the goal says.",
            "There is nothing to find in a safe plan.",
            "Take a lock away, or let two tasks take the same tools in different orders; \"shortorder inspect\" shows the schedule."),
        new("optimal", ["$.plans.best.expect.optimal"],
            "\"optimal\" is claimed only of a plan that no search beats.",
            "A player who reaches it gets the crown, and is told that no plan is faster.",
            "Put the better plan in its place, or leave \"optimal\" out."),
        new("claims", ["$.plans.*.expect", "$.plans.*.expect.*"],
            "Each of the level's plans ends as it says, with the figures that it says.",
            "These plans are the level's tests: they show that it still means what its author meant.",
            "If the level is as you want it, copy what the plan reaches into \"expect\"; otherwise mend the plan."),
        new("best", ["$.plans.*"],
            "\"best\" is served, and no plan that is known or found is more than 1 % better.",
            "Medals and the comparison after a run are measured by it.",
            "\"shortorder solve\" prints a plan to put in its place, or take away from \"allow\" what that plan uses."),
        new("roles", ["$.plans"],
            "A level has a plan \"naive\" and a plan \"best\", and better a \"trap\" too.",
            "The naive plan is what everybody thinks of first, the trap what somebody tries who has half understood; the way from there to the best is the lesson.",
            "Add the missing plan with \"expect\": { \"time\": 0 }, and let check say what it reaches."),
    ];

    /// <summary>The advice for a place in a level; null if there is none in particular.</summary>
    /// <param name="path">JSON path of a <see cref="LevelFinding"/>, indices and all.</param>
    public static LevelAdvice? For(string path)
    {
        string[] place = [.. path.Split('.').Select(key => key.Contains('[') ? key[..key.IndexOf('[')] : key)];
        return All.FirstOrDefault(a => a.Places.Any(p => Matches(p.Split('.'), place)));
    }

    private static bool Matches(string[] pattern, string[] place) =>
        pattern.Length == place.Length && pattern.Zip(place).All(p => p.First == "*" || p.First == p.Second);
}
