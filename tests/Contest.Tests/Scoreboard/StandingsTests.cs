using System.Collections.Immutable;
using ShortOrder.Contest.Competitions;
using ShortOrder.Contest.Judging;
using ShortOrder.Contest.Protocol;
using ShortOrder.Contest.Scoreboard;
using ShortOrder.Contest.Store;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Contest.Tests.Scoreboard;

public sealed class StandingsTests
{
    private static readonly PlayedLevel Level = LevelSet.Read([new("two", "Two", """
        { "version": 1, "id": "two", "title": "Two", "allow": { "threads": 4 }, "tasks": [ { "id": "a", "title": "A", "steps": [ { "cpu": 2, "do": "a" } ] } ],
          "metrics": ["time", "memory"], "medals": {}, "hints": [], "plans": {} }
        """)]).All[0];

    [Fact]
    public void Clear_gaps_give_places_and_places_give_points() =>
        Assert.Equal([("A", 1, 3), ("B", 2, 2), ("C", 3, 1)], Places(("A", 10, 8, 1), ("B", 11, 8, 2), ("C", 12, 8, 3)));

    [Fact]
    public void Within_the_band_the_next_metric_decides() =>
        Assert.Equal([("B", 1, 2), ("A", 2, 1)], Places(("A", 10, 16, 1), ("B", 10.05m, 8, 2)));

    [Fact]
    public void What_ties_in_everything_shares_the_place_the_earlier_first() =>
        Assert.Equal([("B", 1, 3), ("A", 1, 3), ("C", 3, 1)], Places(("A", 10, 8, 5), ("B", 10.05m, 8, 2), ("C", 20, 8, 1)));

    [Fact]
    public void A_chain_of_near_ties_does_not_tie_its_ends() =>
        Assert.Equal([("A", 1, 3), ("B", 1, 3), ("C", 3, 1)], Places(("A", 10, 8, 1), ("B", 10.09m, 8, 2), ("C", 10.18m, 8, 3)));

    [Fact]
    public void The_duel_decides_what_the_band_had_left_open()
    {
        Result a = Of("A", 10, 16, 1), b = Of("B", 10.05m, 8, 2), c = Of("C", 10.3m, 8, 3), d = Of("D", 12, 8, 4);
        Assert.Equal([("B", 1, 10.0m), ("A", 2, 10.0m), ("C", 3, 10.3m), ("D", 4, 12m)], Board(a, b, c, d)); // A and B tie in time, and B takes less memory
        Assert.Equal([("A", 1, 9.9m), ("C", 2, 10.1m), ("B", 3, 10.2m), ("D", 4, 12m)], Board(
            a with { DuelRank = 1, DuelMinutes = 9.9m }, b with { DuelRank = 2, DuelMinutes = 10.2m }, c with { DuelRank = 2, DuelMinutes = 10.1m, Metrics = a.Metrics.SetItem((int)Metric.Memory, new(Metric.Memory, 4)) }, d));

        static IEnumerable<(string, int, decimal?)> Board(params Result[] results) =>
            Standings.Of([Level], Players([.. results.Select(r => r.Player)]), results).Rows.Select(r => (r.Name, r.Cells[0].Rank, r.Cells[0].Minutes));
    }

    [Fact]
    public void A_noisy_level_has_a_wider_band()
    {
        Assert.Equal(1, Standings.BandPercent([]));
        Assert.Equal(1, Standings.BandPercent([Of("A", 10, 8, 1) with { SpreadPercent = 0.2m }]));
        Assert.Equal(6, Standings.BandPercent([Of("A", 10, 8, 1) with { SpreadPercent = 3 }, Of("B", 10, 8, 1) with { SpreadPercent = 1 }, Of("C", 10, 8, 1) with { SpreadPercent = 9 }]));
    }

    [Fact]
    public void Failed_and_suspect_results_count_as_attempts_only()
    {
        (ImmutableArray<BoardRow> rows, _) = Standings.Of([Level], Players("A", "B"), [Of("A", 1, 8, 1) with { Outcome = JudgementOutcome.Suspect }, Of("A", 2, 8, 2) with { Outcome = JudgementOutcome.Failed }, Of("B", 30, 8, 3), Of("A", 9, 9, 9) with { Outcome = null, Metrics = [] }]);
        Assert.Equal([("B", 1, 1), ("A", 0, 3)], rows.Select(r => (r.Name, r.Rank, r.Cells[0].Attempts)));
    }

    [Fact]
    public void Histogram_and_frontier_show_every_players_best()
    {
        (_, ImmutableArray<LevelBoard> levels) = Standings.Of([Level], Players("A", "B", "C"), [Of("A", 10, 16, 1), Of("A", 19, 4, 2), Of("B", 20, 8, 3), Of("C", 21, 8, 4)]);
        Assert.Equal(3, levels[0].Histogram.Sum(b => b.Count));
        Assert.Equal((10m, 1), (levels[0].Histogram[0].From, levels[0].Histogram[0].Count));
        Assert.Equal([(10m, 16m, "A"), (20m, 8m, "B")], levels[0].Frontier.Select(f => (f.X, f.Y, f.Name)));
    }

    private static IEnumerable<(string, int, int)> Places(params (string Player, decimal Time, decimal Memory, long At)[] results) =>
        Standings.Of([Level], Players([.. results.Select(r => r.Player)]), [.. results.Select(r => Of(r.Player, r.Time, r.Memory, r.At))]).Rows.Select(r => (r.Name, r.Cells[0].Rank, r.Points));

    private static Player[] Players(params string[] names) => [.. names.Select(n => new Player { Id = n, Name = n, Folded = n, Skeleton = n, TokenHash = n, ResumeHash = n })];

    private static Result Of(string player, decimal time, decimal memory, long at) => new()
    {
        Number = at,
        Player = player,
        Level = "two",
        ContestMs = at,
        Outcome = JudgementOutcome.Ok,
        Metrics = [.. Enum.GetValues<Metric>().Select(m => new MetricValue(m, m switch { Metric.Time => time, Metric.Memory => memory, _ => 0 }))],
    };
}
