using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ShortOrder.Game.Export.Python.Kit;
using ShortOrder.Game.Export.Python.Lanes;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Game.Export.Python;

/// <summary>A program under construction: its names, the functions of its tasks, and what of the kit it needs so far.</summary>
internal sealed partial class PythonProgram
{
    private readonly Func<LaneKind, PythonLibrary> _libraryOf;
    private readonly HashSet<KitPart> _parts = [];
    private readonly SortedSet<string> _imports = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Task, TaskStyle Style), string> _functionOf = [];
    private readonly Dictionary<string, string> _functionByText = [];
    private readonly SortedSet<int> _pantryTools = [];
    private readonly SortedDictionary<int, string> _bells = [];
    private readonly string[] _tools, _locks, _seen;
    private readonly HashSet<int> _awaitedFromFar = [];
    private readonly LaneBook _lanes;
    private readonly ResourceKeepers _keepers;

    private readonly Dictionary<(int Spec, int Step), FailingCall> _calls = [];

    /// <param name="plan">The plan.</param>
    /// <param name="libraryOf">What does each kind of lane.</param>
    public PythonProgram(CompiledPlan plan, Func<LaneKind, PythonLibrary> libraryOf)
    {
        (Plan, _libraryOf) = (plan, libraryOf);
        foreach (KitPart part in KitCatalog.All) Names.Reserve(part.Text);
        Names.Reserve(KitCatalog.Locals);
        _tools = [.. plan.Level.Tools.Select(t => Names.Make(t.Id, "tool"))];
        _locks = [.. plan.Locks.Select(l => Names.Make($"{l}-lock", "lock"))];
        _seen = [.. plan.Level.Shared.Select(s => Names.Make($"{s}-seen", "seen"))];
        SharedNames = [.. plan.Level.Shared.Select(s => Names.Make(s, "thing"))];
        _lanes = new LaneBook(plan, Names);
        _kitchenNames = [.. plan.Plan.Kitchens.Select(k => Names.Make(k.Name, "kitchen"))];
        _mailNames = [.. _kitchenNames.Select(k => Names.Make($"{k}-mail", "mail"))];
        _crateNames = plan.Processes.Length == 1 ? [] : _lanes.All.Where(l => l.Process > 0 && !IsHelper(l.Process)).ToDictionary(l => l, l => Names.Make(l.Thread.Kind == LaneKind.Thread ? $"{l.Name}-crates" : $"{plan.Plan.Kitchens[plan.Processes[l.Process].Kitchen].Name}-crates", "crates"));
        _keepers = new ResourceKeepers(plan, t => StyleOf(t), _lanes.NumberOf);
        for (int task = 0; task < plan.Tasks.Length; task++)
            foreach (int before in plan.Tasks[task].Predecessors) if (!_lanes.AreTogether(before, task)) _awaitedFromFar.Add(before);
    }

    /// <summary>The plan.</summary>
    public CompiledPlan Plan { get; }

    /// <summary>Identifiers that are taken, and new ones.</summary>
    public PythonNames Names { get; } = new();

    /// <summary>Functions of tasks, in the order in which they were first called.</summary>
    public PythonSource Tasks { get; } = new();

    /// <summary>Attributes of <c>shared</c>, by the level's shared things.</summary>
    public ImmutableArray<string> SharedNames { get; }

    /// <summary>Lanes of a process; its main thread's first, if it has one.</summary>
    public IEnumerable<LaneJob> LanesOf(int process) => _lanes.Of(process);

    /// <summary>What writes a lane.</summary>
    public LaneWriter WriterOf(LaneJob lane) => WriterOf(lane.Thread);

    /// <summary>What does a kind of lane.</summary>
    public PythonLibrary LibraryOf(LaneKind kind) => _libraryOf(kind);

    /// <summary>Writers of all lanes, each once.</summary>
    public IEnumerable<LaneWriter> Writers => Plan.Threads.Where(t => t.Lane >= 0).Select(WriterOf).Distinct();

    /// <summary>Whether a lane of callbacks is written in another way, because the library has none.</summary>
    public bool HasUnwrittenCallbacks => PythonLibrary.HasCallbacks(Plan) && LibraryOf(LaneKind.Loop).Callbacks is null;

    /// <summary>Whether some task on another thread waits for this one, so that its event must be one of threads.</summary>
    public bool IsAwaitedFromFar(int task) => _awaitedFromFar.Contains(task);

    /// <summary>Formats numbers the same everywhere.</summary>
    public static string Format(DefaultInterpolatedStringHandler text) => string.Create(System.Globalization.CultureInfo.InvariantCulture, ref text);

    /// <summary>Puts a part of the kit and what it needs into the program.</summary>
    public void Need(KitPart part)
    {
        if (!_parts.Add(part)) return;
        foreach (string import in part.Imports) Import(import);
        foreach (KitPart other in part.Needs) Need(other);
    }

    /// <summary>Imports <c>module</c>, or <c>module: name</c>.</summary>
    public void Import(string what) => _imports.Add(what);

    /// <summary>The parts in their places.</summary>
    public IEnumerable<KitPart> Parts => _parts.Where(p => p.Text.Length > 0 && !(p == CommonKit.Serve && _parts.Contains(CommonKit.ServeAndRing))).OrderBy(p => p.Place);

    /// <summary>The import statements, modules before names from modules.</summary>
    public IEnumerable<string> ImportLines() =>
        _imports.Where(i => !i.Contains(':', StringComparison.Ordinal)).Select(i => $"import {i}")
            .Concat(_imports.Where(i => i.Contains(':', StringComparison.Ordinal)).Select(i => i.Split(": ")).GroupBy(i => i[0], i => i[1])
                .Select(g => $"from {g.Key} import {string.Join(", ", g)}"));

    /// <summary>The program uses <c>serve</c>.</summary>
    public void NeedServe() => Need(CommonKit.Serve);

    /// <summary>Chooses how threads find their connections, once it is known whether any asks. Last, before the parts are listed.</summary>
    public void NeedLines()
    {
        if (!_parts.Contains(AskKit.Ask) || _parts.Contains(AskKit.Lines)) return;
        KitPart? own = Writers.Select(w => w.Line).FirstOrDefault(l => l is not null);
        Need(own ?? (Plan.Threads.Count(t => t.Lane >= 0 || t.Channel >= 0) > 1 ? AskKit.Lines : AskKit.OneLine));
    }

    /// <summary>The name by which a task is noted when it is done: a literal, for copies one that holds <c>n</c>.</summary>
    public string Dish(int task)
    {
        TaskProgram program = Plan.Tasks[task];
        string id = Plan.Level.Tasks[program.Spec].Id;
        return program.Copy == 0 ? PythonText.Literal(id) : "f" + PythonText.Literal(id.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal) + "#")[..^1] + "{n}\"";
    }

    /// <summary>Arguments that name these tasks as dishes, copies together.</summary>
    public string Dishes(ImmutableArray<int> tasks)
    {
        List<string> arguments = [];
        for (int i = 0; i < tasks.Length; i++)
        {
            int first = i;
            while (i + 1 < tasks.Length && Plan.Tasks[tasks[i + 1]].Spec == Plan.Tasks[tasks[first]].Spec && Plan.Tasks[tasks[i + 1]].Copy == Plan.Tasks[tasks[i]].Copy + 1) i++;
            arguments.Add(first == i ? PythonText.Literal(Plan.Tasks[tasks[i]].Name)
                : Format($"*({Dish(tasks[first])} for n in range({Plan.Tasks[tasks[first]].Copy}, {Plan.Tasks[tasks[i]].Copy + 1}))"));
        }
        return string.Join(", ", arguments);
    }

    /// <summary>Who keeps a tool or lock.</summary>
    public Keeper KeeperOf(Resource what) => _keepers.Of(what);

    /// <summary>The variable of a tool or lock.</summary>
    public string ResourceName(Resource what)
    {
        string name = what.IsLock ? _locks[what.Index] : _tools[what.Index];
        if (KeeperOf(what) != Keeper.Pantry) return name;
        _pantryTools.Add(_keepers.PlaceOf(what));
        return name.ToUpperInvariant();
    }

    /// <summary>What <c>take</c> and <c>place</c> are told about a tool of the pantry: its name, and how long to back off from one that refuses.</summary>
    public string PlaceArguments(Resource what) => !what.IsLock && Plan.Level.Tools[what.Index].Refuses is { } refusal ? $"{ResourceName(what)}, {refusal.BackOff}" : ResourceName(what);

    /// <summary>The name of the self-serve tool whose queue a request goes through; null if it goes through none.</summary>
    public string? Device(int tool) => tool < 0 || KeeperOf(new(false, tool)) == Keeper.Nobody ? null : ResourceName(new(false, tool));

    /// <summary>The shared thing, e.g. <c>shared.jar</c>.</summary>
    public string SharedName(int thing) => $"shared.{SharedNames[thing]}";

    /// <summary>The local variable that holds what was read of it.</summary>
    public string SeenName(int thing) => _seen[thing];

    /// <summary>Tools of the pantry: identifier, place in its list, number of places, what refuses.</summary>
    public IEnumerable<(string Name, int Place, int Places, RefusalSpec? Refuses)> PantryTools =>
        _pantryTools.Select(p => p < Plan.Level.Tools.Length ? (_tools[p].ToUpperInvariant(), p, Plan.Level.Tools[p].Places, Plan.Level.Tools[p].Refuses)
            : (_locks[p - Plan.Level.Tools.Length].ToUpperInvariant(), p, 1, null));

    /// <summary>Whether an error ends the task: it has a step that fails and nothing that catches it.</summary>
    public bool EndsByError(int task) => Plan.Tasks[task].Ops.Any(op => op.Code == OpCode.Outcome && (OnFailure)op.Arg == OnFailure.End);

    /// <summary>The number by which the pantry knows a step that fails at first.</summary>
    public string CallNumber(int task, int step)
    {
        TaskProgram done = Plan.Tasks[task];
        if (!_calls.TryGetValue((done.Spec, step), out FailingCall? call))
        {
            TaskSpec spec = Plan.Level.Tasks[done.Spec];
            int number = _calls.Count == 0 ? 1 : _calls.Values.Max(c => c.Number + c.Copies) + 1;
            _calls[(done.Spec, step)] = call = new(Names.Make($"{spec.Id}-call", "call").ToUpperInvariant(), number, done.Copy == 0 ? 0 : spec.Count, spec.Steps[step].Fails);
        }
        return done.Copy == 0 ? call.Name : $"{call.Name} + n";
    }

    /// <summary>Calls that fail at first.</summary>
    public IEnumerable<FailingCall> FailingCalls => _calls.Values.OrderBy(c => c.Number);

    /// <summary>Semaphores and locks of libraries, as definitions.</summary>
    public IEnumerable<string> LibraryResources()
    {
        foreach (Resource what in _keepers.InLibraries)
        {
            TaskStyle style = _keepers.StyleOf(what);
            string made = what.IsLock ? style.Lock(this) : style.Semaphore(this, Plan.Level.Tools[what.Index].Places);
            yield return $"{ResourceName(what)} = {made}";
        }
    }

    /// <summary>Events for tasks that others wait for: dish and how the event is made.</summary>
    public IEnumerable<(string Dish, string Event)> Bells => _bells.Select(b => (PythonText.Literal(Plan.Tasks[b.Key].Name), b.Value));

    /// <summary>How the tasks of a lane are called, neighbours that are copies together. Their functions are written when they are first needed.</summary>
    public ImmutableArray<TaskRun> Runs(ImmutableArray<int> tasks, TaskStyle style)
    {
        ImmutableArray<TaskRun>.Builder runs = ImmutableArray.CreateBuilder<TaskRun>();
        foreach (int task in tasks)
        {
            string function = FunctionOf(task, style);
            int copy = Plan.Tasks[task].Copy;
            if (runs.Count > 0 && copy > 0 && runs[^1].Function == function && runs[^1].Last + 1 == copy) runs[^1] = runs[^1] with { Last = copy };
            else runs.Add(new(function, copy, copy));
        }
        return runs.ToImmutable();
    }

    /// <summary>The statements of a task as its lane does it.</summary>
    public ImmutableArray<Statement> StatementsOf(int task, TaskStyle style)
    {
        ImmutableArray<Statement> statements = TaskScript.Of(Plan, task, before => _lanes.IsOver(before, task));
        foreach (int before in statements.OfType<AfterStatement>().SelectMany(a => a.Tasks)) _bells.TryAdd(before, (IsAwaitedFromFar(before) ? TaskStyle.Blocking : style).Event(this));
        return statements;
    }

    /// <summary>Whether a task on a loop gives up its thread there.</summary>
    public bool Waits(Statement statement) => statement switch
    {
        AskStatement ask => !ask.IsBlocking,
        HoldStatement hold => KeeperOf(hold.What) != Keeper.Nobody || hold.Body.Any(Waits),
        TakeStatement take => KeeperOf(take.What) != Keeper.Nobody,
        TryStatement tried => tried.Body.Any(Waits),
        _ => statement is GiveWayStatement or OffloadStatement or AfterStatement or ArrivalStatement,
    };

    private LaneWriter WriterOf(ThreadProgram thread)
    {
        PythonLibrary library = LibraryOf(thread.Kind);
        bool hasCallbacks = Plan.Plan.Kitchens[Plan.Processes[thread.Process].Kitchen].Lanes[thread.Lane].Style == LaneStyle.Callbacks;
        return hasCallbacks && library.Callbacks is { } callbacks ? callbacks : library.Lanes!;
    }

    private TaskStyle StyleOf(int task) => WriterOf(_lanes.LaneOf(task)).Style;

    private string FunctionOf(int task, TaskStyle style)
    {
        if (_functionOf.TryGetValue((task, style), out string? known)) return known;
        ImmutableArray<Statement> statements = StatementsOf(task, style);
        PythonSource body = style.Body(this, task, statements);
        TaskSpec spec = Plan.Level.Tasks[Plan.Tasks[task].Spec];
        string text = $"{Plan.Tasks[task].Spec} {style.Define} {body}";
        if (!_functionByText.TryGetValue(text, out string? name))
        {
            name = _functionByText[text] = Names.Make(spec.Id, "task");
            if (Tasks.Count > 0) Tasks.Blank(2);
            if (style.Decorator(this, statements.Any(Waits)) is { } decorator) Tasks.Line(decorator);
            using (Tasks.Open($"{style.Define} {name}({(Plan.Tasks[task].Copy > 0 ? "n" : "")}):"))
            {
                foreach (string line in PythonText.Wrap(PythonText.Docstring(spec.Title), 70).Take(1)) Tasks.Line($"\"\"\"{line}{(line[^1] is '.' or '!' or '?' ? "" : ".")}\"\"\"");
                Tasks.Add(body);
            }
        }
        return _functionOf[(task, style)] = name;
    }
}
