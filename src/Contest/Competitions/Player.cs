namespace ShortOrder.Contest.Competitions;

/// <summary>A player as the database has it.</summary>
public sealed record Player
{
    /// <summary>Id.</summary>
    public required string Id { get; init; }

    /// <summary>Name on the board.</summary>
    public required string Name { get; init; }

    /// <summary>The name without regard to case: unique.</summary>
    public required string Folded { get; init; }

    /// <summary>What the name looks like: unique.</summary>
    public required string Skeleton { get; init; }

    /// <summary>SHA-256 of the token.</summary>
    public required string TokenHash { get; init; }

    /// <summary>SHA-256 of the three words.</summary>
    public required string ResumeHash { get; init; }

    /// <summary>Time beyond the common end, in milliseconds.</summary>
    public long ExtraMs { get; init; }

    /// <summary>Not on the board.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Removed by the teacher.</summary>
    public bool IsKicked { get; init; }

    /// <summary>UTC, in milliseconds since 1970.</summary>
    public long JoinedAtMs { get; init; }

    /// <summary>Whether the player counts for the board.</summary>
    public bool IsShown => !IsHidden && !IsKicked;
}
