using System.Collections.Immutable;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Reading;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Simulation.Levels;

/// <summary>The keys of what is scored, and of the author's plans.</summary>
internal static class ScoreKeys
{
    private const int MostMetrics = 3, MostSwitches = 1_000, MostPlans = 64;

    private static readonly ImmutableArray<(string Word, string Doc)> Words = ScoringNames.Metrics.Zip(
    [
        "Minutes until every dish is home.",
        "Price of what is open at the same time: thread 8, kitchen 30, loop 5, coroutine or greenlet 0.1.",
        "Lanes that tasks run on, a pool's workers and copies each counted.",
        "Kitchens that are open, home counted.",
        "Mean minutes from a task's arrival to its finish.",
        "Most minutes from a task's arrival to its finish.",
        "Locks, yields, offloads and reorderings that the player placed.",
        "Minutes that tasks were late past their due dates, added up.",
    ]).ToImmutableArray();

    private static readonly DecimalShape Amount = new(0, LevelLimits.Metric);

    public static readonly ListShape<string?> Metrics = new(new WordShape(ScoringNames.Metrics), MostMetrics)
    {
        WhenEmpty = "the list is empty: write \"time\" or leave the key out",
        WhenTwice = "is there twice: keep one",
        WhenTooMany = "metrics are too many: the time and at most two more",
        Rules = ["""{ "prefixItems": [{ "const": "time" }] }"""],
    };

    public static readonly MapShape<decimal?> Limits = new(Amount, Words.Length) { Words = Words, What = "metric" };

    public static readonly ObjectShape Thresholds = new() { Name = "thresholds", Doc = "Less is better: gold ≤ silver ≤ bronze." };

    public static readonly Key<decimal?> Gold = Thresholds.Required("gold", Amount, "The most that still earns gold.");
    public static readonly Key<decimal?> Silver = Thresholds.Required("silver", Amount, "The most that still earns silver.");
    public static readonly Key<decimal?> Bronze = Thresholds.Required("bronze", Amount, "The most that still earns bronze.");

    public static readonly MapShape<ObjectReader?> Medals = new(Thresholds, Words.Length) { Words = Words, What = "metric", Name = "medals" };

    public static readonly ObjectShape MostOfSwitches = new() { Doc = "Fewer is better: gold ≤ silver ≤ bronze." };

    public static readonly Key<int?> GoldSwitches = MostOfSwitches.Required("gold", new WholeShape(0, MostSwitches), "The most switches that still earn gold: the fewest there are.");
    public static readonly Key<int?> SilverSwitches = MostOfSwitches.Required("silver", new WholeShape(0, MostSwitches), "The most switches that still earn silver.");
    public static readonly Key<int?> BronzeSwitches = MostOfSwitches.Required("bronze", new WholeShape(0, MostSwitches), "The most switches that still earn bronze.");

    public static readonly ObjectShape Switches = new() { Name = "switches", Doc = "The medals of a level of the kind \"inspect\"." };

    public static readonly Key<ObjectReader?> SwitchesKey = Switches.Required("switches", MostOfSwitches, "The most switches for each medal.");

    public static readonly ObjectShape Expectation = new() { Name = "expect", Doc = "What a plan must reach in the model, exactly.", WhenEmpty = "expect at least a time or a verdict: add one" };

    public static readonly ImmutableArray<Key<decimal?>> Expected = [.. Words.Select(w => Expectation.Optional(w.Word, Amount, w.Doc))];

    public static readonly Key<string?> Verdict =
        Expectation.Optional("verdict", new WordShape([.. ScoringNames.Verdicts.Where(v => v is not ("too-noisy" or "cannot"))]), "How serving the plan ends; \"served\" unless it is said.");

    public static readonly DefaultKey<bool> Optimal = Expectation.Default("optimal", new FlagShape(), false, "The author claims that no allowed plan is faster.");

    public static readonly ObjectShape AuthorPlan = new() { Name = "author-plan", Doc = "A plan that ships with the level." };

    public static readonly Key<JsonCursor?> Plan = AuthorPlan.Required("plan", new LaterShape(PlanKeys.Plan), "The plan. It may leave out \"version\" and \"level\".");
    public static readonly Key<ObjectReader?> Expect = AuthorPlan.Required("expect", Expectation, "What it must reach in the model.", """{ "time": 6, "optimal": true }""");

    public static readonly MapShape<ObjectReader?> Plans = new(AuthorPlan, MostPlans);
}
