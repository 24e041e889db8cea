using System.Collections.Immutable;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Reading;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Simulation.Levels;

public static partial class LevelReader
{
    private const decimal MostOfMetric = 1_000_000_000;
    private const int MostMetrics = 3;

    private static ImmutableArray<Metric> ReadMetrics(ObjectReader file)
    {
        if (file.Find("metrics") is not JsonCursor list) return [Metric.Time];
        ImmutableArray<Metric>.Builder metrics = ImmutableArray.CreateBuilder<Metric>();
        foreach (JsonCursor entry in list.AsArray(ScoringNames.Metrics.Length))
        {
            if (entry.AsWord(ScoringNames.Metrics) is not string name) continue;
            Metric metric = (Metric)ScoringNames.Metrics.IndexOf(name);
            if (metrics.Contains(metric)) entry.Report($"\"{name}\" is there twice: keep one");
            else metrics.Add(metric);
        }
        if (metrics.Count > 0 && metrics[0] != Metric.Time) list.Report("\"time\" is scored first: put it at the front");
        if (metrics.Count > MostMetrics) list.Report($"{metrics.Count} metrics are too many: the time and at most two more");
        if (list.Item is { Kind: JsonKind.Array, Elements.Length: 0 }) list.Report("the list is empty: write \"time\" or leave the key out");
        return metrics.ToImmutable();
    }

    private static ImmutableArray<MetricLimit> ReadLimits(ObjectReader file) =>
        [.. ByMetric(file, "limits", v => v.AsDecimal(0, MostOfMetric) is decimal most ? [most] : Array.Empty<decimal>())
            .Select(m => new MetricLimit(m.Metric, m.Value[0]))];

    private static ImmutableArray<MedalThresholds> ReadMedals(ObjectReader file, ImmutableArray<Metric> metrics) =>
        [.. ByMetric(file, "medals", value => ReadMedal(value, metrics)).Select(m => new MedalThresholds(m.Metric, m.Value[0], m.Value[1], m.Value[2]))];

    private static decimal[] ReadMedal(JsonCursor value, ImmutableArray<Metric> metrics)
    {
        if (value.AsObject("gold", "silver", "bronze") is not ObjectReader given) return [];
        decimal?[] read = [.. new[] { "gold", "silver", "bronze" }.Select(key => given.Require(key)?.AsDecimal(0, MostOfMetric))];
        if (read is not [decimal gold, decimal silver, decimal bronze]) return [];
        if (gold > silver || silver > bronze)
            value.Report(FormattableString.Invariant($"gold {gold}, silver {silver}, bronze {bronze}: less is better, so gold ≤ silver ≤ bronze"));
        if (value.Path.ToString() is string path && !metrics.Any(m => path.EndsWith($".{m.Name()}", StringComparison.Ordinal)))
            value.Report("the level does not score this metric: add it to \"metrics\" or take the medals out");
        return [gold, silver, bronze];
    }

    private static IEnumerable<(Metric Metric, decimal[] Value)> ByMetric(ObjectReader file, string key, Func<JsonCursor, decimal[]> read)
    {
        foreach ((string name, JsonCursor value) in file.Find(key)?.AsMembers(64) ?? [])
        {
            int metric = ScoringNames.Metrics.IndexOf(name);
            if (metric < 0)
                value.Report(() => $"no metric is named {SafeText.Quote(name)}: {string.Join(", ", ScoringNames.Metrics)}{Suggestion.DidYouMean(name, ScoringNames.Metrics)}");
            else if (read(value) is { Length: > 0 } numbers)
                yield return ((Metric)metric, numbers);
        }
    }

    private static ImmutableArray<AuthorPlan> ReadPlans(ObjectReader file, Level level, ProblemList problems)
    {
        bool isSound = !problems.HasAny;
        ImmutableArray<AuthorPlan>.Builder plans = ImmutableArray.CreateBuilder<AuthorPlan>();
        foreach ((string name, JsonCursor value) in file.Find("plans")?.AsMembers(64) ?? [])
        {
            if (!Names.IsId(name)) value.Report(() => Names.Complaint(name));
            if (value.AsObject("plan", "expect") is not ObjectReader given) continue;
            Plan? plan = given.Require("plan") is JsonCursor body ? PlanReader.Read(body, level, isEmbedded: true, isSound) : null;
            (Verdict Verdict, ImmutableArray<MetricValue> Expected, bool IsOptimal)? expect = given.Require("expect") is JsonCursor e ? ReadExpectation(e) : null;
            if (plan is not null && expect is { } goal) plans.Add(new(name, plan, goal.Verdict, goal.Expected, goal.IsOptimal));
        }
        return plans.ToImmutable();
    }

    private static (Verdict, ImmutableArray<MetricValue>, bool)? ReadExpectation(JsonCursor value)
    {
        if (value.AsObject([.. ScoringNames.Metrics, "verdict", "optimal"]) is not ObjectReader given) return null;
        ImmutableArray<MetricValue>.Builder expected = ImmutableArray.CreateBuilder<MetricValue>();
        foreach (string name in ScoringNames.Metrics)
            if (given.Find(name)?.AsDecimal(0, MostOfMetric) is decimal number) expected.Add(new((Metric)ScoringNames.Metrics.IndexOf(name), number));
        string[] verdicts = [.. ScoringNames.Verdicts.Where(v => v is not ("too-noisy" or "cannot"))];
        string? verdict = given.Find("verdict")?.AsWord(verdicts);
        if (value.Item.Members.Length == 0) value.Report("expect at least a time or a verdict: add one");
        return (verdict is null ? Verdict.Served : (Verdict)ScoringNames.Verdicts.IndexOf(verdict), expected.ToImmutable(), given.Find("optimal")?.AsFlag() ?? false);
    }
}
