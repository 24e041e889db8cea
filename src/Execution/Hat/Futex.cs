using System.Runtime.InteropServices;

namespace ShortOrder.Execution.Hat;

/// <summary>Linux's wait on a word of memory, with a time-out in nanoseconds. On other systems <see cref="IsSupported"/> is false.</summary>
internal static unsafe partial class Futex
{
    private const int WaitPrivate = 128;
    private const int WakePrivate = 129;
    private const int SetTimerSlack = 29;

    private static readonly nint Number = RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => 202,
        Architecture.Arm64 or Architecture.RiscV64 => 98,
        _ => 0,
    };

    /// <summary>Whether this system has it.</summary>
    public static bool IsSupported { get; } = OperatingSystem.IsLinux() && Number != 0;

    /// <summary>Sleeps while the word is <paramref name="expected"/>, at most so long (negative: without end). May also return without any reason.</summary>
    public static void Wait(int* word, int expected, long nanoseconds)
    {
        TimeSpec timeout = new() { Seconds = (nint)(nanoseconds / 1_000_000_000), Nanoseconds = (nint)(nanoseconds % 1_000_000_000) };
        _ = SystemCall(Number, word, WaitPrivate, expected, nanoseconds < 0 ? null : &timeout, null, 0);
    }

    /// <summary>Wakes one sleeper.</summary>
    public static void Wake(int* word) => _ = SystemCall(Number, word, WakePrivate, 1, null, null, 0);

    /// <summary>Lets the calling thread's time-outs end within a nanosecond instead of Linux's usual 50 µs.</summary>
    public static void UsePreciseTimeouts()
    {
        if (OperatingSystem.IsLinux()) _ = ProcessControl(SetTimerSlack, 1, 0, 0, 0);
    }

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint SystemCall(nint number, int* word, nint operation, nint value, TimeSpec* timeout, int* word2, nint value3);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int ProcessControl(int option, nuint a, nuint b, nuint c, nuint d);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
