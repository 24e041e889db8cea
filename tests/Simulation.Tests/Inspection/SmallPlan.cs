using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using static ShortOrder.Support.OrderBuilder;

namespace ShortOrder.Simulation.Tests.Inspection;

/// <summary>Random plans small enough for brute force: 2 to 4 tasks on 1 to 3 blocking lanes, with either a shared thing or tools in any order.</summary>
internal static class SmallPlan
{
    public static (Level, Plan) From(int seed)
    {
        System.Random random = new(seed);
        bool isAboutData = random.Next(2) == 0;
        int count = random.Next(2, isAboutData ? 4 : 5);
        TaskSpec[] tasks = [.. Enumerable.Range(0, count).Select(i => (isAboutData ? Sharing(i, random) : Taking(i, random)) with
        {
            After = i > 0 && random.Next(4) == 0 ? [$"t{random.Next(i)}"] : [],
        })];
        int lanes = random.Next(1, 4);
        List<TaskRef>[] lists = [.. Enumerable.Range(0, lanes).Select(_ => new List<TaskRef>())];
        foreach (TaskSpec task in tasks.OrderBy(_ => random.Next())) lists[random.Next(lanes)].Add(new(task.Id));
        Level level = Order(tasks) with { Shared = ["jar"], Tools = [new("oven", 1, false), new("tray", random.Next(1, 3), false)] };
        LockPlan[] locks = isAboutData ? [.. tasks.Where(_ => random.Next(3) > 0).Select(t => Lock(t, random))] : [];
        return (level, new()
        {
            Level = level.Id,
            Locks = [.. locks],
            Kitchens = [new("home", 1, [.. lists.Select((list, i) => new Lane { Kind = i == 0 ? LaneKind.Main : LaneKind.Thread, Tasks = [.. list] })])],
        });
    }

    private static TaskSpec Sharing(int i, System.Random random)
    {
        StepSpec[] steps = [Cpu(1), Cpu(1, read: random.Next(4) > 0 ? "jar" : null), Io(1), Cpu(1, write: random.Next(4) > 0 ? "jar" : null)];
        return Spec($"t{i}", steps);
    }

    private static TaskSpec Taking(int i, System.Random random)
    {
        (string first, string second) = random.Next(2) == 0 ? ("oven", "tray") : ("tray", "oven");
        return random.Next(3) == 0 ? Spec($"t{i}", Take(first), Io(1), Drop(first), Take(second), Cpu(1), Drop(second))
            : Spec($"t{i}", Take(first), Cpu(1), Take(second), Io(1), Drop(second), Drop(first));
    }

    private static LockPlan Lock(TaskSpec task, System.Random random)
    {
        int from = random.Next(task.Steps.Length);
        return new("jar", new(task.Id), from, random.Next(from, task.Steps.Length));
    }
}
