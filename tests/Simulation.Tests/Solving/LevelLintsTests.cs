using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Solving;
using ShortOrder.Support;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Simulation.Tests.Solving;

public sealed class LevelLintsTests
{
    [Fact]
    public void A_best_plan_that_a_search_beats_is_found_out()
    {
        // Two calls of 1 + 4 on one lane take 10, on two lanes 1 + 0.01 + 1 + 4 = 6.01.
        Level level = Calls(best: Home(Main("call")), gold: 10.5m);

        LevelFinding finding = Assert.Single(Find(level));
        Assert.Equal("$.plans.best", finding.Path);
        Assert.StartsWith("reaches 10, a search found 6.01: best must be the best known", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_claim_to_be_optimal_must_hold_to_the_last_tick()
    {
        // Started on two threads instead of one more lane the calls end 0.01 later: within 1 % of the best, but not the best.
        Kitchen almost = Home(Pool(2, "call"));

        Assert.Equal("$.plans.best.expect.optimal", Assert.Single(Find(Calls(almost, gold: 7, isOptimal: true))).Path);
        Assert.Empty(Find(Calls(almost, gold: 7)));
    }

    [Fact]
    public void Gold_without_what_every_gold_plan_uses_misses_the_idea()
    {
        Kitchen best = Home(Main("call#1"), Thread("call#2"));

        LevelFinding finding = Assert.Single(Find(Calls(best, gold: 10.5m)));
        Assert.Equal("$.medals.time.gold", finding.Path);
        Assert.StartsWith("all of the author's gold plans use \"threads\", but a plan without reaches 10: home main call#1..2.", finding.Message, StringComparison.Ordinal);
        Assert.Empty(Find(Calls(best, gold: 7)));
    }

    [Fact]
    public void What_only_some_gold_plans_use_is_not_the_idea()
    {
        Level level = Calls(Home(Main("call#1"), Thread("call#2")), gold: 10.5m);

        Assert.Empty(Find(level with { Plans = level.Plans.Add(new("blocking", PlanFor(level, Home(Main("call"))), Verdict.Served, [], false)) }));
    }

    [Fact]
    public void A_level_that_no_plan_serves_is_found_out() =>
        Assert.Equal("$.tasks", Assert.Single(Find(Order(Spec("late", Cpu(2)) with { Due = Minutes(1) }) with { Allow = new() })).Path);

    [Fact]
    public void The_shipped_levels_have_no_findings() =>
        Assert.All(LevelFiles.Levels, level => Assert.Equal((level.Id, ""), (level.Id, string.Join('\n', Find(level)))));

    private static Level Calls(Kitchen best, decimal gold, bool isOptimal = false)
    {
        Level level = Order(Spec("call", Cpu(1), Io(4)) with { Count = 2 }) with { Allow = new() { Threads = 2 }, Medals = [new(Metric.Time, gold, gold * 2, gold * 3)] };
        return level with { Plans = [new("best", PlanFor(level, best), Verdict.Served, [], isOptimal)] };
    }

    private static ImmutableArray<LevelFinding> Find(Level level) => LevelLints.Check(level, TestContext.Current.CancellationToken);
}
