using CsCheck;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Simulation.Tests.Model;

/// <summary>Small levels with plans that cannot deadlock: tasks come only after tasks with lower numbers, and every lane lists its tasks in that order.</summary>
internal static class RandomOrders
{
    private static readonly Gen<StepSpec> Step =
        from minutes in Gen.Int[1, 30]
        from kind in Gen.Int[0, 5]
        select kind switch
        {
            0 or 1 or 2 => Cpu(minutes / 10m),
            3 => Io(minutes / 10m, "pan"),
            4 => Io(minutes / 10m, blocking: true),
            _ => Io(minutes / 10m),
        };

    private static readonly Gen<(StepSpec[] Steps, int After, int Crate, int Lane)> Drawn =
        Gen.Select(Step.Array[1, 4], Gen.Int[-3, 4], Gen.Int[0, 3], Gen.Int[0, 5]);

    /// <summary>A level with a plan.</summary>
    public static Gen<(Level Level, Plan Plan)> Any { get; } =
        from tasks in Drawn.Array[1, 6]
        from cores in Gen.Int[1, 3]
        from tool in Gen.Int[0, 2]
        from kinds in Gen.Int[0, 3].Array[2]
        from workers in Gen.Int[1, 3]
        select Make(tasks, cores, tool, kinds, workers);

    private static (Level, Plan) Make((StepSpec[] Steps, int After, int Crate, int Lane)[] drawn, int cores, int tool, int[] kinds, int workers)
    {
        Level level = Order([.. drawn.Select((d, i) => Spec($"t{i}", d.Steps) with
        {
            After = d.After >= 0 && d.After < i ? [$"t{d.After}"] : [],
            Crate = d.Crate == 0 ? null : Crate(d.Crate / 10m, 0.1m),
        })]);
        level = level with { Cores = cores, Tools = [new ToolSpec("pan", 1, SelfServe: tool == 1, tool == 2 ? new(Minutes(0.3m), Minutes(0.7m)) : null)] };
        string[] On(int lane) => [.. drawn.Index().Where(d => d.Item.Lane == lane).Select(d => $"t{d.Index}")];
        // Home has a main or loop lane, a pool and a loop; the annex a main, loop or greenlets lane, a thread and a loop.
        return (level, PlanFor(level,
            Home(First(kinds[0], On(0)), Pool(workers, On(1)), Loop(On(2))),
            Annex("annex", First(kinds[1], On(3)), Thread(On(4)), Loop(On(5)))));
    }

    private static Lane First(int kind, string[] tasks) => kind switch { 0 => Main(tasks), 1 => Loop(tasks), 2 => Greenlets(tasks), _ => Loop(tasks) with { Limit = 2 } };
}
