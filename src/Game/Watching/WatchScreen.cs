using System.Runtime.InteropServices;
using System.Text;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Game.Watching;

/// <summary>Where a watched file is shown: in place on a terminal, one block below the other elsewhere.</summary>
internal abstract class WatchScreen : IDisposable
{
    private const int UsualWidth = 100;

    /// <summary>The terminal if the output is one, otherwise the output itself.</summary>
    public static WatchScreen Of(TextWriter? terminal, TextWriter output) => terminal is null ? new Blocks(output) : new InPlace(terminal);

    /// <summary>Columns.</summary>
    public abstract int Width { get; }

    /// <summary>Shows a picture of that width in the place of the last.</summary>
    public abstract void Show(Func<int, IEnumerable<string>> draw);

    /// <summary>Gives the terminal back as it was.</summary>
    public virtual void Dispose()
    {
    }

    private sealed class Blocks(TextWriter output) : WatchScreen
    {
        public override int Width => UsualWidth;

        public override void Show(Func<int, IEnumerable<string>> draw)
        {
            foreach (string row in draw(Width)) output.WriteLine(row);
            output.WriteLine("---");
            output.Flush();
        }
    }

    /// <summary>The alternate screen, without a cursor. Nothing of a file reaches the terminal but plain text.</summary>
    private sealed class InPlace : WatchScreen
    {
        private const string Enter = "\e[?1049h\e[?25l", Leave = "\e[?25h\e[?1049l", Home = "\e[H", ToLineEnd = "\e[K", ToEnd = "\e[J";

        private readonly TextWriter _terminal;
        private readonly Lock _drawing = new();
        private readonly PosixSignalRegistration? _resized;
        private Func<int, IEnumerable<string>> _last = _ => [];
        private bool _isOver;

        public InPlace(TextWriter terminal)
        {
            _terminal = terminal;
            _terminal.Write(Enter);
            if (!OperatingSystem.IsWindows()) _resized = PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => Show(_last));
        }

        public override int Width => Math.Max(20, Console.WindowWidth);

        public override void Show(Func<int, IEnumerable<string>> draw)
        {
            lock (_drawing)
            {
                if (_isOver) return;
                _last = draw;
                StringBuilder picture = new(Home);
                int rows = Math.Max(2, Console.WindowHeight) - 1;
                foreach (string row in draw(Width).Take(rows)) picture.Append(SafeText.Escape(row)).Append(ToLineEnd).Append("\r\n");
                _terminal.Write(picture.Append("Ctrl-C ends").Append(ToEnd).ToString());
                _terminal.Flush();
            }
        }

        public override void Dispose()
        {
            lock (_drawing)
            {
                _isOver = true;
                _terminal.Write(Leave);
                _terminal.Flush();
            }
            _resized?.Dispose();
        }
    }
}
