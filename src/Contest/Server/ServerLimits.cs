namespace ShortOrder.Contest.Server;

/// <summary>What the server takes from whom. The defaults suit a class of 300.</summary>
public sealed record ServerLimits
{
    /// <summary>Largest body in bytes.</summary>
    public long BodyBytes { get; init; } = 64 * 1024;

    /// <summary>Until a request's head must be there.</summary>
    public TimeSpan HeaderTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Bytes per second below which a body or an answer is cut off, after <see cref="RateGrace"/>.</summary>
    public double LeastRate { get; init; } = 240;

    /// <summary>How long a slow start is borne.</summary>
    public TimeSpan RateGrace { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Connections of an address at once. A terminal server that holds a class needs more.</summary>
    public int ConnectionsPerAddress { get; init; } = 64;

    /// <summary>Connections in all.</summary>
    public int Connections { get; init; } = 4000;

    /// <summary>Event streams without a player (projectors) of an address.</summary>
    public int StreamsPerAddress { get; init; } = 8;

    /// <summary>Misses with join codes, factors and words that an address has free; then one each <see cref="MissPeriod"/>.</summary>
    public int Misses { get; init; } = 10;

    /// <summary>How long an address waits for another miss.</summary>
    public TimeSpan MissPeriod { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>Misses a second of all addresses together.</summary>
    public int MissesPerSecond { get; init; } = 20;

    /// <summary>Joins of an address that are let through at once.</summary>
    public int Joins { get; init; } = 64;

    /// <summary>Joins of an address a second after that.</summary>
    public double JoinsPerSecond { get; init; } = 10;

    /// <summary>Calls of a player that are let through at once.</summary>
    public int Calls { get; init; } = 60;

    /// <summary>Calls of a player a second after that.</summary>
    public double CallsPerSecond { get; init; } = 10;

    /// <summary>Calls without a token of an address that are let through at once.</summary>
    public int OpenCalls { get; init; } = 200;

    /// <summary>Calls without a token of an address a second after that.</summary>
    public double OpenCallsPerSecond { get; init; } = 100;
}
