using System.Globalization;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Support;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Game.Tests.Export.Python;

/// <summary>Programs of event loops and greenlets, run by Python. Only orders are compared that no noise can change, and bounds that only waits in a row can break.</summary>
public sealed class LoopProgramTests
{
    private static readonly string[] Loops = ["asyncio", "trio", "curio", "twisted"], Greens = ["gevent", "eventlet"];

    public static TheoryData<string> EveryLoop => [.. Loops];

    public static TheoryData<string> EveryGreen => [.. Greens];

    [Theory]
    [MemberData(nameof(EveryLoop))]
    public async Task Bread_that_gives_way_three_times_lets_the_soup_be_first(string library)
    {
        Assert.Equal("bread", (await Dishes("giving-way", "no-yield", library))[0]);

        bool isSoupFirst = false; // unless the answer comes so late that the bread is done
        for (int attempt = 1; attempt <= 5 && !isSoupFirst; attempt++) isSoupFirst = (await Dishes("giving-way", "best", library))[0] == "soup";
        Assert.True(isSoupFirst);
    }

    [Theory]
    [MemberData(nameof(EveryLoop))]
    public async Task Whoever_holds_the_thermometer_holds_the_loop(string library) =>
        Assert.Equal(["thermometer", "order#1", "order#2", "order#3"], Sorted(await Dishes("the-old-thermometer", "trap", library), from: 1));

    [Theory]
    [MemberData(nameof(EveryLoop))]
    public async Task A_helper_holds_the_thermometer_and_nobody_waits_for_it(string library) =>
        Assert.Equal(["order#1", "order#2", "order#3", "thermometer"], Sorted(await Dishes("the-old-thermometer", "best", library), from: 0));

    [Theory]
    [MemberData(nameof(EveryLoop))]
    public async Task The_van_takes_loaves_in_the_order_in_which_they_were_begun(string library)
    {
        foreach (string plan in (string[])["naive", "best", "one-loaf-at-a-time"])
            Assert.Equal(Enumerable.Range(1, 8).Select(n => string.Create(CultureInfo.InvariantCulture, $"loaf#{n}")), (await Dishes("the-shelf", plan, library)).Where(d => d != "icing"));
    }

    [Theory]
    [MemberData(nameof(EveryLoop))]
    public async Task Two_hundred_guests_wait_at_once(string library)
    {
        (string[] dishes, decimal minutes) = await Run(ModelRun.Serve(LevelFiles.Find("two-hundred-tables"), PlanOf("two-hundred-tables", "best")), library);

        Assert.Equal(200, dishes.Distinct().Count());
        Assert.InRange(minutes, 13, 1500); // one after another they need 200 times 10
    }

    [Theory]
    [MemberData(nameof(EveryLoop))]
    public async Task Calls_find_their_lines(string library)
    {
        foreach (string plan in (string[])["trap", "best", "one-more"])
            Assert.Equal(20, (await Dishes("five-telephone-lines", plan, library)).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(EveryGreen))]
    public async Task Only_what_begins_after_the_incantation_gives_way(string library)
    {
        string[] dishes = await Dishes("the-voodoo-patch", "trap", library);
        Assert.Equal(["recipe#1", "recipe#2", "patch"], dishes[..3]);
        Assert.Equal(["iron", "recipe#3", "recipe#4", "recipe#5"], dishes[3..].Order(StringComparer.Ordinal));

        Assert.Equal(["recipe#1", "recipe#2", "recipe#3", "recipe#4", "recipe#5", "iron", "patch"], await Dishes("the-voodoo-patch", "never-patched", library));
        Assert.Equal(["patch", "iron"], (await Dishes("the-voodoo-patch", "iron-first", library))[..2]);
        Assert.Equal("patch", (await Dishes("the-voodoo-patch", "helper", library))[0]);
        Assert.Equal(7, (await Dishes("the-voodoo-patch", "best", library)).Length);
    }

    [Theory]
    [MemberData(nameof(EveryLoop))]
    public async Task A_loop_does_everything_that_a_plan_can_say(string library)
    {
        Level level = Busy();
        await Everything(level, PlanFor(level, Home(Loop([.. level.Tasks.Select(t => t.Id)]) with { Limit = 12 })), library);
        await Everything(level, PlanFor(level, Home(Loop("guest", "call", "jar"), Thread("press", "helped"), Pool(2, "oven", "late", "slow", "patient"), Thread("last"))), library);
        await Everything(level, PlanFor(level, Home(Main("press", "last"), Loop("guest", "call", "jar", "helped", "late", "slow", "patient", "oven"))), library, offloads: false);
    }

    [Theory]
    [MemberData(nameof(EveryLoop))]
    public async Task A_loop_hands_steps_to_another_kitchen(string library)
    {
        Level level = Order(Spec("guest", Cpu(0.1m), Io(0.5m)) with { Count = 3 }, Spec("slow", Io(0.5m, blocking: true), Cpu(0.1m)), Spec("heavy", Cpu(1), Cpu(0.2m)) with { Crate = Crate(0.1m, 0.1m) });
        level = level with { Allow = level.Allow with { Callbacks = true } };
        foreach (Lane lane in (Lane[])[Loop("guest", "slow", "heavy"), Callbacks("guest", "slow", "heavy")])
        {
            Plan plan = PlanFor(level, Home(lane), Annex("annex", Main())) with { Offloads = [Offload("slow", 0, "annex"), Offload("heavy", 0, "annex")] };
            using ExportedPrograms programs = new();
            programs.Add(level, plan, "elsewhere");
            await programs.MustBeCleanAsync();
            Assert.Equal(5, (await Run(ModelRun.Serve(level, plan), library)).Dishes.Length);
        }
    }

