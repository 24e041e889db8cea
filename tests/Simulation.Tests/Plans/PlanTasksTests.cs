using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Tests.Levels;

namespace ShortOrder.Simulation.Tests.Plans;

public sealed class PlanTasksTests
{
    private static readonly Level Brunch = LevelText.GoodLevel; // tea, roast, guest#1 to guest#3: instances 0 to 4

    private static int[][] Resolve(params string[][] lanes) =>
        [.. PlanTasks.Resolve(Brunch, new Plan { Level = "brunch", Kitchens = [new("home", 1, [.. lanes.Select(Lane)])] })[0].Select(l => l.Select(t => t.Index).ToArray())];

    private static Lane Lane(string[] tasks) => new() { Kind = LaneKind.Thread, Tasks = [.. tasks.Select(t => PlanNames.Task(t)!.Value)] };

    [Fact]
    public void Instances_stand_in_level_order_with_copies_expanded() =>
        Assert.Equal([new(0, 0, 0), new(1, 0, 1), new(2, 1, 2), new(2, 2, 3), new(2, 3, 4)], PlanTasks.Instances(Brunch));

    [Fact]
    public void A_bare_name_is_all_copies() => Assert.Equal([[2, 3, 4], [1, 0]], Resolve(["guest"], ["roast", "tea"]));

    [Fact]
    public void A_range_is_its_copies_in_order() => Assert.Equal([[3, 4, 0], [2]], Resolve(["guest#2..3", "tea"], ["guest#1"]));

    [Fact]
    public void Star_takes_the_lowest_copies_that_nobody_names() => Assert.Equal([[2], [4], [3]], Resolve(["guest*1"], ["guest*1"], ["guest#2"]));

    [Fact]
    public void An_illegal_plan_has_each_instance_where_it_is_named_first() => Assert.Equal([[0, 2], [3, 4], []], Resolve(["tea", "guest#1", "tea", "soup"], ["guest"], ["guest*9", "guest#7..9"]));

    [Fact]
    public void A_manual_lane_has_its_tasks_in_the_order_of_their_first_step()
    {
        Lane manual = new() { Kind = LaneKind.Manual, Steps = [new("roast", 0, 0), new("guest", 2, 0), new("tea", 0, 0), new("roast", 0, 2)] };

        Assert.Equal([1, 3, 0], PlanTasks.Resolve(Brunch, new Plan { Level = "brunch", Kitchens = [new("home", 1, [manual])] })[0][0].Select(t => t.Index));
    }

    [Theory]
    [InlineData("tea")]
    [InlineData("guest#3")]
    [InlineData("guest#1..3")]
    [InlineData("guest*20")]
    public void A_task_is_written_as_it_was_read(string text) => Assert.Equal(text, PlanNames.Task(text)?.ToString());

    [Theory]
    [InlineData("tea.0")]
    [InlineData("guest#3.12")]
    public void A_step_is_written_as_it_was_read(string text) => Assert.Equal(text, PlanNames.Step(text)?.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("#1")]
    [InlineData("tea#")]
    [InlineData("tea#-1")]
    [InlineData("tea#1..")]
    [InlineData("tea#01")]
    [InlineData("tea*0")]
    [InlineData("tea*2*2")]
    [InlineData("tea #1")]
    [InlineData("tea#1234567")]
    public void Anything_else_names_no_task(string text) => Assert.Null(PlanNames.Task(text));

    [Theory]
    [InlineData("tea")]
    [InlineData("tea.")]
    [InlineData("tea.-1")]
    [InlineData("tea.00")]
    [InlineData("guest#1..2.0")]
    [InlineData("guest*2.0")]
    public void Anything_else_names_no_step(string text) => Assert.Null(PlanNames.Step(text));
}
