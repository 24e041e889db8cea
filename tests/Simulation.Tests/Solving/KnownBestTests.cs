using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Solving;
using ShortOrder.Support;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Simulation.Tests.Solving;

public sealed class KnownBestTests
{
    [Fact]
    public void What_a_search_proved_is_the_floor_where_no_bound_reaches_so_high()
    {
        // The van: the bounds stop short of 16.1, and a search that leaves nothing out proves it.
        Level level = LevelFiles.Find("the-van");
        KnownBest known = KnownBest.Of(level);

        Assert.True(LowerBounds.Of(level)[0].Makespan < Minutes(16.1m));
        Assert.Equal((16.1m, 16.1m, true, 0m), (known.Value, known.Floor, known.IsProved, known.Gap));
        Assert.Equal((KnownBest.BySearch, Minutes(16.1m)), (known.Bounds[0].Name, known.Bounds[0].Makespan));
    }

    [Fact]
    public void Without_a_claim_only_the_bounds_count()
    {
        Level level = LevelFiles.Find("the-van");
        KnownBest known = KnownBest.Of(level with { Plans = [.. level.Plans.Select(p => p with { Optimal = false })] });

        Assert.False(known.IsProved);
        Assert.Equal(LowerBounds.Of(level)[0].Makespan.Minutes, known.Floor);
        Assert.Equal(16.1m / known.Floor!.Value - 1, known.Gap);
    }

    [Fact]
    public void A_best_plan_at_a_bound_is_proved_without_any_claim()
    {
        Level level = Order(Spec("dough", Cpu(6)), Spec("cream", Cpu(2))) with { Allow = new() };
        Level solved = level with { Plans = [new("best", PlanFor(level, Home(Main("dough", "cream"))), Verdict.Served, [], Optimal: false)] };

        Assert.True(KnownBest.Of(solved).IsProved);
        Assert.Null(KnownBest.Of(level).Value);
        Assert.Equal(8, KnownBest.Of(level).Floor);
    }

    [Fact]
    public void Medals_for_another_metric_have_a_floor_only_by_proof()
    {
        Level level = LevelFiles.Find("nothing-but-dough");

        Assert.Equal((Metric.Wait, 6.6667m), (KnownBest.Of(level).Metric, KnownBest.Of(level).Floor));
        Assert.Null(KnownBest.Of(level with { Plans = [.. level.Plans.Select(p => p with { Optimal = false })] }).Floor);
    }

    [Fact]
    public void What_a_plan_leaves_out_does_not_raise_the_floor_of_its_level()
    {
        // Without the slicer the prep takes 4 and not 2: that plan's own floor is higher, the level's is not.
        Level level = LevelFiles.Find("the-head-chefs-ceiling");
        ModelRun naive = ModelRun.Serve(level, level.Plans.Single(p => p.Name == "naive").Plan);

        Assert.True(LowerBounds.Of(naive.Compiled.Level)[0].Makespan > LowerBounds.Of(level)[0].Makespan);
        Assert.Equal(KnownBest.Of(level).Floor, KnownBest.Of(naive.Compiled.Original).Floor);
    }

    [Fact]
    public void Every_claim_to_be_optimal_is_proved_by_the_solver() => Assert.All(LevelFiles.Levels.Where(l => l.Plans.Any(p => p.Optimal)), level =>
    {
        Solution solution = Solver.Solve(level, SolverBudget.Default, TestContext.Current.CancellationToken);

        Assert.True(solution.Proof != Proof.None && solution.Value == KnownBest.Of(level).Value, $"{level.Id}: {solution.Proof}, {solution.Value}");
    });
}
