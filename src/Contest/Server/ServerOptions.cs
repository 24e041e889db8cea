using System.Net;
using Microsoft.Extensions.Logging;
using ShortOrder.Contest.Judging;

namespace ShortOrder.Contest.Server;

/// <summary>How a server is run.</summary>
public sealed record ServerOptions
{
    /// <summary>Where players and the projector connect to.</summary>
    public IPAddress Address { get; init; } = IPAddress.Any;

    /// <summary>Their port; 0: any that is free.</summary>
    public int Port { get; init; } = Joining.ServerAddress.UsualPort;

    /// <summary>The teacher's port, on loopback alone; 0: any that is free.</summary>
    public int AdminPort { get; init; }

    /// <summary>Folder of the certificate; null: no TLS.</summary>
    public string? CertificateFolder { get; init; }

    /// <summary>What is taken from whom.</summary>
    public ServerLimits Limits { get; init; } = new();

    /// <summary>What a plan may cost.</summary>
    public CostLimits Costs { get; init; } = new();

    /// <summary>Runs the duel, after which the results are sealed; null: there is none.</summary>
    public Func<CancellationToken, Task>? Duel { get; init; }

    /// <summary>Makes the export, by its ending (<c>json</c>, <c>csv</c>); null for an ending that it does not know, of which the server then gives the board.</summary>
    public Func<string, CancellationToken, Task<byte[]?>>? Export { get; init; }

    /// <summary>What a judge in this process enters while a run is on the clock; null: none judges here.</summary>
    public Scoreboard.QuietWindow? Quiet { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where the log goes; null: nowhere.</summary>
    public TextWriter? Log { get; init; }

    /// <summary>Lower levels are not logged.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>Where OpenTelemetry's metrics go: <c>console</c>, or the address of an OTLP collector; null: nowhere, and nothing of it is loaded.</summary>
    public string? Metrics { get; init; }
}
