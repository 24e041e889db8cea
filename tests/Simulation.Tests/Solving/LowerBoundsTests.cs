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
        Assert.Equal(Minutes(17.5m), Named("hands", level with { Cores = 2 })); // 35 / 2
        Assert.Equal(Minutes(8.75m), Named("hands", level with { Cores = 4 })); // 35 / 4
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
        // Four calls of 10 minutes in 3 lanes: one lane has two of them.
        Level level = OrderAllowing(new() { Threads = 2 }, Spec("call", Cpu(1), Io(9)) with { Count = 4 });
        Assert.Equal(("cooks", Minutes(20)), Binding(level));
    }

    [Fact]
    public void Lanes_that_a_fast_plan_needs_must_be_opened_first()
    {
        // In less than 20 minutes a lane holds one call: 4 lanes, 3 of them opened for 0.01; then 4 x 1 hands-on and 9 to wait: 13.03.
        Level level = OrderAllowing(new() { Threads = 5 }, Spec("call", Cpu(1), Io(9)) with { Count = 4 });
        Assert.Equal(("hands and openings", Minutes(13.03m)), Binding(level));
    }

    [Fact]
    public void Coroutines_are_created_before_the_first_of_them_runs()
    {
        // 200 x 0.0005 to create, 200 x 0.02 to nod, 10 to read: 14.1. A thread would hold one guest in that time and costs 0.01.
        Level level = OrderAllowing(new() { Threads = Allowance.Any, Loops = 1 }, Spec("guest", Cpu(0.02m), Io(10)) with { Count = 200 });
        Assert.Equal(("hands and openings", Minutes(14.1m)), Binding(level));
    }

    [Fact]
    public void What_is_sent_away_is_packed_and_unpacked_at_home()
    {
        // Until t the other kitchen has t − 1 minutes; a job costs it 1 + 9 + 1 and saves home 9 − 1 − 1. 0.1 to open + 18 − 7 / 11 x (t − 1) = t at 11.45.
        Level level = OrderAllowing(new() { Kitchens = 1 }, Spec("sum", Cpu(9)) with { Count = 2, Crate = Crate(1, 1) });
        Assert.Equal(("hands and openings", Minutes(11.4500m)), (LowerBounds.Of(level)[0].Name, Minutes(decimal.Round(LowerBounds.Of(level)[0].Makespan.Minutes, 2))));
    }

    [Fact]
    public void Kitchens_may_be_open_before_a_late_guest_comes()
    {
        // Both come at 3 and work 1.5, one of them in the other kitchen, which was opened long before: 4.5 and not 0.1 more.
        Level level = OrderAllowing(new() { Kitchens = 1 }, Spec("guest", Cpu(1.5m)) with { Count = 2, Arrives = Minutes(3) });
        Assert.Equal(Minutes(4.5m), LowerBounds.Of(level)[0].Makespan);
    }

    private static (string, KitchenDuration) Binding(Level level) => (LowerBounds.Of(level)[0].Name, LowerBounds.Of(level)[0].Makespan);

    private static KitchenDuration Named(string name, Level level) => LowerBounds.Of(level).Single(b => b.Name == name).Makespan;

    private static Level OrderAllowing(Allowance allow, params ReadOnlySpan<TaskSpec> tasks) => Order(tasks) with { Allow = allow };
}
