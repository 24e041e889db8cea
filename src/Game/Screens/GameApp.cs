using ShortOrder.Execution;
using ShortOrder.Game.Session;
using ShortOrder.Game.Session.Classroom;
using ShortOrder.Game.Session.Saves;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;

namespace ShortOrder.Game.Screens;

/// <summary>The game on a terminal.</summary>
public static class GameApp
{
    /// <summary>Plays until the player leaves; a class that is joined from the title is played meanwhile. Without a terminal it says so on stderr.</summary>
    /// <returns>The exit code: 0, or 3 without a terminal.</returns>
    public static int Run(GameOptions options)
    {
        if (!Driver.IsAttachedToTerminal(out _, out _))
        {
            Console.Error.WriteLine("The game needs a terminal. Without one: shortorder --plain, line by line; shortorder run LEVEL [PLAN]; shortorder --help.");
            return 3;
        }
        Application.MaximumIterationsPerSecond = Shell.RoundsResting;
        while (Play(options) is { } entrance) Play(new ClassDoor(options.DataFolder), entrance);
        return 0;
    }

    /// <summary>The competition that a seat was taken in, until the player leaves it.</summary>
    private static void Play(ClassDoor door, Entrance entrance)
    {
        if (door.Follow(entrance) is not { } joined) return;
        try
        {
            Play(ClassDoor.GameOf(joined, entrance));
        }
        finally
        {
            joined.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    /// <summary>One game until the player leaves it.</summary>
    /// <returns>The competition that the player goes on with; null: none.</returns>
    private static Entrance? Play(GameOptions options)
    {
        using BackgroundProgress progress = new(SaveFolder.Find(options.Pack), TimeProvider.System);
        Lazy<Executor> executor = new(() => new Executor());
        IApplication app = Application.Create();
        TerminalGuard guard = new(app);
        try
        {
            app.Init();
            app.Keyboard.KeyBindings.ReplaceCommands(Key.C.WithCtrl, Command.Quit);
            using GameController game = new(options, progress, Prediction.Of,
                (plan, how, news, cancel) => executor.Value.ServeAsync(plan, how, news, cancel));
            using Shell shell = new(game);
            shell.Suit(TerminalStyle.Of(app.Driver!, Environment.GetEnvironmentVariable));
            app.Driver!.DefaultAttributeChanged += (_, _) => shell.Suit(TerminalStyle.Of(app.Driver, Environment.GetEnvironmentVariable));
            app.AddTimeout(TimeSpan.Zero, shell.Begin);
            app.Run(shell);
            return game.Entrance;
        }
        finally
        {
            app.Dispose();
            guard.Dispose();
            if (executor.IsValueCreated) executor.Value.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(3));
        }
    }
}
