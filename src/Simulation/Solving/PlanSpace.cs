using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Simulation.Solving;

/// <summary>Every allowed plan of a level, each once: which lanes are open, which task is where in which order, how many workers, which style, which cards.</summary>
/// <remarks>
/// Left out are plans that do the same as another (identical copies exchanged, lanes and workers that find nothing to do, tries where nothing fails) and plans that
/// cannot be served: without a try on a step that fails, or with a lane that does one thing at a time, lists a task before one that it needs, and so waits for itself.
/// A search may leave out more: drafts that its bounds rule out, and one of two tasks that are alike in everything but their names.
/// </remarks>
internal sealed class PlanSpace
{
    private readonly Level _level;
    private readonly Allowance _allow;
    private readonly Func<Plan, bool> _visit;
    private readonly SpaceBound? _bound;
    private readonly ImmutableArray<TryPlan> _tries;
    private readonly HashSet<(int Spec, int Copy)> _placed = [];
    private readonly int[] _left;
    private readonly int[] _twins;
    private readonly bool[][] _needs;
    private readonly List<Kitchen> _kitchens = [];
    private readonly List<Lane> _lanes = [];
    private readonly long _mostNodes;
    private long _nodes;
    private int _unplaced, _threadsLeft, _loopsLeft, _kitchensLeft;
    private bool _isStopped;
    private LaneDraft? _draft;

    private PlanSpace(Level level, long mostNodes, Func<Plan, bool> visit, SpaceBound? bound)
    {
        (_level, _allow, _mostNodes, _visit, _bound) = (level, level.Allow, mostNodes, visit, bound);
        _tries = PlanForm.NeededTries(level);
        _twins = [.. level.Tasks.Select((t, i) => bound is null ? -1 : TwinOf(level, i))];
        _left = [.. level.Tasks.Select(t => t.Count)];
        _unplaced = _left.Sum();
        _needs = Needs(level);
        _threadsLeft = Math.Min(_allow.Threads, LevelLimits.Workers);
        _loopsLeft = _allow.Loops;
        _kitchensLeft = Math.Min(_allow.Kitchens, LevelLimits.Kitchens - 1);
    }

    /// <summary>Visits the plans in a fixed order until the visitor returns false or so many branches were taken; whether all were visited.</summary>
    /// <param name="level">The level.</param>
    /// <param name="mostNodes">Most branches.</param>
    /// <param name="visit">Sees each plan; false stops.</param>
    /// <param name="bound">Which drafts are not worth going on with; null: all are, and tasks that are alike are told apart.</param>
    public static bool Visit(Level level, long mostNodes, Func<Plan, bool> visit, SpaceBound? bound = null)
    {
        PlanSpace space = new(level, mostNodes, visit, bound);
        space.InKitchen();
        return !space._isStopped;
    }

    /// <summary>Kitchens whose lanes are all there.</summary>
    public IReadOnlyList<Kitchen> Kitchens => _kitchens;

    /// <summary>Copies of the kitchen under way.</summary>
    public int Copies { get; private set; } = 1;

    /// <summary>Lanes of the kitchen under way that are full.</summary>
    public IReadOnlyList<Lane> Lanes => _lanes;

    /// <summary>Copies of each task that are on no lane yet.</summary>
    public IReadOnlyList<int> Left => _left;

    /// <summary>Instances that are on no lane yet.</summary>
    public int Unplaced => _unplaced;

    /// <summary>Threads, and kitchens besides home, that may still be opened.</summary>
    public (int Threads, int Kitchens) Rations => (_threadsLeft, _kitchensLeft);

    /// <summary>Whether a further loop may be opened.</summary>
    public bool CanLoop => _loopsLeft > 0 || _allow.Greenlets;

    /// <summary>The lane under way, as if it ended here; null between lanes.</summary>
    public Lane? Draft => _draft?.AsLane();

    /// <summary>An earlier task that is alike in everything but its name, or −1: then only the first of them needs to be tried first.</summary>
    private static int TwinOf(Level level, int task)
    {
        TaskSpec spec = level.Tasks[task];
        for (int other = task - 1; other >= 0; other--)
        {
            TaskSpec twin = level.Tasks[other];
            if (twin.Count == 1 && spec.Count == 1 && twin.Steps.Select(WithoutWords).SequenceEqual(spec.Steps.Select(WithoutWords)) && twin.After.SequenceEqual(spec.After)
                && (twin.Arrives, twin.Due, twin.Crate, twin.Patches) == (spec.Arrives, spec.Due, spec.Crate, spec.Patches)
                && !level.Tasks.Any(t => t.After.Contains(twin.Id) || t.After.Contains(spec.Id))) return other;
        }
        return -1;

        static StepSpec WithoutWords(StepSpec step) => step with { Do = "" };
    }

