using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace ShortOrder.Execution.Pantry;

/// <summary>The kitchens' outside world: answers every request after its time. One thread, a heap of deadlines, as few system calls as possible.</summary>
/// <remarks>
/// It also keeps the queues that several processes share: devices, whose places the clock frees, and semaphores, whose places code takes and frees. When a device's place
/// is freed, the next in its queue starts at the very moment the former was due, so that lateness does not add up along the queue.
/// </remarks>
internal sealed class PantryServer : IDisposable
{
    private const int ListenerKey = 0;
    private const int Backlog = 4_096;

    private readonly string _path;
    private readonly Poller _poller;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly List<PantryClient?> _clients = [null];
    private readonly List<PantryClient> _dirty = [];
    private readonly PriorityQueue<Pending, (long Due, long Order)> _heap = new();
    private readonly List<PantryQueue> _queues = [];
    private readonly Dictionary<(int Id, ushort Step), int> _failing = [];
    private readonly byte[] _input = new byte[4_096 * PantryFrame.Size];
    private long _order;
    private long _early;
    private volatile bool _isStopped;

    /// <summary>Listens from now on; a file left over at <paramref name="path"/> is replaced.</summary>
    public PantryServer(string path, bool isPortable = false)
    {
        _path = path;
        File.Delete(path);
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen(Backlog);
        _listener.Blocking = false;
        _poller = Poller.Create(isPortable);
        _poller.Add(_listener, ListenerKey);
    }

    /// <summary>Serves until <see cref="Stop"/>.</summary>
    public void Run()
    {
        Span<int> ready = stackalloc int[254];
        while (!_isStopped)
        {
            long deadline = _heap.TryPeek(out _, out (long Due, long Order) first) ? first.Due - _early : long.MaxValue;
            int count = _poller.Wait(ready, deadline);
            ServeDue();
            foreach (int key in ready[..count])
            {
                if (key == ListenerKey) Accept();
                else if (_clients[key] is { } client) Read(client);
            }

            foreach (PantryClient client in _dirty) Send(client);
            _dirty.Clear();
        }
    }

