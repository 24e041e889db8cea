using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Model;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Solving;
using ShortOrder.Support;
using static ShortOrder.Support.OrderBuilder;

namespace ShortOrder.Simulation.Tests.Solving;

public sealed class PlanSurveyTests
{
    private const int Most = 3_000;
    private const ulong Seed = 7;

    private static readonly TaskSpec A = Spec("a", Cpu(1), Io(2)), B = Spec("b", Cpu(2), Io(1));

    [Fact]
    public void Two_tasks_have_six_places_on_a_main_lane_and_a_thread() =>
        // Main ab, main ba; thread ab, thread ba; main a thread b, main b thread a.
        AssertAll(6, new() { Threads = 1 }, A, B);

    [Fact]
    public void Two_threads_are_a_pool_or_two_lanes() =>
        // ab and ba for one worker and for two; a|b and b|a.
        AssertAll(6, new() { Main = false, Threads = 2 }, A, B);

    [Fact]
    public void Another_kitchen_has_a_main_lane_of_its_own() =>
        // Home ab, ba; home a annex b, home b annex a; annex ab, ba.
        AssertAll(6, new() { Kitchens = 1 }, A, B);

    [Fact]
    public void A_pool_of_two_kitchens_takes_two_tasks_from_one_list() =>
        // Home 2; one at home and one away 2; one other kitchen 2; two other kitchens with one task each 2; a pool of two copies 2.
        AssertAll(10, new() { Kitchens = 2, Copies = 2 }, A, B);

    [Fact]
    public void A_limit_lets_fewer_tasks_in_than_there_are() =>
        // ab and ba, each with no limit and with a limit of 1.
        AssertAll(4, new() { Main = false, Loops = 1 }, A, B);

    [Fact]
    public void Identical_copies_are_not_told_apart() =>
        // Main 3, main 2 + thread 1, main 1 + thread 2, main 1 + two threads; threads 3, 2 + 1, 1 + 2; and a pool of two workers for 3 and for 1 + 2.
        AssertAll(9, new() { Threads = 2 }, A with { Count = 3 });

    [Fact]
    public void One_cook_may_start_a_task_while_another_waits() =>
        // Each of the tasks has two steps by hand: 4! / (2! 2!) = 6 lists, and 2 orders of the main lane.
        AssertAll(8, new() { Manual = true }, Spec("egg", Cpu(1), Io(6), Cpu(1)), Spec("tea", Cpu(1), Io(4), Cpu(1)));

    [Fact]
    public void A_lock_brackets_any_steps_that_do_not_overlap() =>
        // None; 0; 1; 0 to 1; 0 and again 1.
        AssertAll(5, new() { Locks = true }, Spec("a", Cpu(1, read: "jar"), Cpu(1, write: "jar")));

    [Fact]
    public void A_step_on_the_loop_may_go_to_a_helper() =>
        AssertAll(4, new() { Main = false, Loops = 1, Offload = true }, A); // each of the two steps, or both, or none

    [Fact]
    public void Tools_may_be_taken_in_either_order() =>
        AssertAll(2, new() { Order = true }, Spec("roast", OrderBuilder.Take("oven"), OrderBuilder.Take("tray"), Cpu(1), Drop("oven"), Drop("tray")));

    [Fact]
    public void Every_number_of_places_is_tried_with_and_without_what_is_for_sale()
    {
        Level level = Order(A, B) with { Allow = new(), Tools = [new("shelf", 3, SelfServe: false, IsChosen: true)], Equipment = [new("slicer", 30)] };
        Survey survey = Take(level, Most, Seed);

        Assert.True(survey.IsComplete);
        Assert.Equal(2 * 3 * 2, survey.Plans.Length); // ab and ba
    }

    [Fact]
    public void A_lane_that_lists_a_task_before_one_it_needs_is_never_served() =>
        // Main ab; thread ab; main a thread b; main b thread a: 4 of the 6.
        AssertAll(4, new() { Threads = 1 }, A, B with { After = ["a"] });

    [Theory]
    [InlineData("coffee-and-a-sandwich", 3 + 2)] // 3 lists of steps, 2! orders of the main lane
    [InlineData("three-kettles", 90 + 6)] // 6! / (2! 2! 2!) and 3!
    [InlineData("nothing-but-dough", 60 + 6)] // 6! / (3! 2!) and 3!
    [InlineData("market-day", 120 + 120)] // the dish last: 5! and 5!
    [InlineData("one-oven", 6 + 6)]
    public void One_cook_has_so_many_plans(string id, int plans)
    {
        Survey survey = Take(LevelFiles.Find(id), Most, Seed);

        Assert.True(survey.IsComplete);
        Assert.Equal(plans, survey.Plans.Length);
    }

    [Fact]
    public void Yields_may_lie_anywhere_so_no_survey_of_them_is_complete() =>
        Assert.False(Take(Order(A, B) with { Allow = new() { Main = false, Loops = 1, Yields = 1 } }, Most, Seed).IsComplete);

    [Theory]
    [MemberData(nameof(Levels))]
    public void A_survey_holds_legal_plans_with_the_scores_they_earn(string id)
    {
        Level level = LevelFiles.Find(id);
        Survey survey = Take(level, 300, Seed);

        Assert.NotEmpty(survey.Plans);
        Assert.Equal(survey.Plans.Length, survey.Plans.Select(p => PlanWriter.Write(p.Plan)).Distinct().Count());
        foreach (SurveyedPlan plan in survey.Plans)
        {
            CompiledPlan compiled = PlanCompiler.Compile(level, plan.Plan);
            Score score = Scorer.Judge(compiled, Simulator.Run(compiled));
            Assert.Empty(PlanChecker.Check(level, plan.Plan));
            Assert.Equal(Verdict.Served, plan.Score.Verdict);
            Assert.Equal(score.Metrics, plan.Score.Metrics);
        }
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void A_survey_reaches_from_poor_plans_to_gold(string id)
    {
        Level level = LevelFiles.Find(id);
        Survey survey = Take(level, 1_000, Seed);

        Assert.Contains(survey.Plans, p => p.Score.Medal == Medal.Gold);
        Assert.Contains(survey.Plans, p => p.Score.Medal < Medal.Silver);
    }

    [Fact]
    public void The_same_seed_gives_the_same_survey_and_another_seed_another()
    {
        Level level = LevelFiles.Find("the-voodoo-patch");

        Assert.Equal(Texts(1), Texts(1));
        Assert.NotEqual(Texts(1), Texts(2));

        string[] Texts(ulong seed) => [.. Take(level, 200, seed).Plans.Select(p => PlanWriter.Write(p.Plan))];
    }

    [Fact]
    public void A_survey_can_be_cancelled()
    {
        using CancellationTokenSource cancel = new();
        cancel.Cancel();

        Assert.Throws<OperationCanceledException>(() => PlanSurvey.Take(LevelFiles.Find("two-hundred-tables"), Most, Seed, cancel.Token));
    }

    public static TheoryData<string> Levels() => [.. LevelFiles.Levels.Select(l => l.Id)];

    private static Survey Take(Level level, int most, ulong seed) => PlanSurvey.Take(level, most, seed, TestContext.Current.CancellationToken);

    private static void AssertAll(int plans, Allowance allow, params ReadOnlySpan<TaskSpec> tasks)
    {
        Survey survey = Take(Order(tasks) with { Allow = allow }, Most, Seed);

        Assert.True(survey.IsComplete);
        Assert.Equal(plans, survey.Plans.Length);
    }
}
