using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Simulation.Plans;

/// <summary>Which entry of a plan's lanes has which task instance. Works for illegal plans too; time is linear in entries and instances.</summary>
internal sealed class TaskClaims
{
    private readonly Level _level;
    private readonly Dictionary<string, int> _specs = [];
    private readonly int[] _first;
    private readonly int[] _nextFree;
    private readonly List<LaneEntry> _entries = [];
    private readonly Dictionary<(int Kitchen, int Lane), (int From, int To)> _lanes = [];

    private TaskClaims(Level level, Plan plan)
    {
        _level = level;
        Instances = PlanTasks.Instances(level);
        _first = new int[level.Tasks.Length];
        for (int i = Instances.Length - 1; i >= 0; i--) _first[Instances[i].Spec] = i;
        for (int i = 0; i < level.Tasks.Length; i++) _specs.TryAdd(level.Tasks[i].Id, i);
        _nextFree = new int[Instances.Length + 1];
        for (int i = 0; i < _nextFree.Length; i++) _nextFree[i] = i;
        Owners = new LaneEntry?[Instances.Length];

        for (int k = 0; k < plan.Kitchens.Length; k++)
            for (int l = 0; l < plan.Kitchens[k].Lanes.Length; l++)
                List(k, l, plan.Kitchens[k].Lanes[l]);
        foreach (LaneEntry entry in _entries) if (entry.Ref.Next == 0) Claim(entry);
        foreach (LaneEntry entry in _entries) if (entry.Ref.Next > 0) ClaimNext(entry);
    }

    /// <summary>All instances of the level.</summary>
    public ImmutableArray<TaskInstance> Instances { get; }

    /// <summary>By instance index: the entry that names it first, null if none does.</summary>
    public LaneEntry?[] Owners { get; }

    /// <summary>Every entry of every lane in plan order; of a manual lane one per task, made from its first step.</summary>
    public IReadOnlyList<LaneEntry> Entries => _entries;

    public static TaskClaims Of(Level level, Plan plan) => new(level, plan);

    /// <summary>Index of the task in the level, or −1.</summary>
    public int SpecOf(string task) => _specs.GetValueOrDefault(task, -1);

    /// <summary>Index of a copy's instance; copy 0 or 1 is the first.</summary>
    public int IndexOf(int spec, int copy) => _first[spec] + Math.Max(copy, 1) - 1;

    /// <summary>Copies that a reference spans within what the level has, inclusive; empty (from beyond to) if none. <c>task*n</c> spans all.</summary>
    public (int From, int To) Span(int spec, TaskRef reference)
    {
        int count = _level.Tasks[spec].Count;
        return reference.First == 0 ? (1, count) : (Math.Max(reference.First, 1), Math.Min(reference.Last, count));
    }

    public ImmutableArray<TaskInstance> OnLane(int kitchen, int lane)
    {
        (int from, int to) = _lanes[(kitchen, lane)];
        return [.. _entries[from..to].SelectMany(e => e.Claimed).Select(i => Instances[i])];
    }

    /// <summary>The lane's tasks in order, entry by entry; an entry whose copies do not follow each other is several.</summary>
    public IEnumerable<ImmutableArray<TaskInstance>> RunsOn(int kitchen, int lane)
    {
        (int from, int to) = _lanes[(kitchen, lane)];
        foreach (LaneEntry entry in _entries[from..to])
        {
            int begin = 0;
            for (int end = 1; end <= entry.Claimed.Count; end++)
            {
                if (end < entry.Claimed.Count && entry.Claimed[end] == entry.Claimed[end - 1] + 1) continue;
                yield return [.. entry.Claimed[begin..end].Select(i => Instances[i])];
                begin = end;
            }
        }
    }

    private void List(int kitchen, int laneIndex, Lane lane)
    {
        int from = _entries.Count;
        if (lane.Kind == LaneKind.Manual)
        {
            HashSet<(string, int)> seen = [];
            for (int s = 0; s < lane.Steps.Length; s++)
            {
                StepRef step = lane.Steps[s];
                if (seen.Add((step.Task, step.Copy))) Add(new(step.Task, Math.Max(step.Copy, 1), Math.Max(step.Copy, 1)), s);
            }
        }
        else
        {
            for (int t = 0; t < lane.Tasks.Length; t++) Add(lane.Tasks[t], t);
        }
        _lanes[(kitchen, laneIndex)] = (from, _entries.Count);

        void Add(TaskRef reference, int position) => _entries.Add(new(kitchen, laneIndex, position, lane.Kind, reference, SpecOf(reference.Task)));
    }

    private void Claim(LaneEntry entry)
    {
        if (entry.Spec < 0) return;
        (int from, int to) = Span(entry.Spec, entry.Ref);
        if (from > to) return;
        int last = _first[entry.Spec] + to - 1;
        for (int i = Free(_first[entry.Spec] + from - 1); i <= last; i = Free(i)) Take(i, entry);
        if (entry.Claimed.Count < to - from + 1) entry.Repeats = FirstRepeat(entry, from, to);
    }

    private void ClaimNext(LaneEntry entry)
    {
        if (entry.Spec < 0) return;
        int last = _first[entry.Spec] + _level.Tasks[entry.Spec].Count - 1;
        for (int i = Free(_first[entry.Spec]); i <= last && entry.Claimed.Count < entry.Ref.Next; i = Free(i)) Take(i, entry);
    }

    private void Take(int index, LaneEntry entry)
    {
        Owners[index] = entry;
        entry.Claimed.Add(index);
        _nextFree[index] = index + 1;
    }

    /// <summary>The lowest unclaimed instance from there on (union-find with path halving).</summary>
    private int Free(int index)
    {
        while (_nextFree[index] != index) index = _nextFree[index] = _nextFree[_nextFree[index]];
        return index;
    }

    /// <summary>Claimed instances are in ascending order, so the first gap is the first that another entry had before.</summary>
    private int FirstRepeat(LaneEntry entry, int from, int to)
    {
        for (int copy = from; copy <= to; copy++)
            if (copy - from >= entry.Claimed.Count || entry.Claimed[copy - from] != IndexOf(entry.Spec, copy)) return IndexOf(entry.Spec, copy);
        return -1;
    }
}

/// <summary>An entry of a lane's list.</summary>
internal sealed class LaneEntry(int kitchen, int lane, int position, LaneKind kind, TaskRef reference, int spec)
{
    public int Kitchen { get; } = kitchen;

    public int Lane { get; } = lane;

    /// <summary>Place in the lane's <c>tasks</c>, or in its <c>steps</c> if the lane is manual.</summary>
    public int Position { get; } = position;

    public LaneKind Kind { get; } = kind;

    public TaskRef Ref { get; } = reference;

    /// <summary>Index of the task in the level, −1 if it has none of that name.</summary>
    public int Spec { get; } = spec;

    /// <summary>Instances that are here, ascending.</summary>
    public List<int> Claimed { get; } = [];

    /// <summary>The first instance that an earlier entry names already, −1 if none.</summary>
    public int Repeats { get; set; } = -1;

    /// <summary>JSON path in the plan.</summary>
    public string Path => $"$.kitchens[{Kitchen}].lanes[{Lane}].{(Kind == LaneKind.Manual ? "steps" : "tasks")}[{Position}]";
}
