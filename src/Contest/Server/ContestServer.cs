using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using ShortOrder.Contest.Competitions;
using ShortOrder.Contest.Judging;
using ShortOrder.Contest.Projector;
using ShortOrder.Contest.Protocol;
using ShortOrder.Contest.Scoreboard;
using ShortOrder.Contest.Store;
using ShortOrder.Contest.Submissions;

namespace ShortOrder.Contest.Server;

/// <summary>The server of one competition: everything wired together, on Kestrel. Started again on the same database it goes on where it ended, however it ended.</summary>
public sealed class ContestServer : IAsyncDisposable
{
    private static readonly TimeSpan TickEvery = TimeSpan.FromMilliseconds(250);

    private readonly WebApplication _app;
    private readonly ServerOptions _options;
    private readonly HostLock _lock;
    private readonly CancellationTokenSource _stop = new();
    private readonly Guard _guard;
    private readonly X509Certificate2? _certificate;
    private readonly TaskCompletionSource<string> _replaced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _ticking = Task.CompletedTask;
    private int _depth, _awaitedPlans;

    private ContestServer(ContestStore store, IJudgeQueue queue, ServerOptions options, HostLock hostLock, CompetitionDesk competition, PlayerDesk players)
    {
        (Store, Queue, Competition, Players, _options, _lock) = (store, queue, competition, players, options, hostLock);
        Quiet = options.Quiet ?? new(options.Time);
        Judging = new(store, queue, options.Time);
        Submissions = new(store, competition, queue, options.Time, options.Costs);
        Feed = new(store, competition.Levels, Quiet);
        Meters = new(() => Volatile.Read(ref _depth));
        Events = new(store, Feed, options.Time, Meters, options.Limits);
        _certificate = options.CertificateFolder is { } folder ? ServerCertificate.Load(folder, options.Time) : null;
        _app = Build();
        Log = new(_app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("ShortOrder.Contest"));
        _guard = new(this, options);
        _app.Use(_guard.RunAsync);
        PlayerApi.Map(_app, this, _guard);
        AdminApi.Map(_app, this, options);
        _app.MapProjector(() => Place);
    }

    /// <summary>The database.</summary>
    public ContestStore Store { get; }

    /// <summary>The judges' queue.</summary>
    public IJudgeQueue Queue { get; }

    /// <summary>The competition.</summary>
    public CompetitionDesk Competition { get; }

    /// <summary>Its players.</summary>
    public PlayerDesk Players { get; }

    /// <summary>Takes submissions.</summary>
    public SubmissionDesk Submissions { get; }

    /// <summary>Where judges of this process work.</summary>
    public JudgingDesk Judging { get; }

    /// <summary>To be entered while a run is on the clock in this process.</summary>
    public QuietWindow Quiet { get; }

    /// <summary>Events and boards.</summary>
    public Feed Feed { get; }

    /// <summary>What players and the projector connect to, on this machine.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>What the teacher's calls go to: loopback.</summary>
    public Uri AdminAddress { get; private set; } = null!;

    /// <summary>SHA-256 of the certificate in lower-case hex; null without TLS.</summary>
    public string? Fingerprint => _certificate is null ? null : ServerCertificate.Fingerprint(_certificate);

    /// <summary>Where to join: what players type, what the QR code says.</summary>
    public JoinPlace Place
    {
        get
        {
            string host = JoinAddresses.Likeliest(_options.Address, Address.Port), code = Competition.Current.JoinCode;
            string address = Fingerprint is null ? host : $"https://{host}#{Fingerprint}";
            return new(address, code, $"{Address.Scheme}://{host}{Routes.JoinPage}{code}{(Fingerprint is null ? "" : "#" + Fingerprint)}");
        }
    }

    /// <summary>Completes, with a sentence for the teacher, when another server has taken over the competition while the database was away. From then on this one answers every call with that sentence, and is to be ended.</summary>
    public Task<string> Replaced => _replaced.Task;

    internal EventStream Events { get; }

    internal ContestMetrics Meters { get; }

    internal ContestLog Log { get; }

    internal CancellationToken Stopping => _stop.Token;

    internal int AwaitedPlans => Volatile.Read(ref _awaitedPlans);

    /// <summary>Starts a server on a database that has a competition.</summary>
    /// <param name="store">The database.</param>
    /// <param name="queue">The judges' queue.</param>
    /// <param name="options">How it is run.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="InvalidDataException">The database has no competition.</exception>
    /// <exception cref="IOException">Another server runs it, or a port is taken.</exception>
    public static async Task<ContestServer> StartAsync(ContestStore store, IJudgeQueue queue, ServerOptions options, CancellationToken cancel)
    {
        HostLock hostLock = await HostLock.TakeAsync(store.Database, cancel).ConfigureAwait(false);
        try
        {
            CompetitionDesk competition = await CompetitionDesk.OpenAsync(store, options.Time, options.Duel is not null, async () => (await store.PlayersAsync(cancel).ConfigureAwait(false)).Count(p => p.IsShown), cancel).ConfigureAwait(false);
            PlayerDesk players = await PlayerDesk.OpenAsync(store, competition, options.Time, cancel).ConfigureAwait(false);
            ContestServer server = new(store, queue, options, hostLock, competition, players);
            await server.StartAsync(cancel).ConfigureAwait(false);
            return server;
        }
        catch
        {
            await hostLock.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _ticking.ConfigureAwait(false);
        await _app.StopAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
        await Feed.DisposeAsync().ConfigureAwait(false);
        long elapsed = Competition.Clock.ElapsedMs;
        if (Competition.Current.State.IsTicking() && !Replaced.IsCompleted) await Store.WriteAsync(transaction => ContestStore.NoteElapsedAsync(transaction, elapsed, CancellationToken.None), CancellationToken.None).ConfigureAwait(false);
        Submissions.Dispose();
        Meters.Dispose();
        _guard.Dispose();
        _certificate?.Dispose();
        await _lock.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    /// <summary>Fires a trigger of the teacher, or of the server itself.</summary>
    internal Task<CompetitionState> FireAsync(CompetitionTrigger trigger, AdminCommand? command, CancellationToken cancel) => Competition.FireAsync(trigger, command, Players.Shown, cancel);

    private WebApplication Build()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = "shortorder" });
        builder.Logging.AddProvider(new LineLog(_options.Log ?? TextWriter.Null, _options.Time, _options.LogLevel));
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(Configure);
        if (_options.Metrics is { } target) AddMetrics(builder.Services, target);
        return builder.Build();
    }

