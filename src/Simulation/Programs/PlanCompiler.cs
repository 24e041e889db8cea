using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Simulation.Programs;

/// <summary>Flattens a legal plan to instructions.</summary>
/// <remarks>Lanes and kitchens without tasks are not opened, and a pool gets no more workers than tasks: nobody is started who would find nothing to do.</remarks>
public sealed class PlanCompiler
{
    private const int MostHelpers = 32;

    private readonly Level _level;
    private readonly Plan _plan;
    private readonly ImmutableArray<ImmutableArray<ImmutableArray<TaskInstance>>> _assigned;
    private readonly TaskCompiler _tasks;
    private readonly List<ProcessProgram> _processes = [];
    private readonly List<ThreadProgram> _threads = [];
    private readonly List<TaskQueue> _queues = [];

    private PlanCompiler(Level level, Plan plan)
    {
        (_level, _plan) = (level, plan);
        _assigned = PlanTasks.Resolve(level, plan);
        _tasks = new TaskCompiler(level, plan, _assigned);
    }

    /// <summary>The instructions of every thread and task.</summary>
    /// <exception cref="ArgumentException">A task is in no lane: check the plan first.</exception>
    public static CompiledPlan Compile(Level level, Plan plan) => new PlanCompiler(PlanSettings.Apply(level, plan), plan).Compile() with { Original = level };

    private CompiledPlan Compile()
    {
        AddProcesses();
        ImmutableArray<TaskProgram> tasks = _tasks.Compile(_processes);
        for (int process = 0; process < _processes.Count; process++) AddThreads(process, tasks);
        return new()
        {
            Level = _level,
            Plan = _plan,
            Processes = [.. _processes],
            Threads = [.. _threads],
            Queues = [.. _queues],
            Tasks = tasks,
            Offloads = [.. _tasks.Offloads],
            Channels = [.. _tasks.Channels],
            Locks = [.. _tasks.Locks],
        };
    }

    private void AddProcesses()
    {
        for (int k = 0; k < _plan.Kitchens.Length; k++)
        {
            int tasks = _assigned[k].Sum(lane => lane.Length);
            if (k > 0 && tasks == 0 && !_plan.Offloads.Any(o => o.To == _plan.Kitchens[k].Name)) continue;
            int copies = Math.Clamp(_plan.Kitchens[k].Copies, 1, Math.Max(1, tasks));
            for (int copy = 1; copy <= copies; copy++)
                _processes.Add(new(copies == 1 ? _plan.Kitchens[k].Name : $"{_plan.Kitchens[k].Name}#{copy}", k, MainThread: -1));
        }
    }

    private void AddThreads(int process, ImmutableArray<TaskProgram> tasks)
    {
        int k = _processes[process].Kitchen, main = _threads.Count;
        Kitchen kitchen = _plan.Kitchens[k];
        _processes[process] = _processes[process] with { MainThread = main };
        bool mainHasLane = kitchen.Lanes.Length > 0 && kitchen.Lanes[0].Kind != LaneKind.Thread;
        _threads.Add(mainHasLane ? LaneThread(process, k, 0, LaneName(kitchen.Lanes[0].Kind)) : new() { Process = process, Label = "main", Kind = LaneKind.Main });

        int threadLanes = 0;
        for (int lane = mainHasLane ? 1 : 0; lane < kitchen.Lanes.Length; lane++)
        {
            bool isThread = kitchen.Lanes[lane].Kind == LaneKind.Thread;
            threadLanes += isThread ? 1 : 0; // those without tasks count, so that the others keep their names
            if (_assigned[k][lane].IsEmpty) continue;
            int workers = Math.Min(kitchen.Lanes[lane].Workers, _assigned[k][lane].Length);
            ThreadProgram thread = LaneThread(process, k, lane, isThread ? $"thread {threadLanes}" : LaneName(kitchen.Lanes[lane].Kind));
            for (int worker = 1; worker <= workers; worker++)
                _threads.Add(workers == 1 ? thread : thread with { Label = $"pool {worker}/{workers}" });
        }
        for (int channel = 0; channel < _tasks.Channels.Count; channel++)
        {
            if (_tasks.Channels[channel].Process != process) continue;
            int helpers = _tasks.Channels[channel].Name == OffloadTarget.Thread ? Math.Min(MostHelpers, _tasks.Offloads.Count(o => o.Channel == channel)) : 1;
            for (int helper = 1; helper <= helpers; helper++)
                _threads.Add(new() { Process = process, Label = $"helper {helper}", Kind = LaneKind.Thread, Channel = channel });
        }
        _threads[main] = _threads[main] with
        {
            Prologue = [.. Prologue(process, main, tasks), .. _threads[main].Prologue],
            Epilogue = process == 0 ? [.. Epilogue(tasks)] : [],
        };
    }

