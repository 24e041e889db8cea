using System.Diagnostics;
using System.Globalization;
using ShortOrder.Game.Session.Saves;

namespace ShortOrder.Game.Tests.Flows;

/// <summary>The executable in a tmux of its own: real keys and a real mouse in, the screen as a player sees it out.</summary>
internal sealed class TmuxGame : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string _server = $"shortorder-{Environment.ProcessId}-{Guid.NewGuid():N}";

    /// <summary>Starts the game with an empty save.</summary>
    /// <param name="dataFolder">Its data folder.</param>
    /// <param name="columns">Columns of the terminal.</param>
    /// <param name="rows">Rows of the terminal.</param>
    /// <param name="arguments">Its arguments, without blanks or quotation marks in them.</param>
    public TmuxGame(string dataFolder, int columns, int rows, params ReadOnlySpan<string> arguments)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "shortorder"), words = string.Join(' ', arguments);
        Tmux("-f", "/dev/null", "new-session", "-d", "-x", $"{columns}", "-y", $"{rows}", $"env -u DisableRealDriverIO -u NO_COLOR {SaveFolder.Variable}='{dataFolder}' '{program}' {words}");
    }

    /// <summary>The id of the game's process.</summary>
    public int ProcessId => int.Parse(Tmux("list-panes", "-F", "#{pane_pid}"), CultureInfo.InvariantCulture);

    /// <summary>The screen, a row a line.</summary>
    public string Screen => Tmux("capture-pane", "-p");

    /// <summary>Skips the test without tmux, unless this is the CI, which has it, and where times are judged on a machine that has far too much to do.</summary>
    public static void MustBeAvailable(bool isTimed = true)
    {
        bool isThere = !OperatingSystem.IsWindows() && Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(p => File.Exists(Path.Combine(p, "tmux")));
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.True(isThere, "the CI needs tmux");
        else Assert.SkipUnless(isThere, "needs tmux: apt-get install tmux");
        double load = File.Exists("/proc/loadavg") ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture) : 0;
        Assert.SkipWhen(isTimed && load > 3 * Environment.ProcessorCount, $"this machine is too busy for measured medals: its load is {load}");
    }

    /// <summary>Presses keys by tmux's names for them, one after the other, each when the screen has answered the one before.</summary>
    public void Press(params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys)
        {
            string before = Screen;
            Tmux("send-keys", key);
            SpinWait.SpinUntil(() => Run(["capture-pane", "-p"]).Output != before, TimeSpan.FromMilliseconds(500)); // a key that changes nothing is as good, and one that ends the game
        }
    }

    /// <summary>Types letters.</summary>
    public void Type(string text) => Tmux("send-keys", "-l", text);

    /// <summary>Types a line.</summary>
    public void Say(string line)
    {
        if (line.Length > 0) Type(line);
        Tmux("send-keys", "Enter");
    }

    /// <summary>Clicks on the first place where a text stands.</summary>
    public void Click(string text)
    {
        (int column, int row) = Find(text);
        Type($"\e[<0;{column};{row}M");
        Type($"\e[<0;{column};{row}m");
    }

    /// <summary>Drags from the first place of a text to that of another, by way of the cell between.</summary>
    public void Drag(string from, string to)
    {
        ((int column, int row), (int toColumn, int toRow)) = (Find(from), Find(to));
        Type($"\e[<0;{column};{row}M");
        Type($"\e[<32;{(column + toColumn) / 2};{(row + toRow) / 2}M");
        Type($"\e[<32;{toColumn};{toRow}M");
        Type($"\e[<0;{toColumn};{toRow}m");
    }

    /// <summary>Waits until a text is on the screen.</summary>
    public void WaitFor(params string[] any) => WaitFor(Patience, any);

    /// <summary>Waits until a text is not on the screen any more.</summary>
    public void WaitForNo(string text) => Assert.True(SpinWait.SpinUntil(() => !Screen.Contains(text, StringComparison.Ordinal), Patience), $"{text} never went:\n{Screen}");

    /// <summary>Waits so long until a text is on the screen, looking seldom, so that it does not disturb what is measured meanwhile.</summary>
    public void WaitFor(TimeSpan patience, params string[] any)
    {
        Stopwatch watch = Stopwatch.StartNew();
        string screen = Screen;
        while (!any.Any(text => screen.Contains(text, StringComparison.Ordinal)))
        {
            Assert.True(watch.Elapsed < patience, $"{string.Join(" or ", any)} never came:\n{screen}");
            Thread.Sleep(patience > Patience ? 1_000 : 20);
            screen = Screen;
        }
    }

    /// <summary>Waits until the program has ended.</summary>
    public void WaitForEnd() => Assert.True(SpinWait.SpinUntil(() => Run(["list-sessions"]).Code != 0, Patience), "the game never ended");

    /// <inheritdoc/>
    public void Dispose() => Run(["kill-server"]);

    /// <summary>Column and row from 1, in the middle of the text.</summary>
    private (int Column, int Row) Find(string text)
    {
        WaitFor(text);
        string[] rows = Screen.Split('\n');
        int row = Array.FindIndex(rows, r => r.Contains(text, StringComparison.Ordinal));
        return (rows[row].IndexOf(text, StringComparison.Ordinal) + text.Length / 2 + 1, row + 1);
    }

    private string Tmux(params string[] arguments)
    {
        (int code, string output) = Run(arguments);
        Assert.True(code == 0, $"tmux {string.Join(' ', arguments)}: {output}");
        return output;
    }

    private (int Code, string Output) Run(string[] arguments)
    {
        ProcessStartInfo start = new("tmux", ["-u", "-L", _server, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TERM"] = "xterm-256color";
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment.Remove("TMUX");
        using Process tmux = Process.Start(start)!;
        string output = tmux.StandardOutput.ReadToEnd() + tmux.StandardError.ReadToEnd();
        tmux.WaitForExit();
        return (tmux.ExitCode, output);
    }
}