    /// <summary>For each task the tasks that must be finished before it, directly or not.</summary>
    private static bool[][] Needs(Level level)
    {
        int n = level.Tasks.Length;
        bool[][] needs = [.. level.Tasks.Select(_ => new bool[n])];
        for (int t = 0; t < n; t++) Mark(t, t);
        return needs;

        void Mark(int task, int at)
        {
            foreach (string id in level.Tasks[at].After)
            {
                int before = level.Tasks.IndexOf(level.FindTask(id)!);
                if (needs[task][before]) continue;
                needs[task][before] = true;
                Mark(task, before);
            }
        }
    }

    /// <summary>Opens the next lane of the kitchen under way, goes on to another kitchen, or ends.</summary>
    private void InKitchen()
    {
        int copies = Copies;
        if (_isStopped || (_isStopped = ++_nodes > _mostNodes)) return;
        bool isHome = _kitchens.Count == 0, isFirst = _lanes.Count == 0;
        if (_unplaced > 0 && (copies == 1 || isFirst))
            foreach (LaneKind kind in isFirst ? (LaneKind[])[LaneKind.Main, LaneKind.Manual, LaneKind.Loop, LaneKind.Greenlets, LaneKind.Thread] : [LaneKind.Loop, LaneKind.Greenlets, LaneKind.Thread])
                if (IsAllowed(kind) && (copies == 1 || kind == LaneKind.Main)) Open(new LaneDraft(this, kind));
        if (isFirst && !isHome && (copies > 1 || !IsHelperAllowed)) return;
        if (isFirst && !isHome) _lanes.Add(new() { Kind = LaneKind.Main });
        _kitchens.Add(new(PlanForm.NameOf(_kitchens.Count), copies, [.. _lanes]));
        Lane[] lanes = [.. _lanes];
        _lanes.Clear();
        if (_unplaced == 0) End();
        for (int next = 1; next <= Math.Min(_kitchensLeft, Math.Max(1, Math.Min(_allow.Copies, _unplaced))) && (_unplaced > 0 || IsHelperAllowed); next++)
        {
            (int before, Copies) = (Copies, next);
            _kitchensLeft -= next;
            InKitchen();
            _kitchensLeft += next;
            Copies = before;
        }
        _lanes.AddRange(lanes);
        _kitchens.RemoveAt(_kitchens.Count - 1);
        if (isFirst && !isHome) _lanes.Clear();
    }

    /// <summary>Which copies of a task may be placed next: the next one, or any where the order of copies makes a difference.</summary>
    private int[] CopiesOf(int spec)
    {
        TaskSpec task = _level.Tasks[spec];
        if (task.Count == 1) return [0];
        return OpenSpace.TellsCopies(_level, task) ? [.. Enumerable.Range(1, task.Count).Where(c => !_placed.Contains((spec, c)))] : [task.Count - _left[spec] + 1];
    }

    private void Open(LaneDraft draft)
    {
        LaneDraft? before = _draft;
        _draft = draft;
        draft.Fill();
        _draft = before;
    }

    /// <summary>A kitchen without tasks is opened only for steps that loops hand to it.</summary>
    private bool IsHelperAllowed => _allow.Offload && (_allow.Loops > 0 || _allow.Greenlets);

    private bool IsAllowed(LaneKind kind) => kind switch
    {
        LaneKind.Main => _allow.Main,
        LaneKind.Manual => _allow.Manual,
        LaneKind.Loop => _loopsLeft > 0,
        LaneKind.Greenlets => _allow.Greenlets,
        _ => _threadsLeft > 0,
    };

    private void End()
    {
        Plan plan = new() { Level = _level.Id, Kitchens = [.. _kitchens], Tries = _tries };
        if (!CardSpace.Visit(_level, plan, p => !(_isStopped |= ++_nodes > _mostNodes || !_visit(p)), _bound is null ? null : _bound.IsHopeless)) _isStopped = true;
    }

    /// <summary>A lane being filled.</summary>
    private sealed class LaneDraft(PlanSpace space, LaneKind kind)
    {
        private readonly List<TaskRef> _tasks = [];
        private readonly List<StepRef> _steps = [];
        private readonly List<int> _specs = [];
        private readonly Dictionary<(int Spec, int Copy), int> _listed = [];
        private int _unfinished;
        private bool _isBackward;

