using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Execution.Lanes;

/// <summary>What every process derives for itself from the plan and the way it is served.</summary>
internal sealed class PlanFacts
{
    private readonly CompiledPlan _plan;
    private readonly int _tempoMs;

    /// <param name="plan">The plan.</param>
    /// <param name="tempoMs">Real milliseconds of one kitchen minute.</param>
    /// <param name="isPortable">Whether loops use the poller that works everywhere.</param>
    public PlanFacts(CompiledPlan plan, int tempoMs, bool isPortable = false)
    {
        (_plan, _tempoMs, IsPortable) = (plan, tempoMs, isPortable);
        IsToolRemote = [.. plan.Level.Tools.Select((t, tool) => t.Refuses is not null || UsersOf(tool).Distinct().Skip(1).Any())];
    }

    /// <summary>Whether loops use the poller that works everywhere.</summary>
    public bool IsPortable { get; }

    /// <summary>Per tool: whether the pantry keeps it, since several processes use it as a semaphore, or since it refuses, as only somebody outside can.</summary>
    public ImmutableArray<bool> IsToolRemote { get; }

    /// <summary>Microseconds of so many ticks.</summary>
    public int Microseconds(long ticks) => Microseconds(ticks, _tempoMs);

    /// <summary>Microseconds of so many ticks at that tempo.</summary>
    public static int Microseconds(long ticks, int tempoMs) => (int)Math.Min(int.MaxValue, ticks * tempoMs / 10);

    /// <summary>How an instruction's tool refuses; null if it is none that does.</summary>
    public RefusalSpec? RefusalOf(in Op op) => op.Code == OpCode.AcquireTool ? _plan.Level.Tools[op.Arg].Refuses : null;

    /// <summary>Whether an I/O step writes to a real disk.</summary>
    public bool IsDisk(in Op wait)
    {
        ImmutableArray<StepSpec> steps = _plan.Level.Tasks[_plan.Tasks[wait.Task].Spec].Steps;
        return wait.Step >= 0 && steps[wait.Step].Disk;
    }

    /// <summary>Whether a thread with this program ever talks to the pantry.</summary>
    public bool NeedsPantry(ThreadProgram thread)
    {
        IEnumerable<Op> ops = thread.Prologue;
        if (thread.Queue >= 0) ops = ops.Concat(_plan.Queues[thread.Queue].Tasks.SelectMany(t => _plan.Tasks[t].Ops));
        if (thread.Channel >= 0) ops = ops.Concat(_plan.Offloads.Where(o => o.Channel == thread.Channel).SelectMany(o => o.Ops));
        return ops.Any(op => op.Code is OpCode.Wait or OpCode.AwaitArrival or OpCode.Launch || (op.Code == OpCode.AcquireTool && IsToolRemote[op.Arg]));
    }

    private IEnumerable<int> UsersOf(int tool)
    {
        for (int process = 0; process < _plan.Processes.Length; process++)
        {
            int p = process;
            bool isUser = _plan.Threads.Any(t => t.Process == p && t.Queue >= 0 && _plan.Queues[t.Queue].Tasks.Any(task => Uses(_plan.Tasks[task].Ops, tool)))
                || _plan.Threads.Any(t => t.Process == p && t.Channel >= 0 && _plan.Offloads.Any(o => o.Channel == t.Channel && Uses(o.Ops, tool)))
                || _plan.Threads.Any(t => t.Process == p && t.Prologue.Any(op => op.Task >= 0 && Uses(_plan.Tasks[op.Task].Ops, tool) && _plan.Tasks[op.Task].Kitchen == _plan.Processes[p].Kitchen));
            if (isUser) yield return process;
        }
    }

    private static bool Uses(ImmutableArray<Op> ops, int tool) => ops.Any(op => op.Code == OpCode.AcquireTool && op.Arg == tool);
}
