using System.Collections.Immutable;
using ShortOrder.Game.Screens;
using ShortOrder.Game.Screens.Almanac;
using ShortOrder.Game.Screens.Explain;
using ShortOrder.Game.Screens.Replay;
using ShortOrder.Game.Session;
using ShortOrder.Game.Tests.Support;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Support;

namespace ShortOrder.Game.Tests.Explain;

public sealed class ExplainModelTests
{
    public static TheoryData<string, string> Plans => new()
    {
        { "coffee-and-a-sandwich", "naive" },
        { "the-hat-tax", "naive" },
        { "two-hundred-tables", "best" },
        { "the-second-kitchen", "best" },
    };

    [Theory]
    [MemberData(nameof(Plans))]
    public void Every_page_is_as_large_as_the_terminal(string level, string plan)
    {
        ExplainModel model = Explain(level, plan);
        foreach ((int width, int height) in ((int, int)[])[(72, 20), (80, 24), (120, 36), (200, 60)])
            foreach (ExplainPage page in Enum.GetValues<ExplainPage>())
            {
                ImmutableArray<Line> rows = At(model, page).Rows(width, height);
                Assert.Equal(height, rows.Length);
                Assert.All(rows, row => Assert.Equal(width, row.Width));
            }
    }

    [Theory]
    [InlineData("coffee-and-a-sandwich", "naive")]
    [InlineData("the-hat-tax", "trap")]
    [InlineData("the-old-thermometer", "trap")]
    public void The_pages_look_so(string level, string plan)
    {
        ExplainModel model = Explain(level, plan);
        string pages = string.Join("\n\n", Enum.GetValues<ExplainPage>().Select(p => string.Join('\n', At(model, p).Rows(80, 24).Select(r => r.ToString().TrimEnd()))));
        Snapshot.Matches(pages, level);
    }

    [Fact]
    public void A_sentence_leads_to_its_card_of_the_almanac()
    {
        ExplainModel findings = At(Explain("the-old-thermometer", "trap"), ExplainPage.Findings);
        Assert.Equal(findings.Explanation.Findings[0].Term, Assert.IsType<AlmanacAsked>(findings.Press(Keys.Enter)).Term);
        ExplainModel second = Press(findings, Keys.Down);
        Assert.Equal(findings.Explanation.Findings[1].Term, Assert.IsType<AlmanacAsked>(second.Press(Keys.Enter)).Term);
    }

    [Fact]
    public void The_best_plan_is_shown_only_after_a_medal()
    {
        ExplainModel naive = Explain("coffee-and-a-sandwich", "naive"), best = Explain("coffee-and-a-sandwich", "best");
        Assert.Equal(["the tempting plan"], naive.Rivals.Select(r => r.Name));
        Assert.True(naive.IsBestHidden);
        Attempt gold = new("coffee-and-a-sandwich", best.Served.Plan, Verdict.Served, Medal.Gold, 6);
        Assert.Equal(["your best, the one before", "the tempting plan"], ExplainModel.Of(new(naive.Served, [gold])).Rivals.Select(r => r.Name).Take(2));
        Assert.Equal(["the obvious plan", "the tempting plan"], best.Rivals.Select(r => r.Name));
    }

    [Fact]
    public void The_plan_of_the_time_before_and_the_best_one_are_both_there_and_none_twice()
    {
        ExplainModel naive = Explain("coffee-and-a-sandwich", "naive");
        Level level = naive.Served.Level;
        Attempt best = new(level.Id, level.Plans.Single(p => p.Name == "best").Plan, Verdict.Served, Medal.Gold, 6), trap = best with { Plan = level.Plans.Single(p => p.Name == "trap").Plan, Medal = Medal.None, Minutes = 9 };
        Assert.Equal(["the one before", "your best"], ExplainModel.Of(new(naive.Served, [best, trap])).Rivals.Select(r => r.Name));
        Assert.Equal(["your best, the one before", "the tempting plan"], ExplainModel.Of(new(naive.Served, [trap, best])).Rivals.Select(r => r.Name));
    }

    [Fact]
    public void A_click_chooses_a_line()
    {
        ExplainModel findings = At(Explain("the-old-thermometer", "trap"), ExplainPage.Findings);
        string term = findings.Explanation.Findings[1].Term;
        ImmutableArray<Line> rows = findings.Rows(80, 24);
        int name = Enumerable.Range(0, 24).First(r => rows[r].TargetAt(6) == new TermTarget(term));
        Assert.Null(findings.Point(Pointer.Over(rows, PointerAct.Click, 6, name)));   // a word of the almanac means the same on all screens
        ExplainModel second = (ExplainModel)findings.Update(findings.Point(Pointer.Over(rows, PointerAct.Click, 8, name + 1))!);
        Assert.Equal(term, second.Term);
    }

    [Fact]
    public void A_film_begins_at_the_chosen_link_of_the_chain()
    {
        ExplainModel path = Press(At(Explain("coffee-and-a-sandwich", "best"), ExplainPage.Path), Keys.Down);
        Assert.Equal(path.Explanation.Path[1].Start, Assert.IsType<ReplayAsked>(path.Press("p")).From);
        Assert.Equal(1, Assert.IsType<ReplayAsked>(At(path, ExplainPage.Compare).Press("p")).From!.Value.Minutes);   // where the sandwich begins
        Assert.Null(Assert.IsType<ReplayAsked>(Explain("coffee-and-a-sandwich", "best").Press("p")).From);
    }

    [Fact]
    public void The_difference_between_staring_and_not_is_where_the_sandwich_begins()
    {
        ExplainModel best = At(Explain("coffee-and-a-sandwich", "best"), ExplainPage.Compare);
        Assert.Contains(best.Rows(80, 24), r => r.ToString().Contains("From 1.0 on they part: in yours Sandwich is working, in the other not at it.", StringComparison.Ordinal));
    }

