using ShortOrder.Benchmarks.Classroom;
using ShortOrder.Contest.Competitions;
using ShortOrder.Contest.Store;
using ShortOrder.Support;

namespace ShortOrder.Contest.Tests.Judging;

/// <summary>Fresh databases for tests: files, and a PostgreSQL server that is started when the first test wants it.</summary>
public sealed class ContestDatabases : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("contest-").FullName;
    private PostgresServer? _server;
    private int _files;

    /// <summary>How to connect to an empty database.</summary>
    /// <param name="kind">sqlite or postgres. Without PostgreSQL the test is skipped, except in the CI, which has it.</param>
    public string New(string kind)
    {
        if (kind == "sqlite") return Path.Combine(_folder, $"{++_files}.db");
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.True(PostgresServer.Binaries is not null, "the CI needs PostgreSQL");
        Assert.SkipWhen(PostgresServer.Binaries is null, "PostgreSQL is not installed: apt-get install postgresql");
        return (_server ??= PostgresServer.Start()).NewDatabase();
    }

    /// <summary>A store with a running competition of the crowd's level.</summary>
    internal async Task<ContestStore> OpenAsync(string kind, CompetitionState state = CompetitionState.Running, params ContestLevel[] levels)
    {
        ContestStore store = await ContestStore.OpenAsync(ContestDatabase.Of(New(kind)), TestContext.Current.CancellationToken);
        await store.WriteAsync(transaction => ContestStore.InsertAsync(transaction, new Competition
        {
            Id = "test",
            JoinCode = "AAAAAA",
            State = state,
            AdminHash = "",
            FactorSecret = "",
            Settings = new() { Title = "Test", DurationMs = 3_600_000, Levels = levels.Length > 0 ? [.. levels] : [CrowdLevel.Level] },
        }, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        return store;
    }

    public void Dispose()
    {
        _server?.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
