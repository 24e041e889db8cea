namespace ShortOrder.Game.Commands;

/// <summary>Where a command reads and writes. Data goes to <paramref name="Out"/>, everything else to <paramref name="Error"/>.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Problems and progress.</param>
/// <param name="OpenInput">Opens the input that <c>-</c> names.</param>
public sealed record CommandStreams(TextWriter Out, TextWriter Error, Func<Stream> OpenInput)
{
    /// <summary>The terminal behind <see cref="Out"/>, unguarded, for what draws in place; null if the output is none that can.</summary>
    public TextWriter? Terminal { get; init; }

    /// <summary>Nobody is there to answer a question.</summary>
    public bool IsInputRedirected { get; init; } = true;

    /// <summary>The process's own streams, with everything that could steer a terminal spelled out.</summary>
    public static CommandStreams OfProcess() => new(new SafeWriter(Console.Out), new SafeWriter(Console.Error), StandardStreams.OpenInput)
    {
        IsInputRedirected = Console.IsInputRedirected,
        Terminal = Console.IsOutputRedirected || Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb" ? null : Console.Out,
    };
}
