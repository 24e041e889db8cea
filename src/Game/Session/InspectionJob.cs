using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Game.Session;

/// <summary>What the inspector found in a plan, with the breaking schedule step by step if there is one.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Found">What was found.</param>
/// <param name="Replay">Null unless a schedule breaks the plan.</param>
public sealed record InspectedPlan(CompiledPlan Plan, Inspection Found, ScheduleReplay? Replay);

/// <summary>A plan being inspected on a worker. The game asks whether it is done; nothing is ever called back.</summary>
public sealed class InspectionJob : IDisposable
{
    private readonly CancellationTokenSource _cancel = new();

    /// <summary>Starts at once.</summary>
    public InspectionJob(CompiledPlan plan) => Done = Task.Run(() => Run(plan, _cancel.Token));

    /// <summary>Ends with the result, null if it was stopped. Never fails.</summary>
    public Task<InspectedPlan?> Done { get; }

    /// <summary>Stops it; nobody need wait.</summary>
    public void Dispose()
    {
        _cancel.Cancel();
        Done.ContinueWith(_ => _cancel.Dispose(), TaskScheduler.Default);
    }

    private static InspectedPlan? Run(CompiledPlan plan, CancellationToken cancel)
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
