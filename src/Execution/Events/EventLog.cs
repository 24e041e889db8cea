using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Execution.Events;

/// <summary>What a process notes while its clock runs: fixed records in a memory-mapped file, which another process may read at the same time.</summary>
/// <remarks>
/// A writer takes a number, fills its record and writes the timestamp last: a record whose timestamp is still zero is not finished. No lock, no allocation, no system call.
/// When the file is full the rest is dropped and <see cref="IsFull"/> says so.
/// </remarks>
internal sealed unsafe class EventLog : IDisposable
{
    internal const int HeaderBytes = 64;
    private const int PretouchedRecords = 1 << 15;

    /// <summary>Instructions of one attempt at a step, its helper's among them.</summary>
    private const int MostInAttempt = 12;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _base;
    private readonly long _capacity;

    /// <summary>Makes the file anew.</summary>
    /// <param name="path">Where.</param>
    /// <param name="capacity">Records it has room for.</param>
    public EventLog(string path, long capacity)
    {
        _capacity = capacity;
        long bytes = HeaderBytes + (capacity * EventRecord.Size);
        File.Delete(path);
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.CreateNew, null, bytes);
        _view = _file.CreateViewAccessor(0, bytes);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _base);
        // The first pages are faulted in now, not under the clock.
        new Span<byte>(_base, (int)Math.Min(bytes, PretouchedRecords * EventRecord.Size)).Clear();
    }

    /// <summary>Whether records were dropped.</summary>
    public bool IsFull => Volatile.Read(ref *(long*)_base) > _capacity;

    /// <summary>Room that a process needs for one run of the plan: some records for every instruction, and two for every time the hat may change hands.</summary>
    public static long CapacityFor(CompiledPlan plan)
    {
        long instructions = plan.Tasks.Sum(t => (long)t.Ops.Length) + plan.Offloads.Sum(o => (long)o.Ops.Length) + plan.Threads.Sum(t => 4L + t.Prologue.Length + t.Epilogue.Length);
        long ticks = plan.Tasks.SelectMany(t => t.Ops).Concat(plan.Threads.SelectMany(t => t.Prologue)).Where(op => op.Code == OpCode.Compute).Sum(op => op.Ticks);
        long switches = ticks / Math.Max(1, plan.Level.Costs.SwitchInterval.Ticks);
        instructions += MostInAttempt * plan.Tasks.SelectMany(t => plan.Level.Tasks[t.Spec].Steps).Sum(s => (long)s.Fails);
        return Math.Clamp(2_048 + (6 * instructions) + (6 * switches) + (6 * plan.Level.Tools.Sum(tool => RefusalsBy(plan, tool))), 4_096, 1 << 22);
    }

    /// <summary>Most refusals of a tool: each caller hears one a cycle until the tool's minutes, and a cycle for every caller, are over.</summary>
    private static long RefusalsBy(CompiledPlan plan, ToolSpec tool)
    {
        if (tool.Refuses is not { } refusal) return 0;
        StepSpec[] calls = [.. plan.Tasks.SelectMany(t => plan.Level.Tasks[t.Spec].Steps).Where(s => s.Tool == tool.Id)];
        long attempts = calls.Sum(s => 1L + s.Fails);
        return attempts * ((calls.Sum(s => s.Duration.Ticks * (1 + s.Fails)) / refusal.Cycle.Ticks) + attempts);
    }

    /// <summary>Appends a record. From any thread.</summary>
    public void Add(in EventRecord record)
    {
        long index = Interlocked.Increment(ref *(long*)_base) - 1;
        if (index >= _capacity) return;
        EventRecord* at = (EventRecord*)(_base + HeaderBytes) + index;
        EventRecord unfinished = record with { Timestamp = 0 };
        *at = unfinished;
        Volatile.Write(ref at->Timestamp, record.Timestamp);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }
}
