using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using ShortOrder.Support;

namespace ShortOrder.Benchmarks.Terminal;

/// <summary>What the game costs on a terminal beside an empty Terminal.Gui window: time to the first frame, core time when nothing moves, time from a key to its frame, frames and core time while serving.</summary>
/// <remarks>Both programs are published framework-dependent with ReadyToRun and run on a pseudo-terminal, in turn.</remarks>
internal static partial class TerminalCost
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private sealed record Published(string Game, string Empty);

    public static int Run(TextWriter output)
    {
        if (!PseudoTerminal.IsAvailable)
        {
            output.WriteLine("needs Linux and script, of util-linux");
            return 3;
        }
        string folder = Directory.CreateTempSubdirectory("shortorder-terminal-").FullName;
        try
        {
            output.WriteLine($"{Environment.ProcessorCount} cores, .NET {Environment.Version}");
            Published published = new(Publish("src/Game/Game.csproj", Path.Combine(folder, "game"), "shortorder"), Publish("tests/Benchmarks/Benchmarks.csproj", Path.Combine(folder, "empty"), "ShortOrder.Benchmarks"));
            FirstFrame(published, folder, output);
            Idle(published, folder, output);
            KeyToFrame(published, folder, output);
            Serving(published, folder, output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        return 0;
    }

    private static void FirstFrame(Published published, string folder, TextWriter output)
    {
        const int Runs = 15;
        List<double> game = [], empty = [];
        for (int run = -1; run < Runs; run++)
        {
            using (PseudoTerminal terminal = Game(published, folder, "", 120, 36)) Note(game, run, terminal.Started, terminal.WaitFor("leave", 0, Patience));
            using (PseudoTerminal terminal = new(published.Empty, "empty-window", 120, 36)) Note(empty, run, terminal.Started, terminal.WaitFor(EmptyWindow.Word, 0, Patience));
        }
        output.WriteLine($"first frame, median of {Runs}: game {Median(game):F0} ms, empty window {Median(empty):F0} ms, ratio {Median(game) / Median(empty):F2}");
    }

    private static void Note(List<double> times, int run, long from, long to)
    {
        if (run >= 0) times.Add(Stopwatch.GetElapsedTime(from, to).TotalMilliseconds); // the first only warms the disk cache
    }

    private static void Idle(Published published, string folder, TextWriter output)
    {
        TimeSpan watched = TimeSpan.FromSeconds(15);
        using PseudoTerminal game = Game(published, folder, "", 120, 36);
        game.WaitFor("leave", 0, Patience);
        using PseudoTerminal empty = new(published.Empty, "empty-window", 120, 36);
        empty.WaitFor(EmptyWindow.Word, 0, Patience);
        Thread.Sleep(3_000); // tiered compilation settles; what is measured begins afterwards
        (double gameBefore, double emptyBefore) = (CoreSeconds(game.ProcessId), CoreSeconds(empty.ProcessId));
        Thread.Sleep(watched);
        double gameShare = (CoreSeconds(game.ProcessId) - gameBefore) / watched.TotalSeconds, emptyShare = (CoreSeconds(empty.ProcessId) - emptyBefore) / watched.TotalSeconds;
        output.WriteLine($"idle for {watched.TotalSeconds:F0} s: game {gameShare:P1} of a core, empty window {emptyShare:P1}");
    }

    private static void KeyToFrame(Published published, string folder, TextWriter output)
    {
        const int Keys = 300;
        string level = Path.Combine(folder, "thousand.json");
        File.WriteAllText(level, ThousandTasks);
        using PseudoTerminal game = Game(published, folder, $"play '{level}'", 200, 60);
        game.WaitFor("briefing", 0, Patience);
        Expect(game, "\r", "planning");
        game.Type("\e[C"); // from the slips to the lanes
        Expect(game, "+", "further cook");
        Expect(game, "2", "Opened");
        game.Type("\e[B"); // to the new lane
        List<double> times = [];
        for (int key = 0; key < Keys; key++)
        {
            (string pressed, string shown) = key % 2 == 0 ? ("w", "2: 2 cooks") : ("W", "2: cook 1");
            int from = game.Length;
            long typed = Stopwatch.GetTimestamp();
            game.Type(pressed);
            times.Add(Stopwatch.GetElapsedTime(typed, game.WaitFor(shown, from, Patience)).TotalMilliseconds);
        }
        times.Sort();
        output.WriteLine($"key to new frame, an edit of 1,000 tasks at 200x60, {Keys} keys: median {times[Keys / 2]:F0} ms, p99 {times[Keys * 99 / 100]:F0} ms");
    }

    private static void Serving(Published published, string folder, TextWriter output)
    {
        string level = Path.Combine(folder, "long.json");
        File.WriteAllText(level, LongOrder);
        using PseudoTerminal game = Game(published, folder, $"play '{level}'", 200, 60);
        game.WaitFor("briefing", 0, Patience);
        Expect(game, "\r", "planning");
        Expect(game, "\e[15~", "run 1 of");
        int from = game.Length;
        (double before, long start) = (CoreSeconds(game.ProcessId), Stopwatch.GetTimestamp());
        Thread.Sleep(TimeSpan.FromSeconds(6));
        (double core, double seconds) = (CoreSeconds(game.ProcessId) - before, Stopwatch.GetElapsedTime(start).TotalSeconds);
        int frames = MinuteShown().Matches(game.Text(from)).Select(m => m.Value).Distinct().Count();
        output.WriteLine($"serving at 200x60 for {seconds:F1} s: {frames / seconds:F1} frames a second, {core / seconds:P1} of a core (screen process alone)");
        game.Type("\e");
    }

    private static PseudoTerminal Game(Published published, string folder, string arguments, int columns, int rows) =>
        new(published.Game, arguments, columns, rows, new Dictionary<string, string?> { ["SHORTORDER_DATA"] = Path.Combine(folder, "data") });

    private static void Expect(PseudoTerminal game, string keys, string shown)
    {
        int from = game.Length;
        game.Type(keys);
        game.WaitFor(shown, from, Patience);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    /// <summary>User and system time of a process, all its threads.</summary>
    private static double CoreSeconds(int process)
    {
        string stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) / 100; // clock ticks of 10 ms
    }

    private static string Publish(string project, string to, string program)
    {
        using Process publish = Process.Start(new ProcessStartInfo("dotnet", ["publish", project, "-c", "Release", "--self-contained", "false", "-p:PublishReadyToRun=true", "--use-current-runtime", "-o", to, "-v", "q", "--nologo"])
        {
            RedirectStandardOutput = true,
        })!;
        string said = publish.StandardOutput.ReadToEnd();
        publish.WaitForExit();
        return publish.ExitCode == 0 ? Path.Combine(to, program) : throw new InvalidOperationException($"{project} could not be published: {said}");
    }

    [GeneratedRegex(@"\d+\.\d+ min")]
    private static partial Regex MinuteShown();

    private const string ThousandTasks = """
        { "version": 1, "id": "thousand", "title": "A thousand errands", "story": "For the benchmark.", "teaches": ["thread"], "cores": 2,
          "tasks": [ { "id": "errand", "title": "Errand", "count": 1000, "steps": [ { "cpu": 0.02, "do": "ask" }, { "io": 4, "do": "wait" } ] } ],
          "allow": { "main": true, "threads": 50, "loops": 1 }, "metrics": ["time"], "medals": { "time": { "gold": 100, "silver": 200, "bronze": 5000 } } }
        """;

    private const string LongOrder = """
        { "version": 1, "id": "long", "title": "A long wait", "story": "For the benchmark.", "teaches": ["thread"], "cores": 2,
          "tasks": [ { "id": "errand", "title": "Errand", "count": 400, "steps": [ { "cpu": 0.5, "do": "ask" }, { "io": 0.5, "do": "wait" } ] } ],
          "allow": { "main": true, "threads": 6 }, "metrics": ["time"], "medals": { "time": { "gold": 100, "silver": 200, "bronze": 5000 } } }
        """;
}
