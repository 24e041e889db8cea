using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using ShortOrder.Execution;
using ShortOrder.Game.Commands;
using ShortOrder.Game.Session;
using ShortOrder.Game.Session.Saves;

namespace ShortOrder.Game.Plain;

/// <summary>The game as a dialogue on the standard input and output.</summary>
public static class PlainApp
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Plays until the player leaves, the input ends or a signal comes.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static int Run(GameOptions options)
    {
        using BackgroundProgress progress = new(SaveFolder.Find(options.Pack), TimeProvider.System);
        Lazy<Executor> executor = new(() => new Executor());
        using StreamReader input = new(OpenInput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        using StreamWriter output = new(OpenOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        PlainOptions plain = new() { Width = options.PlainWidth ?? PlainOptions.UsualWidth, IsTyped = !Console.IsInputRedirected, Serving = options.Serving, Joined = options.Joined };
        using PlainGame game = new(input, output, new GameSession(options.Worlds, progress), (plan, how, news, cancel) => executor.Value.ServeAsync(plan, how, news, cancel), plain);
        PosixSignalRegistration[] signals = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            game.Interrupt(isEnd: context.Signal != PosixSignal.SIGINT);
        }))];
        try
        {
            return game.Run(options.Start) ? ExitCodes.Good : ExitCodes.Interrupted;
        }
        finally
        {
            foreach (PosixSignalRegistration signal in signals) signal.Dispose();
            if (executor.IsValueCreated) executor.Value.DisposeAsync().AsTask().Wait(Patience);
        }
    }

    // On a Unix terminal .NET's own console would send an escape sequence that prepares it for cursor keys: the bare device does not.
    private static Stream OpenInput() => OperatingSystem.IsWindows() || Console.IsInputRedirected ? Console.OpenStandardInput() : Open(0, FileAccess.Read);

    private static Stream OpenOutput() => OperatingSystem.IsWindows() || Console.IsOutputRedirected ? Console.OpenStandardOutput() : Open(1, FileAccess.Write);

    private static FileStream Open(int file, FileAccess access) => new(new SafeFileHandle(file, ownsHandle: false), access, bufferSize: 0);
}
