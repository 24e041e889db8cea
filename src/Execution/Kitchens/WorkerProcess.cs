using System.Diagnostics;
using System.Threading.Channels;

namespace ShortOrder.Execution.Kitchens;

/// <summary>The coordinator's side of one worker process.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestEnd = TimeSpan.FromMilliseconds(500);

    private readonly ServingFolder _folder;
    private readonly Process _process;
    private readonly ControlChannel _channel;
    private readonly ProcessOutput _output;
    private readonly Channel<BinaryReader>[] _replies = [.. Enumerable.Range(0, 1 + (int)Reply.Failed).Select(_ => Channel.CreateUnbounded<BinaryReader>())];
    private readonly TaskCompletionSource<LostPartException> _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;

    private WorkerProcess(string kitchen, string socket, ServingFolder folder, Process process, ProcessOutput output, ControlChannel channel)
    {
        (Kitchen, SocketName, _folder, _process, _output, _channel) = (kitchen, socket, folder, process, output, channel);
        _reading = Task.Factory.StartNew(Read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Name of its kitchen, for messages.</summary>
    public string Kitchen { get; }

    /// <summary>Name of its mail socket in the serving folder.</summary>
    public string SocketName { get; }

    /// <summary>Process id.</summary>
    public int Id => _process.Id;

    /// <summary>Completes with the reason when the process dies or cannot go on.</summary>
    public Task<LostPartException> Gone => _gone.Task;

    /// <summary>CPU time of all its threads so far; zero when it has ended.</summary>
    public TimeSpan CpuTime
    {
        get
        {
            try
            {
                _process.Refresh();
                return _process.TotalProcessorTime;
            }
            catch (InvalidOperationException)
            {
                return TimeSpan.Zero;
            }
        }
    }

    /// <summary>Starts a worker and waits until it has reported.</summary>
    /// <exception cref="LostPartException">It does not start, or ends at once.</exception>
    public static async Task<WorkerProcess> StartAsync(WorkerSite site, string kitchen, int cores, CancellationToken cancel)
    {
        string name = site.NextSocketName();
        Task<ControlChannel> hello = site.Desk.Expect(name);
        Process process = await site.Starter.StartAsync(site.Command.StartInfo(WorkerEntry.WorkerOption, site.Folder.Path, name), cores).ConfigureAwait(false);
        ProcessOutput output = new(process);
        try
        {
            using CancellationTokenSource giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            giveUp.CancelAfter(LongestStart);
            Task ended = process.WaitForExitAsync(giveUp.Token);
            if (await Task.WhenAny(hello, ended).ConfigureAwait(false) == hello) return new(kitchen, name, site.Folder, process, output, await hello.ConfigureAwait(false));
            cancel.ThrowIfCancellationRequested();
            throw new LostPartException(process.HasExited ? $"Kitchen {kitchen} died while it opened ({output.HowItEnded()})." : $"Kitchen {kitchen} did not open in {LongestStart.TotalSeconds:0} s.");
        }
        catch
        {
            site.Desk.Forget(name);
            if (!process.HasExited) process.Kill();
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            process.Dispose();
            throw;
        }
    }

    /// <summary>Sends a command.</summary>
    /// <exception cref="LostPartException">The worker is gone.</exception>
    public void Send(Command command, Action<BinaryWriter>? body = null)
    {
        try
        {
            _channel.Send((byte)command, body);
        }
        catch (Exception e) when (e is System.Net.Sockets.SocketException or ObjectDisposedException)
        {
            throw Lost(e);
        }
    }

    /// <summary>The next reply of a kind.</summary>
    /// <exception cref="LostPartException">The worker died, or says that it cannot go on.</exception>
    public async Task<BinaryReader> Next(Reply kind, CancellationToken cancel)
    {
        try
        {
            return await _replies[(int)kind].Reader.ReadAsync(cancel).ConfigureAwait(false);
        }
        catch (ChannelClosedException e) when (e.InnerException is LostPartException lost)
        {
            throw new LostPartException(lost.Message, lost);
        }
    }

    /// <summary>Sends a command and waits for its reply.</summary>
    /// <exception cref="LostPartException">The worker died, or did not answer in time.</exception>
    public async Task<BinaryReader> Ask(Command command, Reply reply, TimeSpan longest, CancellationToken cancel, Action<BinaryWriter>? body = null)
    {
        Send(command, body);
        using CancellationTokenSource giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        giveUp.CancelAfter(longest);
        try
        {
            return await Next(reply, giveUp.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new LostPartException($"Kitchen {Kitchen} does not answer any more.");
        }
    }

    /// <summary>Ends the process: asks, waits a moment, kills. Removes its socket.</summary>
    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        using (CancellationTokenSource patience = new(LongestEnd))
        {
            try
            {
                await _process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                _process.Kill();
                await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }

        await _reading.ConfigureAwait(false);
        _process.Dispose();
        File.Delete(_folder.File(SocketName));
    }

    private void Read()
    {
        while (_channel.Receive() is { } message)
        {
            if (message.Kind >= _replies.Length) break;
            if ((Reply)message.Kind == Reply.Failed) Close(new($"Kitchen {Kitchen} cannot go on: {message.Body.ReadString()}"));
            else _replies[message.Kind].Writer.TryWrite(message.Body);
        }

        Close(Lost(null));
    }

    private void Close(LostPartException why)
    {
        foreach (Channel<BinaryReader> replies in _replies) replies.Writer.TryComplete(why);
        _gone.TrySetResult(why);
    }

    private LostPartException Lost(Exception? inner) =>
        new(_process.WaitForExit(LongestEnd) ? $"Kitchen {Kitchen} died ({_output.HowItEnded()})." : $"Kitchen {Kitchen} hung up.", inner);
}
