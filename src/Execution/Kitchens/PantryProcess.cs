using System.Collections.Immutable;
using System.Diagnostics;
using ShortOrder.Execution.Pantry;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Execution.Kitchens;

/// <summary>The coordinator's side of the pantry's process.</summary>
internal sealed class PantryProcess : IAsyncDisposable
{
    private const string SocketFile = "pantry";
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestEnd = TimeSpan.FromMilliseconds(500);

    private readonly Process _process;
    private readonly PantryControl _control;

    private PantryProcess(string path, Process process, ProcessOutput output)
    {
        (Path, _process) = (path, process);
        _control = new(path);
        Gone = WaitForEnd(process, output);
    }

    /// <summary>Its socket.</summary>
    public string Path { get; }

    /// <summary>Process id.</summary>
    public int Id => _process.Id;

    /// <summary>Completes with the reason when the process ends.</summary>
    public Task<LostPartException> Gone { get; }

    /// <summary>Starts the pantry and waits until it listens.</summary>
    /// <exception cref="LostPartException">It does not start.</exception>
    public static async Task<PantryProcess> StartAsync(WorkerSite site, CancellationToken cancel)
    {
        string path = site.Folder.File(SocketFile);
        Process process = await site.Starter.StartAsync(site.Command.StartInfo(WorkerEntry.PantryOption, path), int.MaxValue).ConfigureAwait(false);
        ProcessOutput output = new(process, readsOutput: false);
        try
        {
            byte[] ready = new byte[1];
            using CancellationTokenSource giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            giveUp.CancelAfter(LongestAnswer);
            int got = await process.StandardOutput.BaseStream.ReadAsync(ready, giveUp.Token).ConfigureAwait(false);
            return got == 1 && ready[0] == PantryHost.Ready ? new(path, process, output) : throw new LostPartException("The pantry died while it opened.");
        }
        catch (Exception e)
        {
            await KillAsync(process).ConfigureAwait(false);
            process.Dispose();
            if (e is OperationCanceledException && !cancel.IsCancellationRequested) throw new LostPartException("The pantry did not open in time.", e);
            throw;
        }
    }

    /// <summary>Forgets the last run.</summary>
    /// <exception cref="LostPartException">The pantry is gone, or does not answer.</exception>
    public async Task ResetAsync(ImmutableArray<ToolSpec> tools, int tempoMs, int earlyMicroseconds, IEnumerable<FailingStep> failing, CancellationToken cancel)
    {
        try
        {
            await Task.Run(() => _control.Reset(tools, tempoMs, earlyMicroseconds, failing), cancel).WaitAsync(LongestAnswer, cancel).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            await Task.WhenAny(Gone, Task.Delay(LongestEnd, cancel)).ConfigureAwait(false);
            throw Gone.IsCompletedSuccessfully ? Gone.Result : new LostPartException("The pantry hung up.", e);
        }
        catch (TimeoutException e)
        {
            throw new LostPartException("The pantry does not answer any more.", e);
        }
    }

    /// <summary>Ends the process: closes its input, waits a moment, kills.</summary>
    public async ValueTask DisposeAsync()
    {
        _control.Dispose();
        await KillAsync(_process).ConfigureAwait(false);
        await Gone.ConfigureAwait(false);
        _process.Dispose();
        File.Delete(Path);
    }

    private static async Task<LostPartException> WaitForEnd(Process process, ProcessOutput output)
    {
        await process.WaitForExitAsync().ConfigureAwait(false);
        return new($"The pantry died ({output.HowItEnded()}).");
    }

    private static async Task KillAsync(Process process)
    {
        if (process.HasExited) return;
        process.StandardInput.Close();
        try
        {
            using CancellationTokenSource patience = new(LongestEnd);
            await process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }
}
