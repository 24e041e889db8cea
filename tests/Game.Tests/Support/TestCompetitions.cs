using System.Collections.Immutable;
using ShortOrder.Contest.Joining;
using ShortOrder.Game.Session;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Tests.Support;

/// <summary>A competition as a player knows it, at several moments of its life.</summary>
public static class TestCompetitions
{
    public const string CoffeeHash = "c0ffee", RushHash = "12a5b";

    private static readonly ImmutableArray<string> Names =
        ["Ada", "Bob", "Chiara", "Dmitri", "Emeka", "Fatima", "Gustav", "Hana", "Ivan", "José", "Kim", "Lena", "Mateo", "Nur", "Olga", "Pia", "Quentin", "Ravi", "Søren", "Tomáš", "Ursula", "Veronika", "Wei", "Ximena", "Yuki", "Zoë"];

    /// <summary>Before the start: the server tells how many levels there are, and who is here.</summary>
    public static JoinedView Lobby { get; } = new()
    {
        Title = "Operating systems, lesson 7",
        Code = "K7M2QP",
        Address = "192.168.1.20:5080",
        Player = "Chiara",
        Resume = "amber falcon ladder",
        Phase = JoinedPhase.Lobby,
        Duration = TimeSpan.FromMinutes(30),
        Link = LinkState.Online,
        Players = Names,
        PlayerCount = Names.Length,
        LevelCount = 2,
        Formula = "On each level the first gets as many points as there are players, the next one less; equal places share.",
    };

    /// <summary>In the middle of it: a verdict on the first level, a plan in the queue for the second.</summary>
    public static JoinedView Running { get; } = Lobby with
    {
        Phase = JoinedPhase.Running,
        Remaining = TimeSpan.FromSeconds(754.2),
        Levels =
        [
            new("coffee-and-a-sandwich", "Coffee and a sandwich", CoffeeHash) { Level = TestOrders.Coffee, Place = 2, Ranked = 14 },
            new("rush", "Rush hour", RushHash) { Level = TestOrders.Rush, Ranked = 3 },
        ],
        Board = [.. Names.Select((n, i) => new BoardLine(i < 20 ? i + 1 : 0, n, i < 20 ? 52 - (2 * i) : 0) { IsOwn = n == "Chiara", Minutes = [i < 20 ? 6 + (i * 0.1m) : null, i < 3 ? 11.5m + i : null] })],
        Announcements = ["Ten minutes for the second level from now on.", "Welcome."],
        Submissions =
        [
            new("k2", RushHash, PlanWriter.Write(PlanEdit.Default(TestOrders.Rush))) { Id = "s2", State = OwnState.Queued, Position = 3, ModelMinutes = 70 },
            Judged(),
        ],
    };

    /// <summary>The first level's plan with its verdict and the judged run.</summary>
    public static OwnSubmission Judged()
    {
        Plan plan = TestOrders.Coffee.Plans.Length > 0 ? TestOrders.Coffee.Plans[0].Plan : PlanEdit.Default(TestOrders.Coffee);
        return new("k1", CoffeeHash, PlanWriter.Write(plan))
        {
            Id = "s1",
            State = OwnState.Judged,
            IsServed = true,
            ModelMinutes = 9,
            Minutes = 9.07m,
            Runs = 4,
            BandPercent = 1,
            Machine = "teacher's laptop",
            Medal = Medal.None,
            Words = "All served.",
            Trace = TraceOf(TestOrders.Coffee, plan),
        };
    }

    /// <summary>The model's own run as the judge's, every stretch a little later.</summary>
    private static JudgedTrace TraceOf(Level level, Plan plan)
    {
        Timeline timeline = Prediction.Of(level, plan).Forecast!.Run.Timeline;
        return new([.. timeline.Spans.Select(s => s with { Start = new(s.Start.Ticks * 129 / 128), End = new(s.End.Ticks * 129 / 128) })], new(timeline.End.Ticks * 129 / 128));
    }
}
