using System.Collections.Immutable;
using System.Diagnostics;
using System.Net.Sockets;
using ShortOrder.Execution.Calibration;
using ShortOrder.Execution.Lanes;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Execution.Kitchens;

/// <summary>A worker process: does what the coordinator tells it, and ends when the coordinator does.</summary>
/// <remarks>The control thread is the process's first; a run has a thread of its own, so that it can be asked and stopped meanwhile.</remarks>
internal sealed class WorkerHost : IDisposable
{
    private static readonly TimeSpan LongestConnect = TimeSpan.FromSeconds(10);

    private readonly string _folder;
    private readonly ControlChannel _control;
    private readonly Socket _listener;
    private readonly SemaphoreSlim _runs = new(0);
    private readonly ManualResetEventSlim _isPrepared = new();
    private KitchenRuntime? _runtime;
    private PostOffice? _mail;
    private Assignment? _assignment;
    private long _start;
    private bool _isEnding;

    private WorkerHost(string folder, string name)
    {
        _folder = folder;
        _listener = MailSockets.Listen(Path.Combine(folder, name));
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(Path.Combine(folder, ControlSocket)));
        _control = new(socket);
        _control.Send((byte)Reply.Hello, w => w.Write(name));
    }

    /// <summary>Name of the coordinator's socket in the serving folder.</summary>
    public const string ControlSocket = "control";

    /// <summary>Serves the coordinator that listens in the folder, until it closes the connection.</summary>
    /// <returns>Exit code: 0 after a regular end.</returns>
    public static int Run(string folder, string name)
    {
        using WorkerHost host = new(folder, name);
        Thread runs = new(host.RunWhenTold) { IsBackground = true, Name = "kitchen" };
        runs.Start();
        host.ObeyUntilClosed();
        host._isEnding = true;
        host._runtime?.Abort();
        host._runs.Release();
        return 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _control.Dispose();
        _listener.Dispose();
    }

    private void ObeyUntilClosed()
    {
        while (_control.Receive() is { } message)
        {
            try
            {
                Obey((Command)message.Kind, message.Body);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                Fail(e); // whatever it is, the coordinator turns it into a verdict
            }
        }
    }

    private void Obey(Command command, BinaryReader body)
    {
        switch (command)
        {
            case Command.Probe:
                double result = Probes.Run((ProbeKind)body.ReadByte(), body.ReadString(), body.ReadDouble());
                _control.Send((byte)Reply.Probed, w => w.Write(result));
                break;
            case Command.Prepare:
                Prepare(ControlMessages.ReadAssignment(body));
                _control.Send((byte)Reply.Prepared);
                break;
            case Command.Run:
                _start = body.ReadInt64();
                _runs.Release();
                break;
            case Command.Reset:
                _runtime!.Reset(body.ReadRate());
                _mail!.Reset();
                _control.Send((byte)Reply.Prepared);
                break;
            case Command.End:
                _runtime?.OnEnd();
                break;
            case Command.Abort:
                _runtime?.Abort();
                break;
            case Command.Progress:
                (long progress, int pending) = _runtime is { } r ? (r.Progress, r.PendingWaits) : (0, 0);
                _control.Send((byte)Reply.Progress, w => { w.Write(progress); w.Write(pending); });
                break;
            case Command.Waits:
                ImmutableArray<OpenWait> waits = [.. _runtime?.Waits() ?? []];
                _control.Send((byte)Reply.Waits, w => ControlMessages.Write(w, waits));
                break;
            default:
                throw new InvalidDataException($"Unknown command {command}.");
        }
    }

    private void Prepare(Assignment assignment)
    {
        CompiledPlan plan = PlanCodec.Decode(assignment.Plan);
        _assignment = assignment;
        _mail = new(plan, assignment.Process, _listener, Deliver, assignment.IsCold ? AskForProcess : null, assignment.Run);
        _runtime = new(plan, assignment.Process, assignment.Options, _mail);
        _runtime.Prepare();
        _isPrepared.Set();
        foreach (PeerAddress peer in assignment.ConnectTo) _mail.ConnectTo(peer.Process, new UnixDomainSocketEndPoint(Path.Combine(_folder, peer.Socket)));
        if (!assignment.IsCold && !_mail.WaitFor(_mail.Peers, LongestConnect)) throw new TimeoutException("Another kitchen did not connect.");
    }

    // A cold kitchen is up when its process is: it opens itself as soon as it has its assignment.
    private void AskForProcess(int process) => _control.Send((byte)Reply.OpenCold, w => w.WriteInt(process));

    private void Deliver(Letter letter)
    {
        _isPrepared.Wait(); // a cold kitchen's peers may be quicker than it
        KitchenRuntime runtime = _runtime!;
        switch (letter.Kind)
        {
            case LetterKind.Open: runtime.OnOpen(); break;
            case LetterKind.Crate: runtime.OnCrate(letter.Index, letter.Payload); break;
            case LetterKind.Result: runtime.OnResult(letter.Index, letter.Value, letter.Payload); break;
            case LetterKind.Next: runtime.OnNext(letter.Index, (int)letter.Value - 1); break;
            case LetterKind.Offload: runtime.OnOffload(letter.Index, letter.Value, letter.Payload); break;
            case LetterKind.OffloadDone or LetterKind.OffloadFailed: runtime.OnOffloadDone(letter.Index, letter.Value, letter.Kind == LetterKind.OffloadFailed, letter.Payload); break;
            default: throw new InvalidDataException($"A letter of kind {letter.Kind} has no business here.");
        }
    }

    private void RunWhenTold()
    {
        while (true)
        {
            _runs.Wait();
            if (_isEnding) return;
            try
            {
                if (_assignment is { IsCold: true, Process: > 0 }) _runtime!.OnOpen();
                else if (_assignment is { Process: 0 }) WaitUntil(_start);
                RunReport report = _runtime!.Run(_start);
                _control.Send((byte)Reply.Report, w => ControlMessages.Write(w, report));
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                Fail(e);
            }
        }
    }

    private void Fail(Exception e)
    {
        try
        {
            _control.Send((byte)Reply.Failed, w => w.Write($"{e.GetType().Name}: {e.Message}"));
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The coordinator is gone, and so are we in a moment.
        }
    }

    // The last stretch is spun, so that the run does not begin with a wake-up; it is before the clock.
    private static void WaitUntil(long timestamp)
    {
        TimeSpan spin = TimeSpan.FromMilliseconds(1);
        TimeSpan left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), timestamp);
        if (left > spin) Thread.Sleep(left - spin);
        while (Stopwatch.GetTimestamp() < timestamp) Thread.SpinWait(8);
    }
}
