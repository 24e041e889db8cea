using ShortOrder.Contest.Joining;
using ShortOrder.Game.Screens;
using ShortOrder.Game.Screens.Board;
using ShortOrder.Game.Screens.Competition;
using ShortOrder.Game.Screens.Map;
using ShortOrder.Game.Session;
using ShortOrder.Game.Tests.Support;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Game.Tests.Competition;

public sealed class CompetitionModelTests
{
    public static TheoryData<string, JoinedView, int, int> Moments => new(
        from moment in ((string, JoinedView)[])
        [
            ("lobby", TestCompetitions.Lobby),
            ("running", TestCompetitions.Running),
            ("twins", TestCompetitions.Running with { Submissions = [], Levels = [TestCompetitions.Running.Levels[0], TestCompetitions.Running.Levels[1] with { IsTwin = true }] }),
            ("frozen-offline", TestCompetitions.Running with { Phase = JoinedPhase.Frozen, Link = LinkState.Offline, LinkWords = "Offline: The server cannot be reached. Plan on; it is asked again and again. 1 plan is written down here and will be sent." }),
            ("reveal", TestCompetitions.Running with { Phase = JoinedPhase.Sealed, Remaining = null, Board = [.. TestCompetitions.Running.Board.Select((b, i) => b with { IsCovered = i < 3 })] }),
            ("published", TestCompetitions.Running with { Phase = JoinedPhase.Published, Remaining = null }),
        ]
        from size in ((int, int)[])[(80, 24), (120, 36)]
        select new TheoryDataRow<string, JoinedView, int, int>(moment.Item1, moment.Item2, size.Item1, size.Item2));

    [Theory]
    [MemberData(nameof(Moments))]
    public void A_competition_looks_so(string moment, JoinedView view, int width, int height) =>
        Snapshot.Matches(new CompetitionModel(view).Rows(width, height), $"{moment}-{width}x{height}");

