using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace ShortOrder.Execution.Kitchens;

/// <summary>The few system calls for which .NET has no method. On other systems the callers do without.</summary>
internal static partial class LinuxCalls
{
    private const int SetParentDeathSignal = 1;
    private const int SigKill = 9;
    private const int MaskWords = 16;

    /// <summary>Asks the kernel to kill this process when the thread that started it ends.</summary>
    [SupportedOSPlatform("linux")]
    public static void DieWithParent() => _ = prctl(SetParentDeathSignal, SigKill, 0, 0, 0);

    /// <summary>CPUs that the calling thread may use, ascending; empty if the kernel does not say.</summary>
    [SupportedOSPlatform("linux")]
    public static unsafe int[] AllowedCpus()
    {
        Span<ulong> mask = stackalloc ulong[MaskWords];
        mask.Clear();
        fixed (ulong* words = mask)
        {
            if (sched_getaffinity(0, MaskWords * sizeof(ulong), words) != 0) return [];
        }

        List<int> cpus = [];
        for (int cpu = 0; cpu < MaskWords * 64; cpu++)
            if ((mask[cpu / 64] >> (cpu % 64) & 1) != 0) cpus.Add(cpu);
        return [.. cpus];
    }

    /// <summary>Restricts the calling thread, and what it starts from now on, to these CPUs.</summary>
    [SupportedOSPlatform("linux")]
    public static unsafe bool RestrictTo(ReadOnlySpan<int> cpus)
    {
        Span<ulong> mask = stackalloc ulong[MaskWords];
        mask.Clear();
        foreach (int cpu in cpus) mask[cpu / 64] |= 1UL << (cpu % 64);
        fixed (ulong* words = mask) return sched_setaffinity(0, MaskWords * sizeof(ulong), words) == 0;
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int prctl(int option, nint argument, nint third, nint fourth, nint fifth);

    // The C library's wrapper returns 0; the mask must be cleared before because the kernel writes only its own width.
    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int sched_getaffinity(int thread, nint size, ulong* mask);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int sched_setaffinity(int thread, nint size, ulong* mask);
}
