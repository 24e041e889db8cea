using System.Collections.Immutable;

namespace ShortOrder.Contest.Judging;

/// <summary>What a judge machine may be used for.</summary>
public enum MachineFitness
{
    /// <summary>Quiet enough to rank.</summary>
    Fit,

    /// <summary>Ranks, but the teacher is warned.</summary>
    Noisy,

    /// <summary>Ranks only if the teacher insists, which the export then says.</summary>
    Unfit,
}

/// <summary>How exactly a machine measures, from runs of the reference plan before the first judgement. Part of every export.</summary>
/// <param name="Machine">Name of the machine.</param>
/// <param name="System">Operating system and processor architecture.</param>
/// <param name="Cores">Cores that it gives to plans.</param>
/// <param name="ModelMinutes">What the model predicts for the reference plan.</param>
/// <param name="Minutes">The reference plan's time here: mean of the two fastest runs, in kitchen minutes.</param>
/// <param name="Runs">Every counted run of it, in kitchen minutes.</param>
/// <param name="Discarded">Runs that something outside disturbed.</param>
/// <param name="NsPerChunk">Nanoseconds of a chunk of work; 0 if unknown.</param>
public sealed record MachineCertificate(
    string Machine, string System, int Cores, decimal ModelMinutes, decimal Minutes, ImmutableArray<decimal> Runs, int Discarded, double NsPerChunk)
{
    /// <summary>Runs of the reference plan that a certificate asks for.</summary>
    public const int RunsWanted = 20;

    private const double MostNoise = 0.05, MostBearableNoise = 0.15;
    private const decimal MostDeviation = 0.08m;

    /// <summary>How far the second fastest run is above the fastest, as a share.</summary>
    public double NoiseFloor => Runs.Length < 2 ? 1 : NoiseBand.Gap(Runs);

    /// <summary>How far a slow run, the 90th of a hundred, is above the fastest, as a share.</summary>
    public double SlowRun
    {
        get
        {
            if (Runs.Length < 2) return 1;
            decimal[] sorted = [.. Runs.Order()];
            return (double)((sorted[(int)(0.9 * (sorted.Length - 1))] / sorted[0]) - 1);
        }
    }

    /// <summary>How far the machine is from what the model predicts, as a share: what the calibration could not make up for.</summary>
    public decimal Deviation => ModelMinutes <= 0 ? 0 : Math.Abs(Minutes - ModelMinutes) / ModelMinutes;

    /// <summary>Whether it may rank. A machine on which the reference plan does not take its time scales CPU and waits differently, and cannot be one of several.</summary>
    public MachineFitness Fitness =>
        NoiseFloor > MostBearableNoise || Deviation > 2 * MostDeviation || Runs.Length < 2 ? MachineFitness.Unfit
        : NoiseFloor > MostNoise || Deviation > MostDeviation ? MachineFitness.Noisy
        : MachineFitness.Fit;

    /// <summary>One sentence for the teacher: what was measured, and what to do where that is too much.</summary>
    public string Sentence
    {
        get
        {
            string measured = FormattableString.Invariant($"{Machine}: noise floor {NoiseFloor:0.0%}, slow runs {SlowRun:0.0%}, {Deviation:0.0%} from the model, {Discarded} runs disturbed");
            return Fitness == MachineFitness.Fit ? measured + "." : measured + ". Plug it in, set it to full performance, close browsers and other programs, and measure again.";
        }
    }
}
