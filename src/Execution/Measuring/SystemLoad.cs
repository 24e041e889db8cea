using System.Diagnostics;
using System.Globalization;

namespace ShortOrder.Execution.Measuring;

/// <summary>Counters of the whole machine that only grow. Nanoseconds; −1 where the system does not tell.</summary>
/// <param name="PressureNs">Time in which somebody waited for a CPU.</param>
/// <param name="StolenNs">Time that the hypervisor gave to others, all CPUs together.</param>
internal readonly record struct SystemLoad(long PressureNs, long StolenNs)
{
    private const double QuietPressure = 0.1;
    private static readonly TimeSpan QuietMoment = TimeSpan.FromMilliseconds(150);
    private const long NsPerClockTick = 10_000_000;

    /// <summary>Reads the counters now.</summary>
    public static SystemLoad Now() => new(
        FieldAfter("/proc/pressure/cpu", "total=", 0) is { } us ? us * 1_000 : -1,
        FieldAfter("/proc/stat", "cpu ", 7) is { } ticks ? ticks * NsPerClockTick : -1);

    /// <summary>What has been added since.</summary>
    public SystemLoad Since(SystemLoad before) => new(
        PressureNs < 0 || before.PressureNs < 0 ? -1 : PressureNs - before.PressureNs,
        StolenNs < 0 || before.StolenNs < 0 ? -1 : StolenNs - before.StolenNs);

    /// <summary>Waits until the machine has been quiet for a moment, so long at most. Returns at once where the system does not tell.</summary>
    public static async Task CalmAsync(TimeSpan longest, CancellationToken cancel)
    {
        long started = Stopwatch.GetTimestamp();
        double pressure = 1;
        while (pressure > QuietPressure && Stopwatch.GetElapsedTime(started) < longest)
        {
            SystemLoad before = Now();
            if (before.PressureNs < 0) return;
            long from = Stopwatch.GetTimestamp();
            await Task.Delay(QuietMoment, cancel).ConfigureAwait(false);
            pressure = Now().Since(before).PressureNs / Stopwatch.GetElapsedTime(from).TotalNanoseconds;
        }
    }

    private static long? FieldAfter(string file, string mark, int field)
    {
        try
        {
            string text = File.ReadAllText(file);
            int at = text.IndexOf(mark, StringComparison.Ordinal);
            if (at < 0) return null;
            string[] fields = text[(at + mark.Length)..].Split((char[])[' ', '\n'], field + 2, StringSplitOptions.RemoveEmptyEntries);
            return fields.Length > field && long.TryParse(fields[field], NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // another system, or a container without them
        }
    }
}
