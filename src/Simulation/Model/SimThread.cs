using System.Collections.Immutable;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Simulation.Model;

/// <summary>Where a thread is in its program.</summary>
internal enum ThreadPhase : byte { NotStarted, Prologue, Tasks, Serving, Epilogue, Done }

/// <summary>A simulated thread.</summary>
internal sealed class SimThread(int index, ThreadProgram program, Hat hat)
{
    public readonly int Index = index;
    public readonly ThreadProgram Program = program;
    public readonly Hat Hat = hat;
    public ThreadPhase Phase;

    /// <summary>Instructions under way; a loop's are those of its current coroutine.</summary>
    public ImmutableArray<Op> Code = [];
    public int Pc;

    /// <summary>Ticks left of the present Compute.</summary>
    public long Remaining;
    public long HatRequestedAt;

    /// <summary>Task being run on a blocking thread or by a helper; −1 between tasks.</summary>
    public int Task = -1;

    /// <summary>Tasks left of the box that it took from a process pool's list.</summary>
    public readonly Queue<int> Box = new();

    /// <summary>Offload under way on a helper, and who waits for it; null if none.</summary>
    public (int Offload, Waiter Who)? Job;

    /// <summary>State of the lane itself, between tasks.</summary>
    public SpanState RowState;

    /// <summary>The event loop, on a loop's thread once it runs coroutines.</summary>
    public SimLoop? Loop;

    /// <summary>The instruction it is at, or was last at.</summary>
    public Op Current => Code.IsEmpty ? new(OpCode.Compute, Task) : Code[Math.Min(Pc, Code.Length - 1)];
}

/// <summary>asyncio's ready queue: passes over a snapshot, completions between passes, two hops from a completion to its coroutine.</summary>
internal sealed class SimLoop
{
    /// <summary>A coroutine's wake-up (task), or a completion handle (−1 − task).</summary>
    public readonly Queue<int> Ready = new();

    /// <summary>Finished I/O that the next pass collects.</summary>
    public readonly Queue<int> Completions = new();

    /// <summary>Coroutines that wait for admission.</summary>
    public readonly Queue<int> NotAdmitted = new();

    /// <summary>Further coroutines that may be admitted.</summary>
    public int Admissible;

    /// <summary>Handles left in this pass.</summary>
    public int PassLeft;

    /// <summary>Coroutine that runs now, or −1.</summary>
    public int Running = -1;

    /// <summary>Coroutines not yet finished.</summary>
    public int Unfinished;

    /// <summary>Whether its thread is in <c>select</c>.</summary>
    public bool IsIdle;

    public static int CompletionOf(int task) => -1 - task;
}

/// <summary>Who goes on when something is over.</summary>
internal enum WaiterKind : byte { Thread, Coroutine, Launched }

/// <summary>A thread, a coroutine, or the equipment that a manual lane has launched for a task.</summary>
internal readonly record struct Waiter(WaiterKind Kind, int Thread, int Task);

/// <summary>A tool or lock: a FIFO semaphore, or a self-serve device queue.</summary>
internal sealed class SimResource(int places)
{
    public int Free = places;
    public readonly Queue<(Waiter Who, long Ticks)> Waiting = new();

    /// <summary>Tasks that hold a place, in the order in which they got it.</summary>
    public readonly List<int> Holders = [];

    public int FirstHolder => Holders.Count > 0 ? Holders[0] : -1;
}
