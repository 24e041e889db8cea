using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using ShortOrder.Contest.Hosting;
using ShortOrder.Contest.Joining;
using ShortOrder.Contest.Protocol;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Solving;
using ShortOrder.Support;

namespace ShortOrder.Benchmarks.Classroom;

/// <summary>A class that is too large for one teacher: real clients against <c>shortorder host</c> in a process of its own, which really judges meanwhile.</summary>
internal static class ContestLoad
{
    private const int PlansOfLevel = 12;

    private static readonly string[] Levels = ["coffee-and-a-sandwich", "three-kettles", "giving-way"];
    private static readonly TimeSpan JoinSpan = TimeSpan.FromSeconds(15), Span = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(int players, TextWriter output)
    {
        string folder = Directory.CreateTempSubdirectory("shortorder-load-").FullName, database = Path.Combine(folder, "contest.db");
        using Process host = Start(database, players);
        try
        {
            (ServerAddress server, string code, AdminClient admin) = await ReadAsync(host);
            using (admin) return await RunAsync(players, server, code, admin, database, output);
        }
        finally
        {
            host.Kill(entireProcessTree: true);
            await host.WaitForExitAsync();
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> RunAsync(int count, ServerAddress server, string code, AdminClient admin, string database, TextWriter output)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(15)), watching = new();
        CompetitionView before = await admin.CompetitionAsync(patience.Token);
        if (before.State == "draft") await admin.DoAsync("open", new("draft"), patience.Token);
        Latencies latencies = new();
        LoadPlayer[] players = [.. Enumerable.Range(0, count).Select(i => new LoadPlayer(server, i, latencies))];
        List<Task> watchers = [];
        await Task.WhenAll(players.Select(async (player, i) =>
        {
            await Task.Delay(JoinSpan * i / count, patience.Token);
            await player.JoinAsync(code, patience.Token);
            lock (watchers) watchers.Add(player.WatchAsync(watching.Token));
        }));
        await admin.DoAsync("start", new("lobby", Override: true), patience.Token);

        Dictionary<string, JsonElement[]> plans = Levels.ToDictionary(id => id, PlansOf);
        await Task.WhenAll(players.Select((p, i) => p.PlayAsync(plans, new Random(i), Span, patience.Token)));
        output.WriteLine($"{count} players handed in {players.Sum(p => p.Accepted.Count)} plans, {plans.Values.Sum(p => p.Length)} different ones; {players.Sum(p => p.CoolDowns)} times the judge was behind and a player waited");
        while ((await admin.JudgesAsync(patience.Token)) is { } judges && judges.Waiting + judges.Judging > 0) await Task.Delay(500, patience.Token);
        await Task.Delay(2_000, patience.Token);

        int lost = 0, doubled = 0, open = 0;
        foreach (LoadPlayer player in players)
        {
            (string Id, string State)[] known = await player.SubmissionsAsync(patience.Token);
            lost += player.Accepted.Except(known.Select(k => k.Id)).Count();
            doubled += known.Length - known.DistinctBy(k => k.Id).Count() + known.Select(k => k.Id).Except(player.Accepted).Count();
            open += known.Count(k => k.State != "judged");
        }
        await watching.CancelAsync();
        await Task.WhenAll(watchers);
        double[] behind = [.. Behind(database, players)];
        string[] errors = [.. players.SelectMany(p => p.Errors)];
        foreach (string error in errors.Distinct().Take(10)) output.WriteLine($"error: {error}");
        Write(latencies, behind, output);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{errors.Length} errors, {lost} lost, {doubled} doubled, {open} not judged"));
        foreach (LoadPlayer player in players) player.Dispose();
        return errors.Length + lost + doubled + open == 0 && Latencies.Percentile(latencies.All, 0.99) < 100 && Latencies.Percentile(behind, 1) < 1_000 ? 0 : 1;
    }

    /// <summary>How long after each verdict the last of all players had another board, in milliseconds, sorted.</summary>
    private static IEnumerable<double> Behind(string database, LoadPlayer[] players)
    {
        using SqliteConnection connection = new($"Data Source={database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT created_at_ms FROM verdict WHERE outcome = 'ok'";
        using SqliteDataReader reader = command.ExecuteReader();
        List<long> verdicts = [];
        while (reader.Read()) verdicts.Add(reader.GetInt64(0));
        return verdicts.Select(v => players.Max(p => p.Boards.Where(b => b.HeardAt >= v).Select(b => (double)(b.HadAt - v)).DefaultIfEmpty(double.PositiveInfinity).Min())).Order();
    }

    private static void Write(Latencies latencies, double[] behind, TextWriter output)
    {
        output.WriteLine("\n| call | times | median | p99 | longest |\n| --- | --- | --- | --- | --- |");
        foreach ((string kind, double[] sorted) in latencies.ByKind.Append(("all of them", latencies.All)).Append(("from a verdict to the last player's board", behind)))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {kind} | {sorted.Length} | {Latencies.Percentile(sorted, 0.5):0.0} ms | {Latencies.Percentile(sorted, 0.99):0.0} ms | {Latencies.Percentile(sorted, 1):0} ms |"));
        output.WriteLine();
    }

    private static JsonElement[] PlansOf(string id)
    {
        Level level = LevelFiles.Find(id);
        return [.. PlanSurvey.Take(level, PlansOfLevel, seed: 1).Plans.Select(p => JsonDocument.Parse(PlanWriter.Write(p.Plan)).RootElement)];
    }

    private static Process Start(string database, int players) => Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "shortorder"),
        ["host", .. Levels, "--headless", "--port", "0", "--data", database, "--minutes", "20", "--freeze", "0", "--no-duel", "--seats", players.ToString(CultureInfo.InvariantCulture)])
    { RedirectStandardOutput = true, RedirectStandardError = false })!;

    private static async Task<(ServerAddress Server, string Code, AdminClient Admin)> ReadAsync(Process host)
    {
        string code = "", port = "";
        while (await host.StandardOutput.ReadLineAsync() is { } line)
        {
            string[] words = line.Split(' ');
            if (line.StartsWith("shortorder join ", StringComparison.Ordinal)) (port, code) = (words[2].Split(':')[^1], words[3]);
            if (!line.StartsWith("teacher's calls: ", StringComparison.Ordinal)) continue;
            _ = host.StandardOutput.ReadToEndAsync();
            return (ServerAddress.Read($"127.0.0.1:{port}")!, code, new(ServerAddress.Read(words[2])!, words[^1]));
        }
        throw new InvalidOperationException("The server did not start.");
    }
}