    [Fact]
    public async Task Callbacks_do_everything_that_a_plan_can_say()
    {
        Level level = Busy();
        await Everything(level, PlanFor(level, Home(Callbacks([.. level.Tasks.Select(t => t.Id)]) with { Limit = 12 })), "twisted");
        await Everything(level, PlanFor(level, Home(Callbacks("guest", "call", "jar"), Thread("press", "helped"), Pool(2, "oven", "late", "slow", "patient"), Thread("last"))), "twisted");
    }

    [Theory]
    [MemberData(nameof(EveryGreen))]
    public async Task Greenlets_do_everything_that_a_plan_can_say(string library)
    {
        Level level = Busy();
        await Everything(level, PlanFor(level, Home(Greenlets([.. level.Tasks.Select(t => t.Id)]) with { Limit = 12 })), library);
        await Everything(level, PlanFor(level, Home(Main("press", "last"), Pool(2, "oven"), Greenlets("guest", "call", "jar", "helped", "late", "slow", "patient"))), library, offloads: false);
    }

    /// <summary>Tools of each kind, a lock, an arrival, tasks that wait for others, waits that hold the thread, helpers with one and with several statements.</summary>
    private static Level Busy()
    {
        Level level = Order(
            Spec("guest", Cpu(0.1m), Io(0.5m, "table"), Cpu(0.1m)) with { Count = 6 },
            Spec("call", Cpu(0.1m), Io(0.5m, "phone")) with { Count = 6 },
            Spec("press", Io(0.5m, "machine"), Io(0.5m, "machine"), Take("table"), Cpu(0.1m), Drop("table")) with { Count = 2 },
            Spec("jar", Cpu(0.1m, read: "jar"), Io(0.2m), Cpu(0.1m, write: "jar")) with { Count = 3 },
            Spec("helped", Cpu(0.5m, read: "jar", write: "jar"), Io(0.5m), Cpu(0.2m, read: "jar"), Cpu(0.1m, write: "jar")),
            Spec("late", Cpu(0.5m)) with { Arrives = Minutes(1) },
            Spec("slow", Cpu(0.2m), Io(0.5m, blocking: true)),
            Spec("oven", Cpu(0.1m), Io(0.2m, "oven")) with { Count = 2 },
            Spec("patient", Io(0.2m, "shelf"), Cpu(1)) with { After = ["guest", "late"] },
            Spec("last", Cpu(0.1m)) with { After = ["patient", "press", "helped"] });
        return level with
        {
            Allow = level.Allow with { Callbacks = true },
            Tools = [.. level.Tools.Select(t => t.Id switch { "table" => t with { Places = 2 }, "machine" => t with { SelfServe = true }, "oven" or "shelf" => t, _ => t with { Refuses = new(Minutes(0.2m), Minutes(0.4m)) } })],
        };
    }

    private static async Task Everything(Level level, Plan plan, string library, bool offloads = true)
    {
        bool isOneThread = plan.Kitchens[0].Lanes.Length == 1;
        plan = plan with
        {
            Locks = [Lock("jar", "jar", 0, 2)],
            Yields = isOneThread ? [Yield("patient", 1, 0.5m), Yield("late", 0, 0.2m)] : [],
            Offloads = isOneThread && offloads ? [Offload("helped", 0), Offload("helped", 1), Offload("helped", 2), Offload("guest#2", 1), Offload("slow", 0)] : [],
        };
        Assert.Empty(PlanChecker.Check(level, plan));
        ModelRun model = ModelRun.Serve(level, plan);
        using ExportedPrograms programs = new();
        programs.Add(level, plan, "everything");
        await programs.MustBeCleanAsync();
        (string[] dishes, _) = await Run(model, library);
        Assert.Equal(model.Compiled.Tasks.Select(t => t.Name).Order(StringComparer.Ordinal), dishes.Order(StringComparer.Ordinal));
        Assert.All(level.Tasks.SelectMany(t => t.After.Select(before => (t.Id, before))), pair => Assert.True(
            Array.FindLastIndex(dishes, d => d == pair.before || d.StartsWith($"{pair.before}#", StringComparison.Ordinal)) < Array.IndexOf(dishes, pair.Id), string.Join(" ", dishes)));
    }

    private static Plan PlanOf(string level, string plan) => LevelFiles.Find(level).Plans.Single(p => p.Name == plan).Plan;

    private static async Task<string[]> Dishes(string level, string plan, string library) => (await Run(ModelRun.Serve(LevelFiles.Find(level), PlanOf(level, plan)), library)).Dishes;

    /// <summary>The last dishes in the order of their names: those that are ready at the same time may come in any.</summary>
    private static string[] Sorted(string[] dishes, int from) => [.. dishes[..from], .. dishes[from..].Order(StringComparer.Ordinal)];

    private static async Task<(string[] Dishes, decimal Minutes)> Run(ModelRun model, string library)
    {
        ExportedRun run = await ExportedRun.Of(model, library);
        Assert.True(run.Minutes > 0.85m * model.Minutes, $"{run.Minutes} minutes, the model says {model.Minutes}");
        return (run.Dishes, run.Minutes);
    }
}
