using ShortOrder.Simulation.Time;

namespace ShortOrder.Simulation.Timelines;

/// <summary>What a task, or a lane between tasks, is doing. The names in lower case are the states in JSON.</summary>
public enum SpanState : byte
{
    /// <summary>Nothing yet, or no longer anything. Never in a <see cref="Span"/>.</summary>
    None,

    /// <summary>Hands-on work under the hat on a core.</summary>
    Working,

    /// <summary>An I/O step is under way.</summary>
    Waiting,

    /// <summary>A blocking I/O step is under way inside a coroutine or greenlet: the whole loop stands still.</summary>
    Blocking,

    /// <summary>Runnable, but another thread has the hat (GIL).</summary>
    Hat,

    /// <summary>Has the hat, but no core is free.</summary>
    Core,

    /// <summary>Waits for a lock.</summary>
    Lock,

    /// <summary>Waits for a place of a tool.</summary>
    Tool,

    /// <summary>Waits for another task to finish.</summary>
    After,

    /// <summary>Waits for its release time.</summary>
    Arrival,

    /// <summary>Waits for a crate from another kitchen.</summary>
    Crate,

    /// <summary>A coroutine that is ready, or not yet admitted by the limit, while its loop runs something else.</summary>
    Turn,

    /// <summary>Waits for a free helper to take an offloaded step.</summary>
    Helper,

    /// <summary>Packing or unpacking a crate, under the hat.</summary>
    Packing,

    /// <summary>A new kitchen boots.</summary>
    Booting,

    /// <summary>Opening kitchens, starting threads or coroutines, handing over.</summary>
    Starting,

    /// <summary>Was refused by a tool whose places are taken, or will be: hears so, backs off, tries again.</summary>
    Refused,

    /// <summary>Has heard that the attempt failed. Takes no time: never in a <see cref="Span"/>, but in <see cref="Timeline.Failures"/>.</summary>
    Failed,
}

/// <summary>One stretch of one state.</summary>
/// <param name="Row">Index into <see cref="Timeline.Rows"/>: the lane it happened on.</param>
/// <param name="Task">Index of the task instance in <c>CompiledPlan.Tasks</c>; −1 for the lane itself (opening, booting).</param>
/// <param name="Step">Index of the step in its task; −1 outside any step.</param>
/// <param name="State">What happened.</param>
/// <param name="Start">From, inclusive.</param>
/// <param name="End">To, exclusive; later than <paramref name="Start"/>.</param>
/// <param name="Resource">Index of the tool, lock or shared thing waited for; −1 if none.</param>
/// <param name="HeldBy">The task that held what this one waited for when the wait began; −1 if none or unknown.</param>
public readonly record struct Span(int Row, int Task, int Step, SpanState State, KitchenTime Start, KitchenTime End, int Resource, int HeldBy)
{
    /// <summary>How long.</summary>
    public KitchenDuration Length => End - Start;
}
