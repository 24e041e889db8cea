using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ShortOrder.Contest.Store;

/// <summary>A database: a SQLite file, or PostgreSQL. Everything that is written passes <see cref="WriteAsync{T}"/>, one transaction after another.</summary>
/// <remarks>That makes the numbers of events grow in the order in which they are committed, so that nobody who reads on from a number misses one. Writing is rare and short; reading never waits.</remarks>
public sealed class ContestDatabase : IDisposable
{
    /// <summary>How often a transaction is begun that the database undoes because another one was in its way.</summary>
    private const int MostAttempts = 5;

    private readonly SemaphoreSlim _writing = new(1);
    private readonly AsyncLocal<List<Func<Task>>?> _afterwards = new();

    private ContestDatabase(Dialect dialect, string connectionString) => (Dialect, ConnectionString) = (dialect, connectionString);

    /// <summary>Which database it is.</summary>
    public Dialect Dialect { get; }

    /// <summary>How to connect to it; may hold a password.</summary>
    public string ConnectionString { get; }

    /// <summary>The SQLite file; null if it is PostgreSQL.</summary>
    public string? FilePath { get; private init; }

    /// <summary>Something has been written by this process. Raised on any thread; what hangs on it must be quick and must not throw.</summary>
    public event Action? Written;

    /// <summary>A database by what <c>--database</c> says: a connection string of PostgreSQL (<c>Host=…</c>, or a <c>postgres://</c> address), or the path of a SQLite file.</summary>
    /// <exception cref="ArgumentException">Neither.</exception>
    public static ContestDatabase Of(string text)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is "postgres" or "postgresql") return OfPostgres(OfAddress(address!));
        return text.Contains("Host=", StringComparison.OrdinalIgnoreCase) ? OfPostgres(text) : OfFile(text);
    }

    /// <summary>A SQLite file, made if it is not there.</summary>
    public static ContestDatabase OfFile(string path) => new(Dialect.Sqlite, new SqliteConnectionStringBuilder { DataSource = Path.GetFullPath(path), Mode = SqliteOpenMode.ReadWriteCreate, Pooling = true }.ToString()) { FilePath = Path.GetFullPath(path) };

    /// <summary>A PostgreSQL database by its connection string.</summary>
    /// <exception cref="ArgumentException">Not a connection string.</exception>
    public static ContestDatabase OfPostgres(string connectionString) => new(Dialect.Postgres, new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "shortorder" }.ToString());

    /// <summary>An open connection; dispose it.</summary>
    public async Task<DbConnection> ConnectAsync(CancellationToken cancel)
    {
        DbConnection connection = Dialect.Create(ConnectionString);
        try
        {
            await connection.OpenAsync(cancel).ConfigureAwait(false);
            await Dialect.PrepareAsync(connection, cancel).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Has something done as soon as the transaction that the caller writes in is committed, before <see cref="WriteAsync{T}"/> returns; never if it is undone.</summary>
    /// <exception cref="InvalidOperationException">The caller is not within <see cref="WriteAsync{T}"/>.</exception>
    internal void Afterwards(Func<Task> work) => (_afterwards.Value ?? throw new InvalidOperationException("Only who writes may have something done afterwards.")).Add(work);

    /// <summary>Reads.</summary>
    public async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancel)
    {
        await using DbConnection connection = await ConnectAsync(cancel).ConfigureAwait(false);
        return await work(connection).ConfigureAwait(false);
    }

    /// <summary>Writes, all or nothing; nobody else writes meanwhile.</summary>
    /// <remarks>
    /// The judges' queue is in the same database and has transactions of its own, which do not wait for ours. Quartz writes a place in the queue in one order of rows and clears it in the other: who gives a place anew that a
    /// judge is just clearing waits for that transaction while it waits for ours. PostgreSQL then undoes one of the two. If it is ours, it is begun anew.
    /// </remarks>
    /// <param name="work">Does it, on the connection and in the transaction that it is given. Done again from the start if the database undid it: nothing of it may outlast the transaction.</param>
    /// <param name="cancel">Gives up, which undoes everything.</param>
    public async Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancel)
    {
        // Within this process they wait here, in order, and not at the file's lock, where waiting is polling.
        await _writing.WaitAsync(cancel).ConfigureAwait(false);
        List<Func<Task>> afterwards = [];
        _afterwards.Value = afterwards; // for this flow only: it ends with this method
        T result;
        try
        {
            for (int attempt = 1; ; attempt++)
            {
                afterwards.Clear();
                try
                {
                    result = await TransactAsync(work, cancel).ConfigureAwait(false);
                    break;
                }
                catch (Exception e) when (attempt < MostAttempts && Dialect.IsUndone(e))
                {
                    // By the database, as a whole.
                }
            }
        }
        finally
        {
            _writing.Release();
        }
        _afterwards.Value = null;
        foreach (Func<Task> next in afterwards) await next().ConfigureAwait(false);
        Written?.Invoke();
        return result;
    }

    private async Task<T> TransactAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancel)
    {
        await using DbConnection connection = await ConnectAsync(cancel).ConfigureAwait(false);
        await using DbTransaction transaction = await connection.BeginTransactionAsync(cancel).ConfigureAwait(false);
        await Dialect.LockAsync(connection, transaction, cancel).ConfigureAwait(false);
        T result = await work(transaction).ConfigureAwait(false);
        await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        return result;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _writing.Dispose();
        if (Dialect == Dialect.Sqlite) using (SqliteConnection connection = new(ConnectionString)) SqliteConnection.ClearPool(connection);
        else using (NpgsqlConnection connection = new(ConnectionString)) NpgsqlConnection.ClearPool(connection);
    }

    private static string OfAddress(Uri address)
    {
        string[] user = address.UserInfo.Split(':', 2);
        NpgsqlConnectionStringBuilder text = new() { Host = address.Host, Database = Uri.UnescapeDataString(address.AbsolutePath.TrimStart('/')) };
        if (address.Port > 0) text.Port = address.Port;
        if (user[0].Length > 0) text.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1) text.Password = Uri.UnescapeDataString(user[1]);
        return text.ToString();
    }
}
