using System.Text;
using ShortOrder.Game.Commands;
using ShortOrder.Game.Session;

namespace ShortOrder.Game.Tests.Commands;

/// <summary>A command line that has been carried out.</summary>
/// <param name="Code">Exit code.</param>
/// <param name="Out">What went to the standard output.</param>
/// <param name="Error">What went to the standard error.</param>
internal sealed record CommandRun(int Code, string Out, string Error)
{
    /// <summary>The campaign as it ships.</summary>
    public static LevelLibrary Library { get; } = LevelLibrary.Load(Path.Combine(Repository.Root, "levels"));

    /// <summary>What the last game was started with, if the command line started one.</summary>
    public GameOptions? Played { get; private init; }

    public static Task<CommandRun> Of(params string[] args) => OfInput("", args);

    public static async Task<CommandRun> OfInput(string input, params string[] args)
    {
        StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        GameOptions? played = null;
        CommandStreams streams = new(new SafeWriter(output), new SafeWriter(error), () => new MemoryStream(Encoding.UTF8.GetBytes(input)));
        int code = await CommandLine.RunAsync(args, streams, () => Library, options =>
        {
            played = options;
            return ExitCodes.Good;
        }, TestContext.Current.CancellationToken);
        return new(code, output.ToString(), error.ToString()) { Played = played };
    }
}
