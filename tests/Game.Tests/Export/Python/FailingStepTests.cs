using System.Text.Json;
using ShortOrder.Game.Commands;
using ShortOrder.Game.Tests.Commands;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Support;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Game.Tests.Export.Python;

/// <summary>Steps that fail at first, in programs run by Python.</summary>
public sealed class FailingStepTests
{
    private static readonly string[] All = ["call", "helped", "press", "doomed", "after", "last"];

    public static TheoryData<string> EveryLibrary => ["sync", "threading", "futures", "asyncio", "trio", "curio", "twisted", "twisted callbacks", "gevent", "eventlet"];

    [Theory]
    [MemberData(nameof(EveryLibrary))]
    public async Task A_try_repeats_the_whole_step_until_it_succeeds(string library)
    {
        Plan plan = PlanOf(library) with { Tries = [Try("call", 1), Try("helped", 0), Try("press", 0), Try("doomed", 1)] };

        ExportedRun run = await Run(plan, library);

        Assert.Equal(8, run.Dishes.Length);
        Assert.True(run.Minutes > 3 * 0.5m, $"{run.Minutes} minutes"); // a call fails twice
    }

    [Theory]
    [MemberData(nameof(EveryLibrary))]
    public async Task An_error_that_nobody_catches_ends_its_task_and_frees_what_it_held(string library)
    {
        Assert.SkipWhen(library == "twisted callbacks", "nobody hears of it there: there is a test of its own");
        Plan plan = PlanOf(library) with { Tries = [Try("call", 1), Try("helped", 0), Try("press", 0)] };

        ExportedRun run = await Run(plan, library);

        Assert.Equal(["doomed"], run.Errors);
        Assert.Equal(["after", "call#1", "call#2", "call#3", "helped", "last", "press"], run.Dishes.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("no-try", "uncaught-error", "fish never came: “the van comes” failed, and without a try on it the error ended the task.")]
    [InlineData("trap", "deadlock", "Deadlock: Python waits at line ")]
    [InlineData("best", "served", "Every dish is out, whole and in time.")]
    [InlineData("one-errback", "over-budget", "Over budget: cards is 7, at most 6 allowed.")]
    public async Task Callback_cards_ends_in_Python_as_in_the_model(string plan, string verdict, string explanation)
    {
        await ExportedRun.Needs(Game.Export.Python.PythonLibrary.All.Single(l => l.Name == (plan is "trap" or "one-errback" ? "twisted" : "asyncio")));
        CommandRun run = await CommandRun.Of("run", "callback-cards", plan, "--engine", "python", "--repeats", "1", "--tempo", "8", "--json");

        using JsonDocument report = JsonDocument.Parse(run.Out);
        Assert.Equal(verdict, report.RootElement.GetProperty("verdict").GetString());
        Assert.StartsWith(explanation, report.RootElement.GetProperty("explanation").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coroutines_cannot_write_an_error_that_nobody_hears()
    {
        CommandRun run = await CommandRun.Of("export", "callback-cards", "trap", "--to", "python", "--with", "asyncio");

        Assert.Equal(ExitCodes.Failed, run.Code);
        Assert.Equal("asyncio has nothing to do in this plan; what has: twisted\n", run.Error);
    }

    private static Plan PlanOf(string library)
    {
        Lane lane = library switch
        {
            "sync" => Main(All),
            "threading" or "futures" => Pool(2, All),
            "gevent" or "eventlet" => Greenlets(All),
            "twisted callbacks" => Callbacks(All),
            _ => Loop(All),
        };
        bool canOffload = lane.Kind is LaneKind.Loop or LaneKind.Greenlets;
        return PlanFor(Order(), Home(lane)) with { Offloads = canOffload ? [Offload("helped", 0)] : [], Locks = [Lock("jar", "doomed", 1, 1), Lock("jar", "after", 1, 1)] };
    }

    private static async Task<ExportedRun> Run(Plan plan, string library)
    {
        Level level = Failing();
        plan = plan with { Level = level.Id };
        Assert.Empty(PlanChecker.Check(level, plan));
        using ExportedPrograms programs = new();
        programs.Add(level, plan, "failing");
        await programs.MustBeCleanAsync();
        return await ExportedRun.Of(ModelRun.Serve(level, plan), library.Split(' ')[0]);
    }

    /// <summary>Failing steps of each kind: through a tool, by a helper, holding the thread, under a tool and a lock that somebody else wants.</summary>
    private static Level Failing() => WithCallbacks(Order(
        Spec("call", Cpu(0.1m), Io(0.5m, "phone", fails: 2), Cpu(0.1m)) with { Count = 3 },
        Spec("helped", Io(0.3m, fails: 1), Cpu(0.1m)),
        Spec("press", Io(0.3m, blocking: true, fails: 1), Cpu(0.1m)),
        Spec("doomed", Take("table"), Io(0.3m, fails: 1), Drop("table"), Cpu(0.1m, read: "jar")),
        Spec("after", Take("table"), Cpu(0.1m), Drop("table"), Cpu(0.1m, read: "jar", write: "jar")),
        Spec("last", Cpu(0.1m))));

    private static Level WithCallbacks(Level level) => level with { Allow = level.Allow with { Callbacks = true } };
}
