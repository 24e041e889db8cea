using Microsoft.Extensions.Logging;
using ShortOrder.Contest.Competitions;
using ShortOrder.Contest.Server;
using ShortOrder.Contest.Store;

namespace ShortOrder.Contest.Judging;

/// <summary>A judge on a machine of its own: <c>shortorder judge</c>.</summary>
public static class JudgeProgram
{
    /// <summary>Judges until it is cancelled; then gives back what it was at.</summary>
    /// <param name="database">Connection of the contest's PostgreSQL database.</param>
    /// <param name="name">Name of this machine; null: as the network calls it.</param>
    /// <param name="log">A line for every event.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="JudgeRefusedException">It must not judge here; says why.</exception>
    /// <exception cref="System.Data.Common.DbException">The database cannot be reached.</exception>
    public static async Task RunAsync(string database, string? name, TextWriter log, CancellationToken cancel)
    {
        using ContestDatabase contest = Database(database);
        ContestStore store = await ContestStore.OpenAsync(contest, cancel).ConfigureAwait(false);
        Competition competition = await store.FindCompetitionAsync(cancel).ConfigureAwait(false)
            ?? throw new JudgeRefusedException("The database has no competition yet: begin one with shortorder host --database …");
        using LineLog lines = new(log, TimeProvider.System);
        using LoggerFactory logs = new([lines]);
        JudgeService judge = await JudgeService.StartAsync(store, new() { Machine = name ?? Environment.MachineName, TempoMs = competition.Settings.TempoMs, Logs = logs }, cancel).ConfigureAwait(false);
        await using (judge.ConfigureAwait(false))
        {
            try
            {
                await judge.Ready.WaitAsync(cancel).ConfigureAwait(false);
                await Task.Delay(Timeout.Infinite, cancel).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                // asked to end
            }
        }
    }

    private static ContestDatabase Database(string text)
    {
        try
        {
            ContestDatabase database = ContestDatabase.Of(text);
            if (database.Dialect != Dialect.Sqlite) return database;
            database.Dispose();
        }
        catch (ArgumentException e)
        {
            throw new JudgeRefusedException($"This is no connection of PostgreSQL: {e.Message}");
        }
        throw new JudgeRefusedException("A judge of its own needs PostgreSQL, e.g. --database \"Host=10.0.0.5;Username=contest;Password=…;Database=contest\". On a file the host judges by itself.");
    }
}
