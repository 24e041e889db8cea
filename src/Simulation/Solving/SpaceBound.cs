using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Simulation.Solving;

/// <summary>Tells early that no plan which begins like a draft can be through in a given time or within the level's limits.</summary>
/// <remarks>Each test names something that every such plan must fit in: a lane its recipes, a hat its hands-on minutes and what opening costs, the lanes left what is left.</remarks>
internal sealed class SpaceBound
{
    private readonly Level _level;
    private readonly LevelWork _work;
    private readonly Costs _costs;
    private readonly Dictionary<string, int> _index = [];
    private readonly bool _canOffload;
    private readonly decimal _mostMemory = decimal.MaxValue;
    private readonly int[] _byLength;

    public SpaceBound(LevelWork work)
    {
        (_level, _work, _costs) = (work.Level, work, work.Level.Costs);
        for (int i = 0; i < _level.Tasks.Length; i++) _index[_level.Tasks[i].Id] = i;
        _canOffload = _level.Allow.Offload && (_level.Allow.Loops > 0 || _level.Allow.Greenlets);
        foreach (MetricLimit limit in _level.Limits) if (limit.Metric == Metric.Memory) _mostMemory = Math.Min(_mostMemory, limit.Most);
        _byLength = [.. Enumerable.Range(0, _level.Tasks.Length).OrderBy(i => work.Recipe[i])];
    }

    /// <summary>Ticks within which a plan must be through to be of use; at first any.</summary>
    public long Most { get; set; } = long.MaxValue / 1_024;

    /// <summary>Whether no plan that begins as the draft is through in time and within the limits.</summary>
    public bool IsHopeless(PlanSpace space) => IsHopeless(new Draft(space.Kitchens, space.Lanes, space.Draft, space.Copies), space.Left, space.Unplaced, space.Rations, space.CanLoop);

    /// <summary>Whether no plan with these lanes, whatever its cards, is through in time and within the limits.</summary>
    public bool IsHopeless(Plan plan) => IsHopeless(new Draft(plan.Kitchens, [], null, 1), new int[_level.Tasks.Length], 0, (0, 0), canLoop: false) || MemoryOfCards(plan) > _mostMemory;

    private bool IsHopeless(Draft draft, IReadOnlyList<int> left, int unplaced, (int Threads, int Kitchens) rations, bool canLoop)
    {
        Sums sums = new();
        long all = Math.Max(0, draft.Kitchens.Skip(1).Sum(k => k.Copies) + (draft.Kitchens.Count > 0 && draft.IsUnderWay ? draft.Copies : 0)) * _costs.OpenParent.Ticks; // before any task starts
        for (int k = 0; k < draft.Kitchens.Count; k++)
        {
            sums.Enter(k, draft.Kitchens[k].Copies, k == 0 ? all : Math.Max(all, sums.Opened * _costs.OpenParent.Ticks + _costs.OpenKitchen.Ticks));
            for (int l = 0; l < draft.Kitchens[k].Lanes.Length; l++)
                if (!Fits(draft.Kitchens[k].Lanes[l], l, draft.Kitchens[k].Copies, isOpen: false, sums)) return true;
            if (k > 0 && !HatFits(sums)) return true;
        }
        if (draft.IsUnderWay)
        {
            int k = draft.Kitchens.Count;
            sums.Enter(k, draft.Copies, k == 0 ? 0 : Math.Max(all, sums.Opened * _costs.OpenParent.Ticks + _costs.OpenKitchen.Ticks));
            for (int l = 0; l < draft.Lanes.Count; l++) if (!Fits(draft.Lanes[l], l, draft.Copies, isOpen: false, sums)) return true;
            if (draft.Open is { } open && !Fits(open, draft.Lanes.Count, open.Kind == LaneKind.Thread ? Math.Max(1, rations.Threads) : draft.Copies, isOpen: true, sums)) return true;
            if (k > 0 && !HatFits(sums)) return true;
        }
        if (sums.Memory > _mostMemory) return true;
        bool isAtHome = sums.Opened == 0 && (rations.Kitchens == 0 || _costs.OpenKitchen.Ticks + (_canOffload ? 0 : _work.Shortest[0]) > Most);
        return !RestFits(draft, left, unplaced, rations, canLoop, isAtHome, sums);
    }