    [Fact]
    public void Pages_are_turned_and_the_last_leads_back()
    {
        ExplainModel model = Explain("coffee-and-a-sandwich", "naive");
        Assert.IsType<ScreenMessage.Say>(model.Press(Keys.Left));
        ExplainModel last = At(model, ExplainPage.Code);
        Assert.Equal(ExplainPage.Findings, Press(last, Keys.Left).Page);
        Assert.Equal(FlowTrigger.Back, Assert.IsType<ScreenMessage.Leave>(last.Press(Keys.Right)).Trigger);
        Assert.Equal(FlowTrigger.Back, Assert.IsType<ScreenMessage.Leave>(model.Press(Keys.Escape)).Trigger);
    }

    [Fact]
    public void The_code_page_begins_at_the_first_step_and_changes_its_language()
    {
        ExplainModel code = At(Explain("coffee-and-a-sandwich", "naive"), ExplainPage.Code);
        Assert.Contains(code.Rows(80, 24), r => r.ToString().Contains("▶", StringComparison.Ordinal) && r.ToString().Contains("1)", StringComparison.Ordinal));
        string[] names = [.. code.Programs.Select(p => p.Name)];
        Assert.Equal("C#", names[^1]);
        for (int i = 0; i < names.Length; i++, code = Press(code, "l")) Assert.Contains(code.Rows(80, 24), r => r.ToString().Contains($"── {names[i]} ·", StringComparison.Ordinal));
        ExplainModel sharp = At(Explain("coffee-and-a-sandwich", "naive"), ExplainPage.Code);
        for (int i = 1; i < names.Length; i++) sharp = Press(sharp, "l");
        Assert.Contains(sharp.Rows(80, 24), r => r.ToString().Contains("▶", StringComparison.Ordinal) && r.ToString().Contains("coffee.1: boil", StringComparison.Ordinal));
        for (int i = 0; i < 6; i++) sharp = Press(sharp, Keys.Down);
        Assert.Contains(sharp.Rows(80, 24), r => r.ToString().Contains("Starts a thread", StringComparison.Ordinal) && r.ToString().TrimEnd().EndsWith('›'));
        Assert.Contains(Press(sharp, ">", ">").Rows(80, 24), r => r.ToString().Contains("hat.</summary>", StringComparison.Ordinal));
    }

    [Fact]
    public void The_shown_program_is_written_to_a_file_and_no_other_is_lost_without_asking()
    {
        string folder = Directory.CreateTempSubdirectory("shortorder-program-").FullName;
        try
        {
            using GameController game = new(new() { Worlds = TestOrders.Worlds, ExportFolder = folder }, new MemoryProgress(), Prediction.Of, TestOrders.ServeAtOnce);
            foreach (string key in (string[])[Keys.Enter, Keys.Enter, "1", "2", "1", Keys.F5]) game.Press(key);
            Assert.True(SpinWait.SpinUntil(() =>
            {
                game.Tick();
                return !game.IsServing;
            }, TimeSpan.FromSeconds(60)));
            game.Press("e");
            game.Press("w");
            Assert.Empty(Directory.GetFiles(folder)); // the first page has no program
            for (int page = 0; page < (int)ExplainPage.Code; page++) game.Press(Keys.Right);
            game.Press("w");
            ExplainModel code = Assert.IsType<ExplainModel>(game.Screen);
            string file = Assert.Single(Directory.GetFiles(folder));
            Assert.Equal(code.Programs[0].Text, File.ReadAllText(file));
            Assert.StartsWith("#!/usr/bin/env python3\n", code.Programs[0].Text, StringComparison.Ordinal);

            File.WriteAllText(file, "mine");
            game.Press("w");
            game.Press(Keys.Down);
            game.Press("w"); // asks again: the answer was another key
            Assert.Equal("mine", File.ReadAllText(file));
            Assert.Contains(game.Rows(100, 24), r => r.ToString().Contains("w again replaces it", StringComparison.Ordinal));
            game.Press("w");
            Assert.Equal(code.Programs[0].Text, File.ReadAllText(file));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void From_the_verdict_e_explains_and_Esc_leads_back()
    {
        using GameController game = new(new() { Worlds = TestOrders.Worlds }, new MemoryProgress(), Prediction.Of, TestOrders.ServeAtOnce);
        foreach (string key in (string[])[Keys.Enter, Keys.Enter, "1", "2", "1", Keys.F5]) game.Press(key);
        Assert.True(SpinWait.SpinUntil(() =>
        {
            game.Tick();
            return !game.IsServing;
        }, TimeSpan.FromSeconds(10)));
        game.Press("e");
        Assert.Equal(FlowState.Explaining, game.State);
        game.Press("a");
        Assert.IsType<AlmanacModel>(game.Screen);
        game.Press(Keys.F2);
        game.Press(Keys.Escape);
        Assert.Equal(FlowState.Verdict, game.State);
    }

    private static ExplainModel At(ExplainModel model, ExplainPage page) => Press(model, [.. Enumerable.Repeat(Keys.Right, page - model.Page)]);

    private static ExplainModel Press(ExplainModel model, params string[] keys) =>
        keys.Aggregate(model, (m, key) => m.Press(key) is { } message ? (ExplainModel)m.Update(message) : m);

    private static ExplainModel Explain(string level, string plan)
    {
        Level order = LevelFiles.Find(level);
        Plan given = order.Plans.Single(p => p.Name == plan).Plan;
        Forecast forecast = Prediction.Of(order, given).Forecast!;
        return ExplainModel.Of(new(ServedOrder.Judge(forecast, TestOrders.Result(forecast.Run.Timeline)), []));
    }
}
