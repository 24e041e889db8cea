using System.Data.Common;
using ShortOrder.Contest.Store;

namespace ShortOrder.Contest.Server;

/// <summary>Makes sure that one server alone runs a database's competition, since it keeps its clock. Judges need no lock.</summary>
/// <remarks>On PostgreSQL a session has the lock, which goes with it: <see cref="KeepAsync"/> takes it again when the database was away. Not thread-safe.</remarks>
public sealed class HostLock : IAsyncDisposable
{
    private const long Key = 0x53686f72744f7265;

    /// <summary>Whether the lock was free and is this session's now; the session by its process and its start, which no other shares, even after a restart of the database.</summary>
    private const string TakeIt = "SELECT pg_try_advisory_lock(@key), pid, CAST(backend_start AS text) FROM pg_stat_activity WHERE pid = pg_backend_pid()";

    /// <summary>Ends the session that has the lock, if it is that one: a row if so.</summary>
    private const string EndIt = """
        SELECT pg_terminate_backend(a.pid) FROM pg_stat_activity a JOIN pg_locks l ON l.pid = a.pid
        WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 AND (CAST(l.classid AS bigint) << 32) | CAST(l.objid AS bigint) = @key
            AND a.datname = current_database() AND a.pid = @pid AND CAST(a.backend_start AS text) = @start
        """;

    private readonly ContestDatabase _database;
    private readonly FileStream? _file;
    private DbConnection? _connection;
    private (int Pid, string Start) _session;

    private HostLock(ContestDatabase database, FileStream? file) => (_database, _file) = (database, file);

    /// <summary>Takes the lock; it goes with the process, however that ends.</summary>
    /// <exception cref="HostLockedException">Another server has it.</exception>
    public static async Task<HostLock> TakeAsync(ContestDatabase database, CancellationToken cancel)
    {
        if (database.FilePath is string path)
        {
            try
            {
                return new(database, new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException)
            {
                throw new HostLockedException($"Another server runs the competition in {path}: end it first, or name another file with --data.");
            }
        }
        HostLock taken = new(database, null);
        return await taken.TryAsync(cancel).ConfigureAwait(false) ? taken : throw new HostLockedException("Another server runs the competition in the database: end it first, or name another database with --database.");
    }

    /// <summary>Makes sure that the lock is held, and takes it again if the database was away. To be called often.</summary>
    /// <returns>False if that cannot be told yet: until it is true, nothing must be done that one server alone may do.</returns>
    /// <exception cref="HostLockedException">Another server has taken it meanwhile: this one must end.</exception>
    /// <exception cref="DbException">The database is away still.</exception>
    public async Task<bool> KeepAsync(CancellationToken cancel)
    {
        if (_file is not null) return true;
        if (_connection is not null)
        {
            try
            {
                await _connection.RunAsync("SELECT 1", cancel).ConfigureAwait(false);
                return true;
            }
            catch (Exception e) when (e is DbException or InvalidOperationException)
            {
                await _connection.DisposeAsync().ConfigureAwait(false);
                _connection = null;
            }
        }
        (int Pid, string Start) before = _session;
        if (await TryAsync(cancel).ConfigureAwait(false)) return true;
        // The connection may have broken without the database noticing: then our own session has the lock, and would for hours.
        List<bool> ended = await _database.ReadAsync(connection => connection.ReadAsync(EndIt, row => row.GetBoolean(0), cancel, null, ("key", Key), ("pid", before.Pid), ("start", before.Start)), cancel).ConfigureAwait(false);
        if (ended.Count > 0) return false;
        // Between the two questions it may have ended by itself.
        return await TryAsync(cancel).ConfigureAwait(false) ? true : throw new HostLockedException("While the database was away, another server has taken over the competition: this one has ended, and nothing is lost. Players go on at the other's address.");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_file is not null) await _file.DisposeAsync().ConfigureAwait(false);
        if (_connection is null) return;
        try
        {
            await _connection.RunAsync($"SELECT pg_advisory_unlock({Key})", CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is DbException or InvalidOperationException)
        {
            // The connection broke, and the lock went with it.
        }
        await _connection.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<bool> TryAsync(CancellationToken cancel)
    {
        DbConnection connection = await _database.ConnectAsync(cancel).ConfigureAwait(false);
        try
        {
            (bool isTaken, int pid, string start) = (await connection.ReadAsync(TakeIt, row => (row.GetBoolean(0), row.GetInt32(1), row.GetString(2)), cancel, null, ("key", Key)).ConfigureAwait(false))[0];
            if (isTaken) (_connection, _session) = (connection, (pid, start));
            return isTaken;
        }
        finally
        {
            if (_connection != connection) await connection.DisposeAsync().ConfigureAwait(false);
        }
    }
}

/// <summary>Another server runs the competition.</summary>
public sealed class HostLockedException(string message) : IOException(message);
