using CsCheck;
using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using static ShortOrder.Support.OrderBuilder;

namespace ShortOrder.Simulation.Tests.Inspection;

public sealed class InspectorTests
{
    private static readonly Level LostJar = Order(Spec("courier", Cpu(0.5m), Io(6), Cpu(1, read: "jar"), Cpu(1, write: "jar")) with { Count = 3 }) with { Shared = ["jar"] };

    private static readonly Level OvenAndTray = Order(
        Spec("roast", Take("oven"), Cpu(1), Io(4), Take("tray"), Io(3), Drop("tray"), Drop("oven")),
        Spec("bake", Take("tray"), Cpu(2), Take("oven"), Io(4), Drop("oven"), Drop("tray"))) with
    { Tools = [new("oven", 1, false), new("tray", 1, false)] };

    [Fact]
    public void Couriers_without_a_lock_lose_an_update_after_two_switches()
    {
        // One reads, another reads and writes, the first writes what it read: the hat moves twice.
        ShortOrder.Simulation.Inspection.Inspection found = Inspect(LostJar, Pool("courier", 3));
        Assert.Equal(InspectionVerdict.Race, found.Verdict);
        Assert.Equal(2, found.Switches);
        Assert.Equal(["reads jar", "reads jar", "writes jar", "writes jar"], found.Schedule.Select(m => m.What).Where(w => w.Contains("jar", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_lock_around_read_and_write_makes_them_safe() =>
        Assert.Equal(InspectionVerdict.Safe, Inspect(LostJar, Pool("courier", 3), new LockPlan("jar", new("courier"), 2, 3)).Verdict);

    [Fact]
    public void A_lock_around_the_read_alone_does_not() =>
        Assert.Equal(InspectionVerdict.Race, Inspect(LostJar, Pool("courier", 3), new LockPlan("jar", new("courier"), 2, 2)).Verdict);

    [Fact]
    public void Coroutines_race_only_where_they_give_way()
    {
        Assert.Equal(InspectionVerdict.Safe, Inspect(LostJar, Loop("courier")).Verdict);
        Level asked = Order(Spec("courier", Cpu(1, read: "jar"), Io(1), Cpu(1, write: "jar")) with { Count = 2 }) with { Shared = ["jar"] };
        Assert.Equal(InspectionVerdict.Race, Inspect(asked, Loop("courier")).Verdict);
    }

    [Fact]
    public void On_a_loop_a_switch_is_a_change_of_coroutine()
    {
        // Both have read and are away: one comes back and writes, then the other writes what it read before.
        Level asked = Order(Spec("courier", Cpu(1, read: "jar"), Io(1), Cpu(1, write: "jar")) with { Count = 2 }) with { Shared = ["jar"] };
        ShortOrder.Simulation.Inspection.Inspection found = Inspect(asked, Loop("courier"));
        Assert.Equal([true, false, false, true, false], Enumerable.Range(0, found.Schedule.Length).Skip(1).Select(found.IsSwitch));
        Assert.Equal(["reads jar", "reads jar", "the wait ends", "writes jar", "the wait ends", "writes jar"], found.Schedule.Select(m => m.What));
        Assert.Equal(2, found.Switches);
    }

    [Fact]
    public void A_goal_passes_over_the_other_trouble()
    {
        Level both = Order(
            Spec("a", Cpu(1, read: "jar"), Cpu(1, write: "jar"), Take("oven"), Cpu(1), Take("tray"), Cpu(1), Drop("tray"), Drop("oven")),
            Spec("b", Cpu(1, read: "jar"), Cpu(1, write: "jar"), Take("tray"), Cpu(1), Take("oven"), Cpu(1), Drop("oven"), Drop("tray"))) with
        { Shared = ["jar"], Tools = OvenAndTray.Tools };
        CompiledPlan plan = Compile(both, [Lane(LaneKind.Main, "a"), Lane(LaneKind.Thread, "b")], []);

        Assert.Equal(InspectionVerdict.Race, Search(plan, InspectionVerdict.Race));
        Assert.Equal(InspectionVerdict.Deadlock, Search(plan, InspectionVerdict.Deadlock));
        Assert.Equal(InspectionVerdict.Safe, Search(Compile(LostJar, [Pool("courier", 3)], []), InspectionVerdict.Deadlock));
    }

    [Fact]
    public void Two_orders_of_taking_get_stuck_after_one_switch()
    {
        ShortOrder.Simulation.Inspection.Inspection found = Inspect(OvenAndTray, Lane(LaneKind.Main, "roast"), Lane(LaneKind.Thread, "bake"));
        Assert.Equal(InspectionVerdict.Deadlock, found.Verdict);
        Assert.Contains("roast waits for tray, bake waits for oven", found.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void One_lane_cannot_get_stuck_over_its_own_tools() =>
        Assert.Equal(InspectionVerdict.Safe, Inspect(OvenAndTray, Lane(LaneKind.Main, "roast", "bake")).Verdict);

    [Fact]
    public void Waiting_for_a_later_task_of_the_same_lane_is_a_deadlock()
    {
        Level level = Order(Spec("icing", Cpu(1)) with { After = ["cake"] }, Spec("cake", Cpu(1)));
        Assert.Equal(InspectionVerdict.Deadlock, Inspect(level, Lane(LaneKind.Main, "icing", "cake")).Verdict);
        Assert.Equal(InspectionVerdict.Safe, Inspect(level, Lane(LaneKind.Main, "cake", "icing")).Verdict);
        Assert.Equal(InspectionVerdict.Safe, Inspect(level, Lane(LaneKind.Loop, "icing", "cake")).Verdict);
    }

    [Fact]
    public void A_limit_of_one_can_starve_what_it_waits_for()
    {
        Level level = Order(Spec("icing", Io(1)) with { After = ["cake"] }, Spec("cake", Io(1)));
        Assert.Equal(InspectionVerdict.Deadlock, Inspect(level, Loop("icing", "cake") with { Limit = 1 }).Verdict);
    }

    [Fact]
    public void An_exhausted_budget_is_never_called_safe() =>
        Assert.Equal(InspectionVerdict.Unknown, Inspector.Inspect(Compile(LostJar, [Pool("courier", 3)], [new("jar", new("courier"), 2, 3)]), budget: 3, TestContext.Current.CancellationToken).Verdict);

    [Fact]
    public void A_crowd_ends_in_bounded_time_without_a_promise()
    {
        Level crowd = Order(Spec("guest", Cpu(0.1m, read: "jar"), Io(1), Cpu(0.1m, write: "jar")) with { Count = 9_000 }) with { Shared = ["jar"] };
        Assert.Equal(InspectionVerdict.Unknown, Inspect(crowd, Pool("guest", 1_000), new LockPlan("jar", new("guest"), 0, 2)).Verdict);
    }

    [Fact]
    public void It_agrees_with_brute_force_on_small_plans()
    {
        Gen.Int[0, int.MaxValue - 1].Sample(seed =>
        {
            (Level level, Plan plan) = SmallPlan.From(seed);
            CompiledPlan compiled = PlanCompiler.Compile(level, plan);
            IReadOnlyList<InspectionVerdict> possible = BruteForce.Explore(compiled);
            Assert.Contains(Inspector.Inspect(compiled).Verdict, possible);
            foreach (InspectionVerdict goal in (InspectionVerdict[])[InspectionVerdict.Race, InspectionVerdict.Deadlock])
                Assert.Equal(possible.Contains(goal) ? goal : InspectionVerdict.Safe, Search(compiled, goal));
        }, iter: 400);
    }

    private static InspectionVerdict Search(CompiledPlan plan, InspectionVerdict goal) => Inspector.Inspect(plan, goal: goal).Verdict;

    private static ShortOrder.Simulation.Inspection.Inspection Inspect(Level level, params Lane[] lanes) => Inspector.Inspect(Compile(level, lanes, []));

    private static ShortOrder.Simulation.Inspection.Inspection Inspect(Level level, Lane lane, params LockPlan[] locks) => Inspector.Inspect(Compile(level, [lane], locks));

    private static CompiledPlan Compile(Level level, Lane[] lanes, LockPlan[] locks) =>
        PlanCompiler.Compile(level, new() { Level = level.Id, Kitchens = [new("home", 1, [.. lanes])], Locks = [.. locks] });

    private static Lane Pool(string task, int workers) => Lane(LaneKind.Thread, task) with { Workers = workers };

    private static Lane Loop(params string[] tasks) => Lane(LaneKind.Loop, tasks);

    private static Lane Lane(LaneKind kind, params string[] tasks) => new() { Kind = kind, Tasks = [.. tasks.Select(t => new TaskRef(t))] };
}
