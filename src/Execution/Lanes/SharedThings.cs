using System.Collections.Immutable;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Execution.Lanes;

/// <summary>A process's copy of the shared things: plain variables, so that what threads do to each other there really happens.</summary>
internal sealed class SharedThings(CompiledPlan plan, TaskCell[] tasks)
{
    private readonly long[] _values = new long[plan.Level.Shared.Length];
    private readonly int[] _shipped = new int[plan.Level.Shared.Length];

    /// <summary>Their values now, with the writes that came with results, in the level's order.</summary>
    public ImmutableArray<long> Values => [.. _values.Zip(_shipped, (value, shipped) => value + shipped)];

    /// <summary>A task reads one: what it will add to.</summary>
    public void Read(int task, int shared) => ReadsOf(task)[shared] = Volatile.Read(ref _values[shared]);

    /// <summary>One gets what the task read, plus one; without a read before, one more than is there.</summary>
    /// <remarks>In another kitchen than home, the write also travels with the task's result, if the task has a crate.</remarks>
    public void Write(int task, int shared)
    {
        long[] reads = ReadsOf(task);
        long read = reads[shared] >= 0 ? reads[shared] : Volatile.Read(ref _values[shared]);
        Volatile.Write(ref _values[shared], read + 1);
        reads[shared] = -1;
        if (plan.Tasks[task].Kitchen == 0 || plan.Level.Tasks[plan.Tasks[task].Spec].Crate is null) return;
        (tasks[task].Writes ??= new int[_values.Length])[shared]++;
    }

    /// <summary>Writes that came with a result. Calls must not overlap.</summary>
    public void Add(int shared, int writes) => _shipped[shared] += writes;

    private long[] ReadsOf(int task)
    {
        if (tasks[task].Reads is { } reads) return reads;
        reads = new long[_values.Length];
        Array.Fill(reads, -1);
        return tasks[task].Reads = reads;
    }
}
