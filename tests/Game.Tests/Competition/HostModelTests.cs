using System.Collections.Immutable;
using ShortOrder.Contest.Hosting;
using ShortOrder.Contest.Protocol;
using ShortOrder.Game.Screens;
using ShortOrder.Game.Screens.Board;
using ShortOrder.Game.Screens.Hosting;
using ShortOrder.Game.Session;
using ShortOrder.Game.Tests.Support;
using ShortOrder.Game.Widgets;

namespace ShortOrder.Game.Tests.Competition;

public sealed class HostModelTests
{
    public static TheoryData<string, HostView, string[], int, int> Pages => new(
        from page in ((string, HostView, string[])[])
        [
            ("joining", TestHosting.Lobby, []),
            ("asked-to-start", TestHosting.Lobby, ["s"]),
            ("roster", TestHosting.Roster, []),
            ("roster-next", TestHosting.Roster, [Keys.PageDown]),
            ("roster-codes", TestHosting.Roster, ["c"]),
            ("players", TestHosting.Running, ["2", Keys.Down, Keys.Down]),
            ("standings", TestHosting.Running, ["3"]),
            ("judge", TestHosting.Running, ["4"]),
            ("asked-to-end", TestHosting.Running, ["3", "E"]),
        ]
        from size in ((int, int)[])[(80, 24), (120, 36)]
        select new TheoryDataRow<string, HostView, string[], int, int>(page.Item1, page.Item2, page.Item3, size.Item1, size.Item2));

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_teachers_pages_look_so(string name, HostView view, string[] keys, int width, int height) =>
        Snapshot.Matches(After(new HostModel(view), keys).Rows(width, height), $"host-{name}-{width}x{height}");

    [Theory]
    [InlineData("s", "lobby", "start")]
    [InlineData("E", "running", "finish")]
    [InlineData("f", "running", "freeze")]
    [InlineData("f", "frozen", "thaw")]
    [InlineData("P", "sealed", "publish")]
    public void What_cannot_be_taken_back_asks_once_more_and_leaving_it_is_the_first_answer(string key, string state, string trigger)
    {
        IScreenModel asking = After(new HostModel(TestHosting.Running with { State = state }), key);
        Assert.IsType<Show>(asking.Press(Keys.Enter));
        HostCommand.Trigger command = Assert.IsType<HostCommand.Trigger>(Assert.IsType<HostAsked>(asking.Press("2")).Command);
        Assert.Equal((trigger, state), (command.Name, command.Expected));
    }

