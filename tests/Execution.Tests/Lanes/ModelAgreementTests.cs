using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Execution.Tests.Lanes;

/// <summary>Every kind of lane, really run: the data flow is right and the time is about the model's.</summary>
public sealed class ModelAgreementTests(ITestOutputHelper output)
{
    private static readonly Level Breakfast = Order(Spec("coffee", Cpu(1), Io(4, "kettle"), Cpu(1)), Spec("sandwich", Cpu(3)), Spec("eggs", Io(5, "pan"), Cpu(1)));

    private static readonly Level Shipping = Order(
        Spec("dough", Cpu(4)) with { Crate = Crate(0.5m, 0.5m) },
        Spec("stock", Cpu(2), Io(3), Cpu(1)) with { Crate = Crate(0.25m, 0.25m) },
        Spec("bread", Cpu(2), Io(2)) with { After = ["dough"] });

    public static TheoryData<string> Lanes => [.. Plans.Keys];

    private static Dictionary<string, (Level Level, Plan Plan)> Plans { get; } = new()
    {
        ["main"] = (Breakfast, PlanFor(Breakfast, Home(Main("coffee", "sandwich", "eggs")))),
        ["manual"] = (Breakfast, PlanFor(Breakfast, Home(Manual("coffee.0", "eggs.0", "sandwich.0", "coffee.2", "eggs.1")))),
        ["manual without equipment"] = (Breakfast, PlanFor(Breakfast, Home(Manual("sandwich.0"), Main("coffee", "eggs")))),
        ["threads"] = (Breakfast, PlanFor(Breakfast, Home(Main("coffee"), Thread("sandwich"), Thread("eggs")))),
        ["pool"] = (Breakfast, PlanFor(Breakfast, Home(Pool(2, "coffee", "sandwich", "eggs")))),
        ["loop"] = (Breakfast, PlanFor(Breakfast, Home(Loop("coffee", "sandwich", "eggs")))),
        ["greenlets"] = (Breakfast, PlanFor(Breakfast, Home(Greenlets("coffee", "sandwich", "eggs")))),
        ["limit"] = (Breakfast, PlanFor(Breakfast, Home(Loop("coffee", "sandwich", "eggs") with { Limit = 1 }))),
        ["offload"] = (Breakfast, PlanFor(Breakfast, Home(Loop("coffee", "sandwich", "eggs"))) with { Offloads = [Offload("sandwich", 0)] }),
        ["kitchens"] = (Shipping, PlanFor(Shipping, Home(Main("bread")), Annex("annex", Main("dough", "stock")))),
        ["copies"] = (Shipping, PlanFor(Shipping, Home(Main("bread")), Annexes("annex", 2, "dough", "stock"))),
        ["offload abroad"] = (Shipping, PlanFor(Shipping, Home(Loop("dough", "stock", "bread")), Annex("annex")) with { Offloads = [Offload("stock", 0, "annex")] }),
    };

    [Theory]
    [MemberData(nameof(Lanes))]
    public void The_data_flow_is_right_and_the_time_is_about_the_models(string lane)
    {
        RealRun run = RealRun.Serve(Plans[lane].Level, Plans[lane].Plan);
        output.WriteLine($"{lane}: real {run.Minutes:F3}, model {run.ModelMinutes:F3}, off {(run.Minutes / run.ModelMinutes - 1) * 100:F1} %, {run.Disturbance}");

        run.MustBeRight();
        RealRun.MustBeWithin(run.ModelMinutes * 0.97m, (run.ModelMinutes * 1.1m) + 0.1m, runs => runs[0].Minutes, run);
    }

    [Fact]
    public void A_loop_is_as_right_on_systems_without_epoll()
    {
        (Level level, Plan plan) = Plans["offload"];
        RealRun run = RealRun.Serve(level, plan, isPortable: true);

        run.MustBeRight();
        RealRun.MustBeWithin(run.ModelMinutes * 0.97m, run.ModelMinutes * 1.3m, runs => runs[0].Minutes, run);
    }
}