    private void Configure(KestrelServerOptions kestrel)
    {
        ServerLimits limits = _options.Limits;
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = limits.BodyBytes;
        kestrel.Limits.RequestHeadersTimeout = limits.HeaderTimeout;
        kestrel.Limits.MinRequestBodyDataRate = new(limits.LeastRate, limits.RateGrace);
        kestrel.Limits.MinResponseDataRate = new(limits.LeastRate, limits.RateGrace);
        kestrel.Limits.MaxConcurrentConnections = limits.Connections;
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(1);
        kestrel.Limits.MaxRequestHeaderCount = 40;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        ConnectionLimit connections = new(limits.ConnectionsPerAddress);
        kestrel.Listen(_options.Address, _options.Port, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(connections.Around);
            if (_certificate is not null) listen.UseHttps(_certificate);
        });
        kestrel.Listen(IPAddress.Loopback, _options.AdminPort, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(next => connection =>
            {
                connection.Items[Calls.TeachersMark] = true;
                return next(connection);
            });
        });
    }

    private static void AddMetrics(IServiceCollection services, string target) => services.AddOpenTelemetry().WithMetrics(metrics =>
    {
        metrics.AddMeter(ContestMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime");
        if (target == "console") metrics.AddConsoleExporter();
        else metrics.AddOtlpExporter(otlp => otlp.Endpoint = new Uri(target));
    });

    private async Task StartAsync(CancellationToken cancel)
    {
        Feed.Failed += e => Log.Failed(e, "feed");
        await Feed.StartAsync(cancel).ConfigureAwait(false);
        await Judging.ReconcileAsync(cancel).ConfigureAwait(false);
        await _app.StartAsync(cancel).ConfigureAwait(false);
        string[] addresses = [.. _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses];
        (Address, AdminAddress) = (OnThisMachine(addresses[0]), OnThisMachine(addresses[1]));
        Log.Started(Competition.Current.Settings.Title, Competition.Current.State.Name(), Address.Port, AdminAddress.Port);
        _ticking = Task.Run(TickAsync, CancellationToken.None);
    }

    private static Uri OnThisMachine(string address)
    {
        Uri given = new(address.Replace("[::]", "localhost", StringComparison.Ordinal));
        return new UriBuilder(given.Scheme, given.Host == "0.0.0.0" ? "127.0.0.1" : given.Host, given.Port).Uri;
    }

    private async Task TickAsync()
    {
        using PeriodicTimer timer = new(TickEvery, _options.Time);
        Task duel = Task.CompletedTask;
        while (true)
        {
            try
            {
                if (!await timer.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false)) return;
                if (!await _lock.KeepAsync(_stop.Token).ConfigureAwait(false)) continue;
                (int waiting, int judging) = await Store.CountPendingAsync(_stop.Token).ConfigureAwait(false);
                Volatile.Write(ref _depth, waiting);
                Volatile.Write(ref _awaitedPlans, await Store.CountAwaitedPlansAsync(_stop.Token).ConfigureAwait(false));
                Submissions.CoolDown.Machines = (await Judging.AtWorkAsync(_stop.Token).ConfigureAwait(false)).Count;
                CompetitionState before = Competition.Current.State;
                await Competition.TickAsync(Players.Shown, () => Task.FromResult(waiting + judging), _stop.Token).ConfigureAwait(false);
                if (Competition.Current.State != before) Log.Moved(Competition.Current.State.Name(), "clock");
                if (Competition.Current.State == CompetitionState.Duel && duel.IsCompleted) duel = Task.Run(() => DuelAsync(_stop.Token));
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                await duel.ConfigureAwait(false);
                return;
            }
            catch (HostLockedException e)
            {
                Log.Replaced();
                _replaced.TrySetResult(e.Message);
                await _stop.CancelAsync().ConfigureAwait(false); // ends the event streams
                await duel.ConfigureAwait(false);
                return;
            }
            catch (Exception e) when (e is System.Data.Common.DbException or IOException or ContestException)
            {
                Log.Failed(e, "clock");
            }
        }
    }

    private async Task DuelAsync(CancellationToken cancel)
    {
        try
        {
            if (_options.Duel is { } run) await run(cancel).ConfigureAwait(false);
            await FireAsync(CompetitionTrigger.Settled, new(CompetitionState.Duel.Name()), cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The next start finds the state and begins it anew.
        }
        catch (Exception e) when (e is ContestException or System.Data.Common.DbException or IOException)
        {
            Log.Failed(e, "duel");
        }
    }
}
