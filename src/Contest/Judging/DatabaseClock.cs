using System.Data.Common;
using ShortOrder.Contest.Store;

namespace ShortOrder.Contest.Judging;

/// <summary>Whether this machine's clock agrees with the database's: judges tell from dates which of them are alive.</summary>
public static class DatabaseClock
{
    private const double MostMs = 500;

    /// <summary>How far this clock is ahead of the database's, in milliseconds; 0 for a file, whose clock is this machine's.</summary>
    public static async Task<double> OffsetMsAsync(ContestDatabase database, TimeProvider time, CancellationToken cancel)
    {
        if (database.Dialect == Dialect.Sqlite) return 0;
        await using DbConnection connection = await database.ConnectAsync(cancel).ConfigureAwait(false);
        double best = double.MaxValue, offset = 0;
        for (int i = 0; i < 5; i++) // the quickest answer is the most exact
        {
            DateTimeOffset before = time.GetUtcNow();
            double there = (await connection.ReadAsync("SELECT EXTRACT(EPOCH FROM clock_timestamp())::double precision * 1000", row => row.GetDouble(0), cancel).ConfigureAwait(false))[0];
            double took = (time.GetUtcNow() - before).TotalMilliseconds;
            if (took >= best) continue;
            best = took;
            offset = (before.UtcDateTime - DateTime.UnixEpoch).TotalMilliseconds + (took / 2) - there;
        }
        return Math.Abs(offset) <= best / 2 ? 0 : offset; // within what the answer's way explains
    }

    /// <summary>Refuses a machine whose clock is off.</summary>
    /// <exception cref="JudgeRefusedException">By more than half a second.</exception>
    public static async Task CheckAsync(ContestDatabase database, TimeProvider time, CancellationToken cancel)
    {
        double offset = await OffsetMsAsync(database, time, cancel).ConfigureAwait(false);
        if (Math.Abs(offset) > MostMs)
            throw new JudgeRefusedException(FormattableString.Invariant($"This machine's clock is {Math.Abs(offset) / 1000:0.0} s {(offset > 0 ? "ahead of" : "behind")} the database's: set it by the network (NTP), then start again."));
    }
}
