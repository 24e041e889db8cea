using System.Runtime.InteropServices;
using System.Text;
using ShortOrder.Execution;
using ShortOrder.Game.Commands;
using ShortOrder.Game.Session;
using ShortOrder.Game.Session.Classroom;
using ShortOrder.Game.Session.Saves;

namespace ShortOrder.Game.Plain;

/// <summary>The game as a dialogue on the standard input and output.</summary>
public static class PlainApp
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Plays until the player leaves, the input ends or a signal comes; a class that is joined meanwhile is played in between.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static int Run(GameOptions options)
    {
        using StreamReader input = new(StandardStreams.OpenInput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        using StreamWriter output = new(StandardStreams.OpenOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        ClassDoor door = new(options.DataFolder);
        while (true)
        {
            (bool isLeft, Entrance? entrance) = Play(options, input, output);
            if (isLeft && entrance is null) return ExitCodes.Good;
            if (!isLeft || !Play(door, entrance!, options.PlainWidth, input, output)) return ExitCodes.Interrupted;
            new PlainWriter(output, options.PlainWidth ?? PlainOptions.UsualWidth).Say("Back from the class.");
        }
    }

    /// <summary>The competition that a seat was taken in.</summary>
    /// <returns>Whether the player left it, not an interrupt.</returns>
    private static bool Play(ClassDoor door, Entrance entrance, int? width, TextReader input, TextWriter output)
    {
        if (door.Follow(entrance) is not { } joined) return true;
        try
        {
            return Play(ClassDoor.GameOf(joined, entrance) with { PlainWidth = width }, input, output).IsLeft;
        }
        finally
        {
            joined.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    /// <summary>One game until it ends.</summary>
    /// <returns>Whether the player left it, not an interrupt, and the competition to go on with.</returns>
    private static (bool IsLeft, Entrance? Entrance) Play(GameOptions options, TextReader input, TextWriter output)
    {
        using BackgroundProgress progress = new(SaveFolder.Find(options.Pack), TimeProvider.System);
        Lazy<Executor> executor = new(() => new Executor());
        PlainOptions plain = new() { Width = options.PlainWidth ?? PlainOptions.UsualWidth, IsTyped = !Console.IsInputRedirected, Serving = options.Serving, Joined = options.Joined, DataFolder = options.DataFolder };
        using PlainGame game = new(input, output, new GameSession(options.Worlds, progress), (plan, how, news, cancel) => executor.Value.ServeAsync(plan, how, news, cancel), plain);
        PosixSignalRegistration[] signals = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            game.Interrupt(isEnd: context.Signal != PosixSignal.SIGINT);
        }))];
        try
        {
            return (game.Run(options.Start), game.Entrance);
        }
        finally
        {
            foreach (PosixSignalRegistration signal in signals) signal.Dispose();
            if (executor.IsValueCreated) executor.Value.DisposeAsync().AsTask().Wait(Patience);
        }
    }
}
