using System.Collections.Immutable;
using ShortOrder.Execution.Lanes;
using ShortOrder.Execution.Work;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;
using Parcel = ShortOrder.Execution.Lanes.Crate;

namespace ShortOrder.Execution.Tests.Work;

public sealed class ChecksumTests
{
    private static readonly WorkRate Rate = new(0.01); // a hundred ticks to the chunk, a hundred chunks to the minute

    [Fact]
    public void A_tasks_value_depends_on_all_that_it_is_made_of()
    {
        ulong plain = ValueOf("bread", Cpu(2), Io(1));
        ulong[] others =
        [
            ValueOf("bread", Cpu(2.01m), Io(1)), // a chunk more
            ValueOf("bread", Cpu(2), Io(1), Io(1)), // a wait more
            ValueOf("bread", Io(1), Cpu(2)), // in another order
            ValueOf("bread", [Cpu(2), Io(1)], after: true), // another task's value flows in
        ];

        Assert.DoesNotContain(plain, others);
        Assert.Equal(others.Length, others.Distinct().Count());
    }

    [Fact]
    public void The_value_of_work_is_that_of_its_chunks_one_after_the_other()
    {
        ulong value = Kernel.Start(0);
        for (int i = 0; i < 50; i++) value = Kernel.Mix(value, Kernel.Chunk(Kernel.SeedOf(value)));

        Assert.Equal(value, ValueOf("bread", Cpu(0.5m)));
    }

    [Fact]
    public void A_chain_of_thousands_of_tasks_is_no_problem()
    {
        TaskSpec[] chain = [.. Enumerable.Range(0, 3_000).Select(i => Spec($"t{i}", Cpu(0.1m)) with { After = i < 2_999 ? [$"t{i + 1}"] : [] })];
        Level level = Order(chain);

        Assert.Equal(3_000, Expected(level).Distinct().Count());
    }

    [Theory]
    [InlineData(0)] // no words, only the value
    [InlineData(25_000)] // 2.5 minutes: 160 KiB
    public void A_crate_is_intact_only_with_every_bit_in_place(long ticks)
    {
        byte[] crate = Parcel.Pack(42, ticks);

        Assert.True(Parcel.IsIntact(crate, ticks));
        Assert.Equal(8 + (ticks * 65_536 / 10_000 / 8 * 8), crate.Length);
        if (ticks == 0) return;
        crate[crate.Length / 2] ^= 1;
        Assert.False(Parcel.IsIntact(crate, ticks));
        Assert.False(Parcel.IsIntact(crate.AsSpan(..^8), ticks));
    }

    [Fact]
    public void What_does_not_fill_a_chunk_is_carried_over()
    {
        LaneThread thread = new(0, new(1_000_000_000), new(0.4), null);
        thread.TakeHat();
        for (int i = 0; i < 10; i++) Assert.Equal(7ul, thread.Compute(7, 1)); // 0.4 of a chunk changes nothing

        Assert.InRange(thread.Progress, 3, 4); // but ten of them are four chunks of the lane's own
    }

    private static ulong ValueOf(string id, params StepSpec[] steps) => ValueOf(id, steps, after: false);

    private static ulong ValueOf(string id, StepSpec[] steps, bool after)
    {
        TaskSpec task = Spec(id, steps) with { After = after ? ["dough"] : [] };
        return Expected(Order(task, Spec("dough", Cpu(1))))[0];
    }

    private static ImmutableArray<ulong> Expected(Level level) =>
        Checksum.Expected(PlanCompiler.Compile(level, PlanFor(level, Home(Main([.. level.Tasks.Select(t => t.Id)])))), Rate);
}
