using System.Text;
using ShortOrder.Contest.Competitions;
using ShortOrder.Contest.Joining;
using ShortOrder.Contest.Protocol;

namespace ShortOrder.Contest.Tests.Joining;

/// <summary>The student's side against a server and a network on their worst day.</summary>
public sealed class RoughServerTests : JoiningTest
{
    [Fact]
    public async Task A_plan_whose_answer_was_lost_is_sent_again_and_counts_once()
    {
        await using RoughServer server = new() { BreaksAfterTaking = 3, Refusals = 2 };
        await server.StartAsync();
        await using JoinedContest contest = Join(server.Address);
        string key = contest.Submit(Level, Plan());
        await Until(contest, v => v.Submissions is [{ Id: not null }]);
        Assert.Equal(key, Assert.Single(server.Taken).Key);
        Assert.Equal(4, server.Arrivals);
        Assert.Empty(new Outbox(Path.Combine(Folder, "seat")).Entries);
    }

    [Fact]
    public async Task A_board_that_cannot_be_unpacked_is_asked_for_again()
    {
        await using RoughServer server = new() { BrokenBoards = 2 };
        await server.StartAsync();
        await using JoinedContest contest = Join(server.Address);
        await Until(contest, _ => Volatile.Read(ref server.BrokenBoards) < 0); // the third time, after two broken ones
        Assert.Equal(LinkState.Online, contest.View.Link);
    }

    [Fact]
    public async Task A_list_that_was_overtaken_by_a_plan_does_not_take_it_away()
    {
        TaskCompletionSource answered = new();
        ContestLevel level = TestLevels.Shipped(RunningContest.LevelId);
        await using RoughServer server = new()
        {
            ListsAreHeldUntil = answered.Task,
            Competition = RoughServer.Running() with { Levels = [new(level.Id, level.Title, level.Hash, ["time"], 1)] },
            LevelText = Encoding.UTF8.GetBytes(level.Text),
        };
        await server.StartAsync();
        await using JoinedContest contest = Join(server.Address);
        await Until(contest, _ => Volatile.Read(ref server.ListsAsked) > 0);
        contest.Submit(Level, Plan());
        await Until(contest, v => v.Submissions is [{ Id: not null }]);
        Assert.Null(contest.View.Levels.Single().Level);
        answered.SetResult();
        await Until(contest, v => v.Levels is [{ Level: not null }]); // levels are asked for after the list
        Assert.Single(contest.View.Submissions);
    }

    [Fact]
    public async Task A_server_that_was_killed_and_started_again_gets_every_plan_once()
    {
        await using RoughServer server = new();
        await server.StartAsync();
        await using JoinedContest contest = Join(server.Address);
        await Until(contest, v => v.Link == LinkState.Online);
        List<string> keys = [];
        for (int round = 0; round < 3; round++)
        {
            keys.Add(contest.Submit(Level, Plan(keys.Count)));
            server.BreaksAfterTaking = 1; // it dies with an answer on the way
            keys.Add(contest.Submit(Level, Plan(keys.Count)));
            await server.KillAsync();
            await Until(contest, v => v.Link == LinkState.Offline);
            Assert.StartsWith("Offline: ", contest.View.LinkWords, StringComparison.Ordinal);
            keys.Add(contest.Submit(Level, Plan(keys.Count))); // whoever plans on submits on
            await server.StartAsync();
            await Until(contest, v => v.Link == LinkState.Online && v.Submissions.All(s => s.Id is not null));
        }
        Assert.Equal(keys.Order(), server.Taken.Keys.Order());
        Assert.Equal(9, contest.View.Submissions.Length);
    }

    [Fact]
    public async Task What_was_written_down_without_a_server_is_sent_in_the_next_sitting()
    {
        await using RoughServer server = new();
        await server.StartAsync();
        await using (JoinedContest online = Join(server.Address)) await Until(online, v => v.Link == LinkState.Online);
        await server.KillAsync();
        string key;
        await using (JoinedContest offline = Join(server.Address))
        {
            Assert.Equal((JoinedPhase.Running, "Lesson"), (offline.View.Phase, offline.View.Title)); // as it was last seen
            key = offline.Submit(Level, Plan());
            await Until(offline, v => v.Link == LinkState.Offline && v.LinkWords.Contains("1 plan is written down here and will be sent.", StringComparison.Ordinal));
        }
        await server.StartAsync();
        await using JoinedContest again = Join(server.Address);
        await Until(again, v => v.Submissions is [{ Id: not null }]);
        Assert.Equal(key, Assert.Single(server.Taken).Key);
    }

    [Fact]
    public async Task A_plan_that_is_refused_for_good_is_told_and_not_sent_again()
    {
        await using RoughServer server = new() { Verdict = new(422, ErrorCodes.PlanRefused, "The plan is not legal.") { Problems = [new("$.kitchens[0]", "no such \u001b[31mlane\u0007")] } };
        await server.StartAsync();
        await using JoinedContest contest = Join(server.Address);
        contest.Submit(Level, Plan());
        await Until(contest, v => v.Submissions is [{ State: OwnState.Refused }]);
        Assert.Equal("$.kitchens[0]: no such \\u001B[31mlane\\u0007", contest.View.Submissions[0].Words);
        Assert.Equal(1, server.Arrivals);
    }

