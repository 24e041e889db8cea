using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace ShortOrder.Benchmarks.Classroom;

/// <summary>A process of a contest, started again as often as it is killed.</summary>
/// <param name="name">Its name among the machines.</param>
/// <param name="role">What it is: a role of <see cref="ContestProcess"/>.</param>
internal sealed class KillMember(string name, string role) : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(90);

    private readonly ConcurrentQueue<string> _errors = [];
    private Process? _process;
    private int _runs;

    /// <summary>Whether players call it.</summary>
    public bool IsServer => role != ContestProcess.Judge;

    /// <summary>Servings that were begun in all of its lives.</summary>
    public int Runs => Volatile.Read(ref _runs);

    /// <summary>What it complained of in all of its lives, a line each.</summary>
    public IEnumerable<string> Errors => _errors;

    /// <summary>Its port, the same in every life; 0 before the first and of a judge.</summary>
    public int Port { get; private set; }

    /// <summary>The teacher's port of this life.</summary>
    public int AdminPort { get; private set; }

    /// <summary>The teacher's token of this life.</summary>
    public string Token { get; private set; } = "";

    /// <summary>Starts it, and waits until it is up.</summary>
    /// <exception cref="InvalidOperationException">It does not start; says why.</exception>
    public async Task StartAsync(string database)
    {
        string program = Path.Combine(AppContext.BaseDirectory, typeof(KillMember).Assembly.GetName().Name!);
        _process = Process.Start(new ProcessStartInfo(program, [ContestProcess.Option, database, name, role, Port.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        TaskCompletionSource<string[]> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _process.ErrorDataReceived += (_, e) =>
        {
            if (e.Data is not null) _errors.Enqueue(e.Data);
        };
        _process.OutputDataReceived += (_, e) =>
        {
            if (e.Data == "run") Interlocked.Increment(ref _runs);
            else if (e.Data?.Split(' ') is ["ready", ..] words) ready.TrySetResult(words);
        };
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        if (await Task.WhenAny(ready.Task, _process.WaitForExitAsync(), Task.Delay(LongestStart)) != ready.Task)
            throw new InvalidOperationException($"{name} does not start: {string.Join('\n', _errors.TakeLast(20))}");
        if (await ready.Task is not [_, var port, var adminPort, var token]) return;
        (Port, AdminPort, Token) = (int.Parse(port, CultureInfo.InvariantCulture), int.Parse(adminPort, CultureInfo.InvariantCulture), token);
    }

    /// <summary>Kills it with SIGKILL and starts it again.</summary>
    public async Task RestartAsync(string database)
    {
        await EndAsync();
        await StartAsync(database);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await EndAsync();

    private async Task EndAsync()
    {
        if (_process is null) return;
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }
}