    /// <summary>Ends <see cref="Run"/>. From any thread.</summary>
    public void Stop()
    {
        _isStopped = true;
        _poller.Wake();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PantryClient? client in _clients) client?.Socket.Dispose();
        _listener.Dispose();
        _poller.Dispose();
        if (File.Exists(_path)) File.Delete(_path);
    }

    private void Accept()
    {
        while (true)
        {
            try
            {
                Socket socket = _listener.Accept();
                socket.Blocking = false;
                PantryClient client = new(socket, _clients.Count);
                _clients.Add(client);
                _poller.Add(socket, client.Key);
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.WouldBlock)
            {
                return;
            }
        }
    }

    private void Read(PantryClient client)
    {
        client.Partial.CopyTo(_input);
        int filled = client.PartialLength;
        int count = client.Socket.Receive(_input.AsSpan(filled), SocketFlags.None, out SocketError error);
        if (error == SocketError.WouldBlock)
        {
            Mark(client);
            return;
        }

        if (error != SocketError.Success || count == 0)
        {
            Close(client);
            return;
        }

        filled += count;
        long now = Stopwatch.GetTimestamp();
        int read = 0;
        for (; filled - read >= PantryFrame.Size; read += PantryFrame.Size)
            On(MemoryMarshal.Read<PantryFrame>(_input.AsSpan(read)), client, now);
        client.KeepPartial(_input.AsSpan(read, filled - read));
    }

    private void On(PantryFrame request, PantryClient client, long now)
    {
        switch (request.Verb)
        {
            case PantryVerb.Wait when QueueOf(request.Tool) is { } device:
                if (device.TryTake(new(client, request, now))) Start(new(client, request, now), now);
                break;
            case PantryVerb.Wait:
                Start(new(client, request, now), now);
                break;
            case PantryVerb.Acquire:
                PantryQueue? semaphore = QueueOf(request.Tool);
                bool isMine = semaphore?.TryTake(new(client, request, now)) ?? true;
                Answer(client, request, isMine ? PantryVerb.Granted : PantryVerb.Queued);
                if (isMine || semaphore?.RefusesAfter is not { } microseconds) break;
                request.Argument = microseconds;
                Start(new(client, request, now), now);
                break;
            case PantryVerb.Release:
                if (QueueOf(request.Tool)?.Free() is { } next) Answer(next.Client, next.Request, PantryVerb.Granted);
                break;
            case PantryVerb.Reset:
                _heap.Clear();
                _queues.Clear();
                _failing.Clear();
                _early = Ticks(request.Argument);
                Answer(client, request, request.Verb);
                break;
            case PantryVerb.Places:
                while (_queues.Count <= request.Tool) _queues.Add(new(1));
                _queues[request.Tool] = new(request.Argument);
                Answer(client, request, request.Verb);
                break;
            case PantryVerb.Refuses:
                _queues[request.Tool].RefusesAfter = request.Argument;
                Answer(client, request, request.Verb);
                break;
            case PantryVerb.Fails:
                _failing[(request.Id, request.Step)] = request.Argument;
                Answer(client, request, request.Verb);
                break;
            default:
                Close(client);
                break;
        }
    }

    private void Start(in Pending pending, long from)
    {
        PantryFrame answer = pending.Request;
        answer.Argument = (int)((from - pending.Since) / Ticks(1));
        _heap.Enqueue(pending with { Request = answer }, (from + Ticks(pending.Request.Argument), _order++));
    }

    private void ServeDue()
    {
        long now = Stopwatch.GetTimestamp() + _early;
        while (_heap.TryPeek(out Pending served, out (long Due, long Order) at) && at.Due <= now)
        {
            _heap.Dequeue();
            PantryFrame answer = served.Request;
            if (answer.Verb == PantryVerb.Acquire)
            {
                Answer(served.Client, answer, PantryVerb.Refused);
                continue;
            }

            bool hasFailed = HasFailed(answer);
            if (!hasFailed) answer.Token = Work.Kernel.Serve(answer.Token);
            Answer(served.Client, answer, hasFailed ? PantryVerb.Failed : PantryVerb.Wait);
            if (QueueOf(answer.Tool)?.Free() is { } next) Start(next, at.Due);
        }
    }

    /// <summary>Whether the request is one of the first of its step that fail.</summary>
    private bool HasFailed(in PantryFrame request)
    {
        (int, ushort) step = (request.Id, request.Step);
        if (_failing.Count == 0 || !_failing.TryGetValue(step, out int left) || left == 0) return false;
        _failing[step] = left - 1;
        return true;
    }

    private void Answer(PantryClient client, PantryFrame frame, PantryVerb verb)
    {
        frame.Verb = verb;
        client.Append(frame);
        Mark(client);
    }

    private void Mark(PantryClient client)
    {
        if (client.IsDirty) return;
        client.IsDirty = true;
        _dirty.Add(client);
    }

    private void Send(PantryClient client)
    {
        client.IsDirty = false;
        if (client.IsClosed) return;
        if (!client.TrySend())
        {
            Close(client);
            return;
        }

        if (client.HasLeftovers == client.IsWatchedForRoom) return;
        client.IsWatchedForRoom = client.HasLeftovers;
        _poller.WatchWriting(client.Socket, client.Key, client.HasLeftovers);
    }

    private void Close(PantryClient client)
    {
        if (client.IsClosed) return;
        client.IsClosed = true;
        _poller.Remove(client.Socket, client.Key);
        client.Socket.Dispose();
        _clients[client.Key] = null;
    }

    private PantryQueue? QueueOf(int tool) => tool >= 0 && tool < _queues.Count ? _queues[tool] : null;

    private static long Ticks(int microseconds) => (long)(microseconds * (Stopwatch.Frequency / 1e6));
}
