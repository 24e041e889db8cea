namespace ShortOrder.Contest.Submissions;

/// <summary>Where a submission is in its life.</summary>
public enum SubmissionState
{
    /// <summary>Waits for a judge.</summary>
    Queued,

    /// <summary>A judge has it.</summary>
    Judging,

    /// <summary>Something outside disturbed its runs; it goes back behind the others.</summary>
    Disturbed,

    /// <summary>Has its verdict, good or bad.</summary>
    Judged,

    /// <summary>Could not be judged: the judge failed at it time and again.</summary>
    Rejected,

    /// <summary>A newer one of the same player and level has taken its place in the queue.</summary>
    Replaced,
}

/// <summary>What moves a submission on.</summary>
public enum SubmissionTrigger
{
    /// <summary>A judge takes it.</summary>
    Claim,

    /// <summary>The verdict was known already: of the same plan, or by the model alone.</summary>
    Answer,

    /// <summary>The judge has measured it.</summary>
    Settle,

    /// <summary>The judge could not measure it: it was disturbed.</summary>
    Disturb,

    /// <summary>Into the queue again after a disturbance.</summary>
    Requeue,

    /// <summary>Its judge is gone.</summary>
    Lose,

    /// <summary>The judge failed at it once too often.</summary>
    Reject,

    /// <summary>The player has handed in a newer one.</summary>
    Replace,

    /// <summary>The teacher wants it judged again.</summary>
    Rejudge,
}

/// <summary>The states' names in JSON and in the database.</summary>
public static class SubmissionNames
{
    /// <summary>As JSON and the database write it.</summary>
    public static string Name(this SubmissionState state) => state switch
    {
        SubmissionState.Queued => "queued",
        SubmissionState.Judging => "judging",
        SubmissionState.Disturbed => "disturbed",
        SubmissionState.Judged => "judged",
        SubmissionState.Rejected => "rejected",
        SubmissionState.Replaced => "replaced",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such state."),
    };

    /// <summary>The state of that name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static SubmissionState State(string name)
    {
        foreach (SubmissionState state in Enum.GetValues<SubmissionState>())
            if (state.Name() == name) return state;
        throw new ArgumentException($"No submission is ever \"{name}\".", nameof(name));
    }

    /// <summary>Whether a judge has still to do something for it.</summary>
    public static bool IsPending(this SubmissionState state) => state is SubmissionState.Queued or SubmissionState.Judging or SubmissionState.Disturbed;
}
