using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ShortOrder.Game.Commands;
using ShortOrder.Game.Tests.Commands;

namespace ShortOrder.Game.Tests.Export.Python;

/// <summary><c>run --engine python</c>: real Python, our pantry, our verdicts.</summary>
public sealed class PythonEngineTests
{
    [Fact]
    public async Task A_plan_is_served_by_Python_and_judged_as_by_the_real_engine()
    {
        await NeedsPython();
        CommandRun run = await CommandRun.Of("run", "coffee-and-a-sandwich", "best", "--engine", "python", "--repeats", "1", "--json");

        using JsonDocument report = JsonDocument.Parse(run.Out);
        Assert.Equal(("python", "served"), (report.RootElement.GetProperty("engine").GetString(), report.RootElement.GetProperty("verdict").GetString()));
        Assert.True(report.RootElement.GetProperty("minutes").GetDecimal() >= 5.5m, run.Out); // 1 + 4 + 1: the sandwich takes none of the time
        Assert.Equal(ExitCodes.Good, run.Code);
    }

    [Fact]
    public async Task A_deadlock_ends_in_a_verdict_that_says_where_the_threads_stand()
    {
        await NeedsPython();
        CommandRun run = await CommandRun.Of("run", "oven-and-tray", "as-written", "--engine", "python", "--tempo", "4", "--json");

        using JsonDocument report = JsonDocument.Parse(run.Out);
        Assert.Equal("deadlock", report.RootElement.GetProperty("verdict").GetString());
        string explanation = report.RootElement.GetProperty("explanation").GetString()!;
        Assert.Matches("^Deadlock: Python waits at line \\d+ in ", explanation);
        Assert.All(["roast", "bake"], task => Assert.Matches($"line \\d+ in {task}", explanation));
        Assert.Equal(ExitCodes.Failed, run.Code);
    }

    [Fact]
    public async Task An_update_that_is_lost_between_reading_and_writing_is_lost_in_Python_too()
    {
        await NeedsPython();
        CommandRun run = await CommandRun.Of("run", "the-lost-jar", "trap", "--engine", "python", "--repeats", "1", "--json");

        using JsonDocument report = JsonDocument.Parse(run.Out);
        Assert.Equal("lost-update", report.RootElement.GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task A_tool_that_refuses_is_asked_again_until_it_has_a_place()
    {
        await NeedsPython();
        CommandRun run = await CommandRun.Of("run", "five-telephone-lines", "trap", "--engine", "python", "--with", "asyncio", "--repeats", "1", "--tempo", "8", "--json");

        using JsonDocument report = JsonDocument.Parse(run.Out);
        Assert.Equal("served", report.RootElement.GetProperty("verdict").GetString());
        Assert.True(report.RootElement.GetProperty("minutes").GetDecimal() > 19, run.Out); // four rounds of 4 on the line, and 5 from each refusal to the next call
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task An_interrupted_run_ends_Python_and_says_so(string signal)
    {
        await NeedsPython();
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc");
        ProcessStartInfo info = new(Path.Combine(AppContext.BaseDirectory, "shortorder"), ["run", "two-hundred-tables", "naive", "--engine", "python"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process run = Process.Start(info)!; // 2,000 minutes, one guest after the other
        Task<string> output = run.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), error = run.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        try
        {
            int python = await Until(() => PythonOf(run.Id), found => found != 0);
            using Process kill = Process.Start("kill", [$"-{signal}", run.Id.ToString(CultureInfo.InvariantCulture)]);
            await run.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

            Assert.Equal((ExitCodes.Interrupted, ""), (run.ExitCode, await output));
            await Until(() => Directory.Exists($"/proc/{python}"), isThere => !isThere);
        }
        finally
        {
            if (!run.HasExited) run.Kill(entireProcessTree: true);
        }
        await error;
    }

    [Fact]
    public async Task A_library_that_has_nothing_to_do_is_refused_by_name()
    {
        CommandRun run = await CommandRun.Of("run", "deliveries", "best", "--engine", "python", "--with", "multiprocessing");

        Assert.Equal(ExitCodes.BadInput, run.Code);
        Assert.Contains("multiprocessing has nothing to do in this plan; what has: threading, futures", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_engines_library_wants_the_engine() =>
        Assert.Contains("add --engine python", (await CommandRun.Of("run", "deliveries", "best", "--with", "threading")).Error, StringComparison.Ordinal);

    /// <summary>The child of a process that runs a plan's program; 0 if there is none yet.</summary>
    private static int PythonOf(int parent)
    {
        foreach (string folder in Directory.EnumerateDirectories("/proc").Where(f => char.IsAsciiDigit(Path.GetFileName(f)[0])))
        {
            try
            {
                string status = File.ReadAllText(Path.Combine(folder, "stat"));
                string[] fields = status[(status.LastIndexOf(')') + 2)..].Split(' ');
                if (fields[1] == parent.ToString(CultureInfo.InvariantCulture) && File.ReadAllText(Path.Combine(folder, "cmdline")).Contains("plan.py", StringComparison.Ordinal))
                    return int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture);
            }
            catch (IOException)
            {
                // it has ended meanwhile
            }
        }
        return 0;
    }

    private static async Task<T> Until<T>(Func<T> look, Func<T, bool> isGood)
    {
        DateTime end = DateTime.UtcNow + TimeSpan.FromMinutes(1);
        while (true)
        {
            T seen = look();
            if (isGood(seen)) return seen;
            Assert.True(DateTime.UtcNow < end, $"still {seen} after a minute");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Skips where there is no Python, unless it is the CI.</summary>
    private static Task NeedsPython() => PythonTools.Python("-c", "pass");
}
