namespace ShortOrder.Contest.Competitions;

/// <summary>Where a competition is in its life.</summary>
public enum CompetitionState
{
    /// <summary>Being set up; nobody may join.</summary>
    Draft,

    /// <summary>Players join and wait; the levels are not shown yet.</summary>
    Lobby,

    /// <summary>Plans are handed in, the board is live.</summary>
    Running,

    /// <summary>The clock stands, nothing is accepted.</summary>
    Paused,

    /// <summary>Plans are handed in, the board stands still.</summary>
    Frozen,

    /// <summary>As <see cref="Paused"/>, with the board standing still.</summary>
    FrozenPaused,

    /// <summary>Time is over; what waits is still judged.</summary>
    Finished,

    /// <summary>The best plans run against each other once more.</summary>
    Duel,

    /// <summary>All is known to the judge; rows are revealed one by one.</summary>
    Sealed,

    /// <summary>The results are public and final.</summary>
    Published,

    /// <summary>Called off.</summary>
    Void,
}

/// <summary>What moves a competition on.</summary>
public enum CompetitionTrigger
{
    /// <summary>Let players in.</summary>
    Open,

    /// <summary>Start the clock.</summary>
    Start,

    /// <summary>Stop the clock for a while.</summary>
    Pause,

    /// <summary>Let the clock go on.</summary>
    Resume,

    /// <summary>Let the board stand still, by the clock or by hand.</summary>
    Freeze,

    /// <summary>Let the board be live again.</summary>
    Thaw,

    /// <summary>End it, by the clock or by hand.</summary>
    Finish,

    /// <summary>Give everybody more time, or less.</summary>
    Extend,

    /// <summary>Nothing waits for the judge any more.</summary>
    Drained,

    /// <summary>The duel is decided.</summary>
    Settled,

    /// <summary>Uncover the next row from below.</summary>
    Reveal,

    /// <summary>Uncover all, and fix the results.</summary>
    Publish,

    /// <summary>Call it off.</summary>
    Void,
}

/// <summary>The states' and triggers' names in JSON and in the database.</summary>
public static class CompetitionNames
{
    /// <summary>As JSON and the database write it.</summary>
    public static string Name(this CompetitionState state) => state switch
    {
        CompetitionState.Draft => "draft",
        CompetitionState.Lobby => "lobby",
        CompetitionState.Running => "running",
        CompetitionState.Paused => "paused",
        CompetitionState.Frozen => "frozen",
        CompetitionState.FrozenPaused => "frozen-paused",
        CompetitionState.Finished => "finished",
        CompetitionState.Duel => "duel",
        CompetitionState.Sealed => "sealed",
        CompetitionState.Published => "published",
        CompetitionState.Void => "void",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such state."),
    };

    /// <summary>As the last part of the admin route: <c>open</c>, <c>start</c>, …</summary>
    public static string Name(this CompetitionTrigger trigger) => trigger.ToString().ToLowerInvariant();

    /// <summary>The state of that name, or null.</summary>
    public static CompetitionState? FindState(string name) => Enum.GetValues<CompetitionState>().Where(s => s.Name() == name).Select(s => (CompetitionState?)s).FirstOrDefault();

    /// <summary>The trigger of that name, or null.</summary>
    public static CompetitionTrigger? FindTrigger(string name) => Enum.GetValues<CompetitionTrigger>().Where(t => t.Name() == name).Select(t => (CompetitionTrigger?)t).FirstOrDefault();

    /// <summary>Whether the contest clock goes.</summary>
    public static bool IsTicking(this CompetitionState state) => state is CompetitionState.Running or CompetitionState.Frozen;

    /// <summary>Whether it has been called off or its results are final.</summary>
    public static bool IsOver(this CompetitionState state) => state is CompetitionState.Published or CompetitionState.Void;
}
