using System.Globalization;
using System.Text.Json;
using ShortOrder.Game.Export.Python;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Support;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Game.Tests.Export.Python;

/// <summary>Times of real programs as ratios to the synchronous one, the fastest of several runs in turns. The slack is wide: this is no measurement (the benchmark is), only a guard against a wrong program.</summary>
public sealed class PythonRatioTests
{
    private const int Attempts = 6;

    [Theory]
    [InlineData("wrong-van", "best", "threading", 0, 0.3)] // ten calls on hold: 6.09 of 51
    [InlineData("wrong-van", "best", "futures", 0, 0.3)]
    [InlineData("the-old-thermometer", "best", "asyncio", 0, 0.6)] // 8.5 of 27
    [InlineData("the-old-thermometer", "best", "trio", 0, 0.6)]
    [InlineData("the-old-thermometer", "best", "twisted", 0, 0.6)]
    public Task Waits_go_on_at_the_same_time(string level, string plan, string library, double atLeast, double atMost) =>
        Ratio(LevelFiles.Find(level), LevelFiles.Find(level).Plans.Single(p => p.Name == plan).Plan, library, atLeast, atMost);

    [Theory]
    [InlineData("threading", 0.7, 1.5)]
    [InlineData("asyncio", 0.7, 1.3)]
    [InlineData("gevent", 0.7, 1.3)]
    public Task Hands_on_work_under_one_GIL_takes_as_long_as_one_after_another(string library, double atLeast, double atMost)
    {
        Level level = OrderBuilder.Order(OrderBuilder.Spec("dough", OrderBuilder.Cpu(8)), OrderBuilder.Spec("stock", OrderBuilder.Cpu(8)));
        Kitchen home = library switch { "threading" => Home(Main("dough"), Thread("stock")), "gevent" => Home(Greenlets("dough", "stock")), _ => Home(Loop("dough", "stock")) };
        return Ratio(level, PlanFor(level, home), library, atLeast, atMost);
    }

    /// <summary>Runs both in turns until the ratio of the fastest is where it must be: what disturbs a run only ever adds time to it.</summary>
    private static async Task Ratio(Level level, Plan plan, string library, double atLeast, double atMost)
    {
        PythonLibrary with = PythonLibrary.All.Single(l => l.Name == library);
        await ExportedRun.Needs(with);
        string folder = Directory.CreateTempSubdirectory("shortorder-ratio-").FullName;
        try
        {
            string one = Path.Combine(folder, "with-sync.py"), other = Path.Combine(folder, "with-other.py");
            File.WriteAllText(one, PythonWriter.Write(PlanCompiler.Compile(level, PlanFor(level, Home(Main([.. level.Tasks.Select(t => t.Id)])))), "sync").Text);
            File.WriteAllText(other, PythonWriter.Write(PlanCompiler.Compile(level, plan), "other", with).Text);
            (double sync, long rounds) = await Run(one, null);
            double best = double.MaxValue;
            for (int attempt = 1; ; attempt++)
            {
                best = Math.Min(best, (await Run(other, rounds)).Minutes);
                double ratio = best / sync;
                if (ratio >= atLeast && ratio <= atMost) return;
                Assert.True(attempt < Attempts, $"{library} takes {ratio:0.00} of the synchronous program's time");
                sync = Math.Min(sync, (await Run(one, rounds)).Minutes);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(double Minutes, long Rounds)> Run(string file, long? rounds)
    {
        string[] told = rounds is { } known ? ["--rounds", known.ToString(CultureInfo.InvariantCulture)] : [];
        (int code, string output, string error) = await PythonTools.Python([file, "--json", .. told]);
        Assert.True(code == 0, error);
        using JsonDocument report = JsonDocument.Parse(output);
        return (report.RootElement.GetProperty("minutes").GetDouble(), report.RootElement.GetProperty("rounds").GetInt64());
    }
}