    /// <summary>The least ticks for which the lanes of a plan, whatever its cards, are not ruled out.</summary>
    public long LeastOf(Plan plan)
    {
        (long most, long low, long high) = (Most, -1, Most);
        while (low + 1 < high)
        {
            Most = low + (high - low) / 2;
            if (IsHopeless(plan)) low = Most;
            else high = Most;
        }
        Most = most;
        return high;
    }

    /// <summary>Memory that is sure: helpers of offloaded steps.</summary>
    private decimal MemoryOfCards(Plan plan)
    {
        Sums sums = new();
        foreach (Kitchen kitchen in plan.Kitchens) foreach (Lane lane in kitchen.Lanes) sums.AddMemory(lane, PlanForm.SizeOf(lane));
        int helped = plan.Offloads.Where(o => o.To == OffloadTargets.Thread).Sum(o => o.Task.First > 0 ? Batches.Size(o.Task) : _level.FindTask(o.Task.Task)!.Count);
        return sums.Memory + Prices.Thread * Math.Min(helped, 32) + Prices.Kitchen * plan.Kitchens.Skip(1).Sum(k => k.Copies);
    }

    /// <summary>Whether a lane holds its tasks in time; adds what it asks of its kitchen.</summary>
    private bool Fits(Lane lane, int place, int copies, bool isOpen, Sums sums)
    {
        bool isHome = sums.Kitchen == 0, isBlocking = lane.Kind is LaneKind.Main or LaneKind.Thread, isLoop = lane.Kind is LaneKind.Loop or LaneKind.Greenlets;
        int workers = Math.Max(lane.Workers, copies), size = PlanForm.SizeOf(lane);
        long recipes = 0, longest = 0, held = 0, tail = 0;
        if (place > 0 || lane.Kind == LaneKind.Thread) sums.Started += _costs.StartThread.Ticks;
        long lead = sums.Start + sums.Started;
        if (lane.Kind == LaneKind.Thread && !isOpen) sums.Started += (Math.Min(size, lane.Workers) - 1) * _costs.StartThread.Ticks;
        if (isLoop)
        {
            sums.Created += size * _costs.StartTask.Ticks;
            lead += size * _costs.StartTask.Ticks;
        }
        sums.AddMemory(lane, isOpen ? Math.Min(size, 1) : size);
        IEnumerable<(int Task, int Copies)> tasks = lane.Kind == LaneKind.Manual
            ? lane.Steps.Select(s => (s.Task, s.Copy)).Distinct().Select(s => (_index[s.Task], 1)) : lane.Tasks.Select(t => (_index[t.Task], Batches.Size(t)));
        foreach ((int task, int count) in tasks)
        {
            long crate = isHome ? 0 : Crate(task).In + Crate(task).Out;
            bool isChain = isBlocking && workers == 1 && !isOpen;
            if (isHome)
            {
                if (isBlocking && workers == 1) for (int i = 0; i < count; i++) sums.Jobs.AddRange(_work.Jobs(task, 1, lead + recipes + i * _work.Recipe[task]));
                else sums.Jobs.AddRange(_work.Jobs(task, count, lead));
            }
            sums.HandsOn += count * (_work.HandsOn[task] + crate);
            if (!isHome) sums.Away.Add((task, count));
            recipes += count * (_work.Recipe[task] + crate);
            longest = Math.Max(longest, _work.Recipe[task] + crate);
            if (!_canOffload) held += count * _level.Tasks[task].Steps.Where(s => s.Kind == StepKind.Cpu || (isLoop && s.Blocking)).Sum(s => s.Shortest.Ticks);
            tail = isChain ? _work.After[task] : 0;
        }
        long needed = isBlocking ? Math.Max(longest, (recipes + workers - 1) / workers) : Math.Max(longest, held);
        return lead + needed + tail <= Most;
    }

    /// <summary>Whether another kitchen's hats hold its hands-on minutes.</summary>
    private bool HatFits(Sums sums) => !_level.Gil || (_canOffload && _level.Allow.Kitchens > 1) || sums.Start + (sums.HandsOn + sums.Copies - 1) / sums.Copies <= Most;

