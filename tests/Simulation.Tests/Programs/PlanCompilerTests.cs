using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using static ShortOrder.Support.OrderBuilder;

namespace ShortOrder.Simulation.Tests.Programs;

public sealed class PlanCompilerTests
{
    private static readonly Level Couriers = Order(Spec("flour", Cpu(1)), Spec("courier", Cpu(1, read: "jar"), Io(2), Cpu(1, write: "jar")) with { Count = 4, After = ["flour"], Crate = Crate(1, 1) })
        with
    { Shared = ["jar"] };

    [Fact]
    public void Copies_compile_alike_whether_a_card_names_all_of_them_or_each()
    {
        // The same lock, once on the task and once on its copies 1 to 4: the second way compiles every copy on its own.
        CompiledPlan together = Compile(new TaskRef("courier")), apart = Compile(new TaskRef("courier", 1, 4));
        for (int task = 0; task < together.Tasks.Length; task++)
        {
            Assert.Equal(apart.Tasks[task].Name, together.Tasks[task].Name);
            Assert.Equal(apart.Tasks[task].Ops, together.Tasks[task].Ops);
        }
    }

    [Fact]
    public void A_pool_gets_no_more_workers_than_tasks_and_empty_lanes_none()
    {
        Plan plan = new() { Level = Couriers.Id, Kitchens = [new("home", 1, [Lane(LaneKind.Main, "flour"), Lane(LaneKind.Thread, "courier") with { Workers = 9 }, Lane(LaneKind.Thread)])] };
        Assert.Equal(["main", "pool 1/4", "pool 2/4", "pool 3/4", "pool 4/4"], PlanCompiler.Compile(Couriers, plan).Threads.Select(t => t.Label));
    }

    private static CompiledPlan Compile(TaskRef locked) => PlanCompiler.Compile(Couriers, new()
    {
        Level = Couriers.Id,
        Locks = [new("jar", locked, 0, 2)],
        Kitchens = [new("home", 1, [Lane(LaneKind.Main, "flour")]), new("annex", 1, [Lane(LaneKind.Main, "courier")])],
    });

    private static Lane Lane(LaneKind kind, params string[] tasks) => new() { Kind = kind, Tasks = [.. tasks.Select(t => new TaskRef(t))] };
}
