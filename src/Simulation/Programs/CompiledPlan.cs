using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Simulation.Programs;

/// <summary>A legal plan of a level, flattened to instructions for every thread and task: what both the model and the executor run.</summary>
/// <remarks>Everything is addressed by index. Processes, threads and tasks are in plan and level order, so indices break ties deterministically.</remarks>
public sealed record CompiledPlan
{
    /// <summary>The level as the plan settles it: <see cref="PlanSettings"/>.</summary>
    public required Level Level { get; init; }

    /// <summary>The level with all that it leaves open: what is true of every plan is asked of this one.</summary>
    public Level Original { get => field ?? Level; init; }

    /// <summary>The plan.</summary>
    public required Plan Plan { get; init; }

    /// <summary>Processes: home first, then the other kitchens in plan order, a pool's copies one after another.</summary>
    public required ImmutableArray<ProcessProgram> Processes { get; init; }

    /// <summary>Threads by process, in the order in which they are started; each process's main thread first, its helpers last.</summary>
    public required ImmutableArray<ThreadProgram> Threads { get; init; }

    /// <summary>Lists that threads take tasks from, each by one thread, a thread pool or a process pool.</summary>
    public required ImmutableArray<TaskQueue> Queues { get; init; }

    /// <summary>Task instances in level order, copies one after another.</summary>
    public required ImmutableArray<TaskProgram> Tasks { get; init; }

    /// <summary>Instructions of offloaded steps, as a helper runs them.</summary>
    public required ImmutableArray<OffloadProgram> Offloads { get; init; }

    /// <summary>Names of the helper channels: <c>thread</c> of a process, or a kitchen.</summary>
    public required ImmutableArray<HelperChannel> Channels { get; init; }

    /// <summary>Names of the locks; lock <c>i</c> of one process is another mutex than lock <c>i</c> of the next.</summary>
    public required ImmutableArray<string> Locks { get; init; }

    /// <summary>Rows of the timeline, one per thread.</summary>
    public ImmutableArray<TimelineRow> Rows => field.IsDefault ? field = [.. Threads.Select(t => new TimelineRow(Processes[t.Process].Name, t.Process, t.Label, t.IsLoop || t.Kind == LaneKind.Manual))] : field;
}

/// <summary>A process of the run.</summary>
/// <param name="Name">Name of its kitchen, with <c>#n</c> for a copy.</param>
/// <param name="Kitchen">Index of its kitchen in the plan.</param>
/// <param name="MainThread">Index of its main thread.</param>
public sealed record ProcessProgram(string Name, int Kitchen, int MainThread);

/// <summary>A thread: what it does before, for and after its tasks.</summary>
public sealed record ThreadProgram
{
    /// <summary>Index of its process.</summary>
    public required int Process { get; init; }

    /// <summary>Name within the kitchen, as in <see cref="TimelineRow.Label"/>.</summary>
    public required string Label { get; init; }

    /// <summary>How it does its tasks: main and thread block; loop and greenlets run coroutines; manual runs <see cref="Prologue"/> only.</summary>
    public required LaneKind Kind { get; init; }

    /// <summary>Index of its lane in the plan's kitchen, −1 for a main thread without a lane and for helpers.</summary>
    public int Lane { get; init; } = -1;

    /// <summary>Instructions before its tasks: boot, open kitchens, pack crates, start threads; a manual lane's steps.</summary>
    public ImmutableArray<Op> Prologue { get; init; } = [];

    /// <summary>Queue it takes tasks from, or −1.</summary>
    public int Queue { get; init; } = -1;

    /// <summary>Most coroutines admitted at once (a FIFO semaphore); 0: no limit.</summary>
    public int Limit { get; init; }

    /// <summary>Instructions after its tasks: home's main thread unpacks what nobody has unpacked.</summary>
    public ImmutableArray<Op> Epilogue { get; init; } = [];

    /// <summary>Helper channel it serves after its prologue until the end of the run, or −1.</summary>
    public int Channel { get; init; } = -1;

    /// <summary>Whether it runs an event loop.</summary>
    public bool IsLoop => Kind is LaneKind.Loop or LaneKind.Greenlets;
}

/// <summary>A list of tasks, taken first come first served.</summary>
/// <param name="Tasks">Task instances in plan order.</param>
/// <param name="IsProcessPool">Taken by several processes, in the order in which home dispatched the crates; of those in a box only the first is dispatched and taken.</param>
public sealed record TaskQueue(ImmutableArray<int> Tasks, bool IsProcessPool);

/// <summary>A task instance.</summary>
public sealed record TaskProgram
{
    /// <summary>Address in plans: <c>coffee</c>, <c>guest#3</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Index in the level's tasks.</summary>
    public required int Spec { get; init; }

    /// <summary>Copy from 1; 0 if the task has no copies.</summary>
    public required int Copy { get; init; }

    /// <summary>Kitchen of the plan it runs in.</summary>
    public required int Kitchen { get; init; }

    /// <summary>Instructions in order, the last of them <see cref="OpCode.Finish"/>. A manual lane refers to them from its prologue by index.</summary>
    public required ImmutableArray<Op> Ops { get; init; }

    /// <summary>Finished tasks whose values it uses, in the order listed.</summary>
    public ImmutableArray<int> Predecessors { get; init; } = [];

    /// <summary>Tasks that travel in its box and are done after it, in their order, by the process that takes it; empty unless it is the first of several.</summary>
    public ImmutableArray<int> Mates { get; init; } = [];

    /// <summary>Processes besides its own kitchen that need its result; kitchen 0 is always one of them when the task runs elsewhere.</summary>
    public ImmutableArray<int> ConsumerKitchens { get; init; } = [];
}

/// <summary>An offloaded step.</summary>
/// <param name="Task">Task instance.</param>
/// <param name="Channel">Helper channel that runs it.</param>
/// <param name="Ops">Instructions of the helper.</param>
public sealed record OffloadProgram(int Task, int Channel, ImmutableArray<Op> Ops);

/// <summary>Where offloaded steps queue.</summary>
/// <param name="Name"><c>thread</c> or the kitchen's name.</param>
/// <param name="Process">Process whose helpers serve it.</param>
public sealed record HelperChannel(string Name, int Process);
