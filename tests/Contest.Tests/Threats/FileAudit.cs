using System.Runtime.InteropServices;

namespace ShortOrder.Contest.Tests.Threats;

/// <summary>Tells whether anybody has opened one of some files since the last question, by Linux's inotify.</summary>
internal sealed class FileAudit : IDisposable
{
    private const int NonBlocking = 0x800;
    private const uint Opened = 0x20; // IN_OPEN

    private readonly int _inotify;

    public FileAudit(IEnumerable<string> files)
    {
        _inotify = Init(NonBlocking);
        if (_inotify < 0) throw new IOException($"inotify_init1: {Marshal.GetLastPInvokeErrorMessage()}");
        foreach (string file in files)
            if (Watch(_inotify, file, Opened) < 0) throw new IOException($"inotify_add_watch {file}: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    /// <summary>Whether there was one; forgets it.</summary>
    public bool WasOpened()
    {
        byte[] events = new byte[64 * 1024];
        return Read(_inotify, events, events.Length) > 0;
    }

    public void Dispose() => _ = Close(_inotify);

    [DllImport("libc", EntryPoint = "inotify_init1", SetLastError = true)]
    private static extern int Init(int flags);

    [DllImport("libc", EntryPoint = "inotify_add_watch", SetLastError = true)]
    private static extern int Watch(int inotify, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mask);

    [DllImport("libc", EntryPoint = "read", SetLastError = true)]
    private static extern nint Read(int file, [Out] byte[] buffer, nint count);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int file);
}
