using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Solving;
using ShortOrder.Simulation.Time;
using static ShortOrder.Support.OrderBuilder;

namespace ShortOrder.Simulation.Tests.Solving;

public sealed class LowerBoundsTests
{
    [Fact]
    public void The_longest_recipe_follows_the_chain_over_its_predecessors()
    {
        // flour 0.5 + 3, then finish 1: 4.5; the truffle arrives at 2 and takes 20, then finish 1: 23.
        Level level = OrderAllowing(new() { Threads = 3 }, Spec("flour", Cpu(0.5m), Io(3)), Spec("truffle", Io(20)) with { Arrives = Minutes(2) },
            Spec("finish", Cpu(1)) with { After = ["flour", "truffle"] });
        Assert.Equal(("longest recipe", Minutes(23)), Binding(level));
    }

    [Fact]
    public void One_hat_works_all_hands_on_minutes_between_the_shortest_waits_around_them()
    {
        // 5 + 3 = 8 of work; nobody can begin before 1 or end with less than 2 to wait: 1 + 8 + 2 = 11.
        Level level = OrderAllowing(new() { Threads = 6 }, Spec("a", Io(1), Cpu(5), Io(2)), Spec("b", Io(4), Cpu(3), Io(3)));
        Assert.Equal(("hands", Minutes(11)), Binding(level));
    }

    [Fact]
    public void Kitchens_divide_the_hands_on_minutes_but_not_beyond_the_cores()
    {
        Level level = OrderAllowing(new() { Kitchens = 8 }, Spec("sum", Cpu(7)) with { Count = 5 });
        Assert.Equal(("hands", Minutes(17.5m)), Binding(level with { Cores = 2 })); // 35 / 2
        Assert.Equal(("hands", Minutes(8.75m)), Binding(level with { Cores = 4 })); // 35 / 4
    }

    [Fact]
    public void A_tool_serves_its_minutes_place_by_place()
    {
        // The earliest start in the oven is 2 (cake), and 8 + 6 minutes follow: 16.
        Level level = OrderAllowing(new() { Manual = true }, Spec("lasagne", Cpu(4), Io(8, "oven")), Spec("cake", Cpu(2), Io(6, "oven")), Spec("salad", Cpu(5)));
        Assert.Equal(("tool oven", Minutes(16)), Binding(level with { Tools = [new("oven", 1, true)] }));
    }

    [Fact]
    public void Blocking_lanes_share_whole_recipes()
    {
        // Four calls of 10 minutes in 3 lanes: 40 / 3, rounded up to a tick.
        Level level = OrderAllowing(new() { Threads = 2 }, Spec("call", Cpu(1), Io(9)) with { Count = 4 });
        Assert.Equal(("cooks", new KitchenDuration(133_334)), Binding(level));
    }

    private static (string, KitchenDuration) Binding(Level level) => (LowerBounds.Of(level)[0].Name, LowerBounds.Of(level)[0].Makespan);

    private static Level OrderAllowing(Allowance allow, params ReadOnlySpan<TaskSpec> tasks) => Order(tasks) with { Allow = allow };
}
