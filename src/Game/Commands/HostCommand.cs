using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Net;
using ShortOrder.Contest.Competitions;
using ShortOrder.Contest.Hosting;
using ShortOrder.Contest.Joining;
using ShortOrder.Contest.Judging;
using ShortOrder.Contest.Protocol;
using ShortOrder.Contest.Server;
using ShortOrder.Contest.Store;
using ShortOrder.Game.Session;
using ShortOrder.Game.Session.Saves;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Game.Commands;

/// <summary><c>host LEVEL…</c>: holds a competition on this machine.</summary>
internal static class HostCommand
{
    private const int MostMinutes = 7 * 24 * 60, UsualMinutes = 45, UsualFreeze = 5, MostSeats = 10_000;

    public static Command Build(CommandStreams streams, Func<LevelLibrary> library, Func<GameOptions, int> play)
    {
        Argument<string[]> levels = new("LEVEL") { Description = "Ids of levels, level files, packs; none: the competition that was held last goes on", HelpName = "LEVEL", Arity = ArgumentArity.ZeroOrMore };
        levels.CompletionSources.Add(_ => library().Ids);
        Option<string?> title = new("--title") { Description = "Its name on every screen", HelpName = "TEXT" };
        Option<int?> minutes = RunCommand.Number("--minutes", $"How long plans are taken; default: {UsualMinutes}", "N", n => n is >= 1 and <= MostMinutes, $"--minutes is a whole number from 1 to {MostMinutes}.");
        Option<int?> freeze = RunCommand.Number("--freeze", $"The board stands still so many minutes before the end; 0: never. Default: {UsualFreeze}, in a short competition 0", "N", n => n <= MostMinutes, "--freeze is a whole number of minutes.");
        Option<int?> seats = RunCommand.Number("--seats", "Most players; default: 400", "N", n => n is >= 1 and <= MostSeats, $"--seats is a whole number from 1 to {MostSeats}.");
        Option<int?> port = RunCommand.Number("--port", $"Where students connect to; default: {ServerAddress.UsualPort}; 0: any that is free", "N", n => n <= 65_535, "--port is a number up to 65535.");
        Option<string?> address = new("--address") { Description = "Address of this machine on which students may connect; default: all", HelpName = "IP" };
        Option<string?> data = new("--data") { Description = "SQLite file of the competition; default: a new one in your data folder", HelpName = "FILE" };
        Option<string?> database = new("--database") { Description = "PostgreSQL in place of a file, e.g. \"Host=db;Database=contest;Username=teacher\"", HelpName = "CONNECTION" };
        Option<string?> roster = new("--roster") { Description = "Only who stands in this file comes in, one name a line, by a personal code that each gets", HelpName = "FILE" };
        Option<bool> tls = new("--tls") { Description = "Encrypt, with a certificate of its own whose fingerprint is part of the address" };
        Option<bool> noDuel = new("--no-duel") { Description = "Do not let the best plans run against each other at the end" };
        Option<bool> twins = new("--twins") { Description = "Every student gets numbers of their own: tasks of a kind exchange theirs, times and medals stay comparable" };
        Option<bool> noJudge = new("--no-judge") { Description = "Do not judge here: other machines do, by shortorder judge" };
        Option<bool> headless = new("--headless") { Description = "Without the teacher's screen: prints code, addresses and token, and logs" };
        Option<string?> metrics = new("--metrics") { Description = "Where OpenTelemetry's metrics go: console, or the address of a collector", HelpName = "TARGET" };
        Command command = new("host", "Hold a competition for your class on this machine") { levels, title, minutes, freeze, seats, roster, port, address, data, database, tls, noDuel, twins, noJudge, headless, metrics };
        levels.Validators.Add(given => CommandLine.RefuseOptions(given, command));
        command.SetAction(async (parsed, cancel) =>
        {
            IPAddress bound = IPAddress.Any;
            if (parsed.GetValue(address) is { } ip && !IPAddress.TryParse(ip, out bound!)) return Complain(streams, $"{SafeText.Quote(ip)} is no IP address");
            if (parsed.GetValue(data) is not null && parsed.GetValue(database) is not null) return Complain(streams, "--data names a file, --database a server: one of them, please");
            string[] names = parsed.GetValue(levels) ?? [];
            IReadOnlyList<ContestLevel>? texts = names.Length == 0 ? [] : new HostLevels(library(), streams).Find(names);
            if (texts is null) return ExitCodes.BadInput;
            ImmutableArray<string>? named = null;
            if (parsed.GetValue(roster) is { } list && (named = HostRoster.Read(list, streams)) is null) return ExitCodes.BadInput;
            HostFiles files = new(SaveFolder.Find() ?? Path.Combine(Path.GetTempPath(), "short-order"));
            if (files.Database(parsed.GetValue(data), parsed.GetValue(database), isNew: names.Length > 0) is not { } store) return Complain(streams, "no competition was held here yet: name the levels of a new one, e.g. shortorder host coffee-and-a-sandwich");
            int duration = parsed.GetValue(minutes) ?? UsualMinutes;
            CompetitionSettings? settings = names.Length == 0 ? null : new()
            {
                Title = parsed.GetValue(title) ?? (texts.Count == 1 ? texts[0].Title : "Short Order competition"),
                DurationMs = duration * 60_000L,
                FreezeBeforeEndMs = (parsed.GetValue(freeze) ?? (duration >= 4 * UsualFreeze ? UsualFreeze : 0)) * 60_000L,
                HasDuel = !parsed.GetValue(noDuel),
                Seats = parsed.GetValue(seats) ?? 400,
                Levels = [.. texts],
                TwinSeed = parsed.GetValue(twins) ? Hashes.Secret(128) : null,
            };
            bool hasScreen = !parsed.GetValue(headless);
            using StreamWriter? log = hasScreen ? files.Log() : null;
            HostOptions options = new()
            {
                Database = store,
                New = settings,
                IsJudging = !parsed.GetValue(noJudge),
                Server = new() { Address = bound, Port = parsed.GetValue(port) ?? ServerAddress.UsualPort, CertificateFolder = parsed.GetValue(tls) ? files.Folder : null, Log = log ?? streams.Error, Metrics = parsed.GetValue(metrics) },
            };
            return await HoldAsync(options, named, hasScreen, files, streams, play, cancel);
        });
        return command;
    }

