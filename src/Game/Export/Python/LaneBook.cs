using System.Collections.Immutable;
using ShortOrder.Game.Export.Python.Lanes;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Game.Export.Python;

/// <summary>Which lane does which task, and in what order.</summary>
internal sealed class LaneBook
{
    private const int MostHelpers = 32;

    private readonly ImmutableArray<LaneJob> _lanes;
    private readonly LaneJob?[] _laneOf;
    private readonly int[] _placeOf;

    public LaneBook(CompiledPlan plan, PythonNames names)
    {
        List<LaneJob> lanes = [];
        foreach (IGrouping<(int, int), ThreadProgram> threads in plan.Threads.Where(t => t.Lane >= 0).GroupBy(t => (t.Process, t.Lane)))
        {
            ThreadProgram thread = threads.First();
            ImmutableArray<int> tasks = thread.Queue >= 0 ? plan.Queues[thread.Queue].Tasks
                : [.. thread.Prologue.Where(op => op.Task >= 0 && op.Code != OpCode.Dispatch && op.State != Simulation.Timelines.SpanState.Packing).Select(op => op.Task).Distinct()];
            string name = NameOf(plan, thread, threads.Count());
            int helpers = plan.Offloads.Count(o => tasks.Contains(o.Task));
            bool isMain = plan.Threads[plan.Processes[thread.Process].MainThread] == thread;
            string function = names.Make(name, "lane");
            lanes.Add(new(function, isMain ? function : names.Make($"{name}-loop", "loop"), thread.Process, thread, threads.Count(), tasks, Math.Min(helpers, MostHelpers)));
        }
        _lanes = [.. lanes];
        _laneOf = new LaneJob?[plan.Tasks.Length];
        _placeOf = new int[plan.Tasks.Length];
        foreach (LaneJob lane in lanes)
            for (int i = 0; i < lane.Tasks.Length; i++)
                if (_laneOf[lane.Tasks[i]] is null) (_laneOf[lane.Tasks[i]], _placeOf[lane.Tasks[i]]) = (lane, i);
    }

    /// <summary>All lanes, by process; those of a process pool once for each copy.</summary>
    public IEnumerable<LaneJob> All => _lanes;

    /// <summary>The lane that does a task; of a process pool the first.</summary>
    public LaneJob LaneOf(int task) => _laneOf[task]!;

    /// <summary>Lanes of a process.</summary>
    public IEnumerable<LaneJob> Of(int process) => _lanes.Where(l => l.Process == process);

    /// <summary>Whether one thread does both.</summary>
    public bool AreTogether(int task, int other) => _laneOf[task] == _laneOf[other] && _laneOf[task] is { Workers: 1 };

    /// <summary>The lane of a task, as a number.</summary>
    public int NumberOf(int task) => _lanes.IndexOf(_laneOf[task]!);

    /// <summary>Whether a task is certainly finished before another begins: the same thread does one after the other.</summary>
    public bool IsOver(int before, int task) => _laneOf[before] is { Workers: 1, Thread.Kind: LaneKind.Main or LaneKind.Thread } lane && lane == _laneOf[task] && _placeOf[before] < _placeOf[task];

    private static string NameOf(CompiledPlan plan, ThreadProgram thread, int workers)
    {
        string kitchen = plan.Processes[thread.Process].Kitchen == 0 ? "" : plan.Plan.Kitchens[plan.Processes[thread.Process].Kitchen].Name + "-";
        int number = 1 + plan.Threads.Where(t => t.Process == thread.Process && t.Kind == thread.Kind && t.Lane >= 0).Select(t => t.Lane).Distinct().TakeWhile(l => l != thread.Lane).Count();
        return kitchen + thread.Kind switch
        {
            LaneKind.Main or LaneKind.Manual => "main-lane",
            LaneKind.Thread when workers > 1 => $"pool-{number}",
            LaneKind.Thread => $"thread-{number}",
            LaneKind.Loop when plan.Threads.Count(t => t.Kind == LaneKind.Loop) == 1 => "window",
            LaneKind.Loop => $"window-{number}",
            _ => $"greenlets-{number}",
        };
    }
}
