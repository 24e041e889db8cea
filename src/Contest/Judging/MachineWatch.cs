using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using ShortOrder.Contest.Store;
using ShortOrder.Contest.Submissions;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Contest.Judging;

/// <summary>Keeps an eye on a judge's machine: measures it before the first judgement and runs the reference plan between judgements. A machine that is not what it was when it judged is put aside until it is again.</summary>
/// <remarks>Times of one machine can be compared as long as it stays the same. So it may become another one, slower or faster, only when no verdict counts any more that it came to as it was.</remarks>
internal sealed partial class MachineWatch(ContestStore store, IServingEngine engine, Rejudger rejudger, JudgeServiceOptions options)
{
    private const string NoCertificate = "{}";

    /// <summary>Reference runs of a machine that was put aside after which it is measured anew.</summary>
    private const int Patience = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly ILogger _log = options.Logs.CreateLogger<MachineWatch>();
    private Canary? _canary;
    private string? _asideBecause;

    /// <summary>What was found out about the machine before the first verdict that counts, in a former life of this judge if need be; null before that, and where nothing is measured.</summary>
    public MachineCertificate? Certificate { get; private set; }

    private TimeSpan Now => TimeSpan.FromMilliseconds(options.Time.GetTimestamp() * 1000.0 / options.Time.TimestampFrequency);

    /// <summary>Reads what a former life of this judge found out about the machine.</summary>
    public async Task RememberAsync(CancellationToken cancel)
    {
        if (!options.IsMeasured || (await store.MachinesAsync(cancel).ConfigureAwait(false)).FirstOrDefault(m => m.Name == options.Machine) is not { CertificateJson: not NoCertificate and var json }) return;
        Certificate = JsonSerializer.Deserialize(json, CertificateJson.Default.MachineCertificate);
    }

