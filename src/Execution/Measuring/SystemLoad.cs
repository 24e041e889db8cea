using System.Globalization;

namespace ShortOrder.Execution.Measuring;

/// <summary>Counters of the whole machine that only grow. Nanoseconds; −1 where the system does not tell.</summary>
/// <param name="PressureNs">Time in which somebody waited for a CPU.</param>
/// <param name="StolenNs">Time that the hypervisor gave to others, all CPUs together.</param>
internal readonly record struct SystemLoad(long PressureNs, long StolenNs)
{
    private const long NsPerClockTick = 10_000_000;

    /// <summary>Reads the counters now.</summary>
    public static SystemLoad Now() => new(
        FieldAfter("/proc/pressure/cpu", "total=", 0) is { } us ? us * 1_000 : -1,
        FieldAfter("/proc/stat", "cpu ", 7) is { } ticks ? ticks * NsPerClockTick : -1);

    /// <summary>What has been added since.</summary>
    public SystemLoad Since(SystemLoad before) => new(
        PressureNs < 0 || before.PressureNs < 0 ? -1 : PressureNs - before.PressureNs,
        StolenNs < 0 || before.StolenNs < 0 ? -1 : StolenNs - before.StolenNs);

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
