using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ShortOrder.Contest.Protocol;

/// <summary>Where to join.</summary>
/// <param name="Address">Host and port, as <c>join</c> takes them.</param>
/// <param name="Code">The join code.</param>
/// <param name="Link">The page that a QR code leads to.</param>
public sealed record JoinPlace(string Address, string Code, string Link);

/// <summary>The best plan of a level, as it ran.</summary>
/// <param name="Level">Id of the level.</param>
/// <param name="Title">Its title.</param>
/// <param name="Name">Whose plan it is.</param>
/// <param name="Minutes">Kitchen minutes.</param>
/// <param name="Trace">The judged run, as <see cref="Judging.Trace"/> writes it.</param>
public sealed record WinnerView(string Level, string Title, string Name, decimal Minutes, JsonElement Trace);

/// <summary>Is in.</summary>
/// <param name="Player">Id of the player.</param>
/// <param name="Name">The name as it stands on the board.</param>
/// <param name="Token">128 bits in hex: goes into the header <c>Authorization: Bearer</c>, and nowhere else.</param>
/// <param name="Resume">Three words that bring the player back on another machine.</param>
/// <param name="Competition">Title of the competition.</param>
public sealed record Joined(string Player, string Name, string Token, string Resume, string Competition);

/// <summary>The competition as players see it.</summary>
public sealed record CompetitionView
{
    /// <summary>Id, which never changes: a client's files are kept by it.</summary>
    public required string Id { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>The state's name: draft, lobby, running, paused, frozen, frozen-paused, finished, duel, sealed, published, void.</summary>
    public required string State { get; init; }

    /// <summary>Contest time passed, in milliseconds: without pauses.</summary>
    public required long ElapsedMs { get; init; }

    /// <summary>The caller's time left, extra time included, in milliseconds; 0 when over. Clients count down themselves: no clock has to agree with the server's.</summary>
    public required long RemainingMs { get; init; }

    /// <summary>Whether the board stands still.</summary>
    public required bool IsBoardFrozen { get; init; }

    /// <summary>Rows of the board that the reveal has uncovered, from below; null where there is nothing to reveal: before and after it, and after a competition that was never frozen.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Revealed { get; init; }

    /// <summary>Whether the lobby is locked.</summary>
    public required bool IsLocked { get; init; }

    /// <summary>Players that joined and are shown.</summary>
    public required int Players { get; init; }

    /// <summary>The levels in their order; empty before the start, so that nobody starts earlier.</summary>
    public required ImmutableArray<LevelView> Levels { get; init; }

    /// <summary>How many levels there are, before the start, too.</summary>
    public int LevelCount { get; init; }

    /// <summary>How places become points, in a sentence.</summary>
    public required string Formula { get; init; }

    /// <summary>The caller; null for the projector.</summary>
    public OwnView? Own { get; init; }

    /// <summary>The last announcement; null if none.</summary>
    public string? Announcement { get; init; }

    /// <summary>Digits that joining asks for now, for the projector; null where none are asked for.</summary>
    public string? Factor { get; init; }
}

/// <summary>What concerns the caller alone.</summary>
/// <param name="Player">Id.</param>
/// <param name="Name">Name on the board.</param>
/// <param name="ExtraMs">Extra time in milliseconds.</param>
/// <param name="CoolDownMs">Until the next submission may be measured, in milliseconds; 0: now.</param>
public sealed record OwnView(string Player, string Name, long ExtraMs, long CoolDownMs);

/// <summary>A level of the competition.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Hash">SHA-256 of its text in lower-case hex: where to fetch it, and what a submission names.</param>
/// <param name="Metrics">What counts, the first first.</param>
/// <param name="Weight">By how much its points count.</param>
public sealed record LevelView(string Id, string Title, string Hash, ImmutableArray<string> Metrics, int Weight)
{
    /// <summary>Whether every player has a twin: tasks of a kind have exchanged their numbers, and a plan fits its own player's text alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsTwin { get; init; }
}

/// <summary>A submission as its player and the teacher see it.</summary>
public sealed record SubmissionView
{
    /// <summary>Its public id: no number that would tell how many others there are.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the level.</summary>
    public required string Level { get; init; }

    /// <summary>The state's name: queued, judging, disturbed, judged, rejected, replaced.</summary>
    public required string State { get; init; }

    /// <summary>When it arrived, in milliseconds of contest time.</summary>
    public required long ContestMs { get; init; }

    /// <summary>Place in the queue from 1; null unless it waits.</summary>
    public int? Position { get; init; }

    /// <summary>What the model says, at once.</summary>
    public required ModelView Model { get; init; }

    /// <summary>What the judge measured; null before that.</summary>
    public JudgementView? Judgement { get; init; }

