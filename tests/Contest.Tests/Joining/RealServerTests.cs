using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ShortOrder.Contest.Hosting;
using ShortOrder.Contest.Joining;
using ShortOrder.Contest.Protocol;

namespace ShortOrder.Contest.Tests.Joining;

/// <summary>The student's and the teacher's side with the real server: a whole lesson, and one with restarts in it.</summary>
public sealed class RealServerTests : JoiningTest
{
    [Fact]
    public async Task A_lesson_from_the_lobby_to_the_results()
    {
        await using RunningContest server = await RunningContest.StartAsync();
        await using JoinedContest ada = await SeatAsync(server, "Ada"), bob = await SeatAsync(server, "Bob");
        await using HostedContest teacher = Teacher(server);
        await Until(ada, v => v is { Phase: JoinedPhase.Lobby, Link: LinkState.Online, PlayerCount: 2 });
        await Until(ada, v => v.Players.Length == 2);
        Assert.Empty(ada.View.Levels); // nobody starts earlier
        Assert.Equal("Not yet: the competition has not begun.", ada.View.WhyNotSubmit);

        await Until(teacher, v => v is { State: "lobby", IsOnline: true, Players.Length: 2 });
        teacher.Do(new HostCommand.Trigger("start", "lobby") { Override = true });
        await Until(ada, v => v is { Phase: JoinedPhase.Running, Levels: [{ Level: not null }] });
        await Until(bob, v => v is { Phase: JoinedPhase.Running, Levels: [{ Level: not null }] });
        Assert.InRange(ada.View.Remaining!.Value.TotalMinutes, 40, 45);

        server.Judge.Start();
        string key = ada.Submit(ada.View.Levels[0], PlanOf("best"));
        bob.Submit(bob.View.Levels[0], PlanOf("naive"));
        await Until(ada, v => v.Latest(v.Levels[0].Hash) is { State: OwnState.Judged, IsServed: true, Minutes: > 0 } && v.Levels[0] is { Place: 1, Ranked: 2 });
        Assert.Equal(key, ada.View.Submissions.Single().Key);
        Assert.Equal(ada.View.Submissions.Single().ModelMinutes, ada.View.Submissions.Single().Minutes);
        await Until(bob, v => v.Levels[0] is { Place: 2, Ranked: 2 } && v.Own is { Rank: 2 });

        teacher.Do(new HostCommand.Announce("Well done."));
        await Until(bob, v => v.Announcements is ["Well done.", ..]);
        teacher.Do(new HostCommand.Trigger("pause", "running"));
        await Until(bob, v => v.IsPaused);
        Assert.Equal("The competition is paused; the clock stands still.", bob.View.WhyNotSubmit);
        teacher.Do(new HostCommand.Trigger("resume", "paused"));
        await Until(bob, v => v is { IsPaused: false, Phase: JoinedPhase.Running });
        teacher.Do(new HostCommand.Trigger("freeze", "running"));
        await Until(bob, v => v.Phase == JoinedPhase.Frozen);
        bob.Submit(bob.View.Levels[0], PlanOf("best"));
        await Until(bob, v => v.Latest(v.Levels[0].Hash) is { State: OwnState.Judged, IsServed: true } && v.Submissions.Length == 2); // one's own verdict comes
        await Until(teacher, v => v.Board!.Rows.All(r => r.Rank == 1)); // the teacher sees through the freeze
        Assert.Equal(2, bob.View.Own!.Rank);

        teacher.Do(new HostCommand.Trigger("finish", "frozen"));
        await Until(bob, v => v.Phase is JoinedPhase.Finished or JoinedPhase.Duel or JoinedPhase.Sealed);
        Assert.Equal("Time is over: nothing is taken any more.", bob.View.WhyNotSubmit);
        await Until(teacher, v => v.State == "sealed");
        teacher.Do(new HostCommand.Trigger("publish", "sealed"));
        await Until(bob, v => v.Phase == JoinedPhase.Published && v.Board.All(b => b.Rank == 1));
    }

