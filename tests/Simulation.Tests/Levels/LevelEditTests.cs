using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Simulation.Tests.Levels;

public sealed class LevelEditTests
{
    /// <summary>Fill, boil, pour; then the sandwich that waits for it. By hand: fill, sandwich, pour.</summary>
    private static Level Coffee()
    {
        Level level = Order(Spec("coffee", Cpu(1), Io(4, "kettle"), Cpu(1)), Spec("sandwich", Cpu(3)) with { After = ["coffee"] }) with { Allow = new() { Manual = true } };
        return level with { Plans = [new("best", PlanFor(level, Home(Manual("coffee.0", "coffee.2", "sandwich.0"))), Verdict.Served, [], true)] };
    }

    [Fact]
    public void The_smallest_level_is_one_minute_of_work()
    {
        Level level = LevelEdit.Empty("mine", "Mine");
        Assert.Equal(1, PlanClaim.Of(level, "naive", PlanEdit.Default(level), isOptimal: true).Expected[0].Value);
    }

    [Fact]
    public void A_new_task_has_a_free_id_and_comes_last_in_the_plans()
    {
        Level level = LevelEdit.FitPlans(LevelEdit.AddTask(Coffee(), 0));
        Assert.Equal(["task-3", "coffee", "sandwich"], level.Tasks.Select(t => t.Id));
        Assert.Equal("coffee.0 coffee.2 sandwich.0 task-3.0", Listed(level));
    }

    [Fact]
    public void A_task_that_is_taken_out_is_waited_for_and_planned_no_more()
    {
        Level level = LevelEdit.FitPlans(LevelEdit.RemoveTask(Coffee(), 0));
        Assert.Empty(Assert.Single(level.Tasks).After);
        Assert.Equal("sandwich.0", Listed(level));
    }

    [Fact]
    public void Another_id_holds_in_the_order_and_in_the_plans()
    {
        Level level = Coffee();
        level = LevelEdit.SetTask(level, 0, level.Tasks[0] with { Id = "tea" });
        Assert.Equal("tea", Assert.Single(level.Tasks[1].After));
        Assert.Equal("tea.0 tea.2 sandwich.0", Listed(level));
    }

    [Fact]
    public void A_twin_gets_the_next_number()
    {
        Level level = LevelEdit.DuplicateTask(LevelEdit.DuplicateTask(Coffee(), 0), 0);
        Assert.Equal(["coffee", "coffee-3", "coffee-2", "sandwich"], level.Tasks.Select(t => t.Id));
    }

    [Theory]
    [InlineData(0, "coffee.0 coffee.1 coffee.3 sandwich.0")] // fill, boil and pour are one later each; the new first step is listed
    [InlineData(2, "coffee.0 coffee.2 coffee.3 sandwich.0")]
    [InlineData(3, "coffee.0 coffee.2 coffee.3 sandwich.0")]
    public void A_step_that_is_put_in_is_listed_as_early_as_its_task_allows(int at, string expected)
    {
        Level level = LevelEdit.FitPlans(LevelEdit.AddStep(Coffee(), 0, at, LevelEdit.NewStep(StepKind.Cpu)));
        Assert.Equal(expected, Listed(level));
    }

    [Theory]
    [InlineData(0, 2, "coffee.0 coffee.1 coffee.2 sandwich.0")] // boil, pour, fill: a task that begins with its wait lists that too
    [InlineData(2, 0, "coffee.0 coffee.1 sandwich.0")]
    public void Steps_that_change_places_keep_the_order_of_their_task_in_a_list(int from, int to, string expected)
    {
        Level level = LevelEdit.FitPlans(LevelEdit.MoveStep(Coffee(), 0, from, to));
        Assert.Equal(expected, Listed(level));
    }

