using System.Diagnostics;
using System.Text.Json;
using ShortOrder.Game.Commands;

namespace ShortOrder.Game.Tests.Commands;

/// <summary>The executable itself, in a process of its own.</summary>
public sealed class ExecutableTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_plan_is_really_served_and_reported_as_one_object()
    {
        (int code, string output, string error) = await RunAsync("run", "coffee-and-a-sandwich", "best", "--json", "--repeats", "2");

        using JsonDocument json = JsonDocument.Parse(output);
        string verdict = json.RootElement.GetProperty("verdict").GetString()!;
        Assert.True(verdict is "served" or "too-noisy", $"{verdict}: {error}"); // a busy machine may refuse to judge
        Assert.Equal(verdict == "served" ? ExitCodes.Good : ExitCodes.CannotHere, code);
        Assert.Equal("real", json.RootElement.GetProperty("engine").GetString());
        if (verdict != "served") return;
        Assert.Equal(2, json.RootElement.GetProperty("elapsedMs").GetArrayLength());
        Assert.True(json.RootElement.GetProperty("checksumRight").GetBoolean());
        Assert.InRange(json.RootElement.GetProperty("minutes").GetDecimal(), 5.9m, 8); // the model says 6, and nothing is faster
    }

    [Fact]
    public async Task Problems_go_to_the_error_stream_and_data_to_the_output()
    {
        (int code, string output, string error) = await RunAsync("run", "no-such-level");

        Assert.Equal((ExitCodes.BadInput, ""), (code, output));
        Assert.StartsWith("no level is named \"no-such-level\"", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_terminal_the_game_says_so()
    {
        (int code, string output, string error) = await PipeAsync("", Path.GetTempPath(), "xterm");

        Assert.Equal((ExitCodes.CannotHere, ""), (code, output));
        Assert.Contains("needs a terminal", error, StringComparison.Ordinal);
        Assert.Contains("--plain", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_plays_the_first_level_to_gold_line_by_line()
    {
        string folder = Directory.CreateTempSubdirectory("plain-").FullName;
        try
        {
            (int code, string output, _) = await PipeAsync("open 1.1\nmove 3 2\nserve\nserve\nlevels 1\n", folder, "xterm", "--plain");
            Assert.Equal(ExitCodes.Good, code);
            Assert.Contains("> move 3 2\nSandwich: assemble, now step 2 of the list. The model says 6.0 minutes,\ngold", output, StringComparison.Ordinal);
            Assert.EndsWith("The input has ended. Everything is kept. Goodbye.\n", output, StringComparison.Ordinal);
            Assert.DoesNotContain(output, c => c != '\n' && c is < ' ' or > '~');
            if (output.Contains("Too noisy to judge", StringComparison.Ordinal)) return; // a busy machine may refuse to judge
            Assert.Contains("Served: gold!", output, StringComparison.Ordinal); // the model says 6, gold is 6.3
            Assert.Contains("1.1 Coffee and a sandwich: gold,", output, StringComparison.Ordinal);
            (_, string again, _) = await PipeAsync("levels 1\n", folder, "xterm", "play", "--plain");
            Assert.Contains("1.1 Coffee and a sandwich: gold,", again, StringComparison.Ordinal); // kept on disk
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_dumb_terminal_gets_lines_by_itself_and_is_told_so()
    {
        (int code, string output, string error) = await PipeAsync("quit\n", Path.GetTempPath(), "dumb");
        Assert.Equal(ExitCodes.Good, code);
        Assert.StartsWith("TERM is dumb", error, StringComparison.Ordinal);
        Assert.StartsWith("Short Order: doing two things at once.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupt_stops_everything_at_once()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent with kill");
        using Process process = Start("run", "two-hundred-tables", "naive");
        // Its first line of progress: the executor is at work.
        Assert.NotNull(await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken));
        Stopwatch watch = Stopwatch.StartNew();

        // Not SIGINT, which what a shell starts in the background is born to ignore.
        using (Process kill = Process.Start("kill", ["-TERM", $"{process.Id}"])) await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        string rest = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(ExitCodes.Interrupted, process.ExitCode);
        Assert.Contains("interrupted; everything has been stopped", rest, StringComparison.Ordinal);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    private static Process Start(params string[] args) => Start(args, []);

    private static Process Start(string[] args, params ReadOnlySpan<(string Name, string Value)> environment)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "shortorder.dll"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static Task<(int Code, string Out, string Error)> RunAsync(params string[] args) => EndAsync(Start(args), "");

    private static Task<(int Code, string Out, string Error)> PipeAsync(string input, string saves, string terminal, params string[] args) =>
        EndAsync(Start(args, ("SHORTORDER_DATA", saves), ("TERM", terminal)), input);

    private static async Task<(int Code, string Out, string Error)> EndAsync(Process process, string input)
    {
        using Process running = process;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        using CancellationTokenSource timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(Patience);
        Task<string> output = process.StandardOutput.ReadToEndAsync(timeout.Token), error = process.StandardError.ReadToEndAsync(timeout.Token);
        await process.WaitForExitAsync(timeout.Token);
        return (process.ExitCode, await output, await error);
    }
}
