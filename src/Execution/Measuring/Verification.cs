using System.Collections.Immutable;
using ShortOrder.Execution.Lanes;
using ShortOrder.Simulation.Model;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Execution.Measuring;

/// <summary>Checks what came out of a run against what must come out.</summary>
internal sealed class Verification(CompiledPlan plan, IReadOnlyList<ulong> expectedValues)
{
    private readonly long[] _writes = PlanLoad.WritesOf(plan);

    /// <summary>What is wrong with the dishes, for the player; null if every checksum is right.</summary>
    /// <param name="reports">What the processes say.</param>
    /// <param name="lost">Tasks of which it is known why they are missing.</param>
    public string? WrongDish(ImmutableArray<RunReport> reports, IEnumerable<TaskError> lost)
    {
        if (reports.SelectMany(r => r.Faults).FirstOrDefault() is { } fault) return $"A failed order: {fault}.";
        bool[] isDone = new bool[plan.Tasks.Length];
        foreach (TaskValue value in reports.SelectMany(r => r.Values))
        {
            if (value.Value != expectedValues[value.Task]) return $"A failed order: {plan.Tasks[value.Task].Name} came out wrong (its checksum is not that of the work it stands for).";
            isDone[value.Task] = true;
        }

        foreach (TaskError error in lost) isDone[error.Task] = true;
        int missing = Array.IndexOf(isDone, false);
        return missing < 0 ? null : $"A failed order: {plan.Tasks[missing].Name} was never finished.";
    }

    /// <summary>Shared things whose value at home falls short of the writes, in the level's order.</summary>
    public ImmutableArray<LostUpdate> LostUpdates(RunReport home) =>
        [.. _writes.Select((writes, i) => new LostUpdate(plan.Level.Shared[i], (int)(writes - home.Shared[i]))).Where(l => l.Count > 0)];

    /// <summary>Open waits as sentences, in the model's words; waits that hold nobody up are left out.</summary>
    public ImmutableArray<string> Sentences(ImmutableArray<OpenWait> waits) => [.. waits.OrderBy(w => w.Task).Select(Sentence).OfType<string>()];

    private string? Sentence(OpenWait wait)
    {
        string who = wait.Task >= 0 ? plan.Tasks[wait.Task].Name : $"{plan.Rows[wait.Row].Kitchen} {plan.Rows[wait.Row].Label}";
        string holder = wait.HeldBy >= 0 ? $", held by {plan.Tasks[wait.HeldBy].Name}" : "";
        return wait.State switch
        {
            SpanState.Tool => $"{who} waits for tool {plan.Level.Tools[wait.Resource].Id}{holder}",
            SpanState.Lock => $"{who} waits for lock {plan.Locks[wait.Resource]}{holder}",
            SpanState.After when wait.HeldBy >= 0 => $"{who} waits for task {plan.Tasks[wait.HeldBy].Name} to finish",
            SpanState.Helper => $"{who} waits for a helper",
            _ => null,
        };
    }
}
