using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace ShortOrder.Game.Session.Saves;

/// <summary>The tables of the save file, and how an older file becomes a present one. A step that was ever released is never changed again.</summary>
internal static class SaveSchema
{
    /// <summary>Tells SQLite files of this game from others: <c>SOrd</c>.</summary>
    public const int ApplicationId = 0x534F7264;

    /// <summary>Step i leads from version i to version i + 1.</summary>
    public static ImmutableArray<string> Steps { get; } = [Runs, Plans, Settings];

    /// <summary>The version this program writes.</summary>
    public static int Version => Steps.Length;

    /// <summary>Times are milliseconds since 1970 UTC; minutes are kitchen ticks, 10,000 to the minute; medals count from none, 0, to gold, 3.</summary>
    private const string Runs = """
        CREATE TABLE run (
            id TEXT PRIMARY KEY NOT NULL,
            level TEXT NOT NULL,
            at_ms INTEGER NOT NULL,
            engine TEXT NOT NULL,
            verdict TEXT NOT NULL,
            medal INTEGER NOT NULL,
            minutes_ticks INTEGER NOT NULL,
            model_ticks INTEGER,
            elapsed_ms TEXT NOT NULL,
            discarded INTEGER NOT NULL,
            tempo_ms INTEGER NOT NULL,
            ns_per_chunk REAL,
            machine TEXT NOT NULL,
            rules INTEGER NOT NULL,
            plan TEXT NOT NULL) STRICT;
        CREATE INDEX run_by_level ON run (level, verdict, minutes_ticks);
        """;

    /// <summary>Edits are a tree, so that undoing and editing again, here or in another game at the same time, loses no branch. A board is a place in that tree.</summary>
    private const string Plans = """
        CREATE TABLE named_plan (
            level TEXT NOT NULL,
            name TEXT NOT NULL,
            at_ms INTEGER NOT NULL,
            plan TEXT NOT NULL,
            PRIMARY KEY (level, name)) STRICT;
        CREATE TABLE edit (
            seq INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            parent TEXT,
            level TEXT NOT NULL,
            at_ms INTEGER NOT NULL,
            plan TEXT NOT NULL) STRICT;
        CREATE INDEX edit_by_level ON edit (level, id, parent);
        CREATE TABLE board (
            level TEXT PRIMARY KEY NOT NULL,
            edit TEXT NOT NULL) STRICT;
        """;

    private const string Settings = """
        CREATE TABLE setting (
            key TEXT PRIMARY KEY NOT NULL,
            value TEXT NOT NULL) STRICT;
        """;

    /// <summary>The file's version; 0 for an empty file.</summary>
    public static int VersionOf(SqliteConnection db) => (int)db.Number("PRAGMA user_version");

    /// <summary>Takes the steps that are missing, all or none.</summary>
    /// <param name="db">An open file of at most that version.</param>
    /// <param name="version">Where to stop; tests make old files with it.</param>
    public static void Migrate(SqliteConnection db, int version)
    {
        if (VersionOf(db) >= version) return;
        using SqliteTransaction all = db.BeginTransaction();
        for (int at = VersionOf(db); at < version; at++) db.Do(Steps[at]); // asked again: another game may have been first
        db.Do($"PRAGMA user_version = {Math.Max(version, VersionOf(db))}");
        db.Do($"PRAGMA application_id = {ApplicationId}");
        all.Commit();
    }
}
