using System.Collections.Immutable;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using ShortOrder.Contest.Competitions;
using ShortOrder.Contest.Hosting;
using ShortOrder.Contest.Joining;
using ShortOrder.Contest.Judging;
using ShortOrder.Contest.Protocol;
using ShortOrder.Contest.Results;
using ShortOrder.Contest.Scoreboard;
using ShortOrder.Contest.Store;

namespace ShortOrder.Contest.Server;

/// <summary>What a host is started with.</summary>
public sealed record HostOptions
{
    /// <summary>The database: a file, or PostgreSQL.</summary>
    public required ContestDatabase Database { get; init; }

    /// <summary>A competition to make; null: the database has one, which goes on.</summary>
    public CompetitionSettings? New { get; init; }

    /// <summary>How the server is run.</summary>
    public ServerOptions Server { get; init; } = new();

    /// <summary>Whether plans are judged in this process.</summary>
    public bool IsJudging { get; init; } = true;

    /// <summary>File of the machine's lock for judges; null: the usual one.</summary>
    public string? LockPath { get; init; }
}

/// <summary>A whole classroom in one process: database, judge, server. Started again on the same database everything goes on.</summary>
public sealed class ContestHost : IAsyncDisposable
{
    private readonly HostOptions _options;
    private readonly JudgeService? _judge;
    private readonly JudgeQueue? _desk;
    private readonly ILoggerFactory _logs;

    private ContestHost(HostOptions options, JudgeService? judge, JudgeQueue? desk, ContestServer server, string token, ILoggerFactory logs) =>
        (_options, _judge, _desk, Server, Token, _logs) = (options, judge, desk, server, token, logs);

    /// <summary>The server.</summary>
    public ContestServer Server { get; }

    /// <summary>The teacher's token; a new one with every start, the old one dies.</summary>
    public string Token { get; }

    /// <summary>Starts everything, and opens the lobby of a new competition.</summary>
    /// <exception cref="InvalidDataException">There is a competition already, or none, or its levels cannot be played.</exception>
    /// <exception cref="IOException">A port is taken, or another server runs the competition.</exception>
    /// <exception cref="JudgeRefusedException">Another judge runs on this machine.</exception>
    public static async Task<ContestHost> StartAsync(HostOptions options, CancellationToken cancel)
    {
        CheckMachine(options);
        ContestStore store = await ContestStore.OpenAsync(options.Database, cancel).ConfigureAwait(false);
        bool isThere = await store.FindCompetitionAsync(cancel).ConfigureAwait(false) is not null;
        if (isThere && options.New is not null) throw new InvalidDataException("The database has a competition already: host without levels goes on with it; --data names another file.");
        string? token = options.New is { } settings ? await CompetitionDesk.CreateAsync(store, settings, options.Server.Time, cancel).ConfigureAwait(false) : null;
        ILoggerFactory logs = LoggerFactory.Create(builder => builder.SetMinimumLevel(options.Server.LogLevel).AddProvider(new LineLog(options.Server.Log ?? TextWriter.Null, options.Server.Time, options.Server.LogLevel)));
        JudgeService? judge = null;
        QuietWindow quiet = new(options.Server.Time);
        JudgeQueue? desk = null; // others judge: plans are only put in here
        try
        {
            Competition competition = await store.FindCompetitionAsync(cancel).ConfigureAwait(false) ?? throw new InvalidDataException("The database has no competition: name the levels of a new one.");
            if (options.IsJudging) judge = await JudgeService.StartAsync(store, new() { Machine = Environment.MachineName, TempoMs = competition.Settings.TempoMs, LockPath = options.LockPath, Limits = options.Server.Costs, Quiet = quiet, Time = options.Server.Time, Logs = logs }, cancel).ConfigureAwait(false);
            else await (desk = await JudgeQueue.OpenAsync(options.Database, null, new(Environment.MachineName), logs, cancel).ConfigureAwait(false)).StartAsync(cancel).ConfigureAwait(false);
            async Task<byte[]?> ExportAsync(string ending, CancellationToken cancelled) => ending == "json" ? (await ArchiveWriter.CollectAsync(store, cancelled).ConfigureAwait(false)).Write() : null;
            ServerOptions how = options.Server with { Quiet = quiet, Export = options.Server.Export ?? ExportAsync, Duel = cancelled => DuelRunner.WaitAsync(store, options.Server.Time, cancelled) };
            ContestServer server = await ContestServer.StartAsync(store, judge?.Queue ?? desk!, how, cancel).ConfigureAwait(false);
            token ??= await server.Competition.RenewTokenAsync(cancel).ConfigureAwait(false);
            ContestHost host = new(options, judge, desk, server, token, logs);
            if (server.Competition.Current.State == CompetitionState.Draft) await server.FireAsync(CompetitionTrigger.Open, new(CompetitionState.Draft.Name()), cancel).ConfigureAwait(false);
            return host;
        }
        catch
        {
            if (judge is not null) await judge.DisposeAsync().ConfigureAwait(false);
            if (desk is not null) await desk.DisposeAsync().ConfigureAwait(false);
            logs.Dispose();
            throw;
        }
    }

    /// <summary>The teacher's side of it; to be disposed before this.</summary>
    /// <param name="codes">The roster's personal codes, as far as they are known.</param>
    /// <param name="codesFile">Where they are written down; empty if nowhere.</param>
    public HostedContest Follow(ImmutableArray<RosterCode> codes, string codesFile)
    {
        JoinPlace place = Server.Place;
        HostView start = new()
        {
            Title = Server.Competition.Current.Settings.Title,
            Code = place.Code,
            Roster = [.. codes.Select(c => new RosterLine(c.Name, c.Code, IsHere: false))],
            CodesFile = codesFile,
            JoinUrl = place.Link,
            Addresses = [.. JoinAddresses.All(_options.Server.Address, Server.Address.Port).Select(a => Server.Fingerprint is { } print ? $"https://{a}#{print}" : a)],
            ProjectorUrl = $"{Server.Address.Scheme}://{JoinAddresses.Likeliest(_options.Server.Address, Server.Address.Port)}/",
        };
        return new(new AdminClient(ServerAddress.Read(Server.AdminAddress.GetLeftPart(UriPartial.Authority))!, Token), start);
    }

    /// <summary>Refuses what this machine cannot do before anything is made that nobody could go on with: not even the database's file.</summary>
    private static void CheckMachine(HostOptions options)
    {
        if (options.IsJudging) MachineLock.Take(options.LockPath).Dispose();
        if (options.Server.Port == 0) return;
        try
        {
            using TcpListener probe = new(options.Server.Address, options.Server.Port);
            probe.Start();
        }
        catch (SocketException e)
        {
            throw new IOException(e.SocketErrorCode == SocketError.AddressAlreadyInUse ? $"Port {options.Server.Port} is taken on this machine: name another one with --port, or 0 for any that is free." : $"Nobody can connect to {options.Server.Address}:{options.Server.Port}: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync().ConfigureAwait(false);
        if (_judge is not null) await _judge.DisposeAsync().ConfigureAwait(false);
        if (_desk is not null) await _desk.DisposeAsync().ConfigureAwait(false);
        _options.Database.Dispose();
        _logs.Dispose();
    }
}
