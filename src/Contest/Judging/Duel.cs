using System.Collections.Immutable;

namespace ShortOrder.Contest.Judging;

/// <summary>A plan that has a place on the podium to win or to lose.</summary>
/// <param name="Verdict">Id of its verdict.</param>
/// <param name="Minutes">The time that it was judged at.</param>
public readonly record struct Finalist(long Verdict, decimal Minutes);

/// <summary>What the duel decided about a plan.</summary>
/// <param name="Verdict">Id of its verdict.</param>
/// <param name="Rank">Its place among the finalists, from 1; those that stay within the band share one.</param>
/// <param name="Best">Its fastest round in kitchen minutes; its judged time if no round of it counted.</param>
/// <param name="Rounds">Rounds that counted.</param>
public readonly record struct DuelPlace(long Verdict, int Rank, decimal Best, int Rounds);

/// <summary>The last word about the podium: the best plans of a level run again, one after the other in turning order, on one machine. Fastest against fastest decides; what stays within 1 % stays shared.</summary>
/// <remarks>Interleaving makes drift and bursts hit all alike, and the minimum forgets them: of two plans 1.4 % apart it never ranked the wrong one first on a quiet machine. Pure: the caller runs the plans.</remarks>
public sealed class Duel
{
    /// <summary>Rounds that every plan runs.</summary>
    public const int Rounds = 9;

    /// <summary>Most plans of a level that take part.</summary>
    public const int MostFinalists = 8;

    private const int Podium = 3;

    private readonly ImmutableArray<Finalist> _finalists;
    private readonly List<decimal>[] _times;
    private int _turn;

    /// <summary>A duel that nobody has run yet.</summary>
    /// <param name="finalists">Two plans at least.</param>
    public Duel(ImmutableArray<Finalist> finalists)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(finalists.Length, 2, nameof(finalists));
        _finalists = finalists;
        _times = [.. finalists.Select(_ => new List<decimal>())];
    }

    /// <summary>Who takes part: the three fastest different plans, and every plan whose band overlaps one of theirs; empty if that is one alone, which nothing can move.</summary>
    /// <param name="judged">The different served plans of a level, in any order.</param>
    /// <param name="band">The level's noise band.</param>
    public static ImmutableArray<Finalist> Choose(IEnumerable<Finalist> judged, double band)
    {
        Finalist[] sorted = [.. judged.OrderBy(f => f.Minutes).ThenBy(f => f.Verdict)];
        if (sorted.Length < 2) return [];
        decimal reach = sorted[Math.Min(Podium, sorted.Length) - 1].Minutes * (1 + (decimal)(2 * band));
        Finalist[] near = [.. sorted.TakeWhile((f, i) => i < Podium || f.Minutes <= reach).Take(MostFinalists)];
        // Nothing to decide where every gap is wider than any noise.
        return near.Zip(near.Skip(1)).Any(p => NoiseBand.IsTie(p.First.Minutes, p.Second.Minutes, 2 * band)) ? [.. near] : [];
    }

    /// <summary>Whose turn it is; null when all rounds are over.</summary>
    /// <remarks>Every round begins with another plan, so that none always runs after the same neighbour.</remarks>
    public Finalist? Next => _turn >= Rounds * _finalists.Length ? null : _finalists[Index];

    /// <summary>Turns so far and in all.</summary>
    public (int Done, int All) Progress => (_turn, Rounds * _finalists.Length);

    private int Index => ((_turn % _finalists.Length) + (_turn / _finalists.Length)) % _finalists.Length;

    /// <summary>The plan whose turn it was has run.</summary>
    /// <param name="minutes">Its time; null if the run was disturbed, and does not count.</param>
    public void Ran(decimal? minutes)
    {
        if (Next is null) throw new InvalidOperationException("The duel is over.");
        if (minutes is { } time) _times[Index].Add(time);
        _turn++;
    }

    /// <summary>The places, the winner first.</summary>
    public ImmutableArray<DuelPlace> Places
    {
        get
        {
            DuelPlace[] places = [.. _finalists.Select((f, i) => new DuelPlace(f.Verdict, 0, _times[i].Count > 0 ? _times[i].Min() : f.Minutes, _times[i].Count)).OrderBy(p => p.Best).ThenBy(p => p.Verdict)];
            for (int i = 0, leader = 0; i < places.Length; i++)
            {
                if (!NoiseBand.IsTie(places[leader].Best, places[i].Best, NoiseBand.Narrowest)) leader = i;
                places[i] = places[i] with { Rank = leader + 1 };
            }
            return [.. places];
        }
    }
}
