using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using ShortOrder.Contest.Hosting;
using ShortOrder.Contest.Joining;

namespace ShortOrder.Contest.Tests;

/// <summary>The built <c>shortorder</c> in a process and a data folder of its own.</summary>
internal sealed class GameProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _out = [], _error = [];

    private GameProcess(Process process) => _process = process;

    /// <summary>What it said, its errors last.</summary>
    public string Said => string.Join('\n', _out.Concat(_error));

    public static GameProcess Start(string data, params string[] arguments)
    {
        ProcessStartInfo info = new(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "shortorder.exe" : "shortorder"), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment["SHORTORDER_DATA"] = data;
        GameProcess game = new(Process.Start(info)!);
        game._process.OutputDataReceived += (_, e) => game._out.Enqueue(e.Data ?? "");
        game._process.ErrorDataReceived += (_, e) => game._error.Enqueue(e.Data ?? "");
        game._process.BeginOutputReadLine();
        game._process.BeginErrorReadLine();
        return game;
    }

    /// <summary>What a headless host says at its start.</summary>
    /// <returns>The address to join, as it is written there; the join code; the teacher's calls.</returns>
    public async Task<(string Join, string Code, AdminClient Teacher)> HostedAsync()
    {
        string? join = null, teacher = null;
        await RunningContest.WaitAsync(() =>
        {
            Assert.False(_process.HasExited, Said);
            join = _out.FirstOrDefault(l => l.StartsWith("shortorder join ", StringComparison.Ordinal));
            teacher = _out.FirstOrDefault(l => l.StartsWith("teacher's calls: ", StringComparison.Ordinal));
            return Task.FromResult(teacher is not null);
        }, () => Said);
        string[] joinWords = join!.Split(' '), teacherWords = teacher!.Split(' ');
        return (joinWords[2], joinWords[3], new(ServerAddress.Read(teacherWords[2])!, teacherWords[^1]));
    }

    /// <summary>Asks it to end, by SIGTERM.</summary>
    public async Task<int> TerminateAsync()
    {
        using (Process kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync(RunningContest.Cancel);
        return await EndAsync();
    }

    /// <summary>Waits until it has ended by itself.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync(RunningContest.Cancel).WaitAsync(TimeSpan.FromSeconds(60), RunningContest.Cancel);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}
