using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ShortOrder.Contest.Store;

/// <summary>What differs between the databases; everything else is the same SQL.</summary>
public abstract record Dialect
{
    /// <summary>SQLite, in one file.</summary>
    public static readonly Dialect Sqlite = new SqliteDialect();

    /// <summary>PostgreSQL.</summary>
    public static readonly Dialect Postgres = new PostgresDialect();

    /// <summary>Type of a primary key that numbers itself upwards.</summary>
    public abstract string Identity { get; }

    /// <summary>Type of bytes.</summary>
    public abstract string Blob { get; }

    /// <summary>A connection that is not open yet.</summary>
    public abstract DbConnection Create(string connectionString);

    /// <summary>Settles a connection that was just opened.</summary>
    public abstract Task PrepareAsync(DbConnection connection, CancellationToken cancel);

    /// <summary>Makes sure that a transaction that was just begun is the only one that writes, until it ends.</summary>
    public abstract Task LockAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancel);

    /// <summary>Whether an error says that the database has undone the transaction because of another one, so that it may well succeed if it is begun anew.</summary>
    /// <param name="error">The database's own error, or one that was made of it.</param>
    public abstract bool IsUndone(Exception error);

    private sealed record SqliteDialect : Dialect
    {
        public override string Identity => "INTEGER PRIMARY KEY AUTOINCREMENT";

        public override string Blob => "BLOB";

        public override DbConnection Create(string connectionString) => new SqliteConnection(connectionString);

        public override Task PrepareAsync(DbConnection connection, CancellationToken cancel) =>
            connection.RunAsync("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 10000;", cancel);

        // Its transactions begin by taking the only write lock.
        public override Task LockAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancel) => Task.CompletedTask;

        // One writer at a time: there is nobody to be in its way.
        public override bool IsUndone(Exception error) => false;
    }

    private sealed record PostgresDialect : Dialect
    {
        /// <summary>Key of the advisory lock; any number that nobody else uses in this database.</summary>
        private const long WriteLock = 0x53686f72744f7264;

        public override string Identity => "bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY";

        public override string Blob => "bytea";

        public override DbConnection Create(string connectionString) => new NpgsqlConnection(connectionString);

        public override Task PrepareAsync(DbConnection connection, CancellationToken cancel) => Task.CompletedTask;

        public override Task LockAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancel) =>
            connection.RunAsync($"SELECT pg_advisory_xact_lock({WriteLock})", cancel, transaction);

        public override bool IsUndone(Exception error)
        {
            for (Exception? cause = error; cause is not null; cause = cause.InnerException) // Quartz wraps what it meets
                if (cause is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure }) return true;
            return false;
        }
    }
}
