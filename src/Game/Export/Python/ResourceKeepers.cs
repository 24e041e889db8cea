using ShortOrder.Simulation.Programs;

namespace ShortOrder.Game.Export.Python;

/// <summary>Who keeps the places of a tool or lock while the program runs.</summary>
internal enum Keeper
{
    /// <summary>Nobody: one thread does one task after another, so that everything is always free.</summary>
    Nobody,

    /// <summary>A semaphore or lock of the library that does the lanes.</summary>
    Library,

    /// <summary>The pantry: a device that serves itself, a tool that refuses or that several processes use, or that lanes of several kinds use.</summary>
    Pantry,
}

/// <summary>Decides who keeps each tool and lock.</summary>
internal sealed class ResourceKeepers
{
    private readonly Dictionary<Resource, HashSet<TaskStyle>> _styles = [];
    private readonly Dictionary<Resource, HashSet<int>> _kitchens = [], _lanes = [];
    private readonly CompiledPlan _plan;
    private readonly bool _isAlone;

    public ResourceKeepers(CompiledPlan plan, Func<int, TaskStyle> styleOf, Func<int, int> laneOf)
    {
        _plan = plan;
        _isAlone = plan.Threads is [{ Kind: Simulation.Plans.LaneKind.Main }];
        for (int task = 0; task < plan.Tasks.Length; task++)
        {
            foreach (Op op in plan.Tasks[task].Ops)
            {
                if (op.Code is not (OpCode.AcquireTool or OpCode.AcquireLock) && (op.Code != OpCode.Wait || op.Arg < 0)) continue;
                Resource what = new(op.Code == OpCode.AcquireLock, op.Arg);
                if (!_styles.TryGetValue(what, out HashSet<TaskStyle>? styles)) (_styles[what], _kitchens[what], _lanes[what]) = (styles = [], [], []);
                styles.Add(styleOf(task));
                _kitchens[what].Add(plan.Tasks[task].Kitchen);
                _lanes[what].Add(laneOf(task));
            }
        }
    }

    /// <summary>Those that libraries keep: tools, then locks.</summary>
    public IEnumerable<Resource> InLibraries => _styles.Keys.Where(r => Of(r) == Keeper.Library).OrderBy(r => r.IsLock).ThenBy(r => r.Index);

    /// <summary>Who keeps it.</summary>
    public Keeper Of(Resource what)
    {
        if (_isAlone) return Keeper.Nobody;
        if (_styles[what].All(s => s.IsByHand)) return Users(what) > (what.IsLock ? 1 : _plan.Level.Tools[what.Index].Places) ? Keeper.Pantry : Keeper.Nobody;
        if (_styles[what].Count > 1 || (_lanes[what].Count > 1 && StyleOf(what).IsOfOneThread)) return Keeper.Pantry;
        if (what.IsLock) return Keeper.Library;
        bool isFar = _kitchens[what].Count > 1 || _kitchens[what].Any(k => _plan.Processes.Count(p => p.Kitchen == k) > 1);
        return isFar || _plan.Level.Tools[what.Index] is { SelfServe: true } or { Refuses: not null } ? Keeper.Pantry : Keeper.Library;
    }

    private int Users(Resource what) => _plan.Tasks.Count(t => t.Ops.Any(op => op.Arg == what.Index && (op.Code == (what.IsLock ? OpCode.AcquireLock : OpCode.AcquireTool) || (!what.IsLock && op.Code == OpCode.Wait))));

    /// <summary>The style of the lanes that use what a library keeps.</summary>
    public TaskStyle StyleOf(Resource what) => _styles[what].Single();

    /// <summary>Its number in the pantry: tools as in the level, locks after them.</summary>
    public int PlaceOf(Resource what) => what.IsLock ? _plan.Level.Tools.Length + what.Index : what.Index;
}
