using System.Collections.Immutable;
using System.Net.Sockets;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Execution.Kitchens;

/// <summary>The mail of one worker process: a socket to every process it writes to, and one thread that reads them all.</summary>
internal sealed class PostOffice : IMail, IDisposable
{
    private readonly CompiledPlan _plan;
    private readonly int _process;
    private readonly MailRoutes _routes;
    private readonly Action<Letter> _deliver;
    private readonly Action<int> _open;
    private readonly PeerLink?[] _links;
    private readonly PoolDesk?[] _desks;
    private readonly Socket _listener;
    private readonly Socket _wakeSender;
    private readonly Socket _wakeReceiver;
    private readonly Thread _thread;
    private volatile int _run;
    private volatile bool _isClosed;

    /// <summary>Starts the mail thread.</summary>
    /// <param name="plan">The plan that is served.</param>
    /// <param name="process">The process whose mail this is.</param>
    /// <param name="listener">Bound and listening; the post office owns it from now on.</param>
    /// <param name="deliver">Gets every letter for this process, on the mail thread or the sender's.</param>
    /// <param name="open">How home opens a process: a letter, or really starting it.</param>
    /// <param name="run">Number of the first run.</param>
    public PostOffice(CompiledPlan plan, int process, Socket listener, Action<Letter> deliver, Action<int>? open = null, int run = 0)
    {
        _run = run;
        (_plan, _process, _listener, _deliver) = (plan, process, listener, deliver);
        _open = open ?? (p => Post(p, LetterKind.Open, -1, 0, []));
        _routes = new(plan);
        _links = new PeerLink?[plan.Processes.Length];
        foreach (int peer in Peers = _routes.PeersOf(process)) _links[peer] = new();
        _desks = [.. plan.Queues.Select(q => q.IsProcessPool && process == 0 ? new PoolDesk(q.Tasks.Length - q.Tasks.Sum(t => plan.Tasks[t].Mates.Length), DeskOf(plan.Queues.IndexOf(q))) : null)];
        _wakeSender = MailSockets.Connect(listener.LocalEndPoint!, process);
        _wakeReceiver = AcceptOwn();
        _wakeReceiver.Blocking = _wakeSender.Blocking = false;
        _thread = new Thread(ReadMail, 256 * 1024) { IsBackground = true, Name = "mail" };
        _thread.Start();
    }

    /// <summary>Processes that exchange letters with this one.</summary>
    public ImmutableArray<int> Peers { get; }

    /// <summary>Connects to a process that is listening already; the others connect to us.</summary>
    public void ConnectTo(int peer, System.Net.EndPoint address) => Attach(peer, MailSockets.Connect(address, _process));

    /// <summary>Waits until every one of these is connected.</summary>
    /// <returns>Whether they are within the time.</returns>
    public bool WaitFor(ImmutableArray<int> peers, TimeSpan longest)
    {
        long deadline = Environment.TickCount64 + (long)longest.TotalMilliseconds;
        lock (_links)
        {
            while (peers.Any(p => _links[p]?.Socket is null))
            {
                int left = (int)(deadline - Environment.TickCount64);
                if (left <= 0 || !Monitor.Wait(_links, left)) return false;
            }
        }

        return true;
    }

    /// <summary>Forgets what the last run left at the pools' desks or on its way. The next run starts when all processes have done so.</summary>
    public void Reset()
    {
        _run++;
        foreach (PoolDesk? desk in _desks) desk?.Reset();
    }

    /// <inheritdoc/>
    public void OpenProcess(int process) => _open(process);

    /// <inheritdoc/>
    public void SendCrate(int task, ReadOnlySpan<byte> payload)
    {
        if (_routes.PoolOf(task) is >= 0 and int queue) _desks[queue]!.Dispatch(task, payload);
        else Post(_routes.ProcessOf(task), LetterKind.Crate, task, 0, payload);
    }

