using System.Collections.Immutable;

namespace ShortOrder.Contest.Competitions;

/// <summary>What a teacher decides before the start.</summary>
public sealed record CompetitionSettings
{
    /// <summary>Title on every screen.</summary>
    public required string Title { get; init; }

    /// <summary>Length in milliseconds of contest time.</summary>
    public required long DurationMs { get; init; }

    /// <summary>How long before the end the board freezes, in milliseconds; 0: never by itself.</summary>
    public long FreezeBeforeEndMs { get; init; }

    /// <summary>Whether a duel settles the podium.</summary>
    public bool HasDuel { get; init; } = true;

    /// <summary>Most players.</summary>
    public int Seats { get; init; } = 400;

    /// <summary>Real milliseconds of a kitchen minute when judging.</summary>
    public int TempoMs { get; init; } = 20;

    /// <summary>The levels in their order.</summary>
    public required ImmutableArray<ContestLevel> Levels { get; init; }

    /// <summary>Secret from which every player's twin of every level is made; null: everybody plays the same numbers.</summary>
    public string? TwinSeed { get; init; }

    /// <summary>Reads the levels.</summary>
    /// <exception cref="InvalidDataException">One cannot be played in a competition; says why.</exception>
    public LevelSet ReadLevels() => LevelSet.Read(Levels, TwinSeed);
}

/// <summary>A level as it is played: the exact text, which players get and the judge reads.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Text">The JSON.</param>
/// <param name="Weight">By how much its points count, at least 1.</param>
public sealed record ContestLevel(string Id, string Title, string Text, int Weight = 1)
{
    /// <summary>SHA-256 of the text's UTF-8, in lower-case hex.</summary>
    public string Hash { get; } = Protocol.Hashes.OfText(Text);

    /// <summary>A twin: the same level with another text.</summary>
    public ContestLevel As(string text) => new(Id, Title, text, Weight);
}

/// <summary>A competition as the database has it.</summary>
public sealed record Competition
{
    /// <summary>Id.</summary>
    public required string Id { get; init; }

    /// <summary>Settings; the duration with every extension.</summary>
    public required CompetitionSettings Settings { get; init; }

    /// <summary>The join code.</summary>
    public required string JoinCode { get; init; }

    /// <summary>Its state.</summary>
    public required CompetitionState State { get; init; }

    /// <summary>Contest time when it was written last, in milliseconds.</summary>
    public long ElapsedMs { get; init; }

    /// <summary>Contest time from which the board stands still; null if it does not.</summary>
    public long? FrozenAtMs { get; init; }

    /// <summary>Rows that the reveal has uncovered, from below.</summary>
    public int Revealed { get; init; }

    /// <summary>Whether nobody new comes in.</summary>
    public bool IsLocked { get; init; }

    /// <summary>Whether joining asks for a second factor.</summary>
    public bool AsksFactor { get; init; }

    /// <summary>Whether only the roster comes in.</summary>
    public bool HasRoster { get; init; }

    /// <summary>SHA-256 of the teacher's token, in hex.</summary>
    public required string AdminHash { get; init; }

    /// <summary>Secret from which the second factors are made, in hex.</summary>
    public required string FactorSecret { get; init; }

    /// <summary>What the teacher waived at the start; null if nothing.</summary>
    public string? Waiver { get; init; }

    /// <summary>The last announcement; null if none.</summary>
    public string? Announcement { get; init; }

    /// <summary>UTC of its making, in milliseconds since 1970.</summary>
    public long CreatedAtMs { get; init; }
}
