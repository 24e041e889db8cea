using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using ShortOrder.Execution;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Contest.Judging;

/// <summary>The judge's side of its child process. A child that says nothing for three times as long as a run may take is killed, and everything it started dies with it; the next order gets a fresh one.</summary>
/// <remarks>Serves one order at a time. A child serves many orders: its calibration carries on, and every plan has fresh kitchens anyway.</remarks>
public sealed class JudgeChild : IServingEngine
{
    private const int SilentRuns = 3;
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(2);

    private readonly TimeSpan _allowance;
    private readonly Func<ProcessStartInfo> _start;
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private Process? _child;

    /// <summary>A judge's child that is started with the first order.</summary>
    /// <param name="allowance">How much longer than three runs it may be silent: for starting processes, calibrating and waiting for a calm moment; null: 20 s.</param>
    public JudgeChild(TimeSpan? allowance = null)
        : this(allowance, () => OwnProgram.StartInfo(JudgeChildEntry.Option))
    {
    }

    internal JudgeChild(TimeSpan? allowance, Func<ProcessStartInfo> start) => (_allowance, _start) = (allowance ?? TimeSpan.FromSeconds(20), start);

    /// <summary>Id of the running child; 0 if there is none: for tests that stop it.</summary>
    internal int ProcessId => _child is { HasExited: false } child ? child.Id : 0;

    /// <inheritdoc/>
    public async Task<Measurement> ServeAsync(ServingOrder order, CancellationToken cancel)
    {
        await _oneAtATime.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            if (_child is not { HasExited: false }) Open();
            TimeSpan silence = TimeSpan.FromMilliseconds(SilentRuns * (double)order.PredictedMinutes * order.TempoMs) + _allowance;
            return await AskAsync(_child!, order, silence, cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Kill();
            throw;
        }
        catch (Exception e) when (e is IOException or Win32Exception or JsonException)
        {
            Kill();
            return Lost($"The serving process cannot go on: {e.Message}");
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _oneAtATime.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_child is not { HasExited: false } child) return;
            child.StandardInput.Close(); // it ends by itself then, and so does what it started
            using CancellationTokenSource patience = new(LongestEnd);
            await child.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            Kill();
            _oneAtATime.Release();
        }
    }

    private async Task<Measurement> AskAsync(Process child, ServingOrder order, TimeSpan silence, CancellationToken cancel)
    {
        await child.StandardInput.WriteLineAsync(JsonSerializer.Serialize(order, ChildJson.Default.ServingOrder).AsMemory(), cancel).ConfigureAwait(false);
        await child.StandardInput.FlushAsync(cancel).ConfigureAwait(false);
        string phase = "starting";
        while (true)
        {
            using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            patience.CancelAfter(silence);
            string? line;
            try
            {
                line = await child.StandardOutput.ReadLineAsync(patience.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                Kill();
                return Lost($"The serving process was killed: it said nothing for {silence.TotalSeconds:0} s while {phase}.");
            }
            if (line is null)
            {
                Kill();
                return Lost($"The serving process died while {phase}.");
            }
            ChildLine said = JsonSerializer.Deserialize(line, ChildJson.Default.ChildLine) ?? throw new JsonException("an empty line");
            if (said.Served is { } served) return served;
            phase = said.Phase ?? phase;
        }
    }

    private void Open()
    {
        _child?.Dispose();
        _child = Process.Start(_start()) ?? throw new IOException("It does not start.");
        _child.ErrorDataReceived += (_, _) => { }; // read, so that it never blocks on a full pipe
        _child.BeginErrorReadLine();
        try
        {
            _child.PriorityClass = ProcessPriorityClass.AboveNormal; // its kitchens inherit it
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            // Only the administrator may on most systems; a quiet machine does without.
        }
    }

    private void Kill()
    {
        if (_child is not { } child) return;
        _child = null;
        using (child)
        {
            if (!child.HasExited) child.Kill(entireProcessTree: true);
            child.WaitForExit(LongestEnd);
        }
    }

    private static Measurement Lost(string why) => new() { Verdict = Verdict.Cannot, Explanation = why };
}
