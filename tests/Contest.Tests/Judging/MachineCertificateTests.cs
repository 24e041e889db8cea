using ShortOrder.Contest.Judging;

namespace ShortOrder.Contest.Tests.Judging;

public sealed class MachineCertificateTests
{
    [Theory]
    [InlineData(8.0, 8.01, MachineFitness.Fit)]
    [InlineData(8.0, 8.60, MachineFitness.Noisy)] // the two fastest are 7.5 % apart
    [InlineData(8.0, 9.60, MachineFitness.Unfit)]
    [InlineData(8.9, 8.91, MachineFitness.Noisy)] // quiet, but 11 % from the model
    [InlineData(9.9, 9.91, MachineFitness.Unfit)]
    public void Noise_and_distance_from_the_model_decide_what_a_machine_is_fit_for(double fastest, double second, MachineFitness expected)
    {
        MachineCertificate certificate = Of((decimal)fastest, (decimal)fastest, (decimal)second, 9.95m);
        Assert.Equal(expected, certificate.Fitness);
        Assert.Equal(expected != MachineFitness.Fit, certificate.Sentence.Contains("Plug it in", StringComparison.Ordinal));
    }

    [Fact]
    public void A_machine_without_counted_runs_is_unfit() => Assert.Equal(MachineFitness.Unfit, Of(0).Fitness);

    [Fact]
    public void The_slow_run_is_the_ninetieth_of_a_hundred()
    {
        MachineCertificate certificate = Of(10, [.. Enumerable.Range(0, 20).Select(i => 10 + (i / 10m))]);
        Assert.Equal(0.17, certificate.SlowRun, 6); // the 18th of 20: 11.7
        Assert.Equal(0.01, certificate.NoiseFloor, 6);
    }

    private static MachineCertificate Of(decimal minutes, params decimal[] runs) => new("here", "Linux X64", 2, 8.0m, minutes, [.. runs], 0, 11_000);
}
