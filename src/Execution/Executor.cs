using System.Collections.Immutable;
using ShortOrder.Execution.Calibration;
using ShortOrder.Execution.Kitchens;
using ShortOrder.Execution.Measuring;
using ShortOrder.Simulation.Model;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Execution;

/// <summary>How to serve a plan for real.</summary>
public sealed record ServingOptions
{
    /// <summary>Real milliseconds of one kitchen minute: a multiple of 4, at least 4.</summary>
    public int TempoMs { get; init; } = 20;

    /// <summary>Counted runs; null: 3 to 9, until the two fastest agree within 1 %.</summary>
    public int? Repeats { get; init; }

    /// <summary>Really spawn kitchens within the clock instead of booting warm ones. Shown, never scored.</summary>
    public bool Cold { get; init; }

    /// <summary>A judge's rule: a time stands on runs that nothing speaks against or is too noisy, and more runs are tried for it.</summary>
    public bool IsStrict { get; init; }

    /// <summary>Runs before the counted ones; three times as many for a plan that needs every core.</summary>
    public int WarmUps { get; init; } = 1;
}

/// <summary>What is happening, for a progress line and the live picture.</summary>
/// <param name="Phase">One line for the player, e.g. <c>run 2 of 3</c> or <c>run discarded: another program was using the cores</c>.</param>
/// <param name="Run">Counted run from 1; 0 during calibration and warm-up.</param>
/// <param name="Live">Measured entries since the last report, in order of time; empty outside a run. Times are kitchen time of this run.</param>
/// <param name="IsRunStart">A new run begins: forget the entries of the one before.</param>
public sealed record ServingProgress(string Phase, int Run, ImmutableArray<TraceEntry> Live, bool IsRunStart)
{
    /// <summary>The run that has just ended; null unless one has.</summary>
    public EndedRun? Ended { get; init; }
}

/// <summary>A run that came to its end.</summary>
/// <param name="Run">Number of the counted run that it was to be, from 1; 0 for a warm-up.</param>
/// <param name="Minutes">How long it took, in kitchen minutes.</param>
/// <param name="DiscardedBecause">What disturbed it from outside, so that it does not count; null if it counts or was a warm-up.</param>
public sealed record EndedRun(int Run, decimal Minutes, string? DiscardedBecause);

/// <summary>A run of a serving that is over.</summary>
/// <param name="ElapsedMs">Real milliseconds.</param>
/// <param name="DiscardedBecause">What disturbed it from outside; null if it counts.</param>
public readonly record struct ServedRun(decimal ElapsedMs, string? DiscardedBecause = null);

/// <summary>What really happened.</summary>
public sealed record ServingResult
{
    /// <summary>Served, lost update, deadlock, too noisy or cannot. Due dates and limits are the scorer's.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>One sentence: what happened.</summary>
    public required string Explanation { get; init; }

    /// <summary>Mean of the two fastest counted runs in kitchen minutes; the only run's if there was one; 0 if none counted.</summary>
    public required decimal Minutes { get; init; }

    /// <summary>Every run after the warm-ups that came to its end, in order.</summary>
    public ImmutableArray<ServedRun> Runs { get; init; } = [];

    /// <summary>Real elapsed milliseconds of each counted run, in order.</summary>
    public ImmutableArray<decimal> ElapsedMs => [.. Runs.Where(r => r.DiscardedBecause is null).Select(r => r.ElapsedMs)];

    /// <summary>Runs thrown away because something outside disturbed them.</summary>
    public int Discarded => Runs.Count(r => r.DiscardedBecause is not null);

    /// <summary>Why runs were thrown away, one line each.</summary>
    public ImmutableArray<string> Disturbances => [.. Runs.Select(r => r.DiscardedBecause).OfType<string>()];

    /// <summary>The fastest counted run, or the fastest discarded one if none counted; the run that failed where one did (up to the moment nothing moved, if deadlocked); null if there was none.</summary>
    public Timeline? Timeline { get; init; }

    /// <summary>Whether every dish's checksum was right in every run that came to its end, and there was one.</summary>
    public bool IsChecksumRight { get; init; }

    /// <summary>Shared things whose real value fell short, in the run shown.</summary>
    public ImmutableArray<LostUpdate> LostUpdates { get; init; } = [];

