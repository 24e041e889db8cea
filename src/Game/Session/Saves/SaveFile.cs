using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ShortOrder.Game.Session.Saves;

/// <summary>The open save file: one SQLite database, which any number of games may have open at once.</summary>
internal sealed class SaveFile : IDisposable
{
    /// <summary>Its name in the save folder.</summary>
    public const string Name = "progress.db";

    /// <summary>The empty file beside it that a game holds while it opens the database.</summary>
    public const string Gate = "progress.lock";

    private const int BusySeconds = 3;
    private const int Corrupt = 11, NotADatabase = 26; // SQLite's result codes

    private SaveFile(SqliteConnection db, string notice) => (Db, Notice) = (db, notice);

    /// <summary>The database.</summary>
    public SqliteConnection Db { get; }

    /// <summary>What the player has to know; empty if all went well.</summary>
    public string Notice { get; }

    /// <summary>Opens the file, makes it if there is none, brings it up to date if it is old. A damaged file is moved aside and a new one begun.</summary>
    /// <exception cref="SaveFileException">The folder cannot be used, or the file is newer than this program or not its own. Nothing was changed.</exception>
    public static SaveFile Open(string folder, TimeProvider clock)
    {
        string path = Path.Combine(Path.GetFullPath(folder), Name);
        try
        {
            Directory.CreateDirectory(folder);
            // One game opens at a time: the next would else find the file gone that the first is moving aside, or move aside what the first has just begun.
            using FileStream gate = PassGate(Path.Combine(folder, Gate), clock);
            try
            {
                return new(Connect(path), "");
            }
            catch (SqliteException e) when (e.SqliteErrorCode is Corrupt or NotADatabase)
            {
                string aside = MoveAside(folder, path, clock);
                return new(Connect(path), $"Your progress could not be read ({e.Message}). The file is now {aside}; a new one was begun.");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new SaveFileException($"{path} cannot be used: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Db.Dispose();

    private static SqliteConnection Connect(string path)
    {
        RefuseForeign(path);
        SqliteConnection db = new(Source(path, SqliteOpenMode.ReadWriteCreate));
        try
        {
            db.Open();
            // WAL: a commit is one append and survives the death of the process; only a power cut may cost the last ones, never the file.
            db.Do($"PRAGMA busy_timeout = {BusySeconds * 1_000}; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
            SaveSchema.Migrate(db, SaveSchema.Version);
            if (db.Text("PRAGMA quick_check(1)") is string finding and not "ok") throw new SqliteException(finding, Corrupt);
            return db;
        }
        catch
        {
            db.Dispose();
            throw;
        }
    }

    /// <summary>Looks without being able to write: a file of the future stays as it is, to the byte.</summary>
    private static void RefuseForeign(string path)
    {
        if (!File.Exists(path) || new FileInfo(path).Length == 0) return;
        // Without a journal nobody has the file open, and SQLite need not make one either.
        using SqliteConnection db = new(Source(File.Exists(path + "-wal") ? path : $"{new Uri(path).AbsoluteUri}?immutable=1", SqliteOpenMode.ReadOnly));
        db.Open();
        int version = SaveSchema.VersionOf(db);
        bool isOurs = db.Number("PRAGMA application_id") == SaveSchema.ApplicationId || (version == 0 && db.Number("SELECT count(*) FROM sqlite_schema") == 0);
        if (!isOurs) throw new SaveFileException($"{path} is a database of another program: move it away, or set {SaveFolder.Variable} to another folder");
        if (version > SaveSchema.Version)
            throw new SaveFileException($"{path} was written by a newer version of the game (format {version}, this one knows {SaveSchema.Version}): update the game, or set {SaveFolder.Variable} to another folder");
    }

    private static string Source(string path, SqliteOpenMode mode) =>
        new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = BusySeconds }.ToString();

    private static FileStream PassGate(string path, TimeProvider clock)
    {
        long start = clock.GetTimestamp();
        while (true)
        {
            try
            {
                return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (clock.GetElapsedTime(start).TotalSeconds < BusySeconds)
            {
                Thread.Sleep(20);
            }
        }
    }

    private static string MoveAside(string folder, string path, TimeProvider clock)
    {
        string stamp = clock.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        string aside = Path.Combine(folder, $"progress.damaged-{stamp}.db");
        for (int i = 2; File.Exists(aside); i++) aside = Path.Combine(folder, $"progress.damaged-{stamp}-{i}.db");
        // The journal goes first: left behind it would be taken for the new file's.
        foreach (string part in (string[])["-wal", "-shm", ""])
            if (File.Exists(path + part)) File.Move(path + part, aside + part);
        return aside;
    }
}
