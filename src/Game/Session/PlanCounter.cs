using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Solving;

namespace ShortOrder.Game.Session;

/// <summary>Counts the plans of one level at a time on a worker, and surveys each level once. The game asks for the result; nothing is ever called back. For one thread.</summary>
public sealed class PlanCounter
{
    private readonly Dictionary<Level, Survey> _surveys = new(ReferenceEqualityComparer.Instance);
    private (Level Level, Task<PlanTally?> Done, CancellationTokenSource Cancel)? _job;

    /// <summary>Whether a result may come.</summary>
    public bool IsAtWork => _job is not null;

    /// <summary>What was counted last; null before, and once the counting was stopped.</summary>
    public PlanTally? Tally { get; private set; }

    /// <summary>Begins with a level, in place of any other.</summary>
    /// <param name="level">The level.</param>
    /// <param name="earlier">The player's attempts at it.</param>
    public void Start(Level level, ImmutableArray<Attempt> earlier)
    {
        Stop();
        CancellationTokenSource cancel = new();
        Survey? known = _surveys.GetValueOrDefault(level);
        _job = (level, Task.Run(() => Count(level, known, earlier, cancel.Token)), cancel);
    }

    /// <summary>Stops, waits until it has (at most as long as one plan takes), and forgets the tally: what is measured next shall be measured alone.</summary>
    public void Stop()
    {
        Tally = null;
        if (_job is not { } job) return;
        job.Cancel.Cancel();
        job.Done.Wait(TimeSpan.FromSeconds(2));
        job.Cancel.Dispose();
        _job = null;
    }

    /// <summary>The result, once; null as long as there is none.</summary>
    public PlanTally? Take()
    {
        if (_job is not { Done.IsCompleted: true } job) return null;
        _job = null;
        job.Cancel.Dispose();
        Tally = job.Done.GetAwaiter().GetResult();
        if (Tally is { } tally) _surveys[job.Level] = tally.Survey;
        return Tally;
    }

    private static PlanTally? Count(Level level, Survey? known, ImmutableArray<Attempt> earlier, CancellationToken cancel)
    {
        try
        {
            return PlanTally.Of(level, known, earlier, cancel);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