    /// <inheritdoc/>
    public void SendResult(int task, ulong value, ReadOnlySpan<byte> payload)
    {
        foreach (int receiver in _routes.ReceiversOf(task))
            if (receiver != _process) Post(receiver, LetterKind.Result, task, value, payload);
    }

    /// <inheritdoc/>
    public void RequestNext(int queue) => Post(0, LetterKind.Request, queue, (ulong)_process, []);

    /// <inheritdoc/>
    public void SendOffload(int offload, ulong value, ReadOnlySpan<byte> payload) => Post(_routes.HelperOf(offload), LetterKind.Offload, offload, value, payload);

    /// <inheritdoc/>
    public void SendOffloadDone(int offload, ulong value, bool hasFailed, ReadOnlySpan<byte> payload) =>
        Post(_routes.OwnerOf(offload), hasFailed ? LetterKind.OffloadFailed : LetterKind.OffloadDone, offload, value, payload);

    /// <inheritdoc/>
    public void Dispose()
    {
        _isClosed = true;
        Wake();
        _thread.Join();
        foreach (PeerLink? link in _links) link?.Dispose();
        _wakeSender.Dispose();
        _wakeReceiver.Dispose();
        _listener.Dispose();
    }

    private Action<int, int, byte[]> DeskOf(int queue) => (process, task, crate) =>
    {
        if (task >= 0) Post(process, LetterKind.Crate, task, 0, crate);
        Post(process, LetterKind.Next, queue, (ulong)(task + 1), []);
    };

    private void Post(int receiver, LetterKind kind, int index, ulong value, ReadOnlySpan<byte> payload)
    {
        Letter letter = new(kind, _run, index, value, []);
        if (receiver == _process) Arrived(letter with { Payload = payload.ToArray() });
        else if (_links[receiver] is not { } link) throw new InvalidOperationException($"Process {_process} does not write to process {receiver} in this plan.");
        else if (link.Send(letter, payload)) Wake();
    }

    private void Arrived(Letter letter)
    {
        if (letter.Run != _run) return; // of a run that is over
        if (letter.Kind == LetterKind.Request) _desks[letter.Index]!.Request((int)letter.Value);
        else _deliver(letter);
    }

    private void Attach(int peer, Socket socket)
    {
        LinkTo(peer).Connect(socket);
        lock (_links) Monitor.PulseAll(_links);
        Wake();
    }

    private PeerLink LinkTo(int peer) =>
        _links[peer] ?? throw new InvalidDataException($"Process {peer} does not write to process {_process} in this plan.");

    private void Wake() => _wakeSender.Send([1], SocketFlags.None, out _); // a full buffer means that a wake-up is under way

    private void ReadMail()
    {
        List<Socket> readable = [], writable = [];
        byte[] wakeUps = new byte[256];
        while (!_isClosed)
        {
            readable.Clear();
            writable.Clear();
            readable.Add(_listener);
            readable.Add(_wakeReceiver);
            foreach (PeerLink? link in _links)
            {
                if (link?.Socket is not { } socket) continue;
                readable.Add(socket);
                if (link.HasUnsent) writable.Add(socket);
            }

            Socket.Select(readable, writable, null, -1);
            foreach (PeerLink? link in _links)
            {
                if (link?.Socket is not { } socket) continue;
                if (writable.Contains(socket)) link.Flush();
                if (readable.Contains(socket) && !link.Receive(Arrived)) link.Disconnect();
            }

            if (readable.Contains(_wakeReceiver)) _wakeReceiver.Receive(wakeUps, SocketFlags.None, out _);
            if (readable.Contains(_listener)) AcceptPeer();
        }
    }

    // A peer may have been quicker than our own call.
    private Socket AcceptOwn()
    {
        while (true)
        {
            (Socket socket, int caller) = MailSockets.Accept(_listener);
            if (caller == _process) return socket;
            LinkTo(caller).Connect(socket);
        }
    }

    private void AcceptPeer()
    {
        (Socket socket, int peer) = MailSockets.Accept(_listener);
        Attach(peer, socket);
    }
}
