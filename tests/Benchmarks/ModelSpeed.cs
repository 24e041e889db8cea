using System.Diagnostics;
using System.Globalization;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Model;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Support;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Benchmarks;

/// <summary>The orders that the model's speed is quoted for.</summary>
internal static class SpeedCases
{
    /// <summary>Name, level and plan of each.</summary>
    public static IReadOnlyList<(string Name, Level Level, Plan Plan)> All { get; } = [.. Make()];

    private static IEnumerable<(string, Level, Plan)> Make()
    {
        Level guests = Order(Spec("guest", Cpu(0.02m), Io(10), Cpu(0.02m)) with { Count = 1000 });
        yield return ("1,000 tasks on a loop", guests, PlanFor(guests, Home(Loop("guest"))));
        yield return ("1,000 tasks on 50 threads", guests, PlanFor(guests, Home(Pool(50, "guest"))));
        Level kneads = Order([.. Enumerable.Range(0, 20).Select(i => Spec($"k{i}", Cpu(100)))]);
        yield return ("20 hands-on threads, hat passed 8,000 times", kneads, PlanFor(kneads, Home([.. Enumerable.Range(0, 20).Select(i => Thread($"k{i}"))])));
        Level lunch = LevelFiles.Find("sunday-lunch");
        yield return ("sunday lunch by hand", lunch, lunch.Plans[^1].Plan);
    }
}

/// <summary>Events a second and predictions a second, by a plain loop.</summary>
internal static class ModelSpeed
{
    private const double LeastEventsPerSecond = 1_000_000, MostMillisecondsOfThousand = 16;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(2);

    /// <summary>Prints a line per case; 0 if the quality bars of DESIGN section 13 are met.</summary>
    public static int Run(TextWriter output)
    {
        bool isFast = true;
        output.WriteLine($"{"order",-46} {"events/run",10} {"M events/s",11} {"untraced",9} {"check+compile ms",17} {"predict ms",11}");
        foreach ((string name, Level level, Plan plan) in SpeedCases.All)
        {
            CompiledPlan compiled = PlanCompiler.Compile(level, plan);
            long events = Simulator.Run(compiled).Events;
            double traced = Seconds(() => Simulator.Run(compiled)), untraced = Seconds(() => Simulator.RunUntraced(compiled));
            double whole = Seconds(() => ModelRun.Serve(level, plan)), prepare = Seconds(() => PlanCompiler.Compile(level, plan));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name,-46} {events,10:#,0} {events / traced / 1e6,11:0.00} {events / untraced / 1e6,9:0.00} {prepare * 1e3,17:0.000} {whole * 1e3,11:0.000}"));
            if (events > 1_000) isFast &= events / traced >= LeastEventsPerSecond;
            isFast &= whole * 1e3 < MostMillisecondsOfThousand;
        }
        return isFast ? 0 : 1;
    }

    /// <summary>Seconds of one call: the fastest of many short batches, since outside noise only adds.</summary>
    private static double Seconds(Action call)
    {
        for (int i = 0; i < 20; i++) call();
        double fastest = double.MaxValue;
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < Length;)
        {
            long batch = Stopwatch.GetTimestamp();
            int calls = 0;
            do
            {
                call();
                calls++;
            }
            while (Stopwatch.GetElapsedTime(batch).TotalMilliseconds < 5);
            fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(batch).TotalSeconds / calls);
        }
        return fastest;
    }
}

/// <summary>The same cases under BenchmarkDotNet, with allocations.</summary>
[MemoryDiagnoser]
public class ModelBenchmarks
{
    private CompiledPlan _compiled = null!;

    /// <summary>Index of the case.</summary>
    [Params(0, 1, 2, 3)]
    public int Case { get; set; }

    /// <summary>Compiles once.</summary>
    [GlobalSetup]
    public void Compile() => _compiled = PlanCompiler.Compile(SpeedCases.All[Case].Level, SpeedCases.All[Case].Plan);

    /// <summary>With spans, as the board shows it.</summary>
    [Benchmark]
    public long Traced() => Simulator.Run(_compiled).Events;

    /// <summary>Without, as searches use it.</summary>
    [Benchmark]
    public long Untraced() => Simulator.RunUntraced(_compiled).Events;

    /// <summary>Runs all in this process.</summary>
    internal static int Run()
    {
        BenchmarkRunner.Run<ModelBenchmarks>(ManualConfig.Create(DefaultConfig.Instance).AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance)));
        return 0;
    }
}
