using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Simulation.Programs;

/// <summary>What one instruction of a compiled plan does. Model and executor interpret the same instructions.</summary>
public enum OpCode : byte
{
    /// <summary>Hands-on work of <c>Ticks</c> under the hat, shown as <c>State</c> (working, packing, booting, starting).</summary>
    Compute,

    /// <summary>An I/O request of <c>Ticks</c>. <c>Arg</c> is a self-serve tool whose device queue it goes through, or −1. A thread blocks; a coroutine awaits unless <c>Blocking</c>.</summary>
    Wait,

    /// <summary>Takes a place of tool <c>Arg</c>: a semaphore, first come first served; a tool that refuses is tried again until it has one.</summary>
    AcquireTool,

    /// <summary>Frees a place of tool <c>Arg</c>.</summary>
    ReleaseTool,

    /// <summary>Takes lock <c>Arg</c> of its process (a FIFO mutex).</summary>
    AcquireLock,

    /// <summary>Frees lock <c>Arg</c>.</summary>
    ReleaseLock,

    /// <summary>Reads shared thing <c>Arg</c> of its process.</summary>
    Read,

    /// <summary>Writes shared thing <c>Arg</c> of its process: what was read, plus one.</summary>
    Write,

    /// <summary>A coroutine gives way: to the back of the ready queue.</summary>
    Yield,

    /// <summary>Waits until task <c>Arg</c> is finished; if it runs in another kitchen, until its crate is here (its unpacking follows as a Compute).</summary>
    AwaitTask,

    /// <summary>Waits until <c>Ticks</c> after the start of the order.</summary>
    AwaitArrival,

    /// <summary>The task's crate has been packed: hands it to its kitchen or process pool.</summary>
    Dispatch,

    /// <summary>Waits until the crate of task <c>Arg</c> has been dispatched. The task is not under way yet: the lane itself waits.</summary>
    AwaitCrate,

    /// <summary>Asks helper channel <c>Arg</c> to run offloaded program <c>Ticks</c> (an index into <c>CompiledPlan.Offloads</c>) and waits for it.</summary>
    Offload,

    /// <summary>Manual lanes: the task's instructions from index <c>Ticks</c> up to <c>Arg</c> (exclusive) run by themselves from now.</summary>
    Launch,

    /// <summary>Manual lanes: waits until what was launched for the task is done.</summary>
    Join,

    /// <summary>Opens process <c>Arg</c>: its main thread starts (and boots).</summary>
    OpenProcess,

    /// <summary>Starts thread <c>Arg</c>; a helper was made before the clock and only begins to serve.</summary>
    StartThread,

    /// <summary>An I/O step that may fail is through: if the attempt failed, <c>Arg</c> (an <see cref="OnFailure"/>) says what follows; to try again the task goes back <c>Ticks</c> instructions.</summary>
    Outcome,

    /// <summary>From now on I/O of greenlets of this process that start later yields.</summary>
    Patch,

    /// <summary>The task is finished: wakes who waits for it, ships the result if somebody elsewhere needs it.</summary>
    Finish,
}

/// <summary>What follows a failed attempt.</summary>
public enum OnFailure
{
    /// <summary>Another attempt.</summary>
    TryAgain,

    /// <summary>The error ends the task. What it holds is freed, its lane goes on with the next; who waits for it waits for ever.</summary>
    End,

    /// <summary>No callback is ever called: the task hangs, and so does its loop. What it holds is freed.</summary>
    Silence,
}

/// <summary>One instruction.</summary>
/// <param name="Code">What to do.</param>
/// <param name="Task">Task instance it belongs to, −1 for the lane itself.</param>
/// <param name="Step">Step of that task it belongs to, −1 outside any.</param>
/// <param name="Ticks">Length in ticks, where the code has one.</param>
/// <param name="Arg">Index whose meaning depends on the code; −1 if unused.</param>
/// <param name="State">How a Compute is shown.</param>
/// <param name="Blocking">A Wait that nothing can await or patch.</param>
public readonly record struct Op(OpCode Code, int Task, int Step = -1, long Ticks = 0, int Arg = -1, SpanState State = SpanState.None, bool Blocking = false);
