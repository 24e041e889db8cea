using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ShortOrder.Execution.Tests.Measuring;

/// <summary>Workers and pantries that this process has started, as the kernel lists them: the dead ones that nobody has waited for included.</summary>
internal static class ChildProcesses
{
    /// <summary>Ids of the workers in the order of their start: home's first.</summary>
    public static int[] Workers => [.. All("--worker").OrderBy(p => p.Name.Length).ThenBy(p => p.Name, StringComparer.Ordinal).Select(p => p.Id)];

    /// <summary>Id of the pantry; 0 if there is none.</summary>
    public static int Pantry => All("--pantry").Select(p => p.Id).FirstOrDefault();

    /// <summary>Children that have ended and that nobody has waited for.</summary>
    public static int Zombies => Directory.EnumerateDirectories("/proc").Count(d => Stat(d) is { } s && s.Parent == Environment.ProcessId && s.State == 'Z');

    /// <summary>As <c>kill -9</c>.</summary>
    public static void Kill(int id)
    {
        using Process process = Process.GetProcessById(id);
        process.Kill();
    }

    private static IEnumerable<(int Id, string Name)> All(string option)
    {
        foreach (string directory in Directory.EnumerateDirectories("/proc"))
        {
            if (Stat(directory) is not { } stat || stat.Parent != Environment.ProcessId || stat.State == 'Z') continue;
            string[] arguments = Read(Path.Combine(directory, "cmdline")).Split('\0', StringSplitOptions.RemoveEmptyEntries);
            if (arguments.Contains(option)) yield return (int.Parse(Path.GetFileName(directory), CultureInfo.InvariantCulture), arguments[^1]);
        }
    }

    private static (char State, int Parent)? Stat(string directory)
    {
        if (!int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out _)) return null;
        string[] fields = Read(Path.Combine(directory, "stat")).Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length < 2 ? null : (fields[0][0], int.Parse(fields[1], CultureInfo.InvariantCulture));
    }

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file, Encoding.UTF8);
        }
        catch (IOException)
        {
            return ""; // it has just ended
        }
    }
}
