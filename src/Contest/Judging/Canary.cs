using System.Collections.Immutable;

namespace ShortOrder.Contest.Judging;

/// <summary>What a machine's reference runs say about it.</summary>
public enum CanaryState
{
    /// <summary>The reference plan takes its time.</summary>
    Good,

    /// <summary>It was off once: the next reference run comes at once.</summary>
    Doubtful,

    /// <summary>It was off twice: judging pauses, and what was judged since the last good reference run is judged again.</summary>
    Quarantined,
}

/// <summary>The reference plan, run between judgements, as a health check of the machine. Never a divisor: that would add its own noise to every time.</summary>
/// <remarks>Pure: the caller gives times and times of day.</remarks>
public sealed class Canary
{
    /// <summary>Judgements after which the reference plan is run again.</summary>
    public const int MostJudgements = 10;

    /// <summary>Share by which it may always be off its base.</summary>
    public const decimal LeastTolerance = 0.03m;

    /// <summary>Share by which it may never be off its base, however unsteady the machine.</summary>
    public const decimal MostTolerance = 0.08m;

    /// <summary>Time after which it is run again while there is work.</summary>
    public static readonly TimeSpan LongestInterval = TimeSpan.FromSeconds(30);

    private readonly List<long> _sinceGood = [];
    private TimeSpan? _last;

    /// <summary>The machine's time for the reference plan, from its certificate, in kitchen minutes.</summary>
    public decimal Base { get; private set; }

    /// <summary>What the last runs said.</summary>
    public CanaryState State { get; private set; }

    /// <summary>Verdicts since the last good reference run, oldest first.</summary>
    public ImmutableArray<long> SinceGood => [.. _sinceGood];

    /// <summary>Share by which it may be off its base here: as much as a slow run of the certificate was, within the limits. On a machine that cannot hold its own times to 3 %, 3 % say nothing.</summary>
    public decimal Tolerance { get; private set; }

    /// <summary>A canary that knows the machine.</summary>
    /// <param name="baseMinutes">Its time for the reference plan.</param>
    /// <param name="slowRun">How far a slow run of the reference plan was above the fastest, as a share.</param>
    /// <param name="now">When that was measured, on a monotonic clock.</param>
    public Canary(decimal baseMinutes, decimal slowRun, TimeSpan now) => Recertified(baseMinutes, slowRun, now);

    /// <summary>Whether the reference plan should run before the next judgement.</summary>
    public bool IsDue(TimeSpan now) => State != CanaryState.Good || _sinceGood.Count >= MostJudgements || (_sinceGood.Count > 0 && now - _last >= LongestInterval);

    /// <summary>A plan was judged.</summary>
    /// <param name="verdict">Id of the verdict.</param>
    public void Judged(long verdict) => _sinceGood.Add(verdict);

    /// <summary>The reference plan was run.</summary>
    /// <param name="minutes">Its time; null if the machine was too busy to tell, which says nothing about the verdicts before.</param>
    /// <param name="now">When, on the same clock.</param>
    /// <returns>Verdicts that must be judged again; empty unless the machine has just been quarantined.</returns>
    public ImmutableArray<long> Ran(decimal? minutes, TimeSpan now)
    {
        _last = now;
        if (minutes is not { } measured) return [];
        if (Math.Abs(measured - Base) <= Base * Tolerance)
        {
            State = CanaryState.Good;
            _sinceGood.Clear();
            return [];
        }
        bool isNew = State == CanaryState.Doubtful;
        State = State == CanaryState.Good ? CanaryState.Doubtful : CanaryState.Quarantined;
        if (!isNew) return [];
        ImmutableArray<long> doubtful = SinceGood;
        _sinceGood.Clear();
        return doubtful;
    }

    /// <summary>The machine was certified anew, for instance because its power supply changed: judging goes on from there.</summary>
    /// <param name="baseMinutes">Its time for the reference plan now.</param>
    /// <param name="slowRun">How far a slow run of it was above the fastest, as a share.</param>
    /// <param name="now">When that was measured, on the same clock.</param>
    public void Recertified(decimal baseMinutes, decimal slowRun, TimeSpan now) =>
        (Base, Tolerance, _last, State) = (baseMinutes, Math.Clamp(slowRun, LeastTolerance, MostTolerance), now, CanaryState.Good);
}
