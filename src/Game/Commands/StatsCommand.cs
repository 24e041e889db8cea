using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ShortOrder.Game.Session;
using ShortOrder.Game.Session.Saves;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Commands;

/// <summary><c>stats</c>: medals, best times and runs, world by world.</summary>
internal static class StatsCommand
{
    /// <summary>The command.</summary>
    /// <param name="streams">Where to write.</param>
    /// <param name="library">Finds the shipped levels.</param>
    /// <param name="folder">Finds the save folder; null where the user has none.</param>
    public static Command Build(CommandStreams streams, Func<LevelLibrary> library, Func<string?> folder)
    {
        Option<bool> json = new("--json") { Description = "Print one JSON object" };
        Command command = new("stats", "Show your medals, best times and runs") { json };
        command.SetAction(parsed => SaveCommand.WithFile(streams, folder, save =>
        {
            IReadOnlyList<Group> groups = Groups(library(), LevelRecord.All(save.Db));
            if (parsed.GetValue(json)) WriteJson(streams.Out, groups);
            else WriteText(streams.Out, groups);
            return ExitCodes.Good;
        }));
        return command;
    }

    private static List<Group> Groups(LevelLibrary library, List<LevelRecord> records)
    {
        Dictionary<string, LevelRecord> known = records.ToDictionary(r => r.Level);
        List<Group> groups = [.. library.Worlds.Select(w => new Group(w.Title, true, [.. w.Levels.Select(l => new Row(l.Id, l.Title, known.GetValueOrDefault(l.Id), l.Challenge is not null))]))];
        HashSet<string> shipped = [.. library.Ids];
        Row[] others = [.. records.Where(r => !shipped.Contains(r.Level)).Select(r => new Row(r.Level, r.Level, r, false))];
        if (others.Length > 0) groups.Add(new("Other levels", false, others));
        return groups;
    }

    private static void WriteText(TextWriter output, IReadOnlyList<Group> groups)
    {
        int width = groups.SelectMany(g => g.Rows).Select(r => r.Title.Length).Append(20).Max();
        foreach (Group group in groups)
        {
            output.WriteLine($"{group.Title}: {group.Served} of {group.Rows.Length} served; {group.Count(Medal.Gold)} gold, {group.Count(Medal.Silver)} silver, {group.Count(Medal.Bronze)} bronze; {Runs(group.Runs)}");
            foreach (Row row in group.Rows)
            {
                string best = row.Record?.BestMinutes is decimal minutes ? row.IsForInspector ? Words.Switches((int)minutes) : $"{minutes.ToString("0.0", CultureInfo.InvariantCulture)} min" : "";
                output.WriteLine($"  {row.Title.PadRight(width)}  {(row.Medal == Medal.None ? "-" : SaveWriter.Medals[(int)row.Medal]),-6}  {best,9}  {Runs(row.Record?.Runs ?? 0),9}");
            }
            output.WriteLine();
        }
        output.WriteLine($"Together: {groups.Sum(g => g.Served)} of {groups.Sum(g => g.Rows.Length)} served; {groups.Sum(g => g.Count(Medal.Gold))} gold, {groups.Sum(g => g.Count(Medal.Silver))} silver, {groups.Sum(g => g.Count(Medal.Bronze))} bronze; {Runs(groups.Sum(g => g.Runs))}");
    }

    private static string Runs(int count) => count == 1 ? "1 run" : $"{count} runs";

    private static void WriteJson(TextWriter output, IReadOnlyList<Group> groups)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteStartArray("worlds");
            foreach (Group group in groups) Write(json, group);
            json.WriteEndArray();
            json.WriteNumber("runs", groups.Sum(g => g.Runs));
            json.WriteEndObject();
        }
        output.WriteLine(Encoding.UTF8.GetString(text.ToArray()));
    }

    private static void Write(Utf8JsonWriter json, Group group)
    {
        json.WriteStartObject();
        json.WriteString("title", group.Title);
        json.WriteBoolean("isCampaign", group.IsCampaign);
        json.WriteNumber("served", group.Served);
        json.WriteStartObject("medals");
        foreach (Medal medal in (Medal[])[Medal.Gold, Medal.Silver, Medal.Bronze]) json.WriteNumber(SaveWriter.Medals[(int)medal], group.Count(medal));
        json.WriteEndObject();
        json.WriteNumber("runs", group.Runs);
        json.WriteStartArray("levels");
        foreach (Row row in group.Rows)
        {
            json.WriteStartObject();
            json.WriteString("id", row.Id);
            json.WriteString("medal", SaveWriter.Medals[(int)row.Medal]);
            string key = row.IsForInspector ? "fewestSwitches" : "bestMinutes";
            if (row.Record?.BestMinutes is decimal minutes) json.WriteNumber(key, minutes);
            else json.WriteNull(key);
            json.WriteNumber("runs", row.Record?.Runs ?? 0);
            json.WriteNumber("served", row.Record?.Served ?? 0);
            if (row.Record is LevelRecord record) json.WriteString("lastRun", record.LastRun.UtcDateTime);
            else json.WriteNull("lastRun");
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A level and what was reached in it; for the inspector, switches take the place of minutes.</summary>
    private sealed record Row(string Id, string Title, LevelRecord? Record, bool IsForInspector)
    {
        public Medal Medal => Record?.Medal ?? Medal.None;
    }

    private sealed record Group(string Title, bool IsCampaign, Row[] Rows)
    {
        public int Served => Rows.Count(r => r.Record?.Served > 0);

        public int Runs => Rows.Sum(r => r.Record?.Runs ?? 0);

        public int Count(Medal medal) => Rows.Count(r => r.Medal == medal);
    }
}
