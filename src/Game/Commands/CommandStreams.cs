namespace ShortOrder.Game.Commands;

/// <summary>Where a command reads and writes. Data goes to <paramref name="Out"/>, everything else to <paramref name="Error"/>.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Problems and progress.</param>
/// <param name="OpenInput">Opens the input that <c>-</c> names.</param>
public sealed record CommandStreams(TextWriter Out, TextWriter Error, Func<Stream> OpenInput)
{
    /// <summary>The process's own streams, with everything that could steer a terminal spelled out.</summary>
    public static CommandStreams OfProcess() => new(new SafeWriter(Console.Out), new SafeWriter(Console.Error), Console.OpenStandardInput);
}
