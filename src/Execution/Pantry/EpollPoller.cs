using System.Buffers.Binary;
using System.ComponentModel;
using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace ShortOrder.Execution.Pantry;

/// <summary>epoll, with a timerfd for deadlines and an eventfd for waking.</summary>
internal sealed unsafe partial class EpollPoller : Poller
{
    private const int CloseOnExec = 0x80000;
    private const int NonBlocking = 0x800;
    private const int Monotonic = 1;
    private const int AbsoluteTime = 1;
    private const uint Input = 1;
    private const uint Output = 4;
    private const int TimerKey = -1;
    private const int WakeKey = -2;
    private const int MaxEvents = 256;

    /// <summary>The kernel packs its event structure on x86-64 only.</summary>
    private static readonly int DataOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;

    private readonly byte[] _events = new byte[MaxEvents * (DataOffset + 8)];
    private readonly int _epoll = Check(EpollCreate(CloseOnExec));
    private readonly int _timer = Check(TimerCreate(Monotonic, CloseOnExec | NonBlocking));
    private readonly int _wake = Check(EventCreate(0, CloseOnExec | NonBlocking));
    private readonly Lock _closing = new();
    private long _armed = long.MaxValue;
    private bool _isDisposed;

    public EpollPoller()
    {
        Control(1, _timer, TimerKey, Input);
        Control(1, _wake, WakeKey, Input);
    }

    public override void Add(Socket socket, int key) => Control(1, (int)socket.Handle, key, Input);

    public override void WatchWriting(Socket socket, int key, bool isOn) => Control(3, (int)socket.Handle, key, isOn ? Input | Output : Input);

    public override void Remove(Socket socket, int key) => Control(2, (int)socket.Handle, key, 0);

    public override int Wait(Span<int> ready, long deadline)
    {
        bool onlyLook = deadline != long.MaxValue && deadline <= Stopwatch.GetTimestamp();
        if (!onlyLook && deadline != _armed) Arm(deadline);
        int count;
        fixed (byte* events = _events)
        {
            count = EpollWait(_epoll, events, Math.Min(MaxEvents, ready.Length + 2), onlyLook ? 0 : -1);
        }

        int keys = 0;
        for (int i = 0; i < count; i++)
        {
            int key = (int)BinaryPrimitives.ReadInt64LittleEndian(_events.AsSpan((i * (DataOffset + 8)) + DataOffset));
            if (key >= 0 && keys < ready.Length) ready[keys++] = key;
            else if (key == WakeKey) DrainWake();
            else if (key == TimerKey) Arm(long.MaxValue);
        }

        return keys;
    }

    public override void Wake()
    {
        ulong one = 1;
        lock (_closing)
        {
            if (!_isDisposed) _ = Write(_wake, &one, 8);
        }
    }

    public override void Dispose()
    {
        lock (_closing)
        {
            if (_isDisposed) return;
            _isDisposed = true;
            _ = Close(_epoll);
            _ = Close(_timer);
            _ = Close(_wake);
        }
    }

    private void DrainWake()
    {
        ulong count;
        _ = Read(_wake, &count, 8);
    }

    private void Arm(long deadline)
    {
        TimerSpec spec = default;
        if (deadline != long.MaxValue)
        {
            long ns = (long)(deadline * (1e9 / Stopwatch.Frequency));
            if (Stopwatch.Frequency == 1_000_000_000) ns = deadline;
            spec.Seconds = (nint)(ns / 1_000_000_000);
            spec.Nanoseconds = (nint)Math.Max(1, ns % 1_000_000_000);
        }

        Check(TimerSet(_timer, AbsoluteTime, &spec, null));
        _armed = deadline;
    }

    private void Control(int operation, int descriptor, int key, uint interest)
    {
        byte* entry = stackalloc byte[16];
        *(uint*)entry = interest;
        *(long*)(entry + DataOffset) = key;
        Check(EpollControl(_epoll, operation, descriptor, entry));
    }

    private static int Check(int result) => result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError());

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    private static partial int EpollCreate(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    private static partial int EpollControl(int epoll, int operation, int descriptor, byte* entry);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    private static partial int EpollWait(int epoll, byte* events, int max, int timeoutMs);

    [LibraryImport("libc", EntryPoint = "timerfd_create", SetLastError = true)]
    private static partial int TimerCreate(int clock, int flags);

    [LibraryImport("libc", EntryPoint = "timerfd_settime", SetLastError = true)]
    private static partial int TimerSet(int timer, int flags, TimerSpec* value, TimerSpec* old);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    private static partial int EventCreate(uint initial, int flags);

    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint Read(int descriptor, ulong* value, nint size);

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(int descriptor, ulong* value, nint size);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimerSpec
    {
        public nint IntervalSeconds;
        public nint IntervalNanoseconds;
        public nint Seconds;
        public nint Nanoseconds;
    }
}