    /// <summary>Who was waiting for whom when the watchdog struck; empty unless deadlocked.</summary>
    public ImmutableArray<string> WaitCycle { get; init; } = [];

    /// <summary>False: the machine has fewer cores than the plan keeps busy, so the measured time proves nothing.</summary>
    public bool IsProved { get; init; } = true;

    /// <summary>The calibration that it ran by: nanoseconds of a chunk of work; null if it did not come so far.</summary>
    public double? NsPerChunk { get; init; }

    /// <summary>Peak resident bytes of the plan's processes above their idle level.</summary>
    public long PeakBytes { get; init; }
}

/// <summary>The real machine: runs compiled plans on real processes, threads, loops and sockets.</summary>
/// <remarks>Owns the pantry and the worker processes; dispose it and all of them are gone. Serves one plan at a time.</remarks>
public sealed class Executor : IAsyncDisposable
{
    private const int TempoStepMs = 4;

    private readonly WorkerCommand? _command;
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private readonly MachineCalibration _calibration = new();
    private WorkerSite? _site;
    private PantryProcess? _pantry;
    private bool _isDisposed;

    /// <summary>An executor that has started nothing yet.</summary>
    public Executor()
    {
    }

    /// <summary>As the other constructor, with workers started in another way.</summary>
    internal Executor(WorkerCommand command) => _command = command;

    /// <summary>Processes that are running now, the pantry first: for tests that kill them.</summary>
    internal PantryProcess? Pantry => _pantry;

    /// <summary>Folder of sockets and logs; null before the first serving.</summary>
    internal string? FolderPath => _site?.Folder.Path;

    /// <summary>Whether a plan leaves a core of this machine to others; where it does not, whoever draws meanwhile disturbs it.</summary>
    public static bool LeavesCoreFree(CompiledPlan plan) => PlanLoad.Of(plan).NeededCores < Environment.ProcessorCount;

    /// <summary>Serves the plan: warm-up, then counted runs until the time can be trusted.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Options out of range.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; everything that was started has been stopped.</exception>
    /// <exception cref="FileNotFoundException">The program that the kitchens run in is not there.</exception>
    public async Task<ServingResult> ServeAsync(CompiledPlan plan, ServingOptions options, IProgress<ServingProgress>? progress, CancellationToken cancel)
    {
        if (options.TempoMs < TempoStepMs || options.TempoMs % TempoStepMs != 0)
            throw new ArgumentOutOfRangeException(nameof(options), options.TempoMs, $"The tempo must be a multiple of {TempoStepMs} ms.");
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Repeats ?? 1, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(options.WarmUps);
        await _oneAtATime.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            (WorkerSite site, PantryProcess pantry) = await OpenAsync(cancel).ConfigureAwait(false);
            return await new ServingSession(site, pantry, _calibration, plan, options, progress).ServeAsync(cancel).ConfigureAwait(false);
        }
        catch (LostPartException e)
        {
            cancel.ThrowIfCancellationRequested();
            return new() { Verdict = Verdict.Cannot, Explanation = e.Message, Minutes = 0 };
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Measures what this machine can do; takes some seconds.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; everything that was started has been stopped.</exception>
    /// <exception cref="IOException">A process of the executor died.</exception>
    public async Task<MachineProfile> MeasureMachineAsync(IProgress<string>? progress, CancellationToken cancel)
    {
        await _oneAtATime.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            (WorkerSite site, PantryProcess pantry) = await OpenAsync(cancel).ConfigureAwait(false);
            return await new MachineCheck(site, pantry, progress).MeasureAsync(cancel).ConfigureAwait(false);
        }
        catch (LostPartException e)
        {
            throw new IOException(e.Message, e);
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
            _isDisposed = true;
            if (_pantry is not null) await _pantry.DisposeAsync().ConfigureAwait(false);
            _site?.Dispose();
            (_pantry, _site) = (null, null);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    // A pantry that died is replaced by the next serving.
    private async Task<(WorkerSite Site, PantryProcess Pantry)> OpenAsync(CancellationToken cancel)
    {
        _site ??= new(_command ?? WorkerCommand.Find());
        if (_pantry is { Gone.IsCompleted: true } dead)
        {
            _pantry = null;
            await dead.DisposeAsync().ConfigureAwait(false);
        }

        _pantry ??= await PantryProcess.StartAsync(_site, cancel).ConfigureAwait(false);
        return (_site, _pantry);
    }
}