    /// <summary>Id of the player; null for the player's own eyes.</summary>
    public string? Player { get; init; }

    /// <summary>SHA-256 of the canonical plan: equal plans have equal ones.</summary>
    public required string PlanHash { get; init; }
}

/// <summary>A metric's value.</summary>
/// <param name="Metric">Its name: <c>time</c>, <c>memory</c>, …</param>
/// <param name="Value">Minutes, or what else it counts.</param>
public sealed record MetricView(string Metric, decimal Value);

/// <summary>What the model predicts.</summary>
/// <param name="Verdict">served, lost-update, deadlock, uncaught-error, late, over-budget.</param>
/// <param name="Explanation">One sentence.</param>
/// <param name="Minutes">Kitchen minutes.</param>
/// <param name="Medal">none, bronze, silver or gold.</param>
/// <param name="Metrics">What the level scores, in its order.</param>
public sealed record ModelView(string Verdict, string Explanation, decimal Minutes, string Medal, ImmutableArray<MetricView> Metrics);

/// <summary>What the judge found.</summary>
public sealed record JudgementView
{
    /// <summary>ok (ranks), failed (does not), noisy, suspect or error (the teacher looks at it).</summary>
    public required string Outcome { get; init; }

    /// <summary>The verdict's name.</summary>
    public required string Verdict { get; init; }

    /// <summary>One sentence.</summary>
    public required string Explanation { get; init; }

    /// <summary>Kitchen minutes; null if none were measured.</summary>
    public decimal? Minutes { get; init; }

    /// <summary>Half of what cannot be told apart, in per cent of <see cref="Minutes"/>.</summary>
    public decimal BandPercent { get; init; }

    /// <summary>Counted runs.</summary>
    public int Runs { get; init; }

    /// <summary>Medal's name.</summary>
    public required string Medal { get; init; }

    /// <summary>What the level scores, in its order.</summary>
    public required ImmutableArray<MetricView> Metrics { get; init; }

    /// <summary>Name of the judge's machine; null if nothing was run.</summary>
    public string? Machine { get; init; }
}

/// <summary>A player as the teacher sees them.</summary>
/// <param name="Id">Id.</param>
/// <param name="Name">Name.</param>
/// <param name="ExtraMs">Extra time.</param>
/// <param name="IsHidden">Not on the board.</param>
/// <param name="IsKicked">Removed.</param>
/// <param name="IsOnline">Has an event stream open.</param>
/// <param name="Submissions">Submissions so far.</param>
public sealed record PlayerView(string Id, string Name, long ExtraMs, bool IsHidden, bool IsKicked, bool IsOnline, int Submissions);

/// <summary>A name of the roster with its personal code.</summary>
/// <param name="Name">The name.</param>
/// <param name="Code">To be handed out; shown once.</param>
public sealed record RosterCode(string Name, string Code);

/// <summary>A name of the roster, and who came with its personal code.</summary>
/// <param name="Name">The name.</param>
/// <param name="Player">Id of the player; null: nobody yet.</param>
public sealed record RosterSeat(string Name, string? Player = null);

/// <summary>Plans of different players that are equal, or nearly.</summary>
/// <param name="Level">Id of the level.</param>
/// <param name="First">Name of who came first.</param>
/// <param name="FirstMs">When, in contest time.</param>
/// <param name="Second">Name of who came later.</param>
/// <param name="SecondMs">When.</param>
/// <param name="Likeness">Per cent of the plans' lines that are the same; 100: the same program.</param>
public sealed record CopyView(string Level, string First, long FirstMs, string Second, long SecondMs, int Likeness);

/// <summary>Queue and machines.</summary>
/// <param name="Waiting">Submissions that wait.</param>
/// <param name="Judging">Submissions that are being judged.</param>
/// <param name="Machines">Every machine that ever judged here.</param>
public sealed record JudgesView(int Waiting, int Judging, ImmutableArray<MachineView> Machines);

/// <summary>A judge's machine.</summary>
/// <param name="Name">Name.</param>
/// <param name="Cores">Cores.</param>
/// <param name="NoisePercent">Noise floor when it started.</param>
/// <param name="SeenMsAgo">When it was last heard of.</param>
/// <param name="AsideBecause">Why it does not judge at the moment, and what to do about it; null: it judges.</param>
public sealed record MachineView(string Name, int Cores, decimal NoisePercent, long SeenMsAgo, string? AsideBecause = null);

/// <summary>How many submissions are judged again.</summary>
/// <param name="Count">How many.</param>
/// <param name="IsDryRun">Whether they only would be.</param>
public sealed record RejudgeView(int Count, bool IsDryRun);

/// <summary>The state after a command.</summary>
/// <param name="State">The state's name.</param>
public sealed record StateView(string State);
