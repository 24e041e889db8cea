using CsCheck;
using ShortOrder.Execution.Kitchens;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Execution.Tests.Kitchens;

public sealed class PlanCodecTests
{
    private static readonly Gen<StepSpec> GenStep = Gen.OneOf(
        Gen.Int[1, 80_000].Select(t => Cpu(t / 10_000m)),
        Gen.Select(Gen.Int[1, 80_000], Gen.Bool).Select((t, isBlocking) => Io(t / 10_000m, blocking: isBlocking)),
        Gen.Int[1, 9].Select(t => Io(t, tool: "oven")),
        Gen.Int[1, 9].Select(t => Cpu(t, read: "jar", write: "jar")));

    private static readonly Gen<TaskSpec[]> GenTasks =
        Gen.Select(GenStep.Array[1, 5], Gen.Int[1, 3], Gen.Int[0, 3], Gen.Bool).Select((steps, count, arrives, hasCrate) => (steps, count, arrives, hasCrate))
            .Array[2, 6].Select(all => all.Select((t, i) => Spec($"task-{i}", t.steps) with
            {
                Count = t.count,
                Arrives = Minutes(t.arrives),
                Crate = t.hasCrate ? Crate(0.5m, 0.25m) : null,
                After = i % 3 == 2 ? [$"task-{i - 1}"] : [],
            }).ToArray());

    [Fact]
    public void What_a_worker_reads_is_what_the_coordinator_wrote() =>
        GenTasks.Sample(tasks =>
        {
            string[] names = [.. tasks.Select(t => t.Id)];
            Level level = Order(tasks) with { Cores = 3, Gil = tasks.Length % 2 == 0, Tools = [new("oven", 2, false, tasks.Length % 3 == 0 ? new(Minutes(1), Minutes(0.5m)) : null)] };
            CompiledPlan plan = PlanCompiler.Compile(level, PlanFor(level,
                Home(Loop(names[..1]) with { Limit = 2 }, Pool(2, names[1..2])),
                Annexes("annex", 2, names[2..])));
            AssertSame(plan, PlanCodec.Decode(PlanCodec.Encode(plan)));
        }, iter: 200);

    [Fact]
    public void A_plan_that_is_cut_short_is_refused()
    {
        Level level = Order(Spec("coffee", Cpu(1), Io(4), Cpu(1)));
        byte[] bytes = PlanCodec.Encode(PlanCompiler.Compile(level, PlanFor(level, Home(Main("coffee")))));

        Assert.Throws<EndOfStreamException>(() => PlanCodec.Decode(bytes[..^1]));
    }

    [Fact]
    public void Ten_thousand_tasks_take_less_than_half_a_megabyte()
    {
        Level level = Order(Spec("guest", Cpu(0.02m), Io(10)) with { Count = 10_000 });
        CompiledPlan plan = PlanCompiler.Compile(level, PlanFor(level, Home(Loop("guest"))));

        Assert.InRange(PlanCodec.Encode(plan).Length, 1, 500_000);
    }

    private static void AssertSame(CompiledPlan written, CompiledPlan read)
    {
        Assert.Equal(written.Processes, read.Processes);
        Assert.Equal(written.Channels, read.Channels);
        Assert.Equal(written.Locks, read.Locks);
        Assert.Equal(written.Rows, read.Rows);
        Assert.Equal(written.Level.Tools, read.Level.Tools);
        Assert.Equal(written.Level.Shared, read.Level.Shared);
        Assert.Equal(written.Level.Costs, read.Level.Costs);
        Assert.Equal((written.Level.Cores, written.Level.Gil), (read.Level.Cores, read.Level.Gil));
        Assert.Equal(written.Plan.Kitchens.Select(k => (k.Name, k.Copies)), read.Plan.Kitchens.Select(k => (k.Name, k.Copies)));
        Assert.Equal(written.Queues.Select(q => q.IsProcessPool), read.Queues.Select(q => q.IsProcessPool));
        Assert.Equal(written.Queues.SelectMany(q => q.Tasks), read.Queues.SelectMany(q => q.Tasks));
        Assert.All(written.Tasks.Zip(read.Tasks), pair =>
        {
            (TaskProgram w, TaskProgram r) = pair;
            Assert.Equal((w.Name, w.Spec, w.Copy, w.Kitchen), (r.Name, r.Spec, r.Copy, r.Kitchen));
            Assert.Equal(w.Ops, r.Ops);
            Assert.Equal(w.Predecessors, r.Predecessors);
            Assert.Equal(w.Mates, r.Mates);
            Assert.Equal(w.ConsumerKitchens, r.ConsumerKitchens);
        });
        Assert.All(written.Threads.Zip(read.Threads), pair =>
        {
            (ThreadProgram w, ThreadProgram r) = pair;
            Assert.Equal((w.Process, w.Label, w.Kind, w.Lane, w.Queue, w.Limit, w.Channel), (r.Process, r.Label, r.Kind, r.Lane, r.Queue, r.Limit, r.Channel));
            Assert.Equal(w.Prologue, r.Prologue);
            Assert.Equal(w.Epilogue, r.Epilogue);
        });
        Assert.All(written.Level.Tasks.Zip(read.Level.Tasks), pair =>
        {
            Assert.Equal(pair.First.Steps.Select(s => s with { Do = "" }), pair.Second.Steps);
            Assert.Equal((pair.First.Id, pair.First.Count, pair.First.Arrives, pair.First.Crate), (pair.Second.Id, pair.Second.Count, pair.Second.Arrives, pair.Second.Crate));
            Assert.Equal(pair.First.After, pair.Second.After);
        });
        Assert.Equal(written.Tasks.Length, read.Tasks.Length);
        Assert.Equal(written.Threads.Length, read.Threads.Length);
    }
}
