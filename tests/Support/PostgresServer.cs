using System.Diagnostics;

namespace ShortOrder.Support;

/// <summary>A PostgreSQL server of its own in a temporary folder, reached over a Unix socket there; gone when disposed. Made of whatever version is installed.</summary>
public sealed class PostgresServer : IDisposable
{
    private const string User = "shortorder";
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(90);

    private readonly string _folder;
    private readonly Process _server;
    private int _databases;

    private PostgresServer(string folder, Process server)
    {
        (_folder, _server) = (folder, server);
        AppDomain.CurrentDomain.ProcessExit += EndWithUs;
    }

    /// <summary>Folder with <c>initdb</c> and <c>postgres</c>; null where PostgreSQL is not installed.</summary>
    public static string? Binaries { get; } = Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).Where(d => File.Exists(Path.Combine(d, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault() : null;

    /// <summary>Makes and starts a server.</summary>
    /// <exception cref="InvalidOperationException">Not installed, or it does not start; says why.</exception>
    public static PostgresServer Start()
    {
        string binaries = Binaries ?? throw new InvalidOperationException("PostgreSQL is not installed: apt-get install postgresql");
        string folder = Directory.CreateTempSubdirectory("pg-").FullName;
        if (Environment.IsPrivilegedProcess) Run("chown", "postgres", folder); // it refuses to serve as root
        Run([.. As(), Path.Combine(binaries, "initdb"), "-D", Path.Combine(folder, "data"), "-U", User, "-A", "trust", "--no-sync", "--no-instructions"]);
        string[] command = [.. As(), Path.Combine(binaries, "postgres"), "-D", Path.Combine(folder, "data"), "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=300"];
        Process server = Begin(command);
        PostgresServer started = new(folder, server);
        Stopwatch clock = Stopwatch.StartNew();
        while (TryRun([.. As(), Path.Combine(binaries, "pg_isready"), "-q", "-h", folder]) != 0)
        {
            if (server.HasExited || clock.Elapsed > LongestStart)
            {
                started.Dispose();
                throw new InvalidOperationException("PostgreSQL does not start.");
            }
            Thread.Sleep(100);
        }
        return started;
    }

    /// <summary>Makes an empty database.</summary>
    /// <returns>How to connect to it.</returns>
    public string NewDatabase()
    {
        string name = $"contest{Interlocked.Increment(ref _databases)}";
        Run([.. As(), Path.Combine(Binaries!, "createdb"), "-h", _folder, "-U", User, name]);
        return $"Host={_folder};Username={User};Database={name};Timeout=60;Command Timeout=60;Maximum Pool Size=40";
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= EndWithUs;
        EndWithUs(null, EventArgs.Empty);
        _server.Dispose();
        if (Environment.IsPrivilegedProcess) TryRun("rm", "-rf", _folder);
        else Directory.Delete(_folder, recursive: true);
    }

    private void EndWithUs(object? sender, EventArgs e)
    {
        if (_server.HasExited) return;
        _server.Kill(entireProcessTree: true);
        _server.WaitForExit(10_000);
    }

    private static string[] As() => Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] : [];

    private static void Run(params string[] command)
    {
        if (TryRun(command) is not 0 and int code) throw new InvalidOperationException($"{string.Join(' ', command)} ended with {code}.");
    }

    private static int TryRun(params string[] command)
    {
        using Process process = Begin(command);
        process.WaitForExit();
        return process.ExitCode;
    }

    private static Process Begin(params string[] command)
    {
        ProcessStartInfo info = new(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        Process process = Process.Start(info)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
