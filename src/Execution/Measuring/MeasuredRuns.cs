using System.Collections.Immutable;

namespace ShortOrder.Execution.Measuring;

/// <summary>The runs of a serving after its warm-ups, in order, and which of them count.</summary>
internal sealed class MeasuredRuns(RepeatRule rule, DisturbanceRule disturbances)
{
    private readonly List<(RunOutcome Outcome, Disturbance? Disturbance)> _all = [];

    /// <summary>Counted runs that there will be at least.</summary>
    public int Expected => rule.Expected;

    /// <summary>Runs that nothing speaks against.</summary>
    public IEnumerable<RunOutcome> Counted => _all.Where(r => r.Disturbance is null).Select(r => r.Outcome);

    /// <summary>Runs that the result stands on: the counted ones, helped out by those that are a little off where they are too few.</summary>
    public ImmutableArray<RunOutcome> Believed => [.. All.Where(r => r.DiscardedBecause is null).Select(r => r.Outcome)];

    /// <summary>Every run, with what keeps it out of <see cref="Believed"/>.</summary>
    public IEnumerable<(RunOutcome Outcome, string? DiscardedBecause)> All
    {
        get
        {
            HashSet<int> helping = [.. Doubtful.Take(rule.Wanting(Counted.Count()))];
            return _all.Select((r, i) => (r.Outcome, helping.Contains(i) ? null : r.Disturbance?.Why));
        }
    }

    /// <summary>The fastest of those believed, of all if there is none.</summary>
    public RunOutcome? Fastest => Believed.MinBy(r => r.ElapsedMs) ?? _all.Select(r => r.Outcome).MinBy(r => r.ElapsedMs);

    /// <summary>What to do now.</summary>
    public RepeatStep Next => rule.Next([.. Counted.Select(r => r.ElapsedMs)], _all.Count(r => r.Disturbance is { IsGrave: true }), [.. Doubtful.Select(i => _all[i].Outcome.ElapsedMs)]);

    // Places in the list, those that are least off first.
    private IEnumerable<int> Doubtful => _all.Index().Where(r => r.Item.Disturbance is { IsGrave: false }).OrderBy(r => r.Item.Disturbance!.Share).Select(r => r.Index);

    /// <summary>Adds a run.</summary>
    /// <returns>What speaks against it; null if it counts.</returns>
    public Disturbance? Add(RunOutcome outcome)
    {
        Disturbance? disturbance = disturbances.Judge(outcome.Signals);
        if (disturbance is not null && IsUnharmed(outcome)) disturbance = null;
        _all.Add((outcome, disturbance));
        return disturbance;
    }

    // A run as fast as the best cannot have suffered, whatever was going on, unless its core was quicker than it should have been.
    private bool IsUnharmed(RunOutcome outcome) =>
        Math.Abs(outcome.Signals.SpeedChange) <= DisturbanceRule.LargestSpeedChange && Counted.Any() && outcome.ElapsedMs <= Counted.Min(r => r.ElapsedMs) * (1 + RepeatRule.Unharmed);
}
