using System.Collections.Immutable;
using ShortOrder.Execution;
using ShortOrder.Game.Screens;
using ShortOrder.Game.Screens.Almanac;
using ShortOrder.Game.Screens.Outcome;
using ShortOrder.Game.Session;
using ShortOrder.Game.Tests.Support;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Model;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Support;

namespace ShortOrder.Game.Tests.Outcome;

public sealed class OutcomeModelTests
{
    [Theory]
    [InlineData("coffee-and-a-sandwich", "best", 80, 24)]
    [InlineData("coffee-and-a-sandwich", "naive", 120, 36)]
    [InlineData("the-hat-tax", "trap", 80, 24)]
    [InlineData("the-hat-tax", "best", 120, 36)]
    [InlineData("how-many-runners", "best", 200, 60)]
    public void A_verdict_looks_so(string level, string plan, int width, int height)
    {
        OutcomeModel verdict = Counted(level, plan);
        Snapshot.Matches(verdict.Rows(width, height), $"{level}-{plan}-{width}x{height}");
    }

    [Fact]
    public void Each_picture_has_its_turn_and_after_the_last_comes_the_first()
    {
        OutcomeModel verdict = Counted("the-hat-tax", "trap");
        string pages = string.Join("\n\n", Enumerable.Range(0, 5).Select(i => string.Join('\n', Press(verdict, [.. Enumerable.Repeat(Keys.Tab, i)]).Rows(80, 24).Select(r => r.ToString().TrimEnd()))));
        Snapshot.Matches(pages, "the-hat-tax-pictures");
        Assert.Equal(Text(verdict), Text(Press(verdict, Keys.Tab, Keys.ShiftTab)));
    }

    [Theory]
    [InlineData("naive", FlowTrigger.Retry)]
    [InlineData("best", FlowTrigger.Next)]
    public void Enter_leads_on_only_with_a_medal(string plan, FlowTrigger expected) =>
        Assert.Equal(expected, Assert.IsType<ScreenMessage.Leave>(Of("coffee-and-a-sandwich", plan).Press(Keys.Enter)).Trigger);

