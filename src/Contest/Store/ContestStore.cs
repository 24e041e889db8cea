using System.Data.Common;

namespace ShortOrder.Contest.Store;

/// <summary>Everything that a contest remembers. Each method is one statement or a few of one transaction; what belongs together is put together with <see cref="WriteAsync{T}"/>.</summary>
/// <remarks>Methods that take a transaction write; all others read what is committed.</remarks>
public sealed partial class ContestStore
{
    private readonly ContestDatabase _database;

    private ContestStore(ContestDatabase database) => _database = database;

    /// <summary>The database below, for the queue that shares its transactions.</summary>
    public ContestDatabase Database => _database;

    /// <summary>Opens a database and makes the tables that are missing.</summary>
    /// <exception cref="InvalidDataException">Of another version of the game.</exception>
    /// <exception cref="DbException">It cannot be opened.</exception>
    public static async Task<ContestStore> OpenAsync(ContestDatabase database, CancellationToken cancel)
    {
        await Schema.EnsureAsync(database, cancel).ConfigureAwait(false);
        return new(database);
    }

    /// <summary>Writes, all or nothing, one after another.</summary>
    public Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancel) => _database.WriteAsync(work, cancel);

    /// <summary>Writes, all or nothing, one after another.</summary>
    public Task WriteAsync(Func<DbTransaction, Task> work, CancellationToken cancel) => _database.WriteAsync(async transaction =>
    {
        await work(transaction).ConfigureAwait(false);
        return 0;
    }, cancel);

    private Task<List<T>> RowsAsync<T>(string sql, Func<DbDataReader, T> read, CancellationToken cancel, params (string Name, object? Value)[] values) =>
        _database.ReadAsync(connection => connection.ReadAsync(sql, read, cancel, null, values), cancel);

    private static Task<List<T>> RowsAsync<T>(DbTransaction transaction, string sql, Func<DbDataReader, T> read, CancellationToken cancel, params (string Name, object? Value)[] values) =>
        transaction.Connection!.ReadAsync(sql, read, cancel, transaction, values);

    private static Task<int> RunAsync(DbTransaction transaction, string sql, CancellationToken cancel, params (string Name, object? Value)[] values) =>
        transaction.Connection!.RunAsync(sql, cancel, transaction, values);
}