        public Lane AsLane() => new() { Kind = kind, Tasks = Batches.Joined([.. _tasks]), Steps = [.. _steps] };

        public void Fill()
        {
            if (space._isStopped || (space._isStopped = ++space._nodes > space._mostNodes) || space._bound?.IsHopeless(space) == true) return;
            if (_specs.Count > 0 && _unfinished == 0) Close();
            for (int spec = 0; spec < space._left.Length && !space._isStopped; spec++)
            {
                if (kind == LaneKind.Manual) Continue(spec);
                if (space._left[spec] > 0 && (space._twins[spec] < 0 || space._left[space._twins[spec]] == 0)) Append(spec);
            }
        }

        private void Append(int spec)
        {
            bool isBackward = _specs.Any(later => space._needs[later][spec]);
            if (isBackward && (kind == LaneKind.Manual || (kind == LaneKind.Main && space.Copies == 1))) return;
            if (kind == LaneKind.Manual && _listed.Any(t => t.Value > 0 && space._needs[spec][t.Key.Spec])) return;
            foreach (int copy in space.CopiesOf(spec)) Append(spec, copy, isBackward);
        }

        private void Append(int spec, int copy, bool isBackward)
        {
            TaskSpec task = space._level.Tasks[spec];
            bool wasBackward = _isBackward;
            space._placed.Add((spec, copy));
            space._left[spec]--;
            space._unplaced--;
            _isBackward |= isBackward;
            _specs.Add(spec);
            if (kind == LaneKind.Manual)
            {
                _unfinished++;
                _listed[(spec, copy)] = ManualEdit.ListedSteps(task).Count();
                Step(spec, copy);
                _listed.Remove((spec, copy));
                _unfinished--;
            }
            else
            {
                _tasks.Add(new(task.Id, copy, copy));
                Fill();
                _tasks.RemoveAt(_tasks.Count - 1);
            }
            _specs.RemoveAt(_specs.Count - 1);
            _isBackward = wasBackward;
            space._left[spec]++;
            space._unplaced++;
            space._placed.Remove((spec, copy));
        }

        private void Continue(int spec)
        {
            foreach ((int Spec, int Copy) task in _listed.Where(t => t.Key.Spec == spec && t.Value > 0).Select(t => t.Key).Order().ToArray()) Step(task.Spec, task.Copy);
        }

        /// <summary>Lists the next step of a task that has begun.</summary>
        private void Step(int spec, int copy)
        {
            TaskSpec task = space._level.Tasks[spec];
            int left = _listed[(spec, copy)];
            _steps.Add(new(task.Id, copy, ManualEdit.ListedSteps(task).TakeLast(left).First()));
            _listed[(spec, copy)] = left - 1;
            if (left == 1) _unfinished--;
            Fill();
            if (left == 1) _unfinished++;
            _listed[(spec, copy)] = left;
            _steps.RemoveAt(_steps.Count - 1);
        }

        private void Close()
        {
            if (space.Copies > 1 && _tasks.Count < space.Copies) return;
            Lane lane = AsLane();
            switch (kind)
            {
                case LaneKind.Thread:
                    for (int workers = _isBackward ? 2 : 1; workers <= Math.Min(_tasks.Count, space._threadsLeft); workers++)
                    {
                        space._threadsLeft -= workers;
                        Go(lane with { Workers = workers });
                        space._threadsLeft += workers;
                    }
                    break;
                case LaneKind.Loop or LaneKind.Greenlets:
                    space._loopsLeft -= kind == LaneKind.Loop ? 1 : 0;
                    foreach (LaneStyle style in kind == LaneKind.Loop && space._allow.Callbacks ? (LaneStyle[])[LaneStyle.Coroutines, LaneStyle.Callbacks] : [LaneStyle.Coroutines])
                    {
                        Go(lane with { Style = style });
                        for (int limit = 1; limit < _tasks.Count; limit++) Go(lane with { Style = style, Limit = limit });
                    }

                    space._loopsLeft += kind == LaneKind.Loop ? 1 : 0;
                    break;
                default:
                    Go(lane);
                    break;
            }
        }

        private void Go(Lane lane)
        {
            space._lanes.Add(lane);
            space._draft = null;
            if (space._bound?.IsHopeless(space) != true) space.InKitchen();
            space._draft = this;
            space._lanes.RemoveAt(space._lanes.Count - 1);
        }
    }
}