    [Fact]
    public void What_the_next_medal_takes_is_said()
    {
        string text = Text(Of("coffee-and-a-sandwich", "naive")); // 9 minutes, bronze for 8.5
        Assert.Contains("For ● bronze at most 8.5 min: 0.5 less.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("For ●", Text(Of("coffee-and-a-sandwich", "best")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_at_the_floor_earns_the_crown()
    {
        Assert.True(Of("coffee-and-a-sandwich", "best").Standing.HasCrown);    // 6 of at least 6
        Assert.False(Of("coffee-and-a-sandwich", "naive").Standing.HasCrown);
    }

    [Theory]
    [InlineData(null, "Your first served run of this level.")]
    [InlineData(7.5, "Your best: 1.5 less than 7.5 before.")]
    [InlineData(6.04, "As fast as your best, 6.0.")]   // the noise cannot tell them apart
    [InlineData(5.8, "Your best is 5.8: 0.2 less.")]
    public void A_run_is_held_against_the_best_before(double? before, string expected)
    {
        OutcomeModel verdict = Of("coffee-and-a-sandwich", "best", before is { } minutes ? [Earlier((decimal)minutes)] : []);
        Assert.Contains(expected, Text(verdict), StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_order_shows_the_timelines_and_what_it_is_an_example_of()
    {
        Forecast forecast = Prediction.Of(TestOrders.Coffee, PlanEdit.Default(TestOrders.Coffee)).Forecast!;
        ServingResult lost = TestOrders.Result(forecast.Run.Timeline) with { Verdict = Verdict.LostUpdate, LostUpdates = [new("jar", 1)] };
        OutcomeModel verdict = new(new(ServedOrder.Judge(forecast, lost), []), Next: null);
        string text = Text(verdict);
        Assert.Contains("A COUNT IS WRONG", text, StringComparison.Ordinal);
        Assert.Contains("jar fell short by 1", text, StringComparison.Ordinal);
        Assert.Contains("for real", text, StringComparison.Ordinal);
        Assert.Equal("race-condition", Assert.IsType<AlmanacAsked>(verdict.Press("a")).Term);
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 36)]
    public void A_plan_that_went_well_but_can_break_shows_the_schedule_that_breaks_it(int width, int height)
    {
        OutcomeModel verdict = Of("the-lost-jar", "trap");
        string[] rows = [.. verdict.Rows(width, height).Select(r => r.ToString())];
        string[] schedule = [.. rows.Where(r => r.Contains("Courier", StringComparison.Ordinal) && r.Contains(" jar", StringComparison.Ordinal)).Select(r => r.Trim()[2..3])];

        Assert.Contains(rows, r => r.Contains("A COUNT IS WRONG", StringComparison.Ordinal));
        Assert.Contains(rows, r => r.Contains("an unkind schedule breaks it", StringComparison.Ordinal));
        Assert.Equal([" ", "⇄", " ", "⇄"], schedule); // one reads, another reads and writes, the first writes
    }

    [Fact]
    public void The_term_that_the_run_is_an_example_of_can_be_clicked()
    {
        OutcomeModel verdict = Counted("the-hat-tax", "trap");
        Assert.Contains(verdict.Rows(80, 24), r => r.TargetAt(6) == new TermTarget(verdict.Finding!.Term));
    }

    [Fact]
    public void Until_the_plans_are_counted_the_verdict_says_so()
    {
        OutcomeModel verdict = Of("coffee-and-a-sandwich", "best");
        Assert.Contains("counting plans…", Text(verdict), StringComparison.Ordinal);
        verdict = (OutcomeModel)verdict.Update(new TallyCame(Tally(verdict)));
        Assert.Contains("minutes of all ", Text(verdict), StringComparison.Ordinal);
    }

    [Fact]
    public void Earlier_runs_count_by_their_measured_time_and_what_the_model_says_of_their_plans()
    {
        OutcomeModel verdict = Of("how-many-runners", "best");
        Plan naive = verdict.Standing.Served.Level.Plans.Single(p => p.Name == "naive").Plan;
        Attempt[] attempts = [new(naive.Level, naive, Verdict.Served, Medal.None, 33.33m), new(naive.Level, naive, Verdict.TooNoisy, Medal.None, 20)];
        PlanTally tally = PlanTally.Of(verdict.Standing.Served.Level, new([], IsComplete: true), [.. attempts], TestContext.Current.CancellationToken);
        OwnRun own = Assert.Single(tally.Own);
        Assert.Equal((33.3m, Prediction.Of(verdict.Standing.Served.Level, naive).Forecast!.Score[Metric.Memory]), (own[Metric.Time], own[Metric.Memory]));
    }

    internal static OutcomeModel Counted(string level, string plan)
    {
        OutcomeModel verdict = Of(level, plan);
        return verdict with { Tally = Tally(verdict) };
    }

    private static PlanTally Tally(OutcomeModel verdict) => PlanTally.Of(verdict.Standing.Served.Level, null, verdict.Standing.Earlier, TestContext.Current.CancellationToken);

    private static Attempt Earlier(decimal minutes) => new("coffee-and-a-sandwich", PlanEdit.Default(TestOrders.Coffee), Verdict.Served, Medal.None, minutes);

    private static OutcomeModel Of(string level, string plan, params ImmutableArray<Attempt> earlier)
    {
        Level order = LevelFiles.Find(level);
        Forecast forecast = Prediction.Of(order, order.Plans.Single(p => p.Name == plan).Plan).Forecast!;
        return new(new(ServedOrder.Judge(forecast, TestOrders.Result(forecast.Run.Timeline)), earlier), "The next level");
    }

    private static OutcomeModel Press(OutcomeModel model, params string[] keys) => keys.Aggregate(model, (m, key) => m.Press(key) is { } message ? (OutcomeModel)m.Update(message) : m);

    private static string Text(OutcomeModel model) => string.Join('\n', model.Rows(80, 24));
}
