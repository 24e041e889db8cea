using System.Collections.Immutable;
using System.Net;
using ShortOrder.Contest.Competitions;
using ShortOrder.Contest.Joining;
using ShortOrder.Contest.Protocol;
using ShortOrder.Contest.Server;
using ShortOrder.Contest.Store;
using ShortOrder.Game.Commands;
using ShortOrder.Game.Session;
using ShortOrder.Game.Session.Classroom;
using ShortOrder.Game.Tests.Commands;
using ShortOrder.Game.Tests.Session.Saves;

namespace ShortOrder.Game.Tests.Session.Classroom;

/// <summary>The way into a class from the title.</summary>
public sealed class ClassDoorTests : SaveTest
{
    private const string Link = "http://192.168.1.20:5080/j/K7M2QP";

    private ClassDoor Door => new(Folder);

    [Fact]
    public void Each_question_comes_in_its_turn_and_an_answer_that_is_none_comes_again_with_the_reason()
    {
        Assert.Equal((ClassQuestion.Address, "This is no address; the teacher's screen shows one like 192.168.1.20:5080."), Ask(new("ftp://lab7")));
        Assert.Equal((ClassQuestion.Code, ""), Ask(new("192.168.1.20:5080")));
        Assert.Equal((ClassQuestion.Code, "That is no join code: 6 letters and digits, without 0, O, 1, I and L."), Ask(new("192.168.1.20:5080", "K7M2Q0")));
        Assert.Equal((ClassQuestion.Name, ""), Ask(new("192.168.1.20:5080", "k7m 2qp")));
        Assert.Equal((ClassQuestion.Name, ""), Ask(new(Link))); // the link has the code
        Assert.Equal((ClassQuestion.Name, $"U+003C may not stand in it. {PlayerName.Rule}"), Ask(new(Link, Name: "<b>")));
        Assert.Equal((ClassQuestion.Factor, ""), Ask(new(Link, Name: ""))); // who has no name has a personal code
        Assert.Equal(new Entrance(ServerAddress.Read(Link)!, "K7M2QP") { Name = "Ada" }, new ClassEntry(Link, Name: "Ada").Read(Door).Entrance);
        Assert.Equal(new ClassEntry("lab7"), new ClassEntry(Link, "K7M2QP", "Ada", "1234").With(ClassQuestion.Address, "lab7"));
    }

    [Fact]
    public async Task Personal_codes_let_those_of_the_roster_in_and_their_seats_are_found_again()
    {
        await using ContestHost host = await HostAsync();
        ImmutableArray<RosterCode> codes = await host.Server.Players.SetRosterAsync(["Ada", "Ben"], TestContext.Current.CancellationToken);
        ClassEntry entry = new(host.Server.Place.Link.Replace(host.Server.Place.Address, $"127.0.0.1:{host.Server.Address.Port}", StringComparison.Ordinal), Name: "", Factor: "222222");

        ClassKnock wrong = Knock(entry);
        Assert.Null(wrong.Entrance);
        Assert.Equal((ClassQuestion.Factor, "This is nobody's personal code: type it again, or ask the teacher."), (wrong.Ask, wrong.Complaint));

        ClassKnock right = Knock(entry with { Factor = codes.Single(c => c.Name == "Ben").Code });
        Assert.Equal("Ben", right.Entrance?.Name);
        Assert.True(Door.HasSeat(right.Entrance!));
        await using (JoinedContest joined = Door.Follow(right.Entrance!)!) Assert.Equal("Ben", joined.View.Player);

        ClassEntry again = new(entry.Address);
        Assert.NotNull(again.Read(Door).Entrance); // no name is asked for any more
        Assert.NotNull(Knock(again).Entrance);
    }

    [Fact]
    public async Task A_name_that_is_taken_and_a_competition_that_is_not_there_are_asked_about_again()
    {
        await using ContestHost host = await HostAsync();
        string address = $"127.0.0.1:{host.Server.Address.Port}", code = host.Server.Place.Code;
        Assert.NotNull(Knock(new(address, code, "Ada")).Entrance);
        ClassKnock taken = ClassKnock.At(new(Path.Combine(Folder, "another machine")), new(address, code, "ADA"), new ClassEntry(address, code, "ADA").Read(Door).Entrance!, TestContext.Current.CancellationToken);
        Assert.Equal(ClassQuestion.Name, taken.Ask);
        Assert.StartsWith("Ada is here already", taken.Complaint, StringComparison.Ordinal);
        ClassKnock elsewhere = Knock(new(address, code[..5] + (code[5] == 'Z' ? 'Y' : 'Z'), "Ada"));
        Assert.Equal((ClassQuestion.Code, "No competition has this code: look at the projector again."), (elsewhere.Ask, elsewhere.Complaint));
        ClassKnock nobody = Knock(new("127.0.0.1:9", code, "Ada"));
        Assert.Equal(ClassQuestion.Address, nobody.Ask);
        Assert.Contains("A firewall on the teacher's machine can be in the way, too.", nobody.Complaint, StringComparison.Ordinal);
    }

    private (ClassQuestion Ask, string Complaint) Ask(ClassEntry entry)
    {
        (Entrance? entrance, ClassQuestion ask, string complaint) = entry.Read(Door);
        Assert.Null(entrance);
        return (ask, complaint);
    }

    private ClassKnock Knock(ClassEntry entry) => ClassKnock.At(Door, entry, entry.Read(Door).Entrance!, TestContext.Current.CancellationToken);

    private Task<ContestHost> HostAsync() => ContestHost.StartAsync(new()
    {
        Database = ContestDatabase.OfFile(Path.Combine(Folder, "contest.db")),
        New = new() { Title = "Friday", DurationMs = 60_000, Levels = [.. new HostLevels(CommandRun.Library, new(TextWriter.Null, TextWriter.Null, () => Stream.Null)).Find(["three-kettles"])!] },
        Server = new() { Address = IPAddress.Loopback, Port = 0 },
        IsJudging = false,
    }, TestContext.Current.CancellationToken);
}
