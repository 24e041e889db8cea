using System.Diagnostics;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Model;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Scoring;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Execution.Tests.Measuring;

/// <summary>Plans served for real in tests, at a quick tempo and with few repeats.</summary>
internal static class Serving
{
    /// <summary>Two counted runs: the tests assert orders and wide bounds.</summary>
    public static readonly ServingOptions Quick = new() { TempoMs = 8, Repeats = 2 };

    /// <summary>Compiles a legal plan.</summary>
    public static CompiledPlan Compile(Level level, params ReadOnlySpan<Kitchen> kitchens) => Compile(level, PlanFor(level, kitchens));

    /// <summary>Compiles a legal plan.</summary>
    public static CompiledPlan Compile(Level level, Plan plan)
    {
        Assert.Empty(PlanChecker.Check(level, plan));
        return PlanCompiler.Compile(level, plan);
    }

    /// <summary>Serves it, and prints what came out beside the model's time.</summary>
    public static async Task<ServingResult> ServeAsync(this Executor executor, CompiledPlan plan, ServingOptions? options = null, IProgress<ServingProgress>? progress = null)
    {
        ServingResult result = await executor.ServeAsync(plan, options ?? Quick, progress, TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{result.Verdict}: {result.Minutes} min, model {Simulator.Run(plan).Timeline.End.Minutes}, runs {string.Join(' ', result.ElapsedMs)} ms, "
            + $"peak {result.PeakBytes / 1024} KiB. {result.Explanation} {string.Join("; ", result.Disturbances)}");
        return result;
    }

    /// <summary>Serves it for its time. On a machine that is too busy even the third time the test is skipped.</summary>
    public static async Task<ServingResult> TimeAsync(this Executor executor, CompiledPlan plan, ServingOptions? options = null)
    {
        for (int attempt = 1; attempt <= 3; attempt++)
        {
            ServingResult result = await executor.ServeAsync(plan, options, null);
            if (result.Verdict != Verdict.TooNoisy) return result;
        }

        Assert.Skip("this machine is too busy");
        throw new UnreachableException();
    }

    /// <summary>All is out and right, whatever else the machine was doing meanwhile.</summary>
    public static void AssertServed(ServingResult result)
    {
        Assert.Contains(result.Verdict, (Verdict[])[Verdict.Served, Verdict.TooNoisy]);
        Assert.True(result.IsChecksumRight);
    }
}
