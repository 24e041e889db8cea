using System.Diagnostics;
using System.Globalization;

namespace ShortOrder.Execution.Measuring;

/// <summary>Resident memory of another process of ours.</summary>
internal static class ProcessMemory
{
    private const string ForgetPeak = "5";

    /// <summary>Bytes now; the peak is counted from here where the system can do that.</summary>
    public static long StartPeak(int process)
    {
        try
        {
            File.WriteAllText(Path("clear_refs", process), ForgetPeak);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Without it the peak is that of the whole life, which the start-up hardly exceeds.
        }

        return Field(process, "VmRSS:") ?? Now(process, p => p.WorkingSet64);
    }

    /// <summary>Highest number of bytes since <see cref="StartPeak"/>.</summary>
    public static long Peak(int process) => Field(process, "VmHWM:") ?? Now(process, p => p.PeakWorkingSet64);

    private static string Path(string file, int process) => string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/{file}");

    private static long? Field(int process, string name)
    {
        try
        {
            string? line = File.ReadLines(Path("status", process)).FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal));
            return line is null ? null : 1024 * long.Parse(line.AsSpan(name.Length).Trim().TrimEnd(" kB"), NumberStyles.None, CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static long Now(int process, Func<Process, long> read)
    {
        try
        {
            using Process p = Process.GetProcessById(process);
            return read(p);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return 0; // it has ended
        }
    }
}
