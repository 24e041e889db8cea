using System.Collections.Immutable;
using ShortOrder.Contest.Joining;
using ShortOrder.Contest.Protocol;

namespace ShortOrder.Contest.Hosting;

/// <summary>A competition as its teacher knows it at one moment. Immutable; all texts are safe to show.</summary>
public sealed record HostView
{
    /// <summary>Name of the competition.</summary>
    public string Title { get; init; } = "";

    /// <summary>The join code.</summary>
    public string Code { get; init; } = "";

    /// <summary>What students type after <c>shortorder join</c>, the likeliest first.</summary>
    public ImmutableArray<string> Addresses { get; init; } = [];

    /// <summary>What the QR code says: the address of the join page.</summary>
    public string JoinUrl { get; init; } = "";

    /// <summary>Address of the projector page.</summary>
    public string ProjectorUrl { get; init; } = "";

    /// <summary>The state's name in the protocol; empty as long as the server has not answered.</summary>
    public string State { get; init; } = "";

    /// <summary>The state as players see it.</summary>
    public JoinedPhase Phase => JoinedViews.PhaseOf(State).Phase;

    /// <summary>The clock stands still.</summary>
    public bool IsPaused => JoinedViews.PhaseOf(State).IsPaused;

    /// <summary>Rows of the board that the reveal has uncovered, from below; null where there is nothing to reveal.</summary>
    public int? Revealed { get; init; }

    /// <summary>Time left, as of now; before the start the whole time.</summary>
    public TimeSpan Remaining { get; init; }

    /// <summary>Nobody new comes in.</summary>
    public bool IsLocked { get; init; }

    /// <summary>Digits that joining asks for now; null where none are asked for.</summary>
    public string? Factor { get; init; }

    /// <summary>Everybody who joined, in the order in which they came.</summary>
    public ImmutableArray<PlayerView> Players { get; init; } = [];

    /// <summary>Who may join, by name; empty: everybody.</summary>
    public ImmutableArray<RosterLine> Roster { get; init; } = [];

    /// <summary>File of the roster's personal codes; empty if there is none.</summary>
    public string CodesFile { get; init; } = "";

    /// <summary>The levels.</summary>
    public ImmutableArray<LevelView> Levels { get; init; } = [];

    /// <summary>The board without the freeze; null as long as it has not come.</summary>
    public Board? Board { get; init; }

    /// <summary>Queue and machines; null as long as they have not come.</summary>
    public JudgesView? Judges { get; init; }

    /// <summary>Plans of different players that are alike.</summary>
    public ImmutableArray<CopyView> Copies { get; init; } = [];

    /// <summary>What players were told last; empty if nothing.</summary>
    public string Announcement { get; init; } = "";

    /// <summary>What came of the last command, or why the server does not answer; empty if nothing.</summary>
    public string Notice { get; init; } = "";

    /// <summary>What would be judged again, to be confirmed; null if nothing was asked.</summary>
    public RejudgePreview? Preview { get; init; }

    /// <summary>The server answers.</summary>
    public bool IsOnline { get; init; }
}

/// <summary>Somebody of the roster.</summary>
/// <param name="Name">The name.</param>
/// <param name="Code">The personal code; empty if it is not known on this machine any more.</param>
/// <param name="IsHere">Whether somebody has joined with it.</param>
public sealed record RosterLine(string Name, string Code, bool IsHere);

/// <summary>How many submissions would be judged again.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Count">How many.</param>
public sealed record RejudgePreview(RejudgeRequest Request, int Count);

/// <summary>Something that the teacher wants done.</summary>
public abstract record HostCommand
{
    /// <summary>Moves the competition on.</summary>
    /// <param name="Name">The trigger's name in the protocol: start, pause, resume, freeze, thaw, extend, finish, reveal, publish, void.</param>
    /// <param name="Expected">The state that the teacher saw.</param>
    public sealed record Trigger(string Name, string Expected) : HostCommand
    {
        /// <summary>For <c>extend</c>: real minutes.</summary>
        public decimal? Minutes { get; init; }

        /// <summary>For <c>pause</c> and <c>void</c>: why.</summary>
        public string? Reason { get; init; }

        /// <summary>For <c>start</c>: although the judge is too noisy or there is nobody.</summary>
        public bool Override { get; init; }
    }

    /// <summary>Does something about a player.</summary>
    /// <param name="Id">The player's id.</param>
    /// <param name="Verb">kick, rename, extra-time or hide.</param>
    /// <param name="Command">How.</param>
    public sealed record Player(string Id, string Verb, PlayerCommand Command) : HostCommand;

    /// <summary>Locks the lobby or asks for a second factor.</summary>
    public sealed record Lobby(LobbyCommand Command) : HostCommand;

    /// <summary>Tells everybody something.</summary>
    public sealed record Announce(string Text) : HostCommand;

    /// <summary>Has submissions judged again, or only counts them.</summary>
    public sealed record Rejudge(RejudgeRequest Request) : HostCommand;

    /// <summary>Forgets what would be judged again.</summary>
    public sealed record ForgetPreview : HostCommand;

    /// <summary>Writes the results as <c>results.json</c> and <c>results.csv</c> into a folder.</summary>
    public sealed record Export(string Folder) : HostCommand;
}
