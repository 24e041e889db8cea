using ShortOrder.Contest.Hosting;
using ShortOrder.Contest.Protocol;

namespace ShortOrder.Game.Tests.Support;

/// <summary>A competition as its teacher knows it.</summary>
public static class TestHosting
{
    /// <summary>Before the start.</summary>
    public static HostView Lobby { get; } = new()
    {
        Title = "Operating systems, lesson 7",
        Code = "K7M2QP",
        Addresses = ["192.168.1.20:5080", "lab-teacher:5080"],
        JoinUrl = "http://192.168.1.20:5080/j/K7M2QP",
        ProjectorUrl = "http://192.168.1.20:5080/",
        State = "lobby",
        Remaining = TimeSpan.FromMinutes(30),
        IsOnline = true,
        Players = [.. TestCompetitions.Lobby.Players.Select((n, i) => new PlayerView($"p{i}", n, 0, IsHidden: false, IsKicked: false, IsOnline: i % 7 != 3, 0))],
        Judges = new(0, 0, [new("lab-teacher", 8, 0.8m, 1_200)]),
    };

    /// <summary>Before the start, where only a roster comes in: every third of it is here.</summary>
    public static HostView Roster { get; } = Lobby with
    {
        Players = [.. Lobby.Players.Where((_, i) => i % 3 == 0)],
        Roster = [.. Lobby.Players.Select((p, i) => new RosterLine(p.Name, $"{JoinCode.Symbols[i]}K7M2Q", i % 3 == 0))],
        CodesFile = "/home/teacher/.local/share/short-order/hosted/codes-K7M2QP.txt",
    };

    /// <summary>In the middle of it.</summary>
    public static HostView Running { get; } = Lobby with
    {
        State = "running",
        Remaining = TimeSpan.FromSeconds(754.2),
        Levels = [new("coffee-and-a-sandwich", "Coffee and a sandwich", "c0ffee", ["time"], 1), new("rush", "Rush hour", "12a5b", ["time", "memory"], 1)],
        Players = [.. Lobby.Players.Select((p, i) => p with { Submissions = i % 5, ExtraMs = i == 4 ? 600_000 : 0, IsHidden = i == 6, IsKicked = i == 9 })],
        Board = new()
        {
            State = "running",
            IsFrozen = false,
            Formula = TestCompetitions.Lobby.Formula,
            Levels = [],
            Rows = [.. TestCompetitions.Running.Board.Select((b, i) => new BoardRow(b.Rank, $"p{i}", b.Name, (int)b.Points, [.. b.Minutes.Select(m => new BoardCell(b.Rank, 0, m, "none", [], 1))]))],
        },
        Judges = new(5, 1, [new("lab-teacher", 8, 7.25m, 1_200), new("lab-2", 4, 0.6m, 40_000, "The reference plan takes 9.24 minutes, and took 8.60 when this machine judged the plans whose times count; so it does not judge. Plug it in.")]),
        Copies = [new("rush", "Ada", 201_000, "Emeka", 300_000, 100), new("rush", "Ada", 201_000, "Kim", 350_000, 100), new("rush", "Emeka", 300_000, "Kim", 350_000, 100), new("rush", "Bob", 251_000, "Hana", 402_000, 96)],
        Announcement = "Ten minutes for the second level from now on.",
    };
}
