namespace ShortOrder.Contest.Protocol;

/// <summary>Kinds of server-sent events. Those with an id can be resumed after.</summary>
public static class FeedEvents
{
    /// <summary>A <see cref="CompetitionView"/>: first on every stream, and whenever the gap is too wide to fill.</summary>
    public const string Snapshot = "snapshot";

    /// <summary>A <see cref="StateChanged"/>, with an id.</summary>
    public const string State = "state";

    /// <summary>A <see cref="BoardChanged"/>, without an id: fetch the board if you show it.</summary>
    public const string Board = "board";

    /// <summary>A <see cref="SubmissionView"/> of the caller's own, with an id: whenever its state changes.</summary>
    public const string Submission = "submission";

    /// <summary>An <see cref="Announcement"/>, with an id.</summary>
    public const string Announce = "announce";

    /// <summary>A <see cref="PlayerChanged"/>, with an id.</summary>
    public const string Player = "player";

    /// <summary>Nothing but a sign of life, every 15 s.</summary>
    public const string Ping = "ping";

    /// <summary>The stream ends and must not be opened again: the caller was removed, or has another one.</summary>
    public const string End = "end";
}

/// <summary>The competition went on.</summary>
/// <param name="State">The new state.</param>
/// <param name="ElapsedMs">Contest time.</param>
/// <param name="DurationMs">Length without extra time.</param>
/// <param name="Revealed">Rows that the reveal has uncovered.</param>
public sealed record StateChanged(string State, long ElapsedMs, long DurationMs, int Revealed);

/// <summary>There is another board.</summary>
/// <param name="Tag">Another for another board.</param>
public sealed record BoardChanged(string Tag);

/// <summary>A player joined, was renamed, hidden or removed.</summary>
/// <param name="Player">Id.</param>
/// <param name="Name">Name now.</param>
/// <param name="Change">joined, renamed, hidden, shown, removed, returned, extra-time.</param>
public sealed record PlayerChanged(string Player, string Name, string Change);
