using System.Collections.Immutable;
using ShortOrder.Contest.Competitions;
using ShortOrder.Contest.Protocol;
using ShortOrder.Contest.Store;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Contest.Scoreboard;

/// <summary>Places and points. Pure: the same players and results give the same board.</summary>
public static class Standings
{
    /// <summary>How places become points.</summary>
    public const string Formula = "On each level the best of N players gets N points, the next N − 1, and so on; times that the noise cannot tell apart tie, then the level's next metric decides, and what still ties shares the place. Points add up.";

    /// <summary>The narrowest band, in per cent.</summary>
    public const decimal NarrowestPercent = 1;

    /// <summary>Metrics that are measured, so that noise is in them; the others are counted.</summary>
    private static readonly ImmutableArray<Metric> Measured = [Metric.Time, Metric.Wait, Metric.WorstWait, Metric.Late];

    /// <summary>The board of everybody.</summary>
    /// <param name="levels">The levels in their order.</param>
    /// <param name="players">Players that are shown.</param>
    /// <param name="results">Their submissions; others' are passed over.</param>
    public static (ImmutableArray<BoardRow> Rows, ImmutableArray<LevelBoard> Levels) Of(ImmutableArray<PlayedLevel> levels, IReadOnlyCollection<Player> players, IReadOnlyCollection<Result> results)
    {
        Dictionary<string, Player> shown = players.ToDictionary(p => p.Id);
        ILookup<string, Result> byLevel = results.Where(r => shown.ContainsKey(r.Player)).ToLookup(r => r.Level);
        ImmutableArray<LevelPlaces> places = [.. levels.Select(l => PlacesOf(l, [.. byLevel[l.Text.Id]], shown.Count))];
        var rows = shown.Values.Select(p => (Player: p, Cells: places.Select(l => l.CellOf(p.Id)).ToImmutableArray(), Last: places.Max(l => l.LastOf(p.Id))))
            .Select(r => (r.Player, r.Cells, r.Last, Points: r.Cells.Sum(c => c.Points)))
            .OrderByDescending(r => r.Points).ThenBy(r => r.Last).ThenBy(r => r.Player.Name, StringComparer.Ordinal).ThenBy(r => r.Player.Id, StringComparer.Ordinal).ToArray();
        ImmutableArray<BoardRow> board = [.. rows.Select(r => new BoardRow(r.Points == 0 ? 0 : 1 + rows.Count(o => o.Points > r.Points), r.Player.Id, r.Player.Name, r.Points, r.Cells))];
        return (board, [.. places.Select(p => p.BoardOf(shown))]);
    }

    /// <summary>The band of a level in per cent: 1, or twice the median distance between the two fastest runs of its verdicts if that is more.</summary>
    public static decimal BandPercent(IEnumerable<Result> results)
    {
        decimal[] gaps = [.. results.Where(r => r.SpreadPercent is not null).Select(r => r.SpreadPercent!.Value).Order()];
        return gaps.Length == 0 ? NarrowestPercent : Math.Max(NarrowestPercent, gaps[(gaps.Length - 1) / 2] + gaps[gaps.Length / 2]);
    }

    /// <summary>A player's best result on a level; null if none ranks.</summary>
    /// <param name="level">The level.</param>
    /// <param name="results">Everybody's results on it, which make the band.</param>
    /// <param name="player">Id of the player.</param>
    public static Result? BestOf(PlayedLevel level, IReadOnlyCollection<Result> results, string player)
    {
        Result[] own = [.. results.Where(r => r.Player == player && r.Outcome == Judging.JudgementOutcome.Ok)];
        return own.Length == 0 ? null : Order(own, level.Level.Metrics, 0, BandPercent(results))[0][0];
    }

    private static LevelPlaces PlacesOf(PlayedLevel level, Result[] all, int players)
    {
        decimal band = BandPercent(all);
        Dictionary<string, int> attempts = all.CountBy(r => r.Player).ToDictionary();
        List<(Result Result, int Rank)> ranked = [];
        Result[] best = [.. all.Where(r => r.Outcome == Judging.JudgementOutcome.Ok).GroupBy(r => r.Player).Select(g => Order([.. g], level.Level.Metrics, 0, band)[0][0])];
        foreach (ImmutableArray<Result> tied in Order(best, level.Level.Metrics, 0, band))
        {
            int rank = ranked.Count + 1;
            ranked.AddRange(tied.Select(r => (r, rank)));
        }
        return new(level, band, [.. ranked], attempts, players);
    }