    [Fact]
    public void A_tool_is_taken_and_given_back_together()
    {
        Level level = Order(Spec("roast", Cpu(1), Io(5, "oven"), Cpu(1)));
        Level held = LevelEdit.Hold(level, 0, 1, "oven");
        Assert.Equal([StepKind.Cpu, StepKind.Take, StepKind.Io, StepKind.Drop, StepKind.Cpu], held.Tasks[0].Steps.Select(s => s.Kind));
        Assert.Null(held.Tasks[0].Steps[2].Tool); // it would wait for its own task
        Assert.Equal([StepKind.Cpu, StepKind.Io, StepKind.Cpu], LevelEdit.RemoveStep(held, 0, 3).Tasks[0].Steps.Select(s => s.Kind));
    }

    [Fact]
    public void Locks_and_yields_go_where_their_steps_go()
    {
        Level level = Order(Spec("jam", Cpu(2), Cpu(1, "jar", "jar"), Cpu(4)));
        Plan plan = PlanFor(level, Home(Loop("jam"))) with { Locks = [Lock("jar", "jam", 1, 1)], Yields = [Yield("jam", 2, 1)] };
        level = level with { Plans = [new("best", plan, Verdict.Served, [], false)] };
        Plan added = LevelEdit.AddStep(level, 0, 0, LevelEdit.NewStep(StepKind.Cpu)).Plans[0].Plan;
        Assert.Equal((2, 2, 3), (added.Locks[0].From, added.Locks[0].To, added.Yields[0].Step));
        Plan removed = LevelEdit.RemoveStep(level, 0, 1).Plans[0].Plan;
        Assert.Empty(removed.Locks);
        Assert.Equal(1, removed.Yields[0].Step);
    }

    [Fact]
    public void A_tool_under_another_name_is_the_same_and_without_it_nobody_waits_for_it()
    {
        Level level = Coffee();
        Level renamed = LevelEdit.SetTool(level, 0, level.Tools[0] with { Id = "samovar" });
        Assert.Equal("samovar", renamed.Tasks[0].Steps[1].Tool);
        Assert.Null(LevelEdit.RemoveTool(renamed, 0).Tasks[0].Steps[1].Tool);
    }

    [Theory]
    [InlineData(12, 5)]
    [InlineData(12, 1)]
    [InlineData(12, 14)]
    public void Fewer_or_more_copies_are_still_all_planned(int before, int after)
    {
        Level level = Order(Spec("guest", Cpu(1)) with { Count = before });
        level = level with { Plans = [new("best", PlanFor(level, Home(Main("guest#1..4"), Thread("guest#5..8"), Thread($"guest#9..{before}"))), Verdict.Served, [], false)] };
        Level changed = LevelEdit.FitPlans(LevelEdit.SetTask(level, 0, level.Tasks[0] with { Count = after }));
        Assert.True(PlanChecker.Check(changed with { Plans = [] }, changed.Plans[0].Plan).IsEmpty);
        Assert.Equal(after, changed.Plans[0].Plan.Kitchens[0].Lanes.SelectMany(l => l.Tasks).Sum(Batches.Size));
    }

    [Theory]
    [InlineData("Coffee & a sandwich!", "coffee-a-sandwich")]
    [InlineData("  2 for 1  ", "2-for-1")]
    [InlineData("朝食", "level")]
    public void A_title_makes_an_id(string title, string expected) => Assert.Equal(expected, LevelEdit.IdOf(title));

    [Fact]
    public void A_plan_claims_what_the_model_says()
    {
        Level level = Coffee() with { Metrics = [Metric.Time, Metric.Lanes] };
        AuthorPlan claim = PlanClaim.Of(level, "best", level.Plans[0].Plan, isOptimal: true);
        Assert.Equal([new(Metric.Time, 9), new(Metric.Lanes, 1)], claim.Expected); // the sandwich waits for the coffee: 1 + 4 + 1 + 3
        Assert.True(PlanClaim.Holds(level, claim));
        Assert.False(PlanClaim.Holds(level, claim with { Expected = [new(Metric.Time, 6)] }));
    }

    private static string Listed(Level level) => string.Join(' ', level.Plans[0].Plan.Kitchens[0].Lanes[0].Steps);
}
