using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace ShortOrder.Execution.Work;

/// <summary>What the system says about the calling thread: CPU time it got, time it stood in a run queue.</summary>
internal static partial class ThreadClock
{
    private const int ThreadCpuTime = 3;

    /// <summary>Nanoseconds of CPU time of the calling thread, or −1 where the system does not tell. One system call.</summary>
    public static long CpuNs()
    {
        if (!OperatingSystem.IsLinux()) return -1;
        return ClockGetTime(ThreadCpuTime, out TimeSpec t) == 0 ? (t.Seconds * 1_000_000_000L) + t.Nanoseconds : -1;
    }

    /// <summary>Nanoseconds for which the calling thread has been runnable without a core since it began, or −1. Reads a file: some 20 µs.</summary>
    public static long RunQueueNs()
    {
        if (!OperatingSystem.IsLinux()) return -1;
        try
        {
            using Microsoft.Win32.SafeHandles.SafeFileHandle file = File.OpenHandle("/proc/thread-self/schedstat");
            Span<byte> text = stackalloc byte[96];
            int length = RandomAccess.Read(file, text, 0);
            string[] fields = Encoding.ASCII.GetString(text[..length]).Split(' ');
            return fields.Length > 1 && long.TryParse(fields[1], CultureInfo.InvariantCulture, out long ns) ? ns : -1;
        }
        catch (IOException)
        {
            return -1;
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ClockGetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