    private static async Task<int> HoldAsync(HostOptions options, ImmutableArray<string>? roster, bool hasScreen, HostFiles files, CommandStreams streams, Func<GameOptions, int> play, CancellationToken cancel)
    {
        using Interruption interruption = new(cancel);
        try
        {
            if (options.New is { TwinSeed: not null } settings) TellTwins(settings.ReadLevels(), streams);
            await using ContestHost host = await ContestHost.StartAsync(options, interruption.Token);
            string codesFile = files.Codes(host.Server.Place.Code);
            ImmutableArray<RosterCode> codes = roster is { } names ? await host.Server.Players.SetRosterAsync(names, interruption.Token) : HostRoster.Find(codesFile);
            if (roster is not null) HostRoster.Keep(codesFile, codes);
            await using HostedContest hosted = host.Follow(codes, codes.IsEmpty ? "" : codesFile);
            if (hasScreen)
            {
                interruption.Dispose(); // from here on the screen has the terminal
                int played = play(new GameOptions { Worlds = [], Hosted = hosted, ExportFolder = files.ExportFolder(DateTime.Now), Pack = "hosting" });
                return host.Server.Replaced.IsCompleted ? throw new HostLockedException(await host.Server.Replaced) : played;
            }
            Tell(host, hosted.View, streams);
            await Task.WhenAny(host.Server.Replaced, Task.Delay(Timeout.Infinite, interruption.Token));
            if (host.Server.Replaced.IsCompleted) throw new HostLockedException(await host.Server.Replaced);
            streams.Error.WriteLine("stopped; everything is kept, shortorder host goes on with it");
            return ExitCodes.Good;
        }
        catch (Exception e) when (e is InvalidDataException or JudgeRefusedException)
        {
            return Complain(streams, e.Message);
        }
        catch (IOException e)
        {
            streams.Error.WriteLine(e.Message);
            return ExitCodes.CannotHere;
        }
    }

    private static void Tell(ContestHost host, HostView view, CommandStreams streams)
    {
        foreach (string address in view.Addresses) streams.Out.WriteLine($"shortorder join {address} {view.Code}");
        if (view.CodesFile.Length > 0) streams.Out.WriteLine($"personal codes of {view.Roster.Length}: {view.CodesFile}; cut it into strips, join asks each student for the code");
        streams.Out.WriteLine($"projector: {view.ProjectorUrl}");
        streams.Out.WriteLine($"teacher's calls: {host.Server.AdminAddress} with the token {host.Token}");
        foreach (Line row in QrRows.Draw(view.JoinUrl)) streams.Out.WriteLine(row.ToString());
        streams.Out.Flush();
    }

    private static void TellTwins(LevelSet levels, CommandStreams streams)
    {
        foreach (ContestLevel level in levels.All.Select(l => l.Text))
            streams.Error.WriteLine(levels.TwinCount(level.Id) is > 1 and int count ? string.Create(CultureInfo.InvariantCulture, $"{level.Id}: {count} twins")
                : $"{level.Id}: no twins, since no two of its tasks can exchange different numbers; everybody plays the same");
    }

    private static int Complain(CommandStreams streams, string complaint)
    {
        streams.Error.WriteLine(complaint);
        return ExitCodes.BadInput;
    }
}

/// <summary>Where a host keeps what it keeps.</summary>
/// <param name="Data">The user's data folder.</param>
internal sealed record HostFiles(string Data)
{
    private const string Ending = ".db";

    /// <summary>Of competitions, logs and the certificate.</summary>
    public string Folder => Path.Combine(Data, "hosted");

    /// <summary>The database of a new competition, or the one that was held last; null if there is none.</summary>
    public ContestDatabase? Database(string? file, string? connection, bool isNew)
    {
        if (connection is not null) return ContestDatabase.Of(connection);
        if (file is not null)
        {
            if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder) Directory.CreateDirectory(folder);
            return isNew || File.Exists(file) ? ContestDatabase.OfFile(file) : null;
        }
        Directory.CreateDirectory(Folder);
        if (isNew) return ContestDatabase.OfFile(Path.Combine(Folder, DateTime.Now.ToString("yyyy-MM-dd-HHmmss", CultureInfo.InvariantCulture) + Ending));
        return Directory.EnumerateFiles(Folder, "*" + Ending).Max(StringComparer.Ordinal) is { } last ? ContestDatabase.OfFile(last) : null;
    }

    /// <summary>The personal codes of a competition's roster.</summary>
    /// <param name="code">The competition's join code.</param>
    public string Codes(string code) => Path.Combine(Folder, $"codes-{code}.txt");

    /// <summary>The log while the screen has the terminal.</summary>
    public StreamWriter Log()
    {
        Directory.CreateDirectory(Folder);
        return new(Path.Combine(Folder, "host.log"), append: true) { AutoFlush = true };
    }

    /// <summary>Where results go unless the teacher names another folder.</summary>
    public string ExportFolder(DateTime now) => Path.Combine(Folder, "results-" + now.ToString("yyyy-MM-dd-HHmm", CultureInfo.InvariantCulture));
}
