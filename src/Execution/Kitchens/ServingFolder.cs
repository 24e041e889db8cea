using System.Diagnostics;
using System.Globalization;

namespace ShortOrder.Execution.Kitchens;

/// <summary>A private folder for the sockets and event logs of one executor: <c>shortorder-PID-random</c>, readable by its owner only, removed on dispose.</summary>
/// <remarks>An open, exclusively locked file inside marks it as alive, so that what a killed owner left behind can be told from what is in use,
/// even across process namespaces that share a temporary folder.</remarks>
internal sealed class ServingFolder : IDisposable
{
    private const string Prefix = "shortorder-";
    private const string OwnerFile = "owner";
    private const int LongestBase = 60; // a Unix socket's path holds 103 bytes on macOS, 107 on Linux

    private readonly FileStream _alive;

    private ServingFolder(string path, FileStream alive) => (Path, _alive) = (path, alive);

    /// <summary>Full path, short enough for Unix sockets.</summary>
    public string Path { get; }

    /// <summary>Removes the leftovers of dead owners and makes a new folder.</summary>
    /// <exception cref="IOException">No folder for temporary files can be written.</exception>
    public static ServingFolder Create() => CreateIn(Base());

    /// <summary>As <see cref="Create"/>, in a given folder.</summary>
    public static ServingFolder CreateIn(string parent)
    {
        Sweep(parent);
        string name = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-{Random.Shared.Next():x8}");
        string path = System.IO.Path.Combine(parent, name);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new(path, new FileStream(System.IO.Path.Combine(path, OwnerFile), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None));
    }

    /// <summary>A path inside.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <inheritdoc/>
    public void Dispose()
    {
        _alive.Dispose();
        Remove(Path);
    }

    private static string Base()
    {
        string usual = System.IO.Path.GetTempPath();
        return usual.Length > LongestBase && Directory.Exists("/tmp") ? "/tmp" : usual;
    }

    private static void Sweep(string parent)
    {
        try
        {
            foreach (string path in Directory.EnumerateDirectories(parent, Prefix + "*"))
                if (IsAbandoned(path)) Remove(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody else's leftovers, or a folder that another sweep just removed: not ours to mend.
        }
    }

    private static bool IsAbandoned(string path)
    {
        string[] parts = System.IO.Path.GetFileName(path).Split('-');
        if (parts.Length != 3 || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int owner) || IsRunning(owner)) return false;
        try
        {
            using FileStream free = new(System.IO.Path.Combine(path, OwnerFile), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (FileNotFoundException)
        {
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // locked by a live owner that we cannot see, or not ours
        }
    }

    private static bool IsRunning(int id)
    {
        try
        {
            using Process process = Process.GetProcessById(id);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static void Remove(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Swept by the next executor.
        }
    }
}
