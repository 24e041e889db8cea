using System.Runtime.CompilerServices;
using ShortOrder.Execution;
using ShortOrder.Game.Commands;
using ShortOrder.Game.Plain;
using ShortOrder.Game.Screens;
using ShortOrder.Game.Session;

namespace ShortOrder.Game;

/// <summary>The executable: the game, its commands, and the other lives of the executor's processes.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) =>
        WorkerEntry.TryRun(args, out int exitCode) ? Task.FromResult(exitCode)
        : args is ["--judge-child"] ? JudgeAsync()
        : RunAsync(args);

    // Apart, so that only a judge's child loads the classroom.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<int> JudgeAsync()
    {
        await Contest.Judging.JudgeChildEntry.RunAsync(Console.OpenStandardInput(), Console.OpenStandardOutput());
        return ExitCodes.Good;
    }

    // Apart, so that a worker's process loads neither the command line nor the terminal.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<int> RunAsync(string[] args) =>
        CommandLine.RunAsync(args, CommandStreams.OfProcess(), () => LevelLibrary.Load(LevelLibrary.ShippedFolder),
            options => options.PlainWidth is null ? GameApp.Run(options) : PlainApp.Run(options));
}
