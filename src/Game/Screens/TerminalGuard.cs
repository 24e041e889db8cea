using System.Runtime.InteropServices;
using System.Text;
using Terminal.Gui.App;

namespace ShortOrder.Game.Screens;

/// <summary>Gives the terminal back as it was after SIGTERM, SIGHUP, SIGINT, <see cref="Environment.Exit"/> and a crash on any thread.</summary>
/// <remarks>A signal first asks the game to end the usual way. If that takes longer than <see cref="Patience"/> (the terminal is gone, the loop is stuck), the process exits hard.</remarks>
public sealed class TerminalGuard : IDisposable
{
    /// <summary>Bracketed paste off, kitty keys off, mouse off, colours reset, alternate screen left, cursor shown.</summary>
    private const string Restore = "\e[?2004l\e[<u\e[?1003l\e[?1006l\e[?1015l\e[0m\e[?1049l\e[?25h";

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(1_500);

    private readonly List<PosixSignalRegistration> _signals = [];
    private readonly UnhandledExceptionEventHandler _crash;
    private readonly EventHandler _exit;
    private int _isRestored;

    /// <summary>Guards the terminal of an application until it is disposed.</summary>
    public TerminalGuard(IApplication app)
    {
        foreach ((PosixSignal signal, int code) in new[] { (PosixSignal.SIGTERM, 143), (PosixSignal.SIGHUP, 129), (PosixSignal.SIGINT, 130) })
            _signals.Add(PosixSignalRegistration.Create(signal, context => Leave(app, context, code)));
        _crash = (_, _) =>
        {
            Task.Run(app.Dispose).Wait(Patience);
            Write();
        };
        _exit = (_, _) => Write();
        AppDomain.CurrentDomain.UnhandledException += _crash;
        AppDomain.CurrentDomain.ProcessExit += _exit;
    }

    /// <summary>The application has been disposed and the terminal is as it was.</summary>
    public void Dispose()
    {
        _isRestored = 1;
        AppDomain.CurrentDomain.UnhandledException -= _crash;
        AppDomain.CurrentDomain.ProcessExit -= _exit;
        foreach (PosixSignalRegistration signal in _signals) signal.Dispose();
    }

    private static void Leave(IApplication app, PosixSignalContext context, int code)
    {
        context.Cancel = true;
        Task.Run(() => app.Invoke(() =>
        {
            foreach (SessionToken session in app.SessionStack!) session.Runnable?.RequestStop();
        }));
        Task.Run(async () =>
        {
            await Task.Delay(Patience).ConfigureAwait(false);
            Environment.Exit(code);
        });
    }

    private void Write()
    {
        if (Interlocked.Exchange(ref _isRestored, 1) != 0) return;
        try
        {
            using Stream terminal = Console.OpenStandardOutput();
            terminal.Write(Encoding.ASCII.GetBytes(Restore));
            terminal.Flush();
        }
        catch (IOException)
        {
            // The terminal is gone: there is nothing left to restore.
        }
    }
}
