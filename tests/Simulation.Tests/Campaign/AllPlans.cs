using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Support;

namespace ShortOrder.Simulation.Tests.Campaign;

/// <summary>Every plan of a kind, for levels small enough to try them all.</summary>
internal static class AllPlans
{
    /// <summary>Addresses of the level's task instances.</summary>
    public static IReadOnlyList<string> TasksOf(Level level) =>
        [.. level.Tasks.SelectMany(t => t.Count == 1 ? [t.Id] : Enumerable.Range(1, t.Count).Select(i => $"{t.Id}#{i}"))];

    /// <summary>Every order of one cook's hands-on steps in which tasks come after those they need.</summary>
    public static IEnumerable<Plan> ManualOrders(Level level)
    {
        string[][] steps = [.. level.Tasks.Select(t => t.Steps.Index().Where(s => s.Item.Kind == StepKind.Cpu).Select(s => $"{t.Id}.{s.Index}").ToArray())];
        int[][] before = [.. level.Tasks.Select(t => t.After.Select(id => level.Tasks.IndexOf(level.FindTask(id)!)).ToArray())];
        return Orders(new int[steps.Length], []).Select(order => PlanBuilder.PlanFor(level, PlanBuilder.Home(PlanBuilder.Manual([.. order]))));

        IEnumerable<ImmutableList<string>> Orders(int[] done, ImmutableList<string> listed)
        {
            bool isWhole = true;
            for (int task = 0; task < steps.Length; task++)
            {
                if (done[task] == steps[task].Length) continue;
                isWhole = false;
                if (before[task].Any(t => done[t] < steps[t].Length)) continue;
                string step = steps[task][done[task]++];
                foreach (ImmutableList<string> order in Orders(done, listed.Add(step))) yield return order;
                done[task]--;
            }
            if (isWhole) yield return listed;
        }
    }

    /// <summary>Every way to deal the tasks, in every order, to the main lane and up to so many threads.</summary>
    public static IEnumerable<Plan> ThreadDeals(Level level, int lanes) =>
        from order in Permutations([.. TasksOf(level)])
        from cut in Enumerable.Range(1, lanes).SelectMany(n => Cuts(order, n))
        select PlanBuilder.PlanFor(level, PlanBuilder.Home([PlanBuilder.Main([.. cut[0]]), .. cut.Skip(1).Select(lane => PlanBuilder.Thread([.. lane]))]));

    /// <summary>Every way to deal the tasks, in every order, to home and other kitchens with a main lane each.</summary>
    public static IEnumerable<Plan> KitchenDeals(Level level, int kitchens)
    {
        string[] names = ["home", "annex", "barn", "cellar"];
        foreach (string[] order in Permutations([.. TasksOf(level)]))
        {
            for (int deal = 0; deal < (int)Math.Pow(kitchens, order.Length); deal++)
            {
                int code = deal;
                int[] kitchenOf = [.. order.Select(_ => { int k = code % kitchens; code /= kitchens; return k; })];
                yield return PlanBuilder.PlanFor(level, [.. Enumerable.Range(0, kitchens)
                    .Select(k => new Kitchen(names[k], 1, [PlanBuilder.Main([.. order.Where((_, i) => kitchenOf[i] == k)])]))]);
            }
        }
    }

    /// <summary>The tasks in every order; equal copies are not told apart.</summary>
    public static IEnumerable<string[]> TaskOrders(Level level)
    {
        HashSet<string> seen = [];
        foreach (int[] order in Permutations([.. level.Tasks.SelectMany((t, spec) => Enumerable.Repeat(spec, t.Count))]))
        {
            if (!seen.Add(string.Join(' ', order))) continue;
            int[] copies = new int[level.Tasks.Length];
            yield return [.. order.Select(spec => level.Tasks[spec].Count == 1 ? level.Tasks[spec].Id : $"{level.Tasks[spec].Id}#{++copies[spec]}")];
        }
    }

    private static IEnumerable<T[]> Permutations<T>(T[] items)
    {
        if (items.Length == 0) return [[]];
        return items.SelectMany((first, i) => Permutations([.. items[..i], .. items[(i + 1)..]]).Select(rest => (T[])[first, .. rest]));
    }

    private static IEnumerable<string[][]> Cuts(string[] order, int parts)
    {
        if (parts == 1) return [[order]];
        return Enumerable.Range(1, Math.Max(0, order.Length - parts + 1))
            .SelectMany(first => Cuts(order[first..], parts - 1).Select(rest => (string[][])[order[..first], .. rest]));
    }
}
