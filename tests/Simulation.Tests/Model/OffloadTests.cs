using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Support;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Simulation.Tests.Model;

/// <summary>A loop hands a step to a helper and goes on.</summary>
public sealed class OffloadTests
{
    private const decimal Create = 0.0005m, HandOff = 0.01m;

    private static readonly Level GaugeAndOrder = Order(Spec("gauge", Io(5, blocking: true)), Spec("order", Cpu(0.1m), Io(4), Cpu(0.1m)));

    [Fact]
    public void A_blocking_call_on_a_helper_thread_leaves_the_loop_free()
    {
        Plan plan = PlanFor(GaugeAndOrder, Home(Loop("gauge", "order"))) with { Offloads = [Offload("gauge", 0)] };

        ModelRun run = ModelRun.Serve(GaugeAndOrder, plan);

        // The helper, idle until then, gets the hat when the order begins to wait.
        Assert.Equal(2 * Create + HandOff + 0.1m + 5, run.FinishOf("gauge"));
        Assert.Equal(2 * Create + HandOff + 0.1m + 4 + 0.1m, run.FinishOf("order"));
    }

    [Fact]
    public void Without_the_helper_both_waits_come_one_after_the_other()
    {
        Assert.Equal(2 * Create + 5 + 0.1m + 4 + 0.1m, ModelRun.Serve(GaugeAndOrder, Home(Loop("gauge", "order"))).Minutes);
    }

    [Fact]
    public void Hands_on_work_on_a_helper_thread_gains_nothing_since_it_needs_the_same_hat()
    {
        Level level = Order(Spec("dough", Cpu(3)), Spec("stock", Cpu(3)));
        Plan plan = PlanFor(level, Home(Loop("dough", "stock"))) with { Offloads = [Offload("dough", 0)] };

        Assert.Equal(2 * Create + HandOff + 3 + 3, ModelRun.Serve(level, plan).Minutes);
    }

    [Fact]
    public void Hands_on_work_in_another_kitchen_runs_beside_the_loop()
    {
        Level level = Order(Spec("dough", Cpu(3)), Spec("stock", Cpu(3)));
        Plan plan = PlanFor(level, Home(Loop("dough", "stock")), Annex("annex")) with { Offloads = [Offload("dough", 0, "annex")] };

        ModelRun run = ModelRun.Serve(level, plan);

        Assert.Equal(0.1m + 2 * Create + HandOff + 3, run.FinishOf("stock"));
        Assert.Equal(0.1m + 0.9m + 3, run.FinishOf("dough")); // opened and booted, then it kneads
    }

    [Fact]
    public void A_step_sent_to_another_kitchen_is_packed_and_unpacked_on_both_sides()
    {
        Level level = Order(Spec("dough", Cpu(3)) with { Crate = Crate(0.5m, 0.25m) });
        Plan plan = PlanFor(level, Home(Loop("dough")), Annex("annex")) with { Offloads = [Offload("dough", 0, "annex")] };

        // Home is ready at 0.1 + 0.0005 + 0.5 + 0.01, before the annex has booted at 1.
        Assert.Equal(1 + 0.5m + 3 + 0.25m + 0.25m, ModelRun.Serve(level, plan).Minutes);
    }
}