    [Fact]
    public void A_start_without_players_is_asked_for_in_so_many_words_and_overrides()
    {
        HostView empty = TestHosting.Lobby with { Players = [.. TestHosting.Lobby.Players.Take(2).Select((p, i) => p with { IsKicked = i == 0, IsHidden = i == 1 })] }; // neither of them counts
        IScreenModel asking = After(new HostModel(empty), "s");
        string screen = string.Join('\n', asking.Rows(80, 24));
        Assert.Contains("nobody is here yet; start all the same?", screen, StringComparison.Ordinal);
        Assert.Contains("2 start without players; the results say so", screen, StringComparison.Ordinal);
        Assert.True(Assert.IsType<HostCommand.Trigger>(Assert.IsType<HostAsked>(asking.Press("2")).Command).Override);
        Assert.Null(asking.Press("3"));
        Assert.Contains("3 start even if the judge is noisy; the results say so", string.Join('\n', After(new HostModel(TestHosting.Lobby), "s").Rows(80, 24)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("p", "running", "pause")]
    [InlineData("p", "paused", "resume")]
    [InlineData("p", "frozen-paused", "resume")]
    public void The_clock_is_stopped_and_started_by_one_key(string key, string state, string trigger) =>
        Assert.Equal(trigger, Assert.IsType<HostCommand.Trigger>(Assert.IsType<HostAsked>(new HostModel(TestHosting.Running with { State = state }).Press(key)).Command).Name);

    [Theory]
    [InlineData("s", "running", "It has been started already.")]
    [InlineData("E", "lobby", "Only while it is running.")]
    [InlineData("v", "running", "Rows are revealed after the end, when everything is judged.")]
    [InlineData("P", "finished", "Results are published after the end, when everything is judged.")]
    [InlineData("e", "sealed", "The results are being revealed: no time can be added.")]
    [InlineData("x", "running", "Choose a player on the page of players first (2).")]
    public void A_key_that_does_nothing_says_why(string key, string state, string why) =>
        Assert.Equal(why, Assert.IsType<ScreenMessage.Say>(new HostModel(TestHosting.Running with { State = state }).Press(key)).Text);

    [Fact]
    public void The_reveal_tells_how_far_it_has_gone_and_ends_with_the_last_row()
    {
        int rows = TestHosting.Running.Board!.Rows.Length;
        HostView sealedView = TestHosting.Running with { State = "sealed", Announcement = "" };
        HostModel after3 = new(sealedView with { Revealed = 3 }), afterAll = new(sealedView with { Revealed = rows });
        string screen = string.Join('\n', After(after3, "3").Rows(80, 24));
        Assert.Contains($"the reveal, 3 of {rows} rows", screen, StringComparison.Ordinal);
        Assert.Contains($"the class sees the last 3 of {rows}", screen, StringComparison.Ordinal);
        Assert.Equal("reveal", Assert.IsType<HostCommand.Trigger>(Assert.IsType<HostAsked>(after3.Press("v")).Command).Name);
        Assert.Equal("Every row is uncovered. P publishes.", Assert.IsType<ScreenMessage.Say>(afterAll.Press("v")).Text);
        Assert.Equal("The board was never frozen: there is nothing to reveal. P publishes.", Assert.IsType<ScreenMessage.Say>(new HostModel(sealedView).Press("v")).Text);
    }

    [Fact]
    public void Judging_again_shows_first_how_much_and_then_asks()
    {
        IScreenModel host = new HostModel(TestHosting.Running);
        RejudgeRequest asked = Assert.IsType<HostCommand.Rejudge>(Assert.IsType<HostAsked>(After(host, "j").Press("2")).Command).Request;
        Assert.True(asked is { DryRun: true, Outcome: "noisy" });
        IScreenModel preview = host.Update(new HostViewCame(TestHosting.Running with { Preview = new(asked, 14) }));
        Assert.Contains("judge 14 submissions again?", string.Join('\n', preview.Rows(80, 24)), StringComparison.Ordinal);
        Assert.False(Assert.IsType<HostCommand.Rejudge>(Assert.IsType<HostAsked>(preview.Press("2")).Command).Request.DryRun);
        Assert.IsType<HostCommand.ForgetPreview>(Assert.IsType<HostAsked>(preview.Press("1")).Command);
    }

    [Fact]
    public void Leaving_while_it_is_running_is_asked_once_more() =>
        Assert.Equal(new ScreenMessage.Leave(FlowTrigger.Quit), After(new HostModel(TestHosting.Running), "q").Press("2"));

    [Fact]
    public void Ten_thousand_keys_never_break_the_teachers_screen()
    {
        Random random = new(7);
        string[] keys = [.. new HostModel(TestHosting.Running).Help.Select(h => h.Key), Keys.Up, Keys.Down, "1", "2", "3", "4", Keys.Enter, Keys.Escape, "a", "b"];
        IScreenModel screen = new HostModel(TestHosting.Lobby);
        for (int i = 0; i < 10_000; i++)
        {
            if (i % 40 == 0) screen = screen.Update(new HostViewCame((i / 40 % 3) switch { 0 => TestHosting.Lobby, 1 => TestHosting.Running, _ => new HostView() }));
            if (screen.Press(keys[random.Next(keys.Length)]) is { } message and not ScreenMessage.Leave) screen = screen.Update(message);
            (int width, int height) = (random.Next(72, 200), random.Next(20, 60));
            ImmutableArray<Line> rows = screen.Rows(width, height);
            Assert.Equal(height, rows.Length);
            Assert.All(rows, r => Assert.Equal(width, r.Width));
        }
    }

    private static IScreenModel After(IScreenModel screen, params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys) if (screen.Press(key) is { } message) screen = screen.Update(message);
        return screen;
    }
}