    /// <summary>Results from good to bad, those that tie together, the earlier of them first.</summary>
    /// <remarks>A band begins at its best result and reaches so far and no further: two results beyond a band of each other never tie over a third between them.</remarks>
    private static ImmutableArray<ImmutableArray<Result>> Order(Result[] results, ImmutableArray<Metric> metrics, int metric, decimal band)
    {
        if (results.Length == 0) return [];
        if (metric == metrics.Length) return [[.. results.OrderBy(r => r.ContestMs).ThenBy(r => r.Number)]];
        ImmutableArray<ImmutableArray<Result>>.Builder groups = ImmutableArray.CreateBuilder<ImmutableArray<Result>>();
        if (metrics[metric] == Metric.Time)
        {
            // What the duel has decided, no band takes back. Who was in it is faster than who was not.
            foreach (IGrouping<int?, Result> place in results.Where(r => r.DuelRank is not null).GroupBy(r => r.DuelRank).OrderBy(g => g.Key)) groups.AddRange(Order([.. place], metrics, metric + 1, band));
            results = [.. results.Where(r => r.DuelRank is null)];
        }
        decimal reach = Measured.Contains(metrics[metric]) ? 1 + band / 100 : 1;
        Result[] sorted = [.. results.OrderBy(r => Value(r, metrics[metric])).ThenBy(r => r.Number)];
        for (int from = 0, to; from < sorted.Length; from = to)
        {
            decimal most = Value(sorted[from], metrics[metric]) * reach;
            for (to = from + 1; to < sorted.Length && Value(sorted[to], metrics[metric]) <= most;) to++;
            groups.AddRange(Order(sorted[from..to], metrics, metric + 1, band));
        }
        return groups.ToImmutable();
    }

    private static decimal Value(Result result, Metric metric) => metric == Metric.Time && result.DuelMinutes is { } minutes ? minutes : result.Metrics[(int)metric].Value;

    private sealed record LevelPlaces(PlayedLevel Level, decimal Band, ImmutableArray<(Result Result, int Rank)> Ranked, Dictionary<string, int> Attempts, int Players)
    {
        private const int Bins = 10;

        private readonly Dictionary<string, (Result Result, int Rank)> _byPlayer = Ranked.ToDictionary(r => r.Result.Player);

        public BoardCell CellOf(string player)
        {
            int attempts = Attempts.GetValueOrDefault(player);
            if (!_byPlayer.TryGetValue(player, out (Result Result, int Rank) place)) return new(0, 0, null, MedalNames.Name(Medal.None), [], attempts);
            return new(place.Rank, (Players - place.Rank + 1) * Level.Text.Weight, Minutes(place.Result), MedalNames.Name(place.Result.Medal), [.. Level.Level.Metrics.Select(m => Shown(place.Result, m))], attempts);
        }

        public long LastOf(string player) => _byPlayer.TryGetValue(player, out (Result Result, int Rank) place) ? place.Result.ContestMs : 0;

        public LevelBoard BoardOf(Dictionary<string, Player> shown) =>
            new(Level.Text.Id, Level.Text.Title, Band, [.. Level.Level.Metrics.Select(m => m.Name())], Histogram(), Level.Level.Metrics.Length < 2 ? [] : [.. Frontier(shown)]);

        private ImmutableArray<HistogramBin> Histogram()
        {
            if (Ranked.IsEmpty) return [];
            decimal[] minutes = [.. Ranked.Select(r => Minutes(r.Result))];
            (decimal least, decimal most) = (minutes.Min(), minutes.Max());
            decimal width = Math.Max(0.1m, Math.Ceiling((most - least) * 10 / Bins) / 10);
            int bins = Math.Max(1, (int)Math.Ceiling((most - least) / width));
            return [.. Enumerable.Range(0, bins).Select(b => new HistogramBin(least + b * width, least + (b + 1) * width, minutes.Count(m => Math.Min(bins - 1, (int)((m - least) / width)) == b)))];
        }

        private IEnumerable<FrontierPoint> Frontier(Dictionary<string, Player> shown)
        {
            (Metric x, Metric y) = (Level.Level.Metrics[0], Level.Level.Metrics[1]);
            var points = Ranked.Select(r => (Point: (X: Shown(r.Result, x), Y: Shown(r.Result, y)), r.Result)).ToArray();
            foreach ((decimal X, decimal Y) best in Simulation.Scoring.Frontier.Of(points.Select(p => p.Point)))
                yield return new(best.X, best.Y, shown[points.Where(p => p.Point == best).MinBy(p => p.Result.Number).Result.Player].Name);
        }

        private static decimal Minutes(Result result) => decimal.Round(Value(result, Metric.Time), 1);

        private static decimal Shown(Result result, Metric metric) => Measured.Contains(metric) ? decimal.Round(Value(result, metric), 1) : Value(result, metric);
    }
}
