using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Game.Session;

/// <summary>What the inspector found in a plan, with the breaking schedule step by step if there is one.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Found">What was found.</param>
/// <param name="Replay">Null unless a schedule breaks the plan.</param>
public sealed record InspectedPlan(CompiledPlan Plan, Inspection Found, ScheduleReplay? Replay);

/// <summary>Inspects one plan at a time on a worker. The game asks for the result; nothing is ever called back. For one thread.</summary>
public sealed class PlanInspector
{
    private (Task<InspectedPlan?> Done, CancellationTokenSource Cancel)? _job;

    /// <summary>Whether a result may come.</summary>
    public bool IsAtWork => _job is not null;

    /// <summary>Begins with a plan, in place of any other.</summary>
    public void Start(CompiledPlan plan)
    {
        Stop();
        CancellationTokenSource cancel = new();
        _job = (Task.Run(() => Inspect(plan, cancel.Token)), cancel);
    }

    /// <summary>Stops; nobody need wait.</summary>
    public void Stop()
    {
        if (_job is not { } job) return;
        job.Cancel.Cancel();
        job.Done.ContinueWith(_ => job.Cancel.Dispose(), TaskScheduler.Default);
        _job = null;
    }

    /// <summary>The result, once; null as long as there is none.</summary>
    public InspectedPlan? Take()
    {
        if (_job is not { Done.IsCompleted: true } job) return null;
        Stop();
        return job.Done.GetAwaiter().GetResult();
    }

    private static InspectedPlan? Inspect(CompiledPlan plan, CancellationToken cancel)
    {
        try
        {
            Inspection found = Inspector.Inspect(plan, cancel: cancel);
            return new(plan, found, found.Schedule.IsEmpty ? null : ScheduleReplay.Of(plan, found));
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
