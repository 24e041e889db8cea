using System.Diagnostics;
using System.Globalization;
using ShortOrder.Support;

namespace ShortOrder.Benchmarks.Classroom;

/// <summary>Kills the processes of a contest at random, on SQLite and on PostgreSQL with three judges.</summary>
internal static class ContestKills
{
    /// <summary>Prints a table; 0 if nothing was lost or came twice.</summary>
    /// <param name="kills">Kills for each database.</param>
    /// <param name="only">sqlite or postgres; null: both.</param>
    /// <param name="output">Where the table goes.</param>
    public static async Task<int> RunAsync(int kills, string? only, TextWriter output)
    {
        output.WriteLine($"{Environment.ProcessorCount} cores, {System.Runtime.InteropServices.RuntimeInformation.OSDescription}, .NET {Environment.Version}");
        output.WriteLine();
        output.WriteLine("| database | processes | kills | accepted | calls made again | judged | replaced by a newer one | verdicts | servings begun | longest from a kill to the next verdict | lost, doubled or stuck | took |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        string file = Path.Combine(Directory.CreateTempSubdirectory("kills-").FullName, "contest.db");
        int wrong = only == "postgres" ? 0 : await RowAsync("SQLite", "1: server and judge", file, 0, kills, output);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        if (only == "sqlite") return wrong == 0 ? 0 : 1;
        if (PostgresServer.Binaries is null)
        {
            output.WriteLine("PostgreSQL is not installed: apt-get install postgresql");
            return 3;
        }
        using PostgresServer server = PostgresServer.Start();
        wrong += await RowAsync("PostgreSQL", "4: server, 3 judges", server.NewDatabase(), 3, kills, output);
        return wrong == 0 ? 0 : 1;
    }

    private static async Task<int> RowAsync(string name, string processes, string database, int judges, int kills, TextWriter output)
    {
        await using KillRun run = await KillRun.OpenAsync(database, judges);
        Stopwatch clock = Stopwatch.StartNew();
        KillReport r = await run.RunAsync(kills);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {processes} | {r.Kills} | {r.Accepted} | {r.Retries} | {r.Judged} | {r.Replaced} | {r.Verdicts} | {r.Runs} | {r.LongestRecovery.TotalSeconds:0.0} s | {r.Problems.Count} | {clock.Elapsed.TotalSeconds:0} s |"));
        foreach (string problem in r.Problems.Take(20).Concat(r.Complaints.Take(20))) Console.Error.WriteLine(problem);
        output.Flush();
        return r.Problems.Count;
    }
}
