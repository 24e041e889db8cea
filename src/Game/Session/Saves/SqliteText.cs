using Microsoft.Data.Sqlite;

namespace ShortOrder.Game.Session.Saves;

/// <summary>SQL in one line. Parameters are <c>$1</c>, <c>$2</c>, … in the order given.</summary>
internal static class SqliteText
{
    /// <summary>A command ready to run.</summary>
    public static SqliteCommand Command(this SqliteConnection db, string sql, params ReadOnlySpan<object?> values)
    {
        SqliteCommand command = db.CreateCommand();
        command.CommandText = sql;
        for (int i = 0; i < values.Length; i++) command.Parameters.AddWithValue($"${i + 1}", values[i] ?? DBNull.Value);
        return command;
    }

    /// <summary>Runs it.</summary>
    /// <returns>How many rows it changed.</returns>
    public static int Do(this SqliteConnection db, string sql, params ReadOnlySpan<object?> values)
    {
        using SqliteCommand command = db.Command(sql, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>The whole number it gives; 0 for null.</summary>
    public static long Number(this SqliteConnection db, string sql, params ReadOnlySpan<object?> values)
    {
        using SqliteCommand command = db.Command(sql, values);
        return command.ExecuteScalar() is long number ? number : 0;
    }

    /// <summary>The text it gives; null without a row.</summary>
    public static string? Text(this SqliteConnection db, string sql, params ReadOnlySpan<object?> values)
    {
        using SqliteCommand command = db.Command(sql, values);
        return command.ExecuteScalar() as string;
    }

    /// <summary>Every row it gives, read at once.</summary>
    public static List<T> Rows<T>(this SqliteConnection db, Func<SqliteDataReader, T> read, string sql, params ReadOnlySpan<object?> values)
    {
        using SqliteCommand command = db.Command(sql, values);
        using SqliteDataReader reader = command.ExecuteReader();
        List<T> rows = [];
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }
}
