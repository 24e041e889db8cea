using System.Collections.Immutable;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Reading;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Simulation.Levels;

public static partial class LevelReader
{
    private static Metric MetricOf(string name) => (Metric)ScoringNames.Metrics.IndexOf(name);

    private static ImmutableArray<Metric> ReadMetrics(ObjectReader file)
    {
        if (file.Find(LevelKeys.Metrics) is not JsonCursor list) return [Metric.Time];
        ImmutableArray<Metric> metrics = [.. file.Read(LevelKeys.Metrics).Values().Select(MetricOf).Distinct()];
        if (metrics is [not Metric.Time, ..]) list.Report("\"time\" is scored first: put it at the front");
        return metrics;
    }

    private static ImmutableArray<MedalThresholds> ReadMedals(ObjectReader file, ImmutableArray<Metric> metrics)
    {
        ImmutableArray<MedalThresholds>.Builder medals = ImmutableArray.CreateBuilder<MedalThresholds>();
        if (file.Read(LevelKeys.Medals) is not JsonCursor given) return [];
        foreach ((string name, JsonCursor value, ObjectReader? thresholds) in ScoreKeys.Medals.Read(given))
        {
            Metric metric = MetricOf(name);
            if ((thresholds?.Read(ScoreKeys.Gold), thresholds?.Read(ScoreKeys.Silver), thresholds?.Read(ScoreKeys.Bronze)) is not (decimal gold, decimal silver, decimal bronze)) continue;
            if (gold > silver || silver > bronze)
                value.Report(FormattableString.Invariant($"gold {gold}, silver {silver}, bronze {bronze}: less is better, so gold ≤ silver ≤ bronze"));
            if (!metrics.IsEmpty && !metrics.Contains(metric))
                value.Report("the level does not score this metric: add it to \"metrics\" or take the medals out");
            medals.Add(new(metric, gold, silver, bronze));
        }
        return medals.ToImmutable();
    }

    private static ImmutableArray<AuthorPlan> ReadPlans(ObjectReader file, Level level, ProblemList problems)
    {
        bool isSound = !problems.HasAny;
        ImmutableArray<AuthorPlan>.Builder plans = ImmutableArray.CreateBuilder<AuthorPlan>();
        if (file.Read(LevelKeys.Plans) is not JsonCursor given) return [];
        foreach ((string name, JsonCursor _, ObjectReader? entry) in ScoreKeys.Plans.Read(given))
        {
            int before = problems.Count;
            if (entry?.Read(ScoreKeys.Plan) is not JsonCursor value || PlanKeys.Plan.Read(value) is not ObjectReader read) continue;
            Plan plan = PlanReader.Read(read, level, problems, checks: isSound && problems.Count == before);
            if (entry.Read(ScoreKeys.Expect) is ObjectReader expect) plans.Add(ReadExpectation(name, plan, expect));
        }
        return plans.ToImmutable();
    }

    private static AuthorPlan ReadExpectation(string name, Plan plan, ObjectReader expect)
    {
        ImmutableArray<MetricValue>.Builder expected = ImmutableArray.CreateBuilder<MetricValue>();
        foreach (Key<decimal?> key in ScoreKeys.Expected)
            if (expect.Read(key) is decimal number) expected.Add(new(MetricOf(key.Name), number));
        Verdict verdict = expect.Read(ScoreKeys.Verdict) is string word ? (Verdict)ScoringNames.Verdicts.IndexOf(word) : Verdict.Served;
        return new(name, plan, verdict, expected.ToImmutable(), expect.Read(ScoreKeys.Optimal));
    }
}