    [Fact]
    public void While_rows_are_uncovered_the_newest_is_in_sight()
    {
        JoinedView sealedView = TestCompetitions.Running with { Phase = JoinedPhase.Sealed, Remaining = null };
        for (int uncovered = 1; uncovered < 26; uncovered++)
        {
            JoinedView view = sealedView with { Board = [.. sealedView.Board.Select((b, i) => b with { IsCovered = i < 26 - uncovered })] };
            Assert.Contains($" {view.Board[26 - uncovered].Name} ", string.Join('\n', new CompetitionModel(view).Rows(80, 24)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_results_lead_to_the_whole_standings()
    {
        IScreenModel screen = new CompetitionModel(TestCompetitions.Running).Update(new ViewCame(TestCompetitions.Running with { Phase = JoinedPhase.Published, Remaining = null }));
        Assert.True(((CompetitionModel)screen).ShowsBoard);
        Snapshot.Matches(screen.Rows(80, 24), "results-80x24");
    }

    [Fact]
    public void Nothing_is_opened_before_the_start_and_the_key_says_why()
    {
        CompetitionModel lobby = new(TestCompetitions.Lobby);
        Assert.Equal("The levels come when the competition begins.", Assert.IsType<ScreenMessage.Say>(lobby.Press(Keys.Enter)).Text);
        Assert.Equal("There are no standings before the start.", Assert.IsType<ScreenMessage.Say>(lobby.Press(Keys.Tab)).Text);
        Assert.Same(TestOrders.Coffee, Assert.IsType<LevelChosen>(new CompetitionModel(TestCompetitions.Running).Press(Keys.Enter)).Level);
    }

    [Fact]
    public void Leaving_is_asked_once_more()
    {
        IScreenModel asking = new CompetitionModel(TestCompetitions.Running).Update(new CompetitionModel(TestCompetitions.Running).Press("q")!);
        Assert.IsType<Show>(asking.Press(Keys.Enter)); // the first entry stays
        Assert.Equal(new ScreenMessage.Leave(FlowTrigger.Quit), asking.Press("2"));
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 36)]
    public void A_submission_is_followed_from_the_queue_to_the_judges_verdict(int width, int height)
    {
        JoinedView view = TestCompetitions.Running;
        Forecast forecast = Prediction.Of(TestOrders.Coffee, PlanEdit.Default(TestOrders.Coffee)).Forecast!;
        OwnSubmission judged = TestCompetitions.Judged(), waiting = judged with { State = OwnState.Queued, Position = 4, Minutes = null, IsServed = false, Trace = null, Words = "" };
        JudgingModel queued = new(view with { Submissions = [waiting] }, "k1", forecast);
        Snapshot.Matches(queued.Rows(width, height), $"queued-{width}x{height}");
        Snapshot.Matches(queued.Update(new ViewCame(view with { Submissions = [judged] })).Rows(width, height), $"judged-{width}x{height}");
        OwnSubmission refused = waiting with { State = OwnState.Refused, Words = "$.kitchens[0].lanes[0]: the level allows no thread" };
        Snapshot.Matches(queued.Update(new ViewCame(view with { Submissions = [refused] })).Rows(width, height), $"refused-{width}x{height}");
    }

    [Theory]
    [InlineData(JoinedPhase.Lobby, false, "Not yet: the competition has not begun.")]
    [InlineData(JoinedPhase.Running, false, null)]
    [InlineData(JoinedPhase.Running, true, "The competition is paused; the clock stands still.")]
    [InlineData(JoinedPhase.Frozen, false, null)]
    [InlineData(JoinedPhase.Finished, false, "Time is over: nothing is taken any more.")]
    [InlineData(JoinedPhase.Published, false, "Time is over: nothing is taken any more.")]
    [InlineData(JoinedPhase.Void, false, "The competition was called off.")]
    public void The_submit_key_of_the_board_says_when_it_does_nothing_and_why(JoinedPhase phase, bool isPaused, string? why)
    {
        JoinedView view = TestCompetitions.Running with { Phase = phase, IsPaused = isPaused };
        BoardModel board = new(TestOrders.Coffee, EditHistory<Plan>.Start(PlanEdit.Default(TestOrders.Coffee)), Prediction.Of) { Desk = new(CompetitionWords.Of(view), view.WhyNotSubmit) };
        if (why is null) Assert.IsType<SubmitAsked>(board.Press(Keys.F6));
        else Assert.Equal(why, Assert.IsType<ScreenMessage.Say>(board.Press(Keys.F6)).Text);
        Assert.Contains("F6 submit", string.Join('\n', board.Rows(80, 24)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_board_outside_competitions_has_no_submit_key()
    {
        BoardModel board = new(TestOrders.Coffee, EditHistory<Plan>.Start(PlanEdit.Default(TestOrders.Coffee)), Prediction.Of);
        Assert.DoesNotContain("F6", string.Join('\n', board.Rows(120, 36)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 36)]
    public void The_board_of_a_competition_looks_so(int width, int height)
    {
        BoardModel board = new(TestOrders.Rush, EditHistory<Plan>.Start(PlanEdit.Default(TestOrders.Rush)), Prediction.Of);
        Snapshot.Matches(board.Update(new DeskCame(new("12:34 left", null), "The teacher: ten minutes more.")).Rows(width, height), $"board-{width}x{height}");
    }

    [Fact]
    public void A_player_who_plans_hears_what_matters_and_once()
    {
        JoinedView before = TestCompetitions.Running, judged = before with { Submissions = [before.Submissions[0] with { State = OwnState.Judged, IsServed = true, Minutes = 11.25m }, before.Submissions[1]] };
        Assert.Equal("", CompetitionNews.Of(before, before));
        Assert.Equal("Rush hour: the judge measured 11.25 min.", CompetitionNews.Of(before, judged));
        Assert.Equal("", CompetitionNews.Of(judged, judged));
        Assert.Equal("The teacher: Stop talking.", CompetitionNews.Of(before, before with { Announcements = ["Stop talking.", .. before.Announcements] }));
        Assert.Equal("The standings are frozen; your own verdicts still come.", CompetitionNews.Of(before, before with { Phase = JoinedPhase.Frozen }));
        Assert.Equal("1 minute left.", CompetitionNews.Of(before with { Remaining = TimeSpan.FromSeconds(60.4) }, before with { Remaining = TimeSpan.FromSeconds(59.9) }));
    }

    [Fact]
    public void Ten_thousand_keys_never_break_a_screen_of_a_competition()
    {
        Random random = new(6);
        string[] keys = [Keys.Up, Keys.Down, Keys.PageDown, Keys.PageUp, Keys.Tab, Keys.Enter, Keys.Escape, "v", "m", "r", "q", "1", "2", "?", "x", Keys.Space];
        IScreenModel screen = new CompetitionModel(TestCompetitions.Lobby);
        for (int i = 0; i < 10_000; i++)
        {
            if (i % 50 == 0) screen = screen.Update(new ViewCame((i / 50 % 3) switch { 0 => TestCompetitions.Lobby, 1 => TestCompetitions.Running, _ => TestCompetitions.Running with { Levels = [], Board = [] } }));
            if (screen.Press(keys[random.Next(keys.Length)]) is { } message and not ScreenMessage.Leave) screen = screen.Update(message);
            (int width, int height) = (random.Next(72, 200), random.Next(20, 60));
            System.Collections.Immutable.ImmutableArray<ShortOrder.Game.Widgets.Line> rows = screen.Rows(width, height);
            Assert.Equal(height, rows.Length);
            Assert.All(rows, r => Assert.Equal(width, r.Width));
        }
    }
}
