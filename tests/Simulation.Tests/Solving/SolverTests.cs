using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Solving;
using ShortOrder.Support;
using static ShortOrder.Support.OrderBuilder;

namespace ShortOrder.Simulation.Tests.Solving;

public sealed class SolverTests
{
    [Theory]
    [InlineData("three-kettles", 8, Proof.Bound, "longest recipe")]
    [InlineData("one-oven", 16, Proof.Bound, "tool oven")]
    [InlineData("nothing-but-dough", 6.6667, Proof.EveryPlan, "every plan")]
    [InlineData("deliveries", 10.63, Proof.Bound, "hands and openings")]
    [InlineData("how-many-runners", 6.21, Proof.Bound, "hands and openings")] // 25 x 0.2 + 6 x 0.01 + 1.15: main and six threads hold 4 errands each
    [InlineData("the-van", 16.1, Proof.EveryPlan, "every plan")]
    [InlineData("giving-way", 9.0015, Proof.Bound, "hands and openings")] // 9 hands-on + 3 coroutines
    [InlineData("two-hundred-tables", 14.1, Proof.Bound, "hands and openings")]
    [InlineData("callback-cards", 12.5015, Proof.EveryPlan, "every plan")] // 0.5 + 3 + 0.5 + 2 x 4 + 0.5 + 3 coroutines: fish first
    public void A_level_has_a_best_plan_and_a_proof(string id, decimal best, Proof proof, string bound)
    {
        Solution solution = Solve(LevelFiles.Find(id), SolverBudget.Quick);

        Assert.Equal((best, best, proof, bound, 0m), (solution.Value, solution.Bound, solution.Proof, solution.BoundName, solution.Gap));
    }

    [Fact]
    public void Three_of_four_levels_are_proved_and_the_others_have_a_certified_gap()
    {
        Level[] levels = [.. LevelFiles.Levels];
        Solution[] solutions = [.. levels.Select(l => Solve(l, SolverBudget.Quick))];

        Assert.True(solutions.Count(s => s.Proof != Proof.None) >= solutions.Length * 3 / 4, string.Join('\n', solutions.Select(s => $"{s.Best!.Plan.Level} {s.Proof} {s.Gap}")));
        Assert.All(levels.Zip(solutions), s => Assert.InRange(s.Second.Gap!.Value, 0, s.First.Allow.Boxes ? 0.35m : 0.2m)); // no bound counts boxes
    }

    [Fact]
    public void Tries_are_where_steps_fail_and_callbacks_where_they_are_fewer_cards()
    {
        // Two tasks without a wait are two coroutines, but no callback; with the one that waits and fails a callback and an errback are as dear as a coroutine and a try.
        Level level = Order(Spec("bread", Cpu(1)), Spec("cake", Cpu(1)), Spec("fish", Io(1), Io(2, fails: 1))) with
        {
            Allow = new() { Main = false, Loops = 1, Tries = true, Callbacks = true },
            Metrics = [Metric.Time, Metric.Cards],
            Limits = [new(Metric.Cards, 3)],
        };
        Solution solution = Solve(level, SolverBudget.Quick);

        Assert.Equal((0m, 3m), (solution.Gap, solution.Best!.Score[Metric.Cards]));
        Assert.Equal([new TryPlan(new("fish"), 1)], solution.Best.Plan.Tries);
        Assert.Equal(LaneStyle.Callbacks, Assert.Single(solution.Best.Plan.Kitchens[0].Lanes).Style);
    }

    [Fact]
    public void A_plan_that_an_unkind_schedule_breaks_is_never_the_best()
    {
        // Without a lock both couriers are through after 4.01 when the schedule is kind; held over everything, the lock makes it 6.
        Level level = Order(Spec("courier", Io(2), Cpu(1, "jar", "jar")) with { Count = 2 }) with { Allow = new() { Threads = 2, Locks = true } };
        Solution solution = Solve(level, SolverBudget.Quick);

        Assert.Equal(InspectionVerdict.Safe, Inspector.Inspect(PlanCompiler.Compile(level, solution.Best!.Plan), cancel: TestContext.Current.CancellationToken).Verdict);
        Assert.Contains(solution.Best.Plan.Locks, l => l is { Lock: "jar", From: 1, To: 1 });
        Assert.InRange(solution.Value, 4, 4.02m);
    }

    [Fact]
    public void Equal_times_are_told_apart_by_the_next_metric()
    {
        // One lane or three, the kneading takes 6; opening lanes only costs.
        Level level = Order(Spec("dough", Cpu(2)) with { Count = 3 }) with { Allow = new() { Threads = 2 }, Costs = NoCosts, Metrics = [Metric.Time, Metric.Lanes] };
        Solution solution = Solve(level, SolverBudget.Quick);

        Assert.Equal((6, 1), (solution.Value, solution.Best!.Score[Metric.Lanes]));
    }

    [Fact]
    public void A_plan_over_a_limit_is_no_solution()
    {
        Level level = LevelFiles.Find("how-many-runners");

        Assert.All([level, level with { Limits = [new(Metric.Memory, 16)] }], l => Assert.True(Solve(l, SolverBudget.Quick).Best!.Score[Metric.Memory] <= l.Limits[0].Most));
    }

    [Fact]
    public void The_same_budget_gives_the_same_answer()
    {
        Level level = LevelFiles.Find("the-hat-tax");

        Assert.Equal(PlanWriter.Write(Solve(level, SolverBudget.Quick).Best!.Plan), PlanWriter.Write(Solve(level, SolverBudget.Quick).Best!.Plan));
    }

    [Fact]
    public void Stopped_at_once_it_answers_with_what_it_has()
    {
        using CancellationTokenSource stop = new();
        stop.Cancel();
        Solution solution = Solver.Solve(LevelFiles.Find("the-voodoo-patch"), SolverBudget.Default, stop.Token);

        Assert.Equal(Proof.None, solution.Proof);
        Assert.Equal(Verdict.Served, solution.Best!.Score.Verdict);
    }

    private static Solution Solve(Level level, SolverBudget budget) => Solver.Solve(level, budget, TestContext.Current.CancellationToken);
}
