using System.CommandLine;
using System.Globalization;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Generation;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Solving;

namespace ShortOrder.Game.Commands;

/// <summary><c>daily</c>: the order of the day, or of a seed, and what is proved of it.</summary>
internal static class DailyCommand
{
    public static Command Build(CommandStreams streams, TimeProvider? clock = null)
    {
        Option<string?> seed = new("--seed") { Description = "Any whole number, in place of a day", HelpName = "S" };
        Option<string?> date = new("--date") { Description = "Another day, e.g. 2026-11-28; default: today", HelpName = "D" };
        Option<bool> json = new("--json") { Description = "Print the level file" };
        Option<string?> output = new("--output", "-o") { Description = "Write the level file there; a file that exists is left alone", HelpName = "FILE" };
        seed.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<string?>() is { } text && !ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _)) given.AddError("--seed is a whole number, zero or more.");
            if (given.GetResult(date) is { Implicit: false }) given.AddError("--seed and --date exclude each other: a day is a seed.");
        });
        date.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<string?>() is { } text && !DailyOrders.TryParse(text, out _)) given.AddError("--date is a day written year-month-day, e.g. 2026-11-28.");
        });
        Command command = new("daily", "The order of the day: a generated level with a proved bound, the same for everyone") { seed, date, json, output };
        command.SetAction(parsed =>
        {
            string id = parsed.GetValue(seed) is { } number ? DailyOrders.IdOf(ulong.Parse(number, CultureInfo.InvariantCulture))
                : parsed.GetValue(date) is { } text && DailyOrders.TryParse(text, out DateOnly day) ? DailyOrders.IdOf(day) : DailyOrders.IdOf(DailyOrder.Today(clock ?? TimeProvider.System));
            return Show(DailyOrders.Find(id)!, parsed.GetValue(json), parsed.GetValue(output), streams);
        });
        return command;
    }

    private static int Show(GeneratedOrder order, bool asJson, string? file, CommandStreams streams)
    {
        string text = LevelWriter.Write(order.Level);
        if (file is not null)
        {
            if (File.Exists(file))
            {
                streams.Error.WriteLine($"{file}: there is such a file already, and it is left as it is: choose another name");
                return ExitCodes.BadInput;
            }
            File.WriteAllText(file, text);
        }
        if (asJson) streams.Out.Write(text);
        else if (file is null) Tell(order.Level, streams.Out);
        return ExitCodes.Good;
    }

    /// <summary>What it is about, without giving it away.</summary>
    private static void Tell(Level level, TextWriter output)
    {
        MedalThresholds medals = level.Medals[0];
        output.WriteLine(level.Title);
        output.WriteLine(DailyOrders.TryParse(level.Id[DailyOrders.Prefix.Length..], out DateOnly day)
            ? $"  date     {day.ToString("dddd, d MMMM yyyy", CultureInfo.InvariantCulture)}: the same order for everybody" : $"  seed     {level.Id[(level.Id.LastIndexOf('-') + 1)..]}: the same order wherever it is played");
        output.WriteLine($"  story    {level.Story}");
        output.WriteLine("  slips    in kitchen minutes");
        foreach (TaskSpec task in level.Tasks)
            output.WriteLine($"           {task.Title}: {string.Join(", ", task.Steps.Select(s => $"{s.Do} {s.Duration}{(s.Kind == StepKind.Io ? " waiting" : "")}{(s.Tool is { } tool ? $" in the {tool}" : "")}"))}{(task.Crate is { } crate ? $"; a crate takes {crate.In} to pack" : "")}");
        output.WriteLine($"  bound    {KnownWords.Of(KnownBest.Of(level))}");
        output.WriteLine($"  medals   gold up to {Words.Number(medals.Gold)} minutes, silver up to {Words.Number(medals.Silver)}, bronze up to {Words.Number(medals.Bronze)}");
        output.WriteLine($"  play     shortorder play {level.Id}");
    }
}
