using System.Data.Common;
using ShortOrder.Contest.Store;

namespace ShortOrder.Contest.Server;

/// <summary>Makes sure that one server alone runs a database's competition, since it keeps its clock. Judges need no lock.</summary>
public sealed class HostLock : IAsyncDisposable
{
    private const long Key = 0x53686f72744f7265;

    private readonly FileStream? _file;
    private readonly DbConnection? _connection;

    private HostLock(FileStream? file, DbConnection? connection) => (_file, _connection) = (file, connection);

    /// <summary>Takes the lock; it goes with the process, however that ends.</summary>
    /// <exception cref="IOException">Another server has it.</exception>
    public static async Task<HostLock> TakeAsync(ContestDatabase database, CancellationToken cancel)
    {
        if (database.FilePath is string path)
        {
            try
            {
                return new(new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None), null);
            }
            catch (IOException)
            {
                throw Taken(path);
            }
        }
        DbConnection connection = await database.ConnectAsync(cancel).ConfigureAwait(false);
        List<bool> taken = await connection.ReadAsync($"SELECT pg_try_advisory_lock({Key})", row => row.GetBoolean(0), cancel).ConfigureAwait(false);
        if (taken[0]) return new(null, connection);
        await connection.DisposeAsync().ConfigureAwait(false);
        throw Taken("the database");
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

    private static IOException Taken(string what) => new($"Another server runs the competition in {what}: end it first, or name another file with --data.");
}
