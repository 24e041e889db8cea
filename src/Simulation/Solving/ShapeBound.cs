using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Simulation.Solving;

/// <summary>
/// A floor that counts what opening costs: in a given time a lane holds only so many recipes, so a fast plan needs many lanes, coroutines or kitchens, and home pays
/// for each of them under its hat. The bound is the shortest time for which some number of each would do.
/// </summary>
/// <remarks>Every condition is necessary, and easier to meet with more time; so the shortest time that meets them is a lower bound and can be found by bisection.</remarks>
internal sealed class ShapeBound
{
    /// <summary>Tasks up to which every lead and trail is tried.</summary>
    private const int MostWindowed = 100;

    private readonly Level _level;
    private readonly LevelWork _work;
    private readonly long[] _shortestSums;
    private readonly HeadWorkTail[] _jobs;
    private readonly (long Before, long After, long Work)[] _windows;
    private readonly int _mostThreads, _mostKitchens;
    private readonly bool _hasLoops;

    public ShapeBound(LevelWork work)
    {
        (_level, _work) = (work.Level, work);
        Allowance allow = _level.Allow;
        _shortestSums = new long[work.Shortest.Length + 1];
        for (int i = 0; i < work.Shortest.Length; i++) _shortestSums[i + 1] = _shortestSums[i] + work.Shortest[i];
        _jobs = [.. _level.Tasks.SelectMany((t, i) => work.Jobs(i, t.Count))];
        _windows = [.. Windows(work)];
        _hasLoops = allow.Loops > 0 || allow.Greenlets;
        _mostThreads = Ration(Math.Min(allow.Threads, LevelLimits.Workers), Prices.Thread, Metric.Lanes);
        _mostKitchens = Ration(Math.Min(allow.Kitchens, LevelLimits.Kitchens - 1), Prices.Kitchen, Metric.Kitchens);
    }

    /// <summary>The bound, with the arithmetic of the cheapest shape that could reach it.</summary>
    public LowerBound Find()
    {
        long least = Least(IsPossible);
        return new("hands and openings", new(least), Reason(least));
    }

    /// <summary>Whole recipes over the lanes, where every allowed lane is held by the task it serves; null if some lanes are not.</summary>
    public LowerBound? Cooks()
    {
        long lanes = (_level.Allow.Main ? 1L + _mostKitchens : 0) + _mostThreads;
        if (_hasLoops || _level.Allow.Manual || lanes == 0) return null;
        string among = lanes == 1 ? "one lane that does" : $"{lanes} lanes that each do";
        return new("cooks", new(Least(most => LanesFor(most) <= lanes)), $"{new KitchenDuration(_work.Total)} minutes of recipes, none of them divided, over {among} one at a time");
    }

    /// <summary>The shortest time for which that is so; it must be so for every longer one.</summary>
    private static long Least(Func<long, bool> isPossible)
    {
        long low = 0, high = 1;
        while (!isPossible(high)) (low, high) = (high, checked(high * 2));
        while (low + 1 < high)
        {
            long middle = low + (high - low) / 2;
            if (isPossible(middle)) high = middle;
            else low = middle;
        }
        return high;
    }

    /// <summary>Whether nothing counted here rules out a plan that is through in so many ticks.</summary>
    public bool IsPossible(long most) =>
        Enumerable.Range(0, _work.Recipe.Length).All(i => _work.Before[i] + _work.Recipe[i] + _work.After[i] <= most)
        && (IsPossibleAtHome(most) || Enumerable.Range(1, _mostKitchens).Any(kitchens => IsPossibleWith(kitchens, most)));

    private bool IsPossibleAtHome(long most)
    {
        if (CheapestOpening(most) is not { } opening) return false;
        if (!_level.Gil) return _work.TotalHandsOn + opening.Ticks <= _level.Cores * most;
        return OneHat.Makespan(opening.Ticks == 0 ? _jobs : [.. _jobs, new(0, opening.Ticks, _work.ShortestTail)]) <= most;
    }

    /// <summary>With other kitchens: home opens them all before any task starts, they boot, home packs and unpacks what goes there, and they pack and work.</summary>
    private bool IsPossibleWith(int kitchens, long most)
    {
        Costs costs = _level.Costs;
        long opened = _level.Tasks.Any(t => t.Arrives.Ticks > 0) ? 0 : kitchens * costs.OpenParent.Ticks; // who comes later may find the kitchens open
        if (!WindowsHold(Math.Min(_level.Cores, _level.Gil ? kitchens + 1 : int.MaxValue), most - opened)) return false;
        bool areHelpers = _level.Allow.Offload && _hasLoops;
        if (costs.OpenKitchen.Ticks + (areHelpers ? 0 : _work.Shortest[0]) > most) return false;
        if (!_hasLoops && !_level.Allow.Manual && LanesFor(most) > (long)_mostThreads + (_level.Allow.Main ? kitchens + 1 : 0)) return false;
        long away = 0;
        for (int k = 1; k <= kitchens; k++) away += Math.Max(0, most - k * costs.OpenParent.Ticks - costs.Boot.Ticks);
        long cores = _level.Cores * most - kitchens * (costs.OpenParent.Ticks + costs.Boot.Ticks);
        if (_work.TotalHandsOn > cores) return false;
        return !_level.Gil || kitchens * costs.OpenParent.Ticks + LeastAtHome(away, areHelpers) <= most;
    }

