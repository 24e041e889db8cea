using System.Data.Common;

namespace ShortOrder.Contest.Store;

/// <summary>Statements with named parameters (<c>@name</c>, as both databases write them).</summary>
internal static class Sql
{
    /// <summary>Runs a statement.</summary>
    /// <returns>Rows that it changed.</returns>
    public static async Task<int> RunAsync(this DbConnection connection, string sql, CancellationToken cancel, DbTransaction? transaction = null, params (string Name, object? Value)[] values)
    {
        await using DbCommand command = Command(connection, sql, transaction, values);
        return await command.ExecuteNonQueryAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Every row.</summary>
    public static async Task<List<T>> ReadAsync<T>(this DbConnection connection, string sql, Func<DbDataReader, T> read, CancellationToken cancel, DbTransaction? transaction = null,
        params (string Name, object? Value)[] values)
    {
        await using DbCommand command = Command(connection, sql, transaction, values);
        await using DbDataReader reader = await command.ExecuteReaderAsync(cancel).ConfigureAwait(false);
        List<T> rows = [];
        while (await reader.ReadAsync(cancel).ConfigureAwait(false)) rows.Add(read(reader));
        return rows;
    }

    /// <summary>Text of a column, or null.</summary>
    public static string? Text(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>Number of a column, or null.</summary>
    public static long? Number(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    /// <summary>A yes or no, which is kept as 1 or 0.</summary>
    public static bool Flag(this DbDataReader row, int column) => row.GetInt64(column) != 0;

    private static DbCommand Command(DbConnection connection, string sql, DbTransaction? transaction, (string Name, object? Value)[] values)
    {
        DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        foreach ((string name, object? value) in values)
        {
            DbParameter parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value switch { null => DBNull.Value, bool flag => flag ? 1L : 0L, int number => (long)number, _ => value };
            command.Parameters.Add(parameter);
        }
        return command;
    }
}
