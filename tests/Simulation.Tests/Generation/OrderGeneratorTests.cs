using System.Security.Cryptography;
using System.Text;
using ShortOrder.Simulation.Generation;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Reading;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Solving;
using ShortOrder.Support;

namespace ShortOrder.Simulation.Tests.Generation;

public sealed class OrderGeneratorTests
{
    private const int Seeds = 50;

    private static readonly Lazy<GeneratedOrder[]> Made = new(() => [.. Enumerable.Range(1, Seeds).Select(seed => DailyOrders.Of((ulong)seed))]);

    /// <summary>The same on every machine: a change here makes another puzzle of every day, so it is made only on purpose.</summary>
    [Theory]
    [InlineData("daily-2026-11-28", "b51cc981478e3ebb", 17.85)]
    [InlineData("daily-2027-01-01", "e0d1991a3bf0c07f", 18.102)]
    [InlineData("daily-seed-7", "5bdc9e3c181f5790", 17.77)]
    public void A_day_has_the_same_order_everywhere(string id, string hash, double best)
    {
        GeneratedOrder order = DailyOrders.Find(id, TestContext.Current.CancellationToken)!;
        string written = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(LevelWriter.Write(order.Level))))[..16];

        Assert.Equal((hash, (decimal)best), (written, order.Solution.Value));
        Assert.Equal(id, order.Level.Id);
    }

    [Fact]
    public void Every_order_reads_back_checks_and_has_a_proof_or_a_small_gap() => Assert.All(Made.Value, order =>
    {
        ReadResult<Level> read = LevelReader.Read(Encoding.UTF8.GetBytes(LevelWriter.Write(order.Level)), "daily.json");

        Assert.Empty(read.Problems);
        Assert.Empty(LevelChecker.Check(read.Value!));
        Assert.True(order.Solution.Proof != Proof.None || order.Solution.Gap <= 0.05m, $"{order.Level.Id}: {order.Solution.Gap}");
        Assert.Equal(order.Solution.Proof != Proof.None, order.Level.Plans.Single(p => p.Name == "best").Optimal);
    });

    [Fact]
    public void A_story_never_says_how_many_minutes_there_are() =>
        Assert.All(Made.Value, order => Assert.DoesNotMatch(@"(?i)\b(\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty) minutes?\b", order.Level.Story));

    [Fact]
    public void A_search_finds_no_gold_without_the_idea() =>
        Assert.All(Made.Value.Take(8), order => Assert.Equal((order.Level.Id, ""), (order.Level.Id, string.Join('\n', LevelLints.Check(order.Level, TestContext.Current.CancellationToken)))));

    [Fact]
    public void No_obvious_plan_is_within_eight_per_cent_of_the_best() => Assert.All(Made.Value, order =>
        Assert.All(order.Level.Plans.Where(p => p.Name != "best"), plan => Assert.True(ModelRun.Serve(order.Level, plan.Plan).Minutes > order.Solution.Value * 1.08m, $"{order.Level.Id} {plan.Name}")));

    [Fact]
    public void Every_kind_comes_up_and_no_two_orders_are_alike()
    {
        Assert.Equal(Enum.GetValues<OrderKind>(), Made.Value.Select(o => o.Kind).Distinct().Order());
        Assert.Equal(Seeds, Made.Value.Select(o => string.Join(' ', o.Level.Tasks.Select(t => $"{t.Id} {string.Join(',', t.Steps.Select(s => s.Duration))}"))).Distinct().Count());
    }

    [Theory]
    [InlineData("daily")]
    [InlineData("daily-")]
    [InlineData("daily-2026-13-01")]
    [InlineData("daily-2026-1-1")]
    [InlineData("daily-seed--1")]
    [InlineData("daily-seed-1x")]
    [InlineData("deliveries")]
    public void Other_names_are_no_days(string id) => Assert.Null(DailyOrders.Find(id, TestContext.Current.CancellationToken));
}