    private ThreadProgram LaneThread(int process, int k, int lane, string label)
    {
        Lane spec = _plan.Kitchens[k].Lanes[lane];
        bool isManual = spec.Kind == LaneKind.Manual;
        return new()
        {
            Process = process,
            Label = label,
            Kind = spec.Kind,
            Lane = lane,
            Prologue = isManual ? [.. ManualCompiler.Compile(_level, spec, _tasks.Programs)] : [],
            Queue = isManual || _assigned[k][lane].IsEmpty ? -1 : QueueOf(process, k, lane),
            Limit = spec.Limit ?? 0,
        };
    }

    /// <summary>A pool's copies share one queue, which the first of them makes.</summary>
    private int QueueOf(int process, int k, int lane)
    {
        bool isProcessPool = _processes.Count(p => p.Kitchen == k) > 1;
        if (isProcessPool && _processes[process - 1].Kitchen == k) return _threads[_processes[process - 1].MainThread].Queue;
        _queues.Add(new([.. _assigned[k][lane].Select(t => t.Index)], isProcessPool));
        return _queues.Count - 1;
    }

    private static string LaneName(LaneKind kind) => kind switch
    {
        LaneKind.Loop => "loop",
        LaneKind.Greenlets => "greenlets",
        LaneKind.Manual => "cook",
        _ => "main",
    };

    private IEnumerable<Op> Prologue(int process, int main, ImmutableArray<TaskProgram> tasks)
    {
        Costs costs = _level.Costs;
        if (process > 0) yield return new(OpCode.Compute, -1, Ticks: costs.Boot.Ticks, State: SpanState.Booting);
        for (int p = 1; process == 0 && p < _processes.Count; p++)
        {
            yield return new(OpCode.Compute, -1, Ticks: costs.OpenParent.Ticks, State: SpanState.Starting);
            yield return new(OpCode.OpenProcess, -1, Arg: p);
        }
        foreach (TaskInstance task in process == 0 ? _assigned.Skip(1).SelectMany(lanes => lanes).SelectMany(lane => lane) : [])
        {
            ImmutableArray<TaskInstance> box = _tasks.BoxOf(task);
            if (box[0] != task) continue;
            long pack = _tasks.CrateOf(box).In.Ticks;
            if (pack > 0) yield return new(OpCode.Compute, task.Index, Ticks: pack, State: SpanState.Packing);
            yield return new(OpCode.Dispatch, task.Index);
        }
        for (int t = main + 1; t < _threads.Count; t++)
        {
            if (_threads[t].Channel < 0) yield return new(OpCode.Compute, -1, Ticks: costs.StartThread.Ticks, State: SpanState.Starting);
            yield return new(OpCode.StartThread, -1, Arg: t);
        }
    }

    private IEnumerable<Op> Epilogue(ImmutableArray<TaskProgram> tasks)
    {
        foreach (TaskInstance task in _assigned.Skip(1).SelectMany(lanes => lanes).SelectMany(lane => lane))
        {
            int t = task.Index;
            if (tasks.Any(c => c.Kitchen == 0 && c.Predecessors.Contains(t))) continue;
            yield return new(OpCode.AwaitTask, -1, Arg: t);
            ImmutableArray<TaskInstance> box = _tasks.BoxOf(task);
            long unpack = box[^1] == task ? _tasks.CrateOf(box).Out.Ticks : 0;
            if (unpack > 0) yield return new(OpCode.Compute, t, Ticks: unpack, State: SpanState.Packing);
        }
    }
}