    /// <summary>Measures the machine before the first judgement. Where verdicts of a former life count, that is the first reference run that is held against them.</summary>
    public async Task CertifyAsync(CancellationToken cancel)
    {
        if (options.IsMeasured)
        {
            MachineCertificate measured = await MeasureAsync(cancel).ConfigureAwait(false);
            bool isNew = Certificate is null || !await store.HasJudgedAsync(options.Machine, cancel).ConfigureAwait(false);
            if (isNew) Certificate = measured;
            _canary = new(BaseOf(Certificate!), (decimal)Certificate!.SlowRun, Now);
            if (!isNew) _canary.Ran(measured.Runs.IsEmpty ? null : measured.Minutes, Now);
        }
        await NoteAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>A plan was judged: number of the submission.</summary>
    public void Judged(long number) => _canary?.Judged(number);

    /// <summary>Before a judgement: runs the reference plan if it is due, and does not return until the machine is as it was, or may be another one.</summary>
    public async Task CheckAsync(CancellationToken cancel)
    {
        if (_canary is not { } canary || !canary.IsDue(Now)) return;
        for (int attempt = 1; canary.IsDue(Now); attempt++)
        {
            Measurement measured = await engine.ServeAsync(Reference(repeats: null), cancel).ConfigureAwait(false);
            decimal? minutes = measured.Runs.IsEmpty || measured.Verdict != Verdict.Served ? null : measured.Minutes;
            ImmutableArray<long> doubtful = canary.Ran(minutes, Now);
            if (minutes is null && canary.State != CanaryState.Quarantined) return; // too busy to tell: the plan's own runs will say so, too
            if (!doubtful.IsEmpty) await JudgeAgainAsync(doubtful, cancel).ConfigureAwait(false);
            if (canary.State != CanaryState.Quarantined) continue;
            if (_asideBecause is null)
            {
                Quarantined(canary.Base, measured.Minutes);
                _asideBecause = Drift(measured.Minutes);
            }
            await NoteAsync(cancel).ConfigureAwait(false);
            await Task.Delay(Pause, options.Time, cancel).ConfigureAwait(false);
            if (attempt % Patience == 0) await CertifyAgainAsync(canary, cancel).ConfigureAwait(false);
        }
        _asideBecause = null;
        await NoteAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Writes down that the machine lives, and what is known of it.</summary>
    public Task NoteAsync(CancellationToken cancel)
    {
        string certificate = Certificate is null ? NoCertificate : JsonSerializer.Serialize(Certificate, CertificateJson.Default.MachineCertificate);
        JudgeMachine machine = new(options.Machine, Environment.ProcessorCount, _asideBecause, decimal.Round((decimal)(Certificate?.NoiseFloor ?? 0) * 100, 4), certificate, options.Time.GetUtcNow().ToUnixTimeMilliseconds());
        return store.WriteAsync(transaction => ContestStore.NoteMachineAsync(transaction, machine, cancel), cancel);
    }

    /// <summary>Measures a machine anew that was put aside, and lets it judge again if it is no less fit than it was, and either as fast or without a verdict that counts; otherwise says why not.</summary>
    private async Task CertifyAgainAsync(Canary canary, CancellationToken cancel)
    {
        MachineCertificate measured = await MeasureAsync(cancel).ConfigureAwait(false), before = Certificate!;
        bool isFree = !await store.HasJudgedAsync(options.Machine, cancel).ConfigureAwait(false);
        if (measured.Runs.IsEmpty || measured.Fitness > before.Fitness) _asideBecause = $"Its times have become unsteady. {measured.Sentence}";
        else if (!isFree && Math.Abs(measured.Minutes - BaseOf(before)) > canary.Tolerance * BaseOf(before)) _asideBecause = Drift(measured.Minutes);
        else
        {
            if (isFree) Certificate = measured;
            canary.Recertified(BaseOf(Certificate!), (decimal)Certificate!.SlowRun, Now);
        }
    }

    private async Task<MachineCertificate> MeasureAsync(CancellationToken cancel)
    {
        Measurement measured = await engine.ServeAsync(Reference(MachineCertificate.RunsWanted), cancel).ConfigureAwait(false);
        MachineCertificate certificate = new(options.Machine, $"{RuntimeInformation.OSDescription} {RuntimeInformation.ProcessArchitecture}", Environment.ProcessorCount, ReferencePlan.ModelMinutes,
            measured.Minutes, measured.Runs, measured.AllRuns.Count(r => r.DiscardedBecause is not null), measured.NsPerChunk);
        Certified(certificate.Sentence);
        return certificate;
    }

    private async Task JudgeAgainAsync(ImmutableArray<long> numbers, CancellationToken cancel)
    {
        List<Submission> doubtful = [];
        foreach (long number in numbers) doubtful.AddRange(await rejudger.FindAsync(new(Submission: number, Machine: options.Machine), cancel).ConfigureAwait(false));
        // Once each: a machine that never comes to rest must not keep a class waiting for ever.
        await rejudger.ApplyAsync([.. doubtful.Where(s => s.Epoch == 0).DistinctBy(s => s.Number)], cancel).ConfigureAwait(false);
    }

    private ServingOrder Reference(int? repeats) => new(ReferencePlan.LevelText, ReferencePlan.PlanText, ReferencePlan.ModelMinutes) { TempoMs = options.TempoMs, Repeats = repeats };

    /// <summary>The reference plan's time by a certificate; by the model if no run came through.</summary>
    private static decimal BaseOf(MachineCertificate certificate) => certificate.Minutes > 0 ? certificate.Minutes : certificate.ModelMinutes;

    private string Drift(decimal minutes) => FormattableString.Invariant($"The reference plan takes {minutes:0.00} minutes, and took {BaseOf(Certificate!):0.00} when this machine judged the plans whose times count; so it does not judge. ")
        + "Plug it in, set it to full performance, close browsers and other programs: it is measured again and again, and goes on by itself. If it has to stay as it is, have everything judged again, and it will judge as it is.";

    [LoggerMessage(51, LogLevel.Information, "{Sentence}")]
    private partial void Certified(string sentence);

    [LoggerMessage(52, LogLevel.Error, "The reference plan takes {Now} minutes and not {Base}: judging pauses, and what was judged since the last good run is judged again, once")]
    private partial void Quarantined(decimal @base, decimal now);
}
