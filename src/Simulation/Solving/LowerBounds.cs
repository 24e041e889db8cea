using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Simulation.Solving;

/// <summary>A floor that no allowed plan of a level can get under.</summary>
/// <param name="Name">What limits the order, e.g. <c>longest recipe</c>.</param>
/// <param name="Makespan">No plan is faster.</param>
/// <param name="Reason">The arithmetic, in a sentence.</param>
public sealed record LowerBound(string Name, KitchenDuration Makespan, string Reason);

/// <summary>Cheap lower bounds that a player can follow; all of them hold for every allowed plan.</summary>
public static class LowerBounds
{
    /// <summary>Every bound that applies, the binding (highest) first; equal ones in a fixed order.</summary>
    public static ImmutableArray<LowerBound> Of(Level level)
    {
        ShapeBound shape = new(new LevelWork(level));
        return [.. new[] { LongestRecipe(level), Hands(level), shape.Cooks() }.Concat(level.Tools.Select(tool => ToolMinutes(level, tool))).Append(shape.Find()).OfType<LowerBound>()
            .OrderByDescending(b => b.Makespan.Ticks)];
    }

    private static LowerBound LongestRecipe(Level level)
    {
        Dictionary<string, long> earliestEnd = [];
        (long longest, string last) = (0, "");
        foreach (TaskSpec task in level.Tasks)
        {
            long end = EarliestEnd(level, task, earliestEnd);
            if (end > longest) (longest, last) = (end, task.Id);
        }
        return new("longest recipe", new(longest), $"the chain that ends in {last} takes {new KitchenDuration(longest)} on its own");
    }

    private static long EarliestEnd(Level level, TaskSpec task, Dictionary<string, long> known)
    {
        if (known.TryGetValue(task.Id, out long end)) return end;
        long start = Math.Max(task.Arrives.Ticks, task.After.Select(id => EarliestEnd(level, level.FindTask(id)!, known)).DefaultIfEmpty(0).Max());
        return known[task.Id] = start + task.Steps.Sum(s => s.Shortest.Ticks);
    }

    /// <summary>Hands-on minutes over the hats that can be worn at once; under one hat, with the shortest wait before and after.</summary>
    private static LowerBound? Hands(Level level)
    {
        TaskSpec[] worked = [.. level.Tasks.Where(t => t.Steps.Any(IsCpu))];
        if (worked.Length == 0) return null;
        long work = worked.Sum(t => t.Count * t.Steps.Where(IsCpu).Sum(s => s.Shortest.Ticks));
        int hats = level.Gil ? (int)Math.Min(level.Cores, 1L + level.Allow.Kitchens) : level.Cores;
        long lead = worked.Min(t => t.Arrives.Ticks + t.Steps.TakeWhile(s => !IsCpu(s)).Sum(s => s.Shortest.Ticks));
        long tail = worked.Min(t => t.Steps.Reverse().TakeWhile(s => !IsCpu(s)).Sum(s => s.Shortest.Ticks));
        long floor = lead + CeilingDivide(work, hats) + tail;
        string over = hats == 1 ? "one hat" : $"{hats} hats";
        return new("hands", new(floor), $"{new KitchenDuration(work)} hands-on minutes under {over}{Around(lead, tail)}");
    }

    private static LowerBound? ToolMinutes(Level level, ToolSpec tool)
    {
        TaskSpec[] users = [.. level.Tasks.Where(t => t.Steps.Any(Uses))];
        if (users.Length == 0) return null;
        long use = users.Sum(t => t.Count * t.Steps.Where(Uses).Sum(s => s.Shortest.Ticks));
        long lead = users.Min(t => t.Arrives.Ticks + t.Steps.TakeWhile(s => !Uses(s)).Sum(s => s.Shortest.Ticks));
        long tail = users.Min(t => t.Steps.Reverse().TakeWhile(s => !Uses(s)).Sum(s => s.Shortest.Ticks));
        string places = tool.Places == 1 ? "one place" : $"{tool.Places} places";
        return new($"tool {tool.Id}", new(lead + CeilingDivide(use, tool.Places) + tail), $"{new KitchenDuration(use)} minutes in the {tool.Id} with {places}{Around(lead, tail)}");

        bool Uses(StepSpec step) => step.Kind == StepKind.Io && step.Tool == tool.Id;
    }

    private static string Around(long lead, long tail) =>
        lead + tail == 0 ? "" : $", {new KitchenDuration(lead)} before and {new KitchenDuration(tail)} after at the least";

    private static bool IsCpu(StepSpec step) => step.Kind == StepKind.Cpu;

    private static long CeilingDivide(long a, long b) => (a + b - 1) / b;
}
