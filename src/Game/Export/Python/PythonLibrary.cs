using System.Collections.Immutable;
using ShortOrder.Game.Export.Python.Greenlets;
using ShortOrder.Game.Export.Python.Lanes;
using ShortOrder.Game.Export.Python.Loops;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Game.Export.Python;

/// <summary>A Python library, and what of a plan it does.</summary>
/// <param name="Name">As <c>--with</c> names it.</param>
/// <param name="Fits">Kinds of lanes that it does; none for processes.</param>
/// <param name="Module">What a program imports of it.</param>
/// <param name="Title">What the program's docstring calls it.</param>
internal sealed record PythonLibrary(string Name, ImmutableArray<LaneKind> Fits, string Module, string Title)
{
    /// <summary>Writes its lanes; null if it carries threads or processes instead.</summary>
    public LaneWriter? Lanes { get; init; }

    /// <summary>Writes its lanes of callbacks; null if it has none, and writes them as coroutines.</summary>
    public LaneWriter? Callbacks { get; init; }

    /// <summary>Starts and joins further threads of a process; null if it does not.</summary>
    public ThreadStarter? Threads { get; init; }

    /// <summary>Every library, the default of each kind of lane before the others.</summary>
    public static readonly ImmutableArray<PythonLibrary> All =
    [
        new("sync", [LaneKind.Main], "time", "plain synchronous Python") { Lanes = new MainLane() },
        new("manual", [LaneKind.Manual], "select", "one thread and select()") { Lanes = new ManualLane() },
        new("threading", [LaneKind.Thread], "threading", "threading") { Lanes = new ThreadLane(), Threads = new ThreadingStarter() },
        new("futures", [LaneKind.Thread], "concurrent.futures", "concurrent.futures") { Lanes = new ThreadLane(), Threads = new FuturesStarter() },
        new("multiprocessing", [], "multiprocessing", "multiprocessing"),
        new("asyncio", [LaneKind.Loop], "asyncio", "asyncio") { Lanes = new AsyncioLane() },
        new("trio", [LaneKind.Loop], "trio", "trio") { Lanes = new TrioLane() },
        new("curio", [LaneKind.Loop], "curio", "curio") { Lanes = new CurioLane() },
        new("twisted", [LaneKind.Loop], "twisted", "Twisted") { Lanes = new TwistedLane(new TwistedStyle()), Callbacks = new CallbackLane() },
        new("gevent", [LaneKind.Greenlets], "gevent", "gevent") { Lanes = new GreenletLane(new GeventStyle()) },
        new("eventlet", [LaneKind.Greenlets], "eventlet", "eventlet") { Lanes = new GreenletLane(new EventletStyle()) },
    ];

    /// <summary>The library that does a kind of lane of a plan where none is named: the first, or the one with callbacks where the plan has some.</summary>
    public static PythonLibrary DefaultOf(CompiledPlan plan, LaneKind kind)
    {
        IEnumerable<PythonLibrary> fitting = All.Where(l => l.Fits.Contains(kind));
        return (kind == LaneKind.Loop && HasCallbacks(plan) ? fitting.FirstOrDefault(l => l.Callbacks is not null && l.Lanes!.CanDo(plan)) : null) ?? fitting.First();
    }

    /// <summary>Whether the plan has a lane of callbacks.</summary>
    public static bool HasCallbacks(CompiledPlan plan) => plan.Plan.Kitchens.Any(k => k.Lanes.Any(l => l.Style == LaneStyle.Callbacks));

    /// <summary>Those that do something of the plan, in the order of <see cref="All"/>; empty if a lane of it can be done by none.</summary>
    public static ImmutableArray<PythonLibrary> For(CompiledPlan plan)
    {
        bool isAlone = plan.Threads.Length == 1;
        HashSet<LaneKind> kinds = [.. plan.Threads.Where(t => t.Channel < 0).Select(t => t.Kind)];
        if (kinds.Count > 1 && plan.Processes.All(p => plan.Threads[p.MainThread].Lane < 0)) kinds.Remove(LaneKind.Main);
        return kinds.All(k => All.Any(l => Does(l, k))) ? [.. All.Where(l => (kinds.Any(k => Does(l, k)) && (isAlone || l.Name is not ("sync" or "manual"))) || (l.Fits.IsEmpty && plan.Processes.Length > 1))] : [];

        bool Does(PythonLibrary library, LaneKind kind) => library.Fits.Contains(kind) && library.Lanes?.CanDo(plan) != false
            && (kind != LaneKind.Loop || library.Callbacks is not null || !PythonObstacle.IsSilent(plan));
    }
}