    /// <summary>Whether so many hats hold every set of tasks between the longest chain that comes before all of them and the longest that comes after.</summary>
    private bool WindowsHold(int hats, long most)
    {
        foreach ((long before, long after, long work) in _windows)
            if (before + after + (work + hats - 1) / hats > most) return false;
        return true;
    }

    /// <summary>For every pair of a lead and a trail, the hands-on ticks of the tasks that have at least these.</summary>
    private static IEnumerable<(long Before, long After, long Work)> Windows(LevelWork work)
    {
        if (work.Recipe.Length > MostWindowed) yield break;
        foreach (long before in work.Before.Distinct())
        {
            foreach (long after in work.After.Distinct())
            {
                long sum = Enumerable.Range(0, work.Recipe.Length).Where(i => work.Before[i] >= before && work.After[i] >= after).Sum(i => work.Level.Tasks[i].Count * work.HandsOn[i]);
                if (sum > 0) yield return (before, after, sum);
            }
        }
    }

    /// <summary>Home's hands-on minutes when others have so much time: a knapsack filled by the best ratio, the last item divided.</summary>
    private long LeastAtHome(long away, bool bySteps)
    {
        long home = 0;
        List<(long Saved, long Cost)> items = [];
        for (int i = 0; i < _level.Tasks.Length; i++)
        {
            int count = _level.Tasks[i].Count;
            (long goes, long returns) = bySteps || _level.Allow.Boxes || _level.Tasks[i].Crate is not { } crate ? (0, 0) : (crate.In.Ticks, crate.Out.Ticks);
            home += count * _work.HandsOn[i];
            if (_work.HandsOn[i] > goes + returns) items.Add((count * (_work.HandsOn[i] - goes - returns), count * (_work.HandsOn[i] + goes + returns)));
        }
        foreach ((long saved, long cost) in items.OrderByDescending(i => (decimal)i.Saved / i.Cost))
        {
            long part = Math.Min(cost, away);
            home -= part == cost ? saved : (long)((decimal)saved * part / cost) + 1;
            away -= part;
        }
        return Math.Max(0, home);
    }

    /// <summary>What the cheapest sufficient lanes of home cost to open; null if the allowed ones do not suffice.</summary>
    private (long Ticks, int Threads, int Coroutines)? CheapestOpening(long most)
    {
        Allowance allow = _level.Allow;
        Costs costs = _level.Costs;
        if (allow.Manual) return (0, 0, 0);
        int mains = allow.Main ? 1 : 0;
        (long Ticks, int Threads, int Coroutines)? best = null;
        if (LanesFor(most) is long lanes && lanes - mains <= _mostThreads) Offer((int)(lanes - mains), 0);
        int fit = FitOf(most);
        for (int blocking = 0; _hasLoops && blocking < _work.Instances; blocking++)
        {
            long needed = blocking == 0 ? 0 : fit == 0 ? long.MaxValue : Math.Max(CeilingDivide(_shortestSums[blocking], most), CeilingDivide(blocking, fit));
            if (needed - mains > _mostThreads) break;
            Offer((int)needed, _work.Instances - blocking);
        }
        return best;

        void Offer(int threads, int coroutines)
        {
            long ticks = threads * costs.StartThread.Ticks + coroutines * costs.StartTask.Ticks;
            if (best is null || ticks < best.Value.Ticks) best = (ticks, threads, coroutines);
        }
    }

    /// <summary>Lanes that do one recipe after another and hold them all in that time, at the least: by their sum, and because of so many long ones a lane holds few.</summary>
    private long LanesFor(long most)
    {
        if (most < _work.Shortest[^1]) return long.MaxValue / 2;
        long lanes = CeilingDivide(_work.Total, most);
        for (int few = 1; few < _work.Instances && few <= 64; few++)
        {
            // Of the longest tasks, as many as stay too long for any few + 1 of them on one lane.
            int count = 0;
            while (count < _work.Instances && (count < few || _shortestSums[_work.Instances - count + few] - _shortestSums[_work.Instances - count - 1] > most)) count++;
            lanes = Math.Max(lanes, CeilingDivide(count, few));
        }
        return lanes;
    }

    /// <summary>How many recipes fit on one lane.</summary>
    private int FitOf(long most)
    {
        int fit = Array.BinarySearch(_shortestSums, most);
        return fit >= 0 ? fit : ~fit - 1;
    }

    private int Ration(int allowed, decimal price, Metric counted)
    {
        foreach (MetricLimit limit in _level.Limits)
        {
            if (limit.Metric == Metric.Memory) allowed = (int)Math.Min(allowed, Math.Max(0, limit.Most / price));
            if (limit.Metric == counted) allowed = (int)Math.Min(allowed, Math.Max(0, limit.Most));
        }
        return allowed;
    }

    private string Reason(long ticks)
    {
        KitchenDuration work = new(_work.TotalHandsOn);
        if (!IsPossibleAtHome(ticks)) return $"{work} hands-on minutes, some of them sent to kitchens that must be opened, and boxes to pack";
        (long cost, int threads, int coroutines) = CheapestOpening(ticks)!.Value;
        string opened = threads == 0 ? "" : threads == 1 ? "open a further lane" : $"open {threads} further lanes", written = coroutines == 0 ? "" : $"write {coroutines} slips";
        return cost == 0 ? $"{work} hands-on minutes under one hat, with what must pass before and after"
            : $"{work} hands-on minutes and {new KitchenDuration(cost)} to {string.Join(" and ", new[] { opened, written }.Where(t => t.Length > 0))}, for fewer hold too little, with what must pass before and after";
    }

    private static long CeilingDivide(long a, long b) => (a + b - 1) / b;
}
