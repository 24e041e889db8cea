using CsCheck;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Solving;
using static ShortOrder.Support.OrderBuilder;

namespace ShortOrder.Simulation.Tests.Solving;

/// <summary>Bounds and search against every plan of small random levels.</summary>
public sealed class SolverPropertyTests
{
    private const int MostPlans = 1_500;
    private const long Samples = 60;

    [Fact]
    public void No_plan_of_a_level_gets_under_a_bound() => Always((level, best) =>
        Assert.All(LowerBounds.Of(level), bound => Assert.True(bound.Makespan.Minutes <= best, $"{bound}: {best}\n{Text(level)}")));

    [Fact]
    public void A_complete_search_finds_the_best_of_all_plans() => Always((level, best) =>
    {
        Solution solution = Solver.Solve(level, new(Plans: 0, Nodes: long.MaxValue), TestContext.Current.CancellationToken);

        Assert.True(solution.Value == best, $"best {best}, found {solution.Value} by {solution.Proof} {solution.BoundName}\n{Text(level)}");
        Assert.NotEqual(Proof.None, solution.Proof);
    });

    private static void Always(Action<Level, decimal> holds) => Levels.Sample(level =>
    {
        Survey survey = PlanSurvey.Take(level, MostPlans, seed: 1, TestContext.Current.CancellationToken);
        if (survey.IsComplete && survey.Plans.Length > 0) holds(level, survey.Plans.Min(p => p.Score[Metric.Time]));
    }, iter: Samples, print: Text);

    /// <summary>Two to four tasks, the first or the last of them perhaps with copies, with waits, tools, crates, arrivals and chains; lanes of some of the kinds.</summary>
    private static Gen<Level> Levels =>
        from tasks in Tasks.Array[2, 4]
        from copies in Gen.Int[1, 3]
        from isFirst in Gen.Bool
        from allow in Allowances
        from cores in Gen.Int[1, 3]
        from places in Gen.Int[1, 2]
        from hasGil in Gen.Frequency((4, Gen.Const(true)), (1, Gen.Const(false)))
        from memory in Gen.Frequency((3, Gen.Const(1_000)), (1, Gen.Int[0, 70]))
        select Make(tasks, copies, isFirst ? 0 : tasks.Length - 1, allow, cores, places, memory) with { Gil = hasGil };

    private static Gen<StepSpec> Step => Gen.Frequency(
        (4, Gen.Int[1, 8].Select(n => Cpu(n / 2m))),
        (3, Gen.Int[1, 8].Select(n => Io(n / 2m))),
        (1, Gen.Int[1, 8].Select(n => Io(n / 2m, "pan"))),
        (1, Gen.Int[1, 8].Select(n => Io(n / 2m, blocking: true))),
        (1, Gen.Int[1, 8].Select(n => Io(n / 2m, fails: 1))));

    private static Gen<(StepSpec[] Steps, int After, int Crate, int Arrives)> Tasks => Gen.Select(Step.Array[1, 3], Gen.Int[-3, 2], Gen.Int[0, 5], Gen.Int[-5, 3]);

    private static Gen<Allowance> Allowances => Gen.Frequency(
        (2, Gen.Int[1, 3].Select(n => new Allowance { Threads = n })),
        (1, Gen.Int[1, 3].Select(n => new Allowance { Main = false, Threads = n })),
        (2, Gen.Int[1, 2].Select(n => new Allowance { Kitchens = n, Copies = n })),
        (1, Gen.Int[1, 2].Select(n => new Allowance { Kitchens = n, Threads = 1 })),
        (1, Gen.Const(new Allowance { Manual = true })),
        (1, Gen.Int[0, 2].Select(n => new Allowance { Loops = 1, Threads = n })),
        (1, Gen.Const(new Allowance { Greenlets = true, Threads = 1 })),
        (1, Gen.Const(new Allowance { Loops = 1, Offload = true })),
        (1, Gen.Const(new Allowance { Loops = 1, Kitchens = 1 })),
        (1, Gen.Const(new Allowance { Main = false, Loops = 1, Kitchens = 1, Offload = true })));

    private static Level Make((StepSpec[] Steps, int After, int Crate, int Arrives)[] drawn, int copies, int copied, Allowance allow, int cores, int places, int memory) =>
        Order([.. drawn.Select((d, i) => Spec($"t{i}", [.. d.Steps.Select(step => allow.Manual ? step with { Fails = 0 } : step)]) with // no level with manual lanes has steps that fail
        {
            After = d.After >= 0 && d.After < i ? [$"t{d.After}"] : [],
            Crate = d.Crate == 0 ? null : Crate(d.Crate / 10m, 0.2m),
            Arrives = Minutes(Math.Max(0, d.Arrives)),
            Count = i == copied && drawn.Length < 4 ? copies : 1,
        })]) with
        { Allow = allow with { Tries = true }, Cores = cores, Tools = [new("pan", places, false)], Limits = [new(Metric.Memory, memory)] };

    private static string Text(Level level) => string.Join("\n", level.Tasks.Select(t =>
        $"{t.Id} x{t.Count} after [{string.Join(' ', t.After)}] arrives {t.Arrives} crate {t.Crate}: {string.Join(", ", t.Steps.Select(s => $"{s.Kind} {s.Duration} {s.Tool}{(s.Blocking ? " blocking" : "")}{(s.Fails > 0 ? " fails" : "")}"))}"))
        + $"\n{level.Allow} cores {level.Cores} gil {level.Gil} memory {level.Limits[0].Most}";
}
