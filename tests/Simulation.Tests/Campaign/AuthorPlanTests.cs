using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Reading;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Support;

namespace ShortOrder.Simulation.Tests.Campaign;

public sealed class AuthorPlanTests
{
    private const decimal Distance = 1.04m;

    public static TheoryData<string> Files => [.. LevelFiles.All];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_level_file_reads_without_a_problem(string file)
    {
        ReadResult<Level> read = LevelFiles.Read(file);

        Assert.Empty(read.Problems);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void An_author_plan_reaches_exactly_what_it_claims(string file)
    {
        Level level = LevelFiles.Load(file);
        string[] claimed = [.. level.Plans.Select(p => Line(p.Name, p.Verdict, p.Expected))];

        string[] reached = [.. level.Plans.Select(p => (Plan: p, Score: ModelRun.Serve(level, p.Plan).Inspected))
            .Select(r => Line(r.Plan.Name, r.Score.Verdict, [.. r.Plan.Expected.Select(e => new MetricValue(e.Metric, r.Score[e.Metric]))]))];

        Assert.Equal(claimed, reached);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_scored_metric_of_the_best_plan_is_claimed(string file)
    {
        Level level = LevelFiles.Load(file);

        Assert.Equal(level.Metrics, Plan(level, "best").Expected.Select(e => e.Metric).Where(level.Metrics.Contains));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_best_plan_earns_gold_and_the_naive_one_no_silver(string file)
    {
        Level level = LevelFiles.Load(file);

        Assert.Equal(Medal.Gold, MedalOf(level, "best"));
        Assert.True(MedalOf(level, "naive") < Medal.Silver);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_trap_earns_no_gold(string file)
    {
        Level level = LevelFiles.Load(file);

        Assert.True(MedalOf(level, "trap") < Medal.Gold);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void No_author_plan_is_better_than_the_best(string file)
    {
        Level level = LevelFiles.Load(file);
        Metric medalled = level.Medals[0].Metric;
        decimal best = ModelRun.Serve(level, Plan(level, "best").Plan).Metric(medalled);

        Assert.All(level.Plans.Where(p => p.Verdict == Verdict.Served), p => Assert.True(best <= ModelRun.Serve(level, p.Plan).Metric(medalled), p.Name));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Medals_lie_four_per_cent_from_what_served_author_plans_reach(string file)
    {
        Level level = LevelFiles.Load(file);

        foreach (MedalThresholds medals in level.Medals)
            foreach (decimal reached in level.Plans.Where(p => p.Verdict == Verdict.Served).Select(p => ModelRun.Serve(level, p.Plan).Metric(medals.Metric)))
                Assert.All([medals.Gold, medals.Silver, medals.Bronze], medal =>
                    Assert.True(Math.Max(medal, reached) / Math.Min(medal, reached) >= Distance, $"{medals.Metric}: {reached} is too near to the medal at {medal}"));
    }

    private static AuthorPlan Plan(Level level, string name) => level.Plans.Single(p => p.Name == name);

    private static Medal MedalOf(Level level, string name) => ModelRun.Serve(level, Plan(level, name).Plan).Inspected.Medal;

    private static string Line(string name, Verdict verdict, ImmutableArray<MetricValue> values) =>
        $"{name}: {verdict.Name()}, {string.Join(", ", values.Select(v => $"{v.Metric.Name()} {v.Value:0.####}"))}";
}