    [Fact]
    public async Task A_plan_that_is_not_taken_yet_says_why_and_is_sent_again()
    {
        await using RoughServer server = new() { Verdict = new(425, ErrorCodes.CoolDown, "The judge is behind.") { RetryAfterMs = 100 } };
        await server.StartAsync();
        await using JoinedContest contest = Join(server.Address);
        contest.Submit(Level, Plan());
        await Until(contest, v => v.Submissions is [{ State: OwnState.Unsent, Words: "The judge is behind." }]);
        server.Verdict = null;
        await Until(contest, v => v.Submissions is [{ Id: not null }]);
        contest.Submit(Level, Plan(1));
        await Until(contest, v => v.Submissions is [{ Id: not null }, { Id: not null }] or [{ State: OwnState.Unsent, Words: "" }, _]); // what held the first one up is not said of the next
    }

    [Fact]
    public async Task A_plan_sent_while_the_clock_stands_still_waits_until_it_goes_on()
    {
        await using RoughServer server = new() { Verdict = new(409, ErrorCodes.NotRunning, "It is paused.") };
        await server.StartAsync();
        await using JoinedContest contest = Join(server.Address);
        contest.Submit(Level, Plan());
        await Until(contest, _ => server.Arrivals > 0);
        Assert.Equal(OwnState.Unsent, Assert.Single(contest.View.Submissions).State);
        server.Verdict = null;
        await server.KillAsync();
        await server.StartAsync(); // the next snapshot brings it on
        await Until(contest, v => v.Submissions is [{ Id: not null }]);
    }

    [Fact]
    public async Task A_level_that_is_not_what_was_announced_is_not_used_and_not_kept()
    {
        (string text, string hash) = (TestLevels.Shipped("coffee-and-a-sandwich").Text, TestLevels.Shipped("coffee-and-a-sandwich").Hash);
        await using RoughServer server = new() { LevelText = Encoding.UTF8.GetBytes(text.Replace("4", "1", StringComparison.Ordinal)), Competition = RoughServer.Running() with { Levels = [new("coffee", "Coffee", hash, ["time"], 1)] } };
        await server.StartAsync();
        await using (JoinedContest contest = Join(server.Address))
        {
            await Until(contest, v => v.Levels is [{ Problem.Length: > 0 }]);
            Assert.Contains("its hash is wrong", contest.View.Levels[0].Problem, StringComparison.Ordinal);
            Assert.Null(contest.View.Levels[0].Level);
        }
        server.LevelText = Encoding.UTF8.GetBytes(text);
        await using (JoinedContest contest = Join(server.Address)) await Until(contest, v => v.Levels is [{ Level: not null }]);
        server.LevelText = []; // from now on only what was kept can help
        await using (JoinedContest contest = Join(server.Address)) await Until(contest, v => v.Levels is [{ Level: not null }]);
        File.WriteAllText(Path.Combine(Folder, "levels", hash + ".json"), "{}"); // and that is checked as well
        await using (JoinedContest contest = Join(server.Address)) await Until(contest, v => v.Levels is [{ Problem.Length: > 0 }]);
    }

    [Fact]
    public async Task Nothing_that_a_server_sends_reaches_the_screen_unchecked()
    {
        const string Hostile = "\u001b]0;owned\u0007\u001b[2J\u009b31m\u202eevil\r\nline";
        await using RoughServer server = new()
        {
            Competition = RoughServer.Running() with { Title = Hostile + new string('x', 5_000), Formula = Hostile, Announcement = Hostile, Levels = [new("../x", Hostile, "../../secret", ["time"], 1)] },
            Stream = $"event: announce\nid: 1\ndata: {System.Text.Json.JsonSerializer.Serialize(new Announcement(Hostile), ContestJson.Default.Announcement)}\n\nevent: submission\ndata: not json\n\nevent: unheard-of\ndata: {{}}\n\n",
        };
        await server.StartAsync();
        await using JoinedContest contest = Join(server.Address);
        await Until(contest, v => v.Levels is [{ Problem.Length: > 0 }] && v.Announcements.Length > 0);
        JoinedView view = contest.View;
        foreach (string text in (string[])[view.Title, view.Formula, view.Player, .. view.Announcements, .. view.Levels.SelectMany(l => (string[])[l.Id, l.Title, l.Problem])])
        {
            Assert.Equal(-1, ShortOrder.Simulation.Reading.SafeText.FirstUnsafe(text));
            Assert.True(text.Length <= 4_000, text);
        }
        Assert.Empty(Directory.Exists(Path.Combine(Folder, "levels")) ? Directory.GetFiles(Path.Combine(Folder, "levels")) : []);
    }

    [Fact]
    public async Task An_endless_event_breaks_the_line_and_not_the_player()
    {
        await using RoughServer server = new() { Stream = "event: announce\ndata: " + new string('x', 3 * 1024 * 1024) };
        await server.StartAsync();
        await using JoinedContest contest = Join(server.Address);
        await Until(contest, v => v.LinkWords.Contains("larger than any may be", StringComparison.Ordinal));
        Assert.Equal(JoinedPhase.Running, contest.View.Phase);
    }
}
