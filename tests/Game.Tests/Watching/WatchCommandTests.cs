using System.Diagnostics;
using ShortOrder.Game.Authoring;
using ShortOrder.Game.Commands;
using ShortOrder.Game.Tests.Commands;
using ShortOrder.Game.Watching;
using ShortOrder.Support;

namespace ShortOrder.Game.Tests.Watching;

public sealed class WatchCommandTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private const double MostMs = 300;

    private readonly string _folder = Directory.CreateTempSubdirectory("watching").FullName;

    private string Level => Path.Combine(_folder, "tea.json");

    private static string Tea => LevelTemplates.Fill("coffee", "tea", "Tea", null);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Watches, in this process, until what is written contains a text; after the first change it makes further ones.</summary>
    private async Task<(string Out, List<double> Ms)> WatchAsync(params (string Content, string Expected)[] saves)
    {
        Blocks output = new();
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        CommandStreams streams = new(output, TextWriter.Null, () => Stream.Null);
        Task<int> watching = Task.Run(() => CommandLine.RunAsync(["watch", Level], streams, () => CommandRun.Library, _ => 0, end.Token), end.Token);
        await output.Contains("there is no such file");
        List<double> took = [];
        foreach ((string content, string expected) in saves)
        {
            long saved = Stopwatch.GetTimestamp();
            await File.WriteAllTextAsync(Level, content, TestContext.Current.CancellationToken);
            await output.Contains(expected);
            took.Add(Stopwatch.GetElapsedTime(saved).TotalMilliseconds);
        }
        await end.CancelAsync();
        Assert.Equal(ExitCodes.Good, await watching);
        return (output.ToString(), took);
    }

    [Fact]
    public async Task Every_save_is_checked_searched_and_drawn()
    {
        (string output, _) = await WatchAsync(
            (Tea, "tea.json: good · Tea (tea)"),
            (Tea.Replace("\"gold\": 6.3", "\"gold\": 6.1", StringComparison.Ordinal), "1 to mend"),
            ("{ \"version\": 1,, }", "does not read yet"),
            (Tea.Replace("\"cpu\": 3", "\"cpu\": 2.5", StringComparison.Ordinal), "expects 9, reaches 8.5"));

        Assert.Contains("naive: time 9 · served\n", output, StringComparison.Ordinal);
        Assert.Contains("best: time 6 · served · gold\n", output, StringComparison.Ordinal);
        Assert.Contains("search: time 6, bound 6", output, StringComparison.Ordinal);
        Assert.Contains("is within 4 %", output, StringComparison.Ordinal);
        Assert.Contains("mend: \"shortorder solve\" prints medals", output, StringComparison.Ordinal);
        Assert.Contains("1:16: $.version: not valid JSON", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_save_is_shown_in_under_300_ms()
    {
        (string, string)[] saves = [.. Enumerable.Range(1, 9).Select(i => (Tea.Replace("\"title\": \"Tea\",", $"\"title\": \"Tea {i}.\",", StringComparison.Ordinal), $"Tea {i}. (tea)"))];

        List<double> took = (await WatchAsync(saves)).Ms;

        double fastest = took.Skip(2).Min(); // the first ones compile
        Assert.SkipWhen(fastest >= MostMs && Environment.GetEnvironmentVariable("CI") != "true", $"the fastest of {took.Count} took {fastest:0} ms: the machine is too busy to measure");
        Assert.InRange(fastest, 0, MostMs);
        TestContext.Current.SendDiagnosticMessage($"from save to shown: {string.Join(", ", took.Select(t => $"{t:0}"))} ms");
    }

    [Fact]
    public async Task A_plan_that_an_unkind_schedule_breaks_is_shown_as_broken()
    {
        CommandRun run = await CommandRun.Of("watch", Path.Combine(Repository.Root, "levels", "2-more-hands", "03-the-lost-jar.json"), "--once");

        Assert.Contains("trap: time 6.82, cards 0 · lost-update\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("best: time 6.82, cards 1 · served · gold\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_is_enough_where_nobody_looks()
    {
        await File.WriteAllTextAsync(Level, Tea, TestContext.Current.CancellationToken);

        CommandRun run = await CommandRun.Of("watch", Level, "--once");

        Assert.Equal((ExitCodes.Good, ""), (run.Code, run.Error));
        Assert.Contains("search: time 6, bound 6 (longest recipe), proved best\nnext: ", run.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.BadInput, (await CommandRun.Of("watch", Level + "x", "--once")).Code);
    }

    [Theory]
    [InlineData("\u0003")]
    [InlineData(null)]
    public async Task A_terminal_is_drawn_in_place_and_given_back(string? key)
    {
        Assert.SkipUnless(PseudoTerminal.IsAvailable, "needs script of util-linux");
        await File.WriteAllTextAsync(Level, Tea.Replace("\"title\": \"Tea\",", "\"title\": \"T\u00e9a\",", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        using PseudoTerminal terminal = new("/usr/bin/env", $"dotnet '{Path.Combine(AppContext.BaseDirectory, "shortorder.dll")}' watch '{Level}'", 80, 24);
        await Until(() => terminal.Text().Contains("Ctrl-C ends", StringComparison.Ordinal));
        Assert.Contains("\e[?1049h\e[?25l", terminal.Text(), StringComparison.Ordinal);

        if (key is not null)
        {
            terminal.Type(key);
        }
        else
        {
            using Process kill = Process.Start("kill", ["-TERM", $"{terminal.ProcessId}"]);
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await Until(() => terminal.Text().Contains("\e[?25h\e[?1049l", StringComparison.Ordinal));
        Assert.True(terminal.WaitForExit(Patience));
    }

    private static async Task Until(Func<bool> isSo)
    {
        using CancellationTokenSource patience = new(Patience);
        while (!isSo()) await Task.Delay(20, patience.Token);
    }

    /// <summary>Output that can be waited for.</summary>
    private sealed class Blocks : StringWriter
    {
        private readonly Lock _lock = new();
        private int _seen;

        public Blocks() => NewLine = "\n";

        public override void WriteLine(string? value)
        {
            lock (_lock) base.WriteLine(value);
        }

        public override void Write(string? value)
        {
            lock (_lock) base.Write(value);
        }

        public override string ToString()
        {
            lock (_lock) return base.ToString();
        }

        /// <summary>Waits for a text after the last that was waited for.</summary>
        public async Task Contains(string text)
        {
            using CancellationTokenSource patience = new(Patience);
            int at;
            while ((at = ToString().IndexOf(text, _seen, StringComparison.Ordinal)) < 0) await Task.Delay(2, patience.Token);
            _seen = at + text.Length;
        }
    }
}