    /// <summary>Whether what is left fits on the lanes left, and home's hat holds what opening them costs.</summary>
    private bool RestFits(Draft draft, IReadOnlyList<int> left, int unplaced, (int Threads, int Kitchens) rations, bool canLoop, bool isAtHome, Sums sums)
    {
        bool hasLoop = canLoop || draft.Open?.Kind is LaneKind.Loop or LaneKind.Greenlets, isManual = draft.Open?.Kind == LaneKind.Manual || _level.Allow.Manual;
        long rest = 0, opening = sums.HomeOpening;
        if (unplaced > 0 && !isManual)
        {
            int fit = 0;
            long room = Most, total = 0;
            foreach (int task in _byLength)
            {
                int more = _work.Recipe[task] == 0 ? left[task] : (int)Math.Min(left[task], room / _work.Recipe[task]);
                (fit, room, total) = (fit + more, room - more * _work.Recipe[task], total + left[task] * _work.Recipe[task]);
            }
            bool hasMain = _level.Allow.Main && draft is { Kitchens.Count: 0, Lanes.Count: 0 };
            bool isInOpen = draft.Open is { Kind: LaneKind.Main or LaneKind.Thread };
            long free = isInOpen || (hasMain && draft.Open is null) ? 1 : 0, mains = _level.Allow.Main ? rations.Kitchens : 0;
            long lanes = fit == 0 ? int.MaxValue : Math.Max((total + Most - 1) / Most, (unplaced + fit - 1) / fit);
            if (!hasLoop && lanes > (isInOpen ? draft.Copies : 0) + free + rations.Threads + mains) return false;
            if (isAtHome) rest = CheapestRest(unplaced, fit, free, lanes, hasLoop);
        }
        if (!_level.Gil) return sums.AllHandsOn + opening + rest <= _level.Cores * Most;
        if (!isAtHome) return (_canOffload && _level.Allow.Kitchens > 0) || (AwayFits(draft, left, rations, sums) && HomeFits(draft, left, opening, sums));
        for (int task = 0; task < _level.Tasks.Length; task++) if (left[task] > 0) sums.Jobs.AddRange(_work.Jobs(task, left[task]));
        if (opening + rest > 0) sums.Jobs.Add(new(0, opening + rest, _work.ShortestTail));
        return OneHat.Makespan([.. sums.Jobs]) <= Most;
    }

    /// <summary>Whether the hats of kitchens that may still be opened, and of the one under way, hold what is left once home is complete.</summary>
    private bool AwayFits(Draft draft, IReadOnlyList<int> left, (int Threads, int Kitchens) rations, Sums sums)
    {
        if (draft.Kitchens.Count == 0) return true;
        long work = 0, room = rations.Kitchens * Math.Max(0, Most - _costs.OpenKitchen.Ticks);
        for (int task = 0; task < _level.Tasks.Length; task++) work += left[task] * (_work.HandsOn[task] + Crate(task).In + Crate(task).Out);
        if (sums.Kitchen > 0) room += Math.Max(0, sums.Copies * (Most - sums.Start) - sums.HandsOn);
        return work <= room;
    }

    /// <summary>Whether home's hat holds what opening costs, then its tasks, and the crates of what goes away: once home is complete, that is all that is left.</summary>
    private bool HomeFits(Draft draft, IReadOnlyList<int> left, long opening, Sums sums)
    {
        List<HeadWorkTail> jobs = [];
        long prologue = sums.Opened * _costs.OpenParent.Ticks; // kitchens, then crates; no task of home starts before
        if (draft.Kitchens.Count > 0) sums.Away.AddRange(left.Select((copies, task) => (task, copies)));
        foreach ((int task, int copies) in sums.Away)
        {
            (long goes, long returns) = Crate(task);
            if (copies == 0 || goes + returns == 0) continue;
            long tail = draft.Kitchens[0].Lanes.SelectMany(TasksOf).Where(t => _level.Tasks[t].After.Contains(_level.Tasks[task].Id)).Select(t => _work.Recipe[t] + _work.After[t]).DefaultIfEmpty(0).Max();
            prologue += copies * goes;
            jobs.Add(new(0, copies * goes, goes + _work.Recipe[task] + returns + returns + tail));
            jobs.Add(new(Math.Max(_costs.OpenKitchen.Ticks + goes, _work.Before[task]) + _work.Recipe[task] + returns, copies * returns, tail));
        }
        jobs.Add(new(0, sums.Opened * _costs.OpenParent.Ticks, 0));
        jobs.Add(new(prologue, opening, 0));
        foreach (HeadWorkTail job in sums.Jobs) jobs.Add(job with { Head = Math.Max(job.Head, prologue) });
        return OneHat.Makespan([.. jobs]) <= Most;
    }

