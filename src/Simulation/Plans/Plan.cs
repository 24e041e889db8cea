using System.Collections.Immutable;

namespace ShortOrder.Simulation.Plans;

/// <summary>The player's answer to a level: which lanes to open and what goes where. Immutable; legal for its level only after <c>PlanChecker</c>.</summary>
public sealed record Plan
{
    /// <summary>Id of the level.</summary>
    public required string Level { get; init; }

    /// <summary>Kitchens (processes); the first is home, the main process.</summary>
    public required ImmutableArray<Kitchen> Kitchens { get; init; }

    /// <summary>Critical sections.</summary>
    public ImmutableArray<LockPlan> Locks { get; init; } = [];

    /// <summary>Places inside CPU steps where a coroutine gives way.</summary>
    public ImmutableArray<YieldPlan> Yields { get; init; } = [];

    /// <summary>Steps handed from a loop to a helper.</summary>
    public ImmutableArray<OffloadPlan> Offloads { get; init; } = [];

    /// <summary>Tries around I/O steps.</summary>
    public ImmutableArray<TryPlan> Tries { get; init; } = [];

    /// <summary>Changed orders of takes.</summary>
    public ImmutableArray<OrderPlan> Orders { get; init; } = [];

    /// <summary>Places of tools whose number the plan chooses; a tool not named has as many as there may be.</summary>
    public ImmutableArray<PlacesPlan> Places { get; init; } = [];

    /// <summary>Ids of the equipment that is bought.</summary>
    public ImmutableArray<string> Buys { get; init; } = [];
}

/// <summary>A process with its GIL.</summary>
/// <param name="Name">Unique in the plan; the first kitchen is usually <c>home</c>.</param>
/// <param name="Copies">More than 1: a process pool whose processes take tasks from one list; such a kitchen has exactly one lane of kind main.</param>
/// <param name="Lanes">The first runs on the main thread unless it is a thread lane; each further lane, and every thread lane, on threads of its own.</param>
public sealed record Kitchen(string Name, int Copies, ImmutableArray<Lane> Lanes);

/// <summary>How a lane does its tasks.</summary>
public enum LaneKind
{
    /// <summary>The kitchen's main thread: one task after another, every I/O blocks.</summary>
    Main,

    /// <summary>One cook follows a hand-written list of steps; equipment that a CPU step starts works on alone.</summary>
    Manual,

    /// <summary>A further thread, or a pool of them that takes tasks from the lane's list.</summary>
    Thread,

    /// <summary>An event loop: every task a coroutine.</summary>
    Loop,

    /// <summary>An event loop whose tasks are greenlets: patched I/O yields by itself.</summary>
    Greenlets,
}

/// <summary>How the tasks of a loop are written. They run alike.</summary>
public enum LaneStyle
{
    /// <summary>A coroutine per task, which awaits.</summary>
    Coroutines,

    /// <summary>A callback per wait, as in Twisted: a failed wait without an errback is heard of by nobody.</summary>
    Callbacks,
}

/// <summary>A thread, or a pool of them, with its list of tasks.</summary>
public sealed record Lane
{
    /// <summary>How the lane does its tasks.</summary>
    public required LaneKind Kind { get; init; }

    /// <summary>Threads of a thread lane, at least 1; 1 for every other kind.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Most tasks of a loop or greenlet lane under way at once (a semaphore around them); null: all.</summary>
    public int? Limit { get; init; }

    /// <summary>How the tasks of a loop are written; coroutines on every other kind.</summary>
    public LaneStyle Style { get; init; }

    /// <summary>Most tasks that travel in one box to a further kitchen and back; a box holds tasks of one entry of the list only. null: each travels by itself.</summary>
    public int? Box { get; init; }

    /// <summary>The tasks in order; empty on a manual lane.</summary>
    public ImmutableArray<TaskRef> Tasks { get; init; } = [];

    /// <summary>The cook's steps in order; empty unless the lane is manual. CPU, take and drop steps are listed, and an I/O step only if its task begins with it.</summary>
    public ImmutableArray<StepRef> Steps { get; init; } = [];
}

/// <summary>Names tasks: <c>coffee</c> (all copies), <c>guest#3</c>, <c>guest#1..100</c>, or <c>guest*20</c> (the next 20 copies that no other entry names, in plan order).</summary>
/// <param name="Task">Id of the task.</param>
/// <param name="First">First copy from 1; 0 with <paramref name="Last"/> 0: all copies, or the next <paramref name="Next"/>.</param>
/// <param name="Last">Last copy, inclusive.</param>
/// <param name="Next">How many further copies; 0 unless written <c>task*n</c>.</param>
public readonly record struct TaskRef(string Task, int First = 0, int Last = 0, int Next = 0)
{
    /// <summary>As a plan file writes it.</summary>
    public override string ToString() => (First, Next) switch
    {
        (0, 0) => Task,
        (0, _) => $"{Task}*{Next}",
        _ => First == Last ? $"{Task}#{First}" : $"{Task}#{First}..{Last}",
    };
}

/// <summary>Names a step: <c>coffee.0</c> or <c>guest#3.0</c>.</summary>
/// <param name="Task">Id of the task.</param>
/// <param name="Copy">Copy from 1; 0 for a task without copies.</param>
/// <param name="Step">Index from 0.</param>
public readonly record struct StepRef(string Task, int Copy, int Step)
{
    /// <summary>As a plan file writes it.</summary>
    public override string ToString() => Copy == 0 ? $"{Task}.{Step}" : $"{Task}#{Copy}.{Step}";
}

/// <summary>A lock held from the start of one step to the end of another. <paramref name="Task"/> may name copies; a bare id means all of them.</summary>
public sealed record LockPlan(string Lock, TaskRef Task, int From, int To);

/// <summary>A coroutine gives way after so many minutes of a CPU step. <paramref name="Task"/> may name copies.</summary>
public sealed record YieldPlan(TaskRef Task, int Step, Time.KitchenDuration After);

/// <summary>A step of a coroutine or greenlet that a helper does. <paramref name="To"/> is <c>thread</c> or the name of a kitchen.</summary>
public sealed record OffloadPlan(TaskRef Task, int Step, string To);

/// <summary>An I/O step that is tried again, from taking its tool or handing it over on, until it succeeds. <paramref name="Task"/> may name copies. On a lane wired by callbacks it is the wait's errback.</summary>
public sealed record TryPlan(TaskRef Task, int Step);

/// <summary>The order in which a task takes its tools instead of the authored one: a permutation of the tools of its take steps.</summary>
public sealed record OrderPlan(string Task, ImmutableArray<string> Tools);

/// <summary>How many places a tool is given whose number the plan chooses.</summary>
public sealed record PlacesPlan(string Tool, int Places);
