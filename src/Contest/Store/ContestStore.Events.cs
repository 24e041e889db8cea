using System.Data.Common;

namespace ShortOrder.Contest.Store;

public sealed partial class ContestStore
{
    /// <summary>Adds an event. Its number is the next of its audience, so that nobody can tell from a gap how much happened that others heard of.</summary>
    public static async Task<long> AppendAsync(DbTransaction transaction, string audience, string kind, string payload, long contestMs, long nowMs, CancellationToken cancel)
    {
        long number = (await RowsAsync(transaction, "SELECT COALESCE(MAX(number), 0) + 1 FROM event WHERE audience = @audience", row => row.GetInt64(0), cancel, ("audience", audience)).ConfigureAwait(false))[0];
        await RunAsync(transaction, "INSERT INTO event (audience, number, kind, payload, contest_ms, created_at_ms) VALUES (@audience, @number, @kind, @payload, @contest, @created)", cancel,
            ("audience", audience), ("number", number), ("kind", kind), ("payload", payload), ("contest", contestMs), ("created", nowMs)).ConfigureAwait(false);
        return number;
    }

    /// <summary>Events after one, in order.</summary>
    /// <param name="seq">Sequence number of that one; 0: from the first.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<List<ContestEvent>> EventsAfterAsync(long seq, int most, CancellationToken cancel) =>
        RowsAsync($"SELECT {EventColumns} FROM event WHERE seq > @seq ORDER BY seq LIMIT @most", EventOf, cancel, ("seq", seq), ("most", most));

    /// <summary>Events for an audience after one of it, in order.</summary>
    /// <param name="audience">The audience.</param>
    /// <param name="number">Number of that one among the audience's; 0: from the first.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<List<ContestEvent>> EventsAfterAsync(string audience, long number, int most, CancellationToken cancel) => RowsAsync(
        $"SELECT {EventColumns} FROM event WHERE audience = @audience AND number > @number ORDER BY number LIMIT @most", EventOf, cancel, ("audience", audience), ("number", number), ("most", most));

    /// <summary>Number of an audience's last event; 0 if none.</summary>
    public async Task<long> LastNumberAsync(string audience, CancellationToken cancel) =>
        (await RowsAsync("SELECT COALESCE(MAX(number), 0) FROM event WHERE audience = @audience", row => row.GetInt64(0), cancel, ("audience", audience)).ConfigureAwait(false))[0];

    /// <summary>Sequence number of the last event; 0 if none.</summary>
    public async Task<long> LastSeqAsync(CancellationToken cancel) => (await RowsAsync("SELECT COALESCE(MAX(seq), 0) FROM event", row => row.GetInt64(0), cancel).ConfigureAwait(false))[0];

    private const string EventColumns = "seq, audience, number, kind, payload, contest_ms, created_at_ms";

    private static ContestEvent EventOf(DbDataReader row) => new(row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetString(3), row.GetString(4), row.GetInt64(5), row.GetInt64(6));
}

/// <summary>Something that happened. Never changed, never deleted.</summary>
/// <param name="Seq">Sequence number; inside the server only.</param>
/// <param name="Audience">Who hears of it: <see cref="Audiences"/>, or the id of a player.</param>
/// <param name="Number">Its number among the audience's, from 1 without gaps.</param>
/// <param name="Kind">One of <see cref="Protocol.FeedEvents"/>.</param>
/// <param name="Payload">JSON.</param>
/// <param name="ContestMs">Contest time.</param>
/// <param name="CreatedAtMs">UTC in milliseconds since 1970.</param>
public sealed record ContestEvent(long Seq, string Audience, long Number, string Kind, string Payload, long ContestMs, long CreatedAtMs);

/// <summary>Audiences besides single players.</summary>
public static class Audiences
{
    /// <summary>Everybody.</summary>
    public const string All = "all";

    /// <summary>The teacher.</summary>
    public const string Teacher = "teacher";
}
