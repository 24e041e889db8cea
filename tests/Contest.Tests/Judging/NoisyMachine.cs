namespace ShortOrder.Contest.Tests.Judging;

/// <summary>A machine in fast motion: runs one after the other while something else takes cores now and then. Noise only ever adds time.</summary>
/// <param name="seed">Same seed, same disturbances.</param>
/// <param name="jitter">Mean of what every run loses anyway, as a share.</param>
/// <param name="busyShare">Share of the time in which another program is at work; 0: never.</param>
internal sealed class NoisyMachine(int seed, double jitter, double busyShare)
{
    private const double MeanBusyMs = 400;
    private const double SlowDown = 0.9; // of a plan that needs both cores, while one of them is shared

    private readonly Random _random = new(seed);
    private double _now, _nextChange = 0;
    private bool _isBusy;

    /// <summary>A quiet machine as measured: about 0.7 % of jitter.</summary>
    public static NoisyMachine Quiet(int seed) => new(seed, 0.007, 0);

    /// <summary>A machine on which another program works a third of the time.</summary>
    public static NoisyMachine Disturbed(int seed) => new(seed, 0.007, 1 / 3.0);

    /// <summary>How long a run takes that needs so many milliseconds undisturbed.</summary>
    public double Run(double needed)
    {
        double left = needed * (1 + (jitter * Exponential()));
        double started = _now;
        while (left > 0)
        {
            if (_now >= _nextChange) Change();
            double speed = _isBusy ? 1 / (1 + SlowDown) : 1;
            double step = Math.Min(left / speed, _nextChange - _now);
            _now += step;
            left -= step * speed;
        }
        return _now - started;
    }

    private void Change()
    {
        if (busyShare <= 0)
        {
            _nextChange = double.PositiveInfinity;
            return;
        }
        _isBusy = !_isBusy;
        double mean = _isBusy ? MeanBusyMs : MeanBusyMs * (1 - busyShare) / busyShare;
        _nextChange = _now + (mean * Exponential());
    }

    private double Exponential() => -Math.Log(1 - _random.NextDouble());
}
