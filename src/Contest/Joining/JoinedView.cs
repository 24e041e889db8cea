using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Contest.Joining;

/// <summary>Where the line to the server stands.</summary>
public enum LinkState
{
    /// <summary>The first answer has not come yet.</summary>
    Connecting,

    /// <summary>The feed is open.</summary>
    Online,

    /// <summary>The server does not answer; it is asked again and again.</summary>
    Offline,

    /// <summary>The server has refused for good, e.g. because the player was removed; nothing is asked any more.</summary>
    Refused,
}

/// <summary>Where in its life a competition is, as a player sees it.</summary>
public enum JoinedPhase
{
    /// <summary>Players come in; nothing can be submitted.</summary>
    Lobby,

    /// <summary>Plans are taken.</summary>
    Running,

    /// <summary>Plans are taken; the board stands still for everybody but the teacher.</summary>
    Frozen,

    /// <summary>Time is over; what was sent is still being judged.</summary>
    Finished,

    /// <summary>The best plans run against each other once more.</summary>
    Duel,

    /// <summary>The results are settled and are uncovered one by one.</summary>
    Sealed,

    /// <summary>The results are out.</summary>
    Published,

    /// <summary>It was called off.</summary>
    Void,
}

/// <summary>A competition as one player knows it at one moment. Immutable; all texts are safe to show.</summary>
public sealed record JoinedView
{
    /// <summary>Name of the competition.</summary>
    public string Title { get; init; } = "";

    /// <summary>The join code.</summary>
    public string Code { get; init; } = "";

    /// <summary>Where the server is, as it was typed.</summary>
    public string Address { get; init; } = "";

    /// <summary>The player's own name, as the server has it.</summary>
    public string Player { get; init; } = "";

    /// <summary>Words by which the player can come back from another machine; empty if unknown.</summary>
    public string Resume { get; init; } = "";

    /// <summary>Where in its life the competition is.</summary>
    public JoinedPhase Phase { get; init; }

    /// <summary>The clock stands still.</summary>
    public bool IsPaused { get; init; }

    /// <summary>Time that remains to submit, as of now; null before the start and after the end.</summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>How long the competition takes; null: unknown yet.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Who is there, in the order in which they came; of very many the first.</summary>
    public ImmutableArray<string> Players { get; init; } = [];

    /// <summary>How many are there.</summary>
    public int PlayerCount { get; init; }

    /// <summary>How many levels will be played, known before they are; 0: unknown yet.</summary>
    public int LevelCount { get; init; }

    /// <summary>What is played; empty before the start.</summary>
    public ImmutableArray<JoinedLevel> Levels { get; init; } = [];

    /// <summary>The standings, the best first; while they are frozen as they were then.</summary>
    public ImmutableArray<BoardLine> Board { get; init; } = [];

    /// <summary>How the total comes about, in one sentence.</summary>
    public string Formula { get; init; } = "";

    /// <summary>What the teacher has said, the latest first.</summary>
    public ImmutableArray<string> Announcements { get; init; } = [];

    /// <summary>The player's own submissions, the latest first.</summary>
    public ImmutableArray<OwnSubmission> Submissions { get; init; } = [];

    /// <summary>The line to the server.</summary>
    public LinkState Link { get; init; }

    /// <summary>What is wrong with the line, and what is done about it; empty if nothing.</summary>
    public string LinkWords { get; init; } = "";

    /// <summary>The server has answered, or has not; and the levels of a running competition are there, or cannot be had.</summary>
    public bool IsSettled => Link != LinkState.Connecting && (Link != LinkState.Online || Phase == JoinedPhase.Lobby || (!Levels.IsEmpty && Levels.All(l => l.Level is not null || l.Problem.Length > 0)));

    /// <summary>The level of that hash; null if it is not played here.</summary>
    public JoinedLevel? LevelOf(string hash) => Levels.FirstOrDefault(l => l.Hash == hash);

    /// <summary>The player's latest submission of a level; null if there is none.</summary>
    public OwnSubmission? Latest(string hash) => Submissions.FirstOrDefault(s => s.LevelHash == hash);

    /// <summary>The player's best judged submission of a level; null if none ranks.</summary>
    public OwnSubmission? Best(string hash) => Submissions.Where(s => s.LevelHash == hash && s is { State: OwnState.Judged, IsServed: true, Minutes: not null }).MinBy(s => s.Minutes);

