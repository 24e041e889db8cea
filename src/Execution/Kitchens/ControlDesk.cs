using System.Collections.Concurrent;
using System.Net.Sockets;

namespace ShortOrder.Execution.Kitchens;

/// <summary>Where new worker processes report: a listening socket in the serving folder.</summary>
internal sealed class ControlDesk : IDisposable
{
    private readonly Socket _listener;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<ControlChannel>> _expected = new();
    private readonly Task _accepting;

    /// <summary>Listens from now on.</summary>
    public ControlDesk(ServingFolder folder)
    {
        _listener = MailSockets.Listen(folder.File(WorkerHost.ControlSocket));
        _accepting = Task.Factory.StartNew(Accept, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>The channel of the worker of that name, once it has reported. Asked for before the worker is started.</summary>
    public Task<ControlChannel> Expect(string name) =>
        _expected.GetOrAdd(name, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>The worker will not come.</summary>
    public void Forget(string name)
    {
        if (_expected.TryRemove(name, out TaskCompletionSource<ControlChannel>? who)) who.TrySetCanceled();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener.Dispose();
        _accepting.Wait();
    }

    private void Accept()
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = _listener.Accept();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return; // closed
            }

            ControlChannel channel = new(socket);
            bool isKnown = channel.Receive() is { Kind: (byte)Reply.Hello, Body: { } body } && _expected.TryRemove(body.ReadString(), out var who) && who.TrySetResult(channel);
            if (!isKnown) channel.Dispose();
        }
    }
}
