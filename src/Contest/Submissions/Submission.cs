namespace ShortOrder.Contest.Submissions;

/// <summary>A plan that was handed in, as the database has it.</summary>
public sealed record Submission
{
    /// <summary>Number, in order of arrival; inside the server only.</summary>
    public long Number { get; init; }

    /// <summary>Id that the outside knows.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the player.</summary>
    public required string Player { get; init; }

    /// <summary>Id of the level.</summary>
    public required string Level { get; init; }

    /// <summary>SHA-256 of the level's text.</summary>
    public required string LevelHash { get; init; }

    /// <summary>SHA-256 of the canonical plan.</summary>
    public required string PlanHash { get; init; }

    /// <summary>The plan as it was handed in.</summary>
    public required string PlanText { get; init; }

    /// <summary>Its state.</summary>
    public required SubmissionState State { get; init; }

    /// <summary>Which judgement it has or waits for.</summary>
    public int Epoch { get; init; }

    /// <summary>When its head arrived, in milliseconds of contest time.</summary>
    public required long ContestMs { get; init; }

    /// <summary>When it arrived, UTC in milliseconds since 1970.</summary>
    public required long ReceivedAtMs { get; init; }

    /// <summary>Its turn on the virtual clock, in milliseconds since 1970.</summary>
    public required long DueMs { get; init; }

    /// <summary>How often it was disturbed.</summary>
    public int Disturbances { get; init; }

    /// <summary>How often a judge failed at it.</summary>
    public int Failures { get; init; }

    /// <summary>The key with which it was sent.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>Machine that has or had it; null if none.</summary>
    public string? Machine { get; init; }

    /// <summary>Verdict's name, minutes and so on of the model: a <see cref="Protocol.ModelView"/> as JSON.</summary>
    public required string ModelJson { get; init; }
}
