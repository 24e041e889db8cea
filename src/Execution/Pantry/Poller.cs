using System.Net.Sockets;

namespace ShortOrder.Execution.Pantry;

/// <summary>Waits on one thread until a socket is ready, a deadline is over or somebody wakes it.</summary>
/// <remarks>epoll with a timerfd on Linux, since the time-outs of select and epoll are late by a thousandth of their length; select elsewhere.</remarks>
internal abstract class Poller : IDisposable
{
    /// <summary>The best one of this system.</summary>
    /// <param name="isPortable">Takes the one that works everywhere.</param>
    public static Poller Create(bool isPortable = false) => OperatingSystem.IsLinux() && !isPortable ? new EpollPoller() : new SelectPoller();

    /// <summary>Watches a socket for input. <paramref name="key"/> names it in <see cref="Wait"/>; keys are zero or more.</summary>
    public abstract void Add(Socket socket, int key);

    /// <summary>Whether to watch for room to write, too.</summary>
    public abstract void WatchWriting(Socket socket, int key, bool isOn);

    /// <summary>Stops watching. The socket must still be open.</summary>
    public abstract void Remove(Socket socket, int key);

    /// <summary>Waits and fills <paramref name="ready"/> with the keys of sockets that are ready for something.</summary>
    /// <param name="ready">Room for keys; more than fit come next time.</param>
    /// <param name="deadline">Stopwatch timestamp; <see cref="long.MaxValue"/>: none, in the past: only look.</param>
    /// <returns>How many keys there are; 0 after the deadline or a call of <see cref="Wake"/>.</returns>
    public abstract int Wait(Span<int> ready, long deadline);

    /// <summary>Makes the present or the next <see cref="Wait"/> return. From any thread, also when it is disposed.</summary>
    public abstract void Wake();

    /// <inheritdoc/>
    public abstract void Dispose();
}