    /// <summary>Packing, and as much unpacking, that a task in another kitchen needs at the least.</summary>
    private (long In, long Out) Crate(int task) => _level.Allow.Boxes || _level.Tasks[task].Crate is not { } crate ? (0, 0) : (crate.In.Ticks, crate.Out.Ticks);

    private IEnumerable<int> TasksOf(Lane lane) => lane.Tasks.Select(t => t.Task).Concat(lane.Steps.Select(s => s.Task)).Select(id => _index[id]);

    /// <summary>The cheapest way to open lanes for the tasks left: some of them on threads, the others as coroutines.</summary>
    private long CheapestRest(int unplaced, int fit, long free, long lanes, bool hasLoop)
    {
        if (!hasLoop) return Math.Max(0, lanes - free) * _costs.StartThread.Ticks;
        long best = long.MaxValue;
        for (long more = 0; more <= lanes; more++)
        {
            long coroutines = Math.Max(0, unplaced - (free + more) * fit);
            best = Math.Min(best, more * _costs.StartThread.Ticks + coroutines * _costs.StartTask.Ticks);
            if (coroutines == 0) break;
        }
        return best;
    }

    private readonly record struct Draft(IReadOnlyList<Kitchen> Kitchens, IReadOnlyList<Lane> Lanes, Lane? Open, int Copies)
    {
        /// <summary>Whether the next kitchen has begun.</summary>
        public bool IsUnderWay => Lanes.Count > 0 || Open is not null;
    }

    /// <summary>What a draft asks for so far.</summary>
    private sealed class Sums
    {
        private long _homeHandsOn, _awayHandsOn, _homeOpening;

        public int Kitchen { get; private set; }

        public int Copies { get; private set; } = 1;

        /// <summary>Kitchens besides home.</summary>
        public int Opened { get; private set; }

        /// <summary>When the kitchen's main thread can begin.</summary>
        public long Start { get; private set; }

        /// <summary>Hands-on ticks of starting the kitchen's threads, and its coroutines.</summary>
        public long Started { get; set; }

        public long Created { get; set; }

        /// <summary>Hands-on ticks of its tasks.</summary>
        public long HandsOn { get; set; }

        /// <summary>What runs in other kitchens.</summary>
        public List<(int Task, int Copies)> Away { get; } = [];

        public decimal Memory { get; private set; }

        public List<HeadWorkTail> Jobs { get; } = [];

        public long HomeOpening => Kitchen == 0 ? Started + Created : _homeOpening;

        public long AllHandsOn => _homeHandsOn + _awayHandsOn + HandsOn;

        public void Enter(int kitchen, int copies, long start)
        {
            if (kitchen == 1) (_homeHandsOn, _homeOpening) = (HandsOn, Started + Created);
            else _awayHandsOn += HandsOn;
            (Kitchen, Copies, Start, Started, Created, HandsOn) = (kitchen, copies, start, 0, 0, 0);
            if (kitchen == 0) return;
            Opened += copies;
            Memory += Prices.Kitchen * copies;
        }

        public void AddMemory(Lane lane, int size)
        {
            if (lane.Kind == LaneKind.Thread && size > 0) Memory += Prices.Thread * Math.Min(lane.Workers, size);
            if (lane.Kind is LaneKind.Loop or LaneKind.Greenlets && size > 0) Memory += Prices.Loop + Prices.Coroutine * size;
        }
    }
}
