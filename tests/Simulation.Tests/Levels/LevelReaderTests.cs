using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Reading;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Simulation.Tests.Levels;

public sealed class LevelReaderTests
{
    [Fact]
    public void A_level_is_read_as_it_is_written()
    {
        Level level = LevelText.GoodLevel;

        Assert.Equal(("brunch", "Brunch", "", 2, true), (level.Id, level.Title, level.Story, level.Cores, level.Gil));
        Assert.Equal([new ToolSpec("oven", 1, SelfServe: false), new ToolSpec("lift", 2, SelfServe: true)], level.Tools);
        Assert.Equal(["jar"], level.Shared);
        Assert.Equal(["tea", "roast", "guest"], level.Tasks.Select(t => t.Id));
        Assert.Equal(["tea"], level.Tasks[1].After);
        Assert.Equal([StepKind.Take, StepKind.Io, StepKind.Drop], level.Tasks[1].Steps.Select(s => s.Kind));
        Assert.Equal([Metric.Time, Metric.WorstWait], level.Metrics);
        Assert.Equal([new MetricLimit(Metric.Memory, 100)], level.Limits);
        Assert.Equal([new MedalThresholds(Metric.Time, 20, 25, 30.5m)], level.Medals);
        Assert.Equal(["Start with the tea."], level.Hints);
    }

    [Fact]
    public void Steps_keep_everything_that_is_said_of_them()
    {
        Level level = LevelText.GoodLevel;
        KitchenDuration one = KitchenDuration.FromMinutes(1);

        Assert.Equal(new StepSpec { Kind = StepKind.Cpu, Duration = one, Do = "fill" }, level.Tasks[0].Steps[0]);
        Assert.Equal(new StepSpec { Kind = StepKind.Io, Duration = one * 4, Tool = "lift", Ageing = one * 2 }, level.Tasks[0].Steps[1]);
        Assert.Equal(new StepSpec { Kind = StepKind.Cpu, Duration = one, Read = "jar" }, level.Tasks[2].Steps[0]);
        Assert.Equal(new StepSpec { Kind = StepKind.Io, Duration = one, Blocking = true, Disk = true }, level.Tasks[2].Steps[2]);
        Assert.Equal(new StepSpec { Kind = StepKind.Take, Tool = "oven" }, level.Tasks[1].Steps[0]);
    }

    [Fact]
    public void A_crate_weighs_nothing_on_the_way_that_is_not_given()
    {
        TaskSpec guest = LevelText.GoodLevel.Tasks[2];

        Assert.Equal(new CrateSpec(KitchenDuration.FromMinutes(0.5m), KitchenDuration.Zero), guest.Crate);
        Assert.Equal((3, KitchenDuration.FromMinutes(2)), (guest.Count, guest.Arrives));
    }

    [Fact]
    public void Booting_is_what_opening_costs_beyond_the_openers_part()
    {
        Costs costs = LevelText.Read(LevelText.With("\"openKitchen\": 1.0", "\"openKitchen\": 2, \"openParent\": 0.5")).Value!.Costs;

        Assert.Equal(KitchenDuration.FromMinutes(1.5m), costs.Boot); // 2 - 0.5
        Assert.Equal(new Costs().StartThread, costs.StartThread);
    }

    [Fact]
    public void An_allowance_is_a_number_or_true_for_any_or_absent_for_none()
    {
        Allowance allow = LevelText.GoodLevel.Allow;

        Assert.Equal((4, Allowance.Any, 2, 3, 2), (allow.Threads, allow.Kitchens, allow.Loops, allow.Yields, allow.Copies));
        Allowance none = LevelText.Read(LevelText.With("\"threads\": 4, ", "\"main\": true, ")).Value!.Allow;
        Assert.Equal((0, true), (none.Threads, none.Main));
    }

    [Fact]
    public void An_author_plan_carries_what_it_must_reach()
    {
        AuthorPlan naive = Assert.Single(LevelText.GoodLevel.Plans);

        Assert.Equal(("naive", Verdict.Served, false), (naive.Name, naive.Verdict, naive.Optimal));
        Assert.Equal([new MetricValue(Metric.Time, 20.5m)], naive.Expected);
        Assert.Equal("brunch", naive.Plan.Level);
        Assert.Equal([new TaskRef("tea"), new TaskRef("roast"), new TaskRef("guest")], naive.Plan.Kitchens[0].Lanes[0].Tasks);
    }

    [Fact]
    public void All_problems_are_reported_at_once_in_file_order()
    {
        string text = LevelText.Good.Replace("\"cores\": 2", "\"cores\": 0").Replace("\"tool\": \"lift\"", "\"tool\": \"lft\"").Replace("\"gold\": 20", "\"gold\": 90").Replace("\"id\": \"brunch\"", "\"id\": \"Brunch!\"");

        ReadResult<Level> result = LevelText.Read(text);

        Assert.Null(result.Value);
        Assert.Equal(["$.id", "$.cores", "$.tasks[0].steps[1].tool", "$.medals.time"], result.Problems.Select(p => p.Path));
        Assert.Equal([3, 5, 10, 17], result.Problems.Select(p => p.Line));
    }

    [Fact]
    public void A_problem_reads_as_file_line_column_path_and_advice()
    {
        Problem problem = Assert.Single(LevelText.Read(LevelText.With("\"tool\": \"lift\"", "\"tool\": \"lfit\"")).Problems);

        Assert.Equal("brunch.json:10:93: $.tasks[0].steps[1].tool: no tool is named \"lfit\"; did you mean \"lift\"?", problem.ToString());
    }

    [Fact]
    public void Columns_count_characters_and_a_byte_order_mark_is_passed_over()
    {
        string text = "\uFEFF" + LevelText.With("\"cores\": 2", "\"story\": \"Crème brûlée\", \"cores\": 0");

        Problem problem = Assert.Single(LevelText.Read(text).Problems);

        Assert.Equal((5, 37), (problem.Line, problem.Column)); // 2 blanks, 25 of the story, 9 of the key, whatever the accents
    }

    [Fact]
    public void Two_hundred_problems_are_listed_and_the_rest_counted()
    {
        string text = LevelText.With("\"shared\": [\"jar\"]", $"\"shared\": [\"jar\", {string.Join(", ", Enumerable.Repeat("1", 250))}]");

        ReadResult<Level> result = LevelText.Read(text);

        Assert.Equal(201, result.Problems.Length);
        Assert.Contains("and 50 more", result.Problems[^1].Message, StringComparison.Ordinal);
    }
}
