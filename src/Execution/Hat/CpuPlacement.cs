using System.Runtime.InteropServices;

namespace ShortOrder.Execution.Hat;

/// <summary>Keeps a thread that is about to be woken off the waker's CPU. Linux only; elsewhere the system's scheduler decides.</summary>
/// <remarks>
/// On a machine of few CPUs, the more of them the busier, Linux soon gives up looking for an idle one and wakes a thread where it ran last, on top of whoever works there.
/// Who looks out for the hat would then take the very core from the one whose hat it waits for.
/// </remarks>
internal static unsafe partial class CpuPlacement
{
    private const int Words = 16;
    private const nint Bytes = Words * sizeof(ulong);

    private static readonly nint ThreadIdCall = RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => 186,
        Architecture.Arm64 or Architecture.RiscV64 => 178,
        _ => 0,
    };

    private static readonly ulong[] Allowed = ReadAllowed();

    /// <summary>Number by which the kernel knows the calling thread; 0 where threads cannot be placed.</summary>
    public static int CurrentThread => Allowed.Length == 0 ? 0 : (int)SystemCall(ThreadIdCall);

    /// <summary>Lets a thread run on every CPU of this process but the caller's.</summary>
    public static void KeepOffMine(int thread)
    {
        int mine = sched_getcpu();
        if (thread == 0 || mine < 0) return;
        Span<ulong> mask = stackalloc ulong[Words];
        Allowed.CopyTo(mask);
        mask[mine / 64] &= ~(1UL << (mine % 64));
        if (mask.IndexOfAnyExcept(0UL) < 0) return;
        fixed (ulong* words = mask) _ = sched_setaffinity(thread, Bytes, words);
    }

    /// <summary>Lets the calling thread run on every CPU of this process again.</summary>
    public static void Anywhere()
    {
        if (Allowed.Length == 0) return;
        fixed (ulong* words = Allowed) _ = sched_setaffinity(0, Bytes, words);
    }

    private static ulong[] ReadAllowed()
    {
        ulong[] mask = new ulong[Words];
        if (!OperatingSystem.IsLinux() || ThreadIdCall == 0) return [];
        fixed (ulong* words = mask) return sched_getaffinity(0, Bytes, words) == 0 ? mask : [];
    }

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint SystemCall(nint number);

    [LibraryImport("libc")]
    private static partial int sched_getcpu();

    [LibraryImport("libc")]
    private static partial int sched_getaffinity(int thread, nint size, ulong* mask);

    [LibraryImport("libc")]
    private static partial int sched_setaffinity(int thread, nint size, ulong* mask);
}