    /// <summary>The player's own line of the board; null if there is none yet.</summary>
    public BoardLine? Own => Board.FirstOrDefault(b => b.IsOwn);

    /// <summary>Why nothing can be submitted now, as a sentence; null if it can be.</summary>
    public string? WhyNotSubmit => this switch
    {
        { Link: LinkState.Refused } => LinkWords,
        { Phase: JoinedPhase.Lobby } => "Not yet: the competition has not begun.",
        { Phase: JoinedPhase.Running or JoinedPhase.Frozen, IsPaused: true } => "The competition is paused; the clock stands still.",
        { Phase: JoinedPhase.Running or JoinedPhase.Frozen } => null,
        { Phase: JoinedPhase.Void } => "The competition was called off.",
        _ => "Time is over: nothing is taken any more.",
    };
}

/// <summary>A level of the competition.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Hash">SHA-256 of its text, in hexadecimal digits.</param>
public sealed record JoinedLevel(string Id, string Title, string Hash)
{
    /// <summary>The level itself, downloaded, checked against the hash and read; null as long as it is not there.</summary>
    public Level? Level { get; init; }

    /// <summary>Why it cannot be played, as a sentence; empty if it can, or is still being downloaded.</summary>
    public string Problem { get; init; } = "";

    /// <summary>Whether its numbers are the player's own: another player's plan does not fit.</summary>
    public bool IsTwin { get; init; }

    /// <summary>The player's place on this level; null if none yet.</summary>
    public int? Place { get; init; }

    /// <summary>How many have a place on it.</summary>
    public int Ranked { get; init; }
}

/// <summary>A line of the standings.</summary>
/// <param name="Rank">From 1; shared by who cannot be told apart.</param>
/// <param name="Name">The player's name.</param>
/// <param name="Points">The total.</param>
public sealed record BoardLine(int Rank, string Name, decimal Points)
{
    /// <summary>It is the player's own.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Per level of the competition, in its order, the minutes; null where there are none.</summary>
    public ImmutableArray<decimal?> Minutes { get; init; } = [];

    /// <summary>Not uncovered yet: the reveal has not come to this line.</summary>
    public bool IsCovered { get; init; }
}

/// <summary>How far a submission of the player's own has come.</summary>
public enum OwnState
{
    /// <summary>Written down here; the server has not answered yet.</summary>
    Unsent,

    /// <summary>Waits for the judge.</summary>
    Queued,

    /// <summary>Is on the judge's stove.</summary>
    Judging,

    /// <summary>Has its verdict.</summary>
    Judged,

    /// <summary>The server has refused it.</summary>
    Refused,

    /// <summary>A newer plan took its place in the queue.</summary>
    Replaced,

    /// <summary>The teacher has to look at it: too noisy, or something went wrong.</summary>
    Doubtful,
}

/// <summary>A submission of the player's own.</summary>
/// <param name="Key">Chosen here, once for each; the server knows it by this as well.</param>
/// <param name="LevelHash">Which level.</param>
/// <param name="Plan">The plan's JSON text; empty if it was sent from another machine.</param>
public sealed record OwnSubmission(string Key, string LevelHash, string Plan)
{
    /// <summary>The server's name for it; null as long as it has not answered.</summary>
    public string? Id { get; init; }

    /// <summary>How far it has come.</summary>
    public OwnState State { get; init; }

    /// <summary>Place in the queue from 1; null outside it.</summary>
    public int? Position { get; init; }

    /// <summary>The model's minutes, as the server computed them; null if it has not said.</summary>
    public decimal? ModelMinutes { get; init; }

    /// <summary>The judge's minutes; null before the verdict.</summary>
    public decimal? Minutes { get; init; }

    /// <summary>The order was served, so the minutes count.</summary>
    public bool IsServed { get; init; }

    /// <summary>How many runs count; 0 if nothing was measured.</summary>
    public int Runs { get; init; }

    /// <summary>Half of what cannot be told apart, in per cent of <see cref="Minutes"/>.</summary>
    public decimal BandPercent { get; init; }

    /// <summary>The judge's machine; empty if nothing was run.</summary>
    public string Machine { get; init; } = "";

    /// <summary>The medal that the judge's minutes earn.</summary>
    public Medal Medal { get; init; }

    /// <summary>How it ended or why it was refused, in one sentence; empty if there is nothing to say.</summary>
    public string Words { get; init; } = "";

    /// <summary>The judged run; null if it was not fetched or there is none.</summary>
    public JudgedTrace? Trace { get; init; }
}
