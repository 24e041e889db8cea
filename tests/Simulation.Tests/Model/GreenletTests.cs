using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Timelines;
using ShortOrder.Support;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Simulation.Tests.Model;

/// <summary>Greenlets: synchronous code on a loop, whose waits yield by themselves where they are patched.</summary>
public sealed class GreenletTests
{
    private const decimal Create = 0.0005m;

    private static readonly Level Pots = Order(
        Spec("early", Cpu(0.5m), Io(2)), Spec("patch", Cpu(1)) with { Patches = true }, Spec("late", Cpu(0.5m), Io(2)));

    [Fact]
    public void Patched_waits_yield_although_the_plan_says_nothing()
    {
        Level level = Order(Spec("pot", Cpu(0.5m), Io(5), Cpu(0.5m)) with { Count = 3 });

        Assert.Equal(3 * Create + 0.5m + 5 + 3 * 0.5m, ModelRun.Serve(level, Home(Greenlets("pot"))).Minutes); // 0.5 + 5 for the first pot, then all three
    }

    [Fact]
    public void What_started_before_the_patch_blocks_and_what_starts_after_it_yields()
    {
        ModelRun run = ModelRun.Serve(Pots, Home(Greenlets("early", "patch", "late")));

        Assert.Equal(2, run.MinutesOf("early", SpanState.Blocking));
        Assert.Equal(2, run.MinutesOf("late", SpanState.Waiting));
        Assert.Equal(3 * Create + 0.5m + 2 + 1 + 0.5m + 2, run.Minutes);
    }

    [Fact]
    public void Patching_first_lets_every_wait_pass_together()
    {
        Assert.Equal(3 * Create + 1 + 0.5m + 0.5m + 2, ModelRun.Serve(Pots, Home(Greenlets("patch", "early", "late"))).Minutes);
    }

    [Fact]
    public void A_wait_that_cannot_be_patched_stalls_all_greenlets()
    {
        Level level = Order(Spec("iron", Io(6, blocking: true)), Spec("pot", Cpu(1), Io(2), Cpu(1)));

        Assert.Equal(2 * Create + 6 + 1 + 2 + 1, ModelRun.Serve(level, Home(Greenlets("iron", "pot"))).Minutes);
    }

    [Fact]
    public void A_patch_reaches_only_its_own_process()
    {
        ModelRun run = ModelRun.Serve(Pots, Home(Main("patch")), Annex("annex", Greenlets("early", "late")));

        // Opening 0.1 and booting 0.9, then both pots block.
        Assert.Equal(0.1m + 0.9m + 2 * Create + 2 * (0.5m + 2), run.Minutes);
    }
}