    [Fact]
    public async Task Each_seat_gets_and_keeps_its_own_twin()
    {
        await using RunningContest server = await RunningContest.StartAsync(settings: s => s with { TwinSeed = "seed" });
        await server.StartClockAsync();
        await using JoinedContest ada = await SeatAsync(server, "Ada");
        await Until(ada, v => v.Levels is [{ Level: not null, IsTwin: true }]);
        HashSet<string> hashes = [ada.View.Levels[0].Hash];
        foreach (string name in (string[])["Bob", "Cleo", "Dora", "Emil", "Fay", "Gus", "Hana", "Ivo"])
        {
            await using JoinedContest other = await SeatAsync(server, name);
            await Until(other, v => v.Levels is [{ Level: not null, Problem: "" }]);
            hashes.Add(other.View.Levels[0].Hash);
            if (hashes.Count > 1) break;
        }
        Assert.Equal(2, hashes.Count);
        Assert.Equal(hashes.Order(), Directory.GetFiles(Path.Combine(Folder, "levels")).Select(f => Path.GetFileNameWithoutExtension(f)).Order());
        ada.Submit(ada.View.Levels[0], PlanOf("naive"));
        await server.RestartAsync();
        server.Judge.Start();
        await Until(ada, v => v.Latest(v.Levels[0].Hash) is { State: OwnState.Judged, Minutes: 18 } && v.Levels[0] is { Place: 1 }); // one after another takes as long in every twin
    }

    [Fact]
    public async Task Plans_outlive_the_server_and_each_counts_once()
    {
        await using RunningContest server = await RunningContest.StartAsync();
        await using JoinedContest ada = await SeatAsync(server, "Ada");
        await server.StartClockAsync();
        await Until(ada, v => v.Levels is [{ Level: not null }]);
        List<string> keys = [];
        for (int round = 0; round < 3; round++)
        {
            keys.Add(ada.Submit(ada.View.Levels[0], PlanOf("best")));
            Task restart = server.RestartAsync();
            keys.Add(ada.Submit(ada.View.Levels[0], PlanOf("naive"))); // in the middle of it
            await restart;
            await Until(ada, v => v.Submissions.All(s => s.Id is not null));
        }
        await Until(ada, v => v.Link == LinkState.Online && v.Submissions.Length == keys.Count);
        Assert.Equal(keys.Order(), ada.View.Submissions.Select(s => s.Key).Order());
        Assert.Equal(keys.Count, (await server.Store.ResultsAsync(RunningContest.Cancel)).Count);
    }

    [Fact]
    public async Task Who_is_removed_is_told_and_asks_nothing_more()
    {
        await using RunningContest server = await RunningContest.StartAsync();
        await using JoinedContest ada = await SeatAsync(server, "Ada");
        await using HostedContest teacher = Teacher(server);
        await Until(ada, v => v.Link == LinkState.Online);
        await Until(teacher, v => v.Players.Length == 1);
        teacher.Do(new HostCommand.Player(teacher.View.Players[0].Id, "rename", new(Name: "Ada L")));
        await Until(ada, v => v.Player == "Ada L");
        teacher.Do(new HostCommand.Player(teacher.View.Players[0].Id, "kick", new()));
        await Until(ada, v => v.Link == LinkState.Refused);
        await Until(teacher, v => v.Players[0].IsKicked);
    }

    [Fact]
    public async Task A_refused_command_is_told_to_the_teacher()
    {
        await using RunningContest server = await RunningContest.StartAsync();
        await using HostedContest teacher = Teacher(server);
        await Until(teacher, v => v.IsOnline);
        teacher.Do(new HostCommand.Trigger("finish", "running"));
        await Until(teacher, v => v.Notice.Length > 0 && v.State == "lobby");
    }

    private static JsonElement PlanOf(string name) => JsonDocument.Parse(RunningContest.PlanOf(name)).RootElement;

    private static HostedContest Teacher(RunningContest server) =>
        new(new(ServerAddress.Read(server.Server.AdminAddress.Authority)!, server.Token), new() { Code = server.Code });

    private async Task<JoinedContest> SeatAsync(RunningContest server, string name)
    {
        ServerAddress address = ServerAddress.Read(server.Server.Address.Authority)!;
        ContestClient client = new(address);
        Joined joined = await client.JoinAsync(new(server.Code, name), RunningContest.Cancel);
        return new(client, Seat.Keep(Path.Combine(Folder, name), address, server.Code, name, joined), new(Path.Combine(Folder, "levels")));
    }

    private static async Task Until(HostedContest contest, Func<HostView, bool> condition)
    {
        HostView view = contest.View;
        await RunningContest.WaitAsync(() => Task.FromResult(condition(view = contest.View)), () => string.Create(CultureInfo.InvariantCulture, $"{view.State} {view.Notice} online {view.IsOnline} players {view.Players.Length}"));
    }
}
