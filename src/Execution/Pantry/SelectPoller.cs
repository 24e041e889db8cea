using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ShortOrder.Execution.Pantry;

/// <summary>select, woken by a datagram to itself. For systems without epoll; the time of a call grows with the number of sockets.</summary>
internal sealed class SelectPoller : Poller
{
    private readonly Dictionary<Socket, int> _keys = [];
    private readonly HashSet<Socket> _writing = [];
    private readonly List<Socket> _readable = [];
    private readonly List<Socket> _writable = [];
    private readonly Socket _wake = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    private readonly Lock _closing = new();
    private bool _isDisposed;

    public SelectPoller()
    {
        _wake.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _wake.Connect(_wake.LocalEndPoint!);
        _wake.Blocking = false;
    }

    public override void Add(Socket socket, int key) => _keys.Add(socket, key);

    public override void WatchWriting(Socket socket, int key, bool isOn) => _ = isOn ? _writing.Add(socket) : _writing.Remove(socket);

    public override void Remove(Socket socket, int key)
    {
        _keys.Remove(socket);
        _writing.Remove(socket);
    }

    public override int Wait(Span<int> ready, long deadline)
    {
        _readable.Clear();
        _readable.Add(_wake);
        _readable.AddRange(_keys.Keys);
        _writable.Clear();
        _writable.AddRange(_writing);
        Socket.Select(_readable, _writable, null, MicrosecondsUntil(deadline));
        int keys = 0;
        foreach (Socket socket in _readable.Union(_writable))
        {
            if (socket == _wake) DrainWake();
            else if (keys < ready.Length) ready[keys++] = _keys[socket];
        }

        return keys;
    }

    public override void Wake()
    {
        lock (_closing)
        {
            if (!_isDisposed) _wake.Send([1], SocketFlags.None, out _);
        }
    }

    public override void Dispose()
    {
        lock (_closing)
        {
            _isDisposed = true;
            _wake.Dispose();
        }
    }

    private void DrainWake()
    {
        Span<byte> one = stackalloc byte[1];
        while (_wake.Receive(one, SocketFlags.None, out SocketError error) > 0 && error == SocketError.Success)
        {
        }
    }

    private static int MicrosecondsUntil(long deadline)
    {
        if (deadline == long.MaxValue) return -1;
        double microseconds = (deadline - Stopwatch.GetTimestamp()) * (1e6 / Stopwatch.Frequency);
        return (int)Math.Clamp(Math.Ceiling(microseconds), 0, int.MaxValue);
    }
}
